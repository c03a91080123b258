"""What an act on an authorisation brings about, in sentences (look: consequence box)."""

from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.formatting import long_day
from licensing.models import Authorisation, WriteOff
from licensing.rules.authorisations import KEEPS_NUMBER, REPLACES, Event
from licensing.rules.change_requests import refuses_export
from licensing.rules.denials import act_of_change

TITLES = {
    Event.SUSPEND: gettext_lazy("Suspend the authorisation"),
    Event.REINSTATE: gettext_lazy("Reinstate the authorisation"),
    Event.REVOKE: gettext_lazy("Revoke the authorisation"),
    Event.ANNUL: gettext_lazy("Annul the authorisation"),
    Event.CONTINUE: gettext_lazy("Continue the authorisation"),
    Event.AMEND: gettext_lazy("Amend the authorisation"),
    Event.EXTEND: gettext_lazy("Extend the authorisation"),
    Event.CORRECT: gettext_lazy("Correct the authorisation"),
    Event.RENEW: gettext_lazy("Renew the authorisation"),
    Event.SPLIT: gettext_lazy("Split the authorisation"),
    Event.REISSUE: gettext_lazy("Issue the authorisation anew"),
    Event.DECLINE: gettext_lazy("Decline the change"),
}
PROPOSE = {
    Event.SUSPEND: gettext_lazy("Propose to suspend it"),
    Event.REINSTATE: gettext_lazy("Propose to reinstate it"),
    Event.REVOKE: gettext_lazy("Propose to revoke it"),
    Event.ANNUL: gettext_lazy("Propose to annul it"),
    Event.CONTINUE: gettext_lazy("Propose to continue it"),
    Event.AMEND: gettext_lazy("Propose to amend it"),
    Event.EXTEND: gettext_lazy("Propose to extend it"),
    Event.CORRECT: gettext_lazy("Propose to correct it"),
    Event.RENEW: gettext_lazy("Propose to renew it"),
    Event.SPLIT: gettext_lazy("Propose to split it"),
    Event.REISSUE: gettext_lazy("Propose to issue it anew"),
    Event.DECLINE: gettext_lazy("Propose to decline"),
}
# What makes the holder worse off is drawn in madder.
BURDENSOME = (Event.SUSPEND, Event.REVOKE, Event.ANNUL, Event.DECLINE)


# What its holder and customs have of each act, once it is carried out.
EFFECTS = {
    Event.SUSPEND: gettext_lazy(
        "What is declared from %(day)s on is <b>not covered</b>, until it is reinstated."
    ),
    Event.REINSTATE: gettext_lazy("What is declared from %(day)s on is <b>covered again</b>."),
    Event.REVOKE: gettext_lazy(
        "What is declared from %(day)s on is <b>not covered</b>; what was declared before stays covered."
        " This is final."
    ),
    Event.ANNUL: gettext_lazy(
        "It counts as <b>never granted</b>: exports that were made under it were made without an authorisation."
        " This is final."
    ),
    Event.CONTINUE: gettext_lazy(
        "What is declared within it <b>stays covered</b>, although the measure forbids it."
    ),
    Event.AMEND: gettext_lazy(
        "The number stays. What is accepted from %(day)s on is measured by the <b>new version</b>, what was"
        " accepted before by the old one."
    ),
    Event.EXTEND: gettext_lazy("The number stays, and the last day is a <b>later one</b>."),
    Event.CORRECT: gettext_lazy(
        "The number stays. The correction counts <b>as if the error had never been made</b>."
    ),
    Event.RENEW: gettext_lazy(
        "Another number is issued, valid from %(day)s, with <b>what is left</b>. This one reads replaced."
    ),
    Event.SPLIT: gettext_lazy(
        "Several numbers are issued, valid from %(day)s, which share <b>what is left</b>. This one reads replaced."
    ),
    Event.REISSUE: gettext_lazy(
        "Another number is issued, valid from %(day)s, with the same contents and <b>what is left</b>. This one"
        " reads replaced."
    ),
    Event.DECLINE: gettext_lazy("The authorisation <b>stays as it is</b>. The letter states the remedy."),
}


def if_carried_out(
    authorisation: Authorisation, event: Event, *, on: date, asked: str = "", refuses: bool | None = None
) -> list[Any]:
    """What follows once a second officer approves on that day.

    `asked`: what its holder asked for, which is declined; `refuses`: does that refuse an export, once that is said?
    """
    items: list[Any] = [
        format_html(str(EFFECTS[event]) % {"day": long_day(on)}),
        format_html(_("{holder} is told at once, with the reasons."), holder=authorisation.holder.legal_name),
    ]
    if event != Event.DECLINE:
        items.append(
            _("Customs in every Member State, and everybody who reads the code on the paper, see it at once.")
        )
    may_refuse = refuses_export(asked) if refuses is None else refuses
    items += (
        _notified(event, refuses=may_refuse, is_said=refuses is not None) if authorisation.in_force else []
    )
    if event in (*KEEPS_NUMBER, *REPLACES):
        items.append(_("A new sealed paper is made."))
    if event == Event.ANNUL and (made := authorisation.write_offs.filter(reversal=None).count()):
        items.append(_("Write-offs made under it stay on record: %(n)d.") % {"n": made})
    return items


def _notified(event: Event, *, refuses: bool, is_said: bool) -> list[str]:
    """Whom Article 16(1) wants told of the act."""
    if event == Event.DECLINE and refuses and not is_said:
        return [
            _(
                "It refuses a further time: the other Member States and the Commission are notified, with the reasons"
                " (Article 16(1)), unless you say why no export is refused by it."
            )
        ]
    if act_of_change(event, in_force=True, refuses=refuses):
        return [
            _("The other Member States and the Commission are notified, with the reasons (Article 16(1)).")
        ]
    if event == Event.REINSTATE:
        return [_("Whoever was notified of the suspension is told of its end (Article 16(1)).")]
    return []


def if_approved_ahead(authorisation: Authorisation) -> list[Any]:
    """What follows from the approval of an act that counts from a later day."""
    return [
        _(
            "It is decided, and counts from later on as said beside; until then the authorisation counts as before."
        ),
        format_html(_("{holder} is told at once, with the reasons."), holder=authorisation.holder.legal_name),
    ]


def if_surrendered(authorisation: Authorisation, *, on: date) -> list[Any]:
    return [
        format_html(
            _("What is declared from {day} on is <b>not covered</b>. You cannot undo this."), day=long_day(on)
        ),
        _("What was declared before stays covered."),
        format_html(_("{authority} sees it at once."), authority=authorisation.authority.short_name),
    ]


def if_reversed(write_off: WriteOff) -> list[Any]:
    return [
        _("The quantity is free again, and so is this declaration for this line."),
        _("Write-off and reversal both stay in the ledger."),
    ]
