"""What two officers make of an authorisation beside its end, and what its holder asks for."""

from typing import Any

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.mailing import Group
from licensing.rules import change_requests
from licensing.rules.acts.authorisations import CHANGED
from licensing.rules.authorisations import AUTHORISATION, Event
from licensing.rules.change_requests import CHANGE_REQUEST


def _changed(event: Event, label: Any, sentence: Any, notice: NoticeKind) -> Act:
    return Act(event, AUTHORISATION, label, sentence, notices=(notice,), feed=CHANGED)


# What changes it under its number, what puts others in its place, and what a remedy does.
AUTHORISATION_LIFE = (
    _changed(
        Event.AMEND,
        pgettext_lazy("done to it", "amended"),
        _("Amended an authorisation"),
        NoticeKind(
            "authorisation_amended",
            _("%(reference)s: your authorisation is amended"),
            _(
                "The authority changed what this authorisation says. Its page shows each difference; use the new paper."
            ),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.EXTEND,
        pgettext_lazy("done to it", "extended"),
        _("Extended an authorisation"),
        NoticeKind(
            "authorisation_extended",
            _("%(reference)s: your authorisation is extended"),
            _("This authorisation is valid for longer, under the same number. Use the new paper."),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.CORRECT,
        pgettext_lazy("done to it", "corrected"),
        _("Corrected an authorisation"),
        NoticeKind(
            "authorisation_corrected",
            _("%(reference)s: your authorisation is corrected"),
            _(
                "The authority corrected an error of writing, as if it had never been made. Use the new paper."
            ),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.RENEW,
        pgettext_lazy("done to it", "renewed"),
        _("Renewed an authorisation"),
        NoticeKind(
            "authorisation_renewed",
            _("%(reference)s: your authorisation is renewed"),
            _(
                "Another authorisation stands in its place, with what was left. Declare its number from today on."
            ),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.SPLIT,
        pgettext_lazy("done to it", "split"),
        _("Split an authorisation"),
        NoticeKind(
            "authorisation_split",
            _("%(reference)s: your authorisation is split"),
            _("Several authorisations stand in its place; what was left is shared among them, as you asked."),
            group=Group.LEGAL,
        ),
    ),
    Act(
        Event.REISSUE,
        AUTHORISATION,
        pgettext_lazy("done to it", "issued anew"),
        _("Issued an authorisation anew"),
        notices=(
            NoticeKind(
                "authorisation_reissued",
                _("%(reference)s: your authorisation is issued anew"),
                _(
                    "It has another number, with the same contents and what was left. Declare that number from today"
                    " on."
                ),
                group=Group.LEGAL,
            ),
            NoticeKind(
                "authorisation_passed_on",
                _("%(reference)s: an authorisation passed on to your company"),
                _(
                    "The authority issued to your company, as the legal successor of its former holder, what was left"
                    " of an authorisation. Its conditions hold for you."
                ),
                group=Group.LEGAL,
            ),
        ),
        feed=CHANGED,
    ),
    _changed(
        Event.DECLINE,
        pgettext_lazy("done to it", "left as it is"),
        _("Declined to change an authorisation"),
        NoticeKind(
            "authorisation_change_declined",
            _("%(reference)s: your request for a change is declined"),
            _("The authority does not change this authorisation as you asked. Its letter gives the reasons."),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.STAY,
        pgettext_lazy("done to it", "covered again while a remedy is open"),
        _("Suspended the effect of an act, because of a remedy"),
        NoticeKind(
            "authorisation_stayed",
            _("%(reference)s: the effect of the act is suspended"),
            _(
                "A remedy suspends the effect of what was done to this authorisation. Until it is decided, what is"
                " declared is covered as before the act."
            ),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.BEGIN_SUSPENSION,
        pgettext_lazy("done to it", "suspended, as decided before"),
        _("The suspension of an authorisation began"),
        NoticeKind(
            "authorisation_act_begun",
            _("%(reference)s: the act on your authorisation counts now"),
            _(
                "What the authority decided about this authorisation counts from now on. Its page says what is covered."
            ),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.BEGIN_REVOCATION,
        pgettext_lazy("done to it", "revoked, as decided before"),
        _("The revocation of an authorisation began"),
        NoticeKind(
            "authorisation_act_ahead",
            _("%(reference)s: the authority decided about your authorisation"),
            _(
                "The authority decided to suspend, revoke or annul this authorisation. The letter says from when that"
                " counts; until then it counts as before."
            ),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.BEGIN_ANNULMENT,
        pgettext_lazy("done to it", "annulled, as decided before"),
        _("The annulment of an authorisation began"),
        NoticeKind(
            "authorisation_resumed",
            _("%(reference)s: the act on your authorisation counts again"),
            _(
                "The remedy was without success. What was done to this authorisation has its effect again from today"
                " on."
            ),
            group=Group.LEGAL,
        ),
    ),
    _changed(
        Event.RESTORE,
        pgettext_lazy("done to it", "restored"),
        _("Restored an authorisation after a remedy"),
        NoticeKind(
            "authorisation_restored",
            _("%(reference)s: your authorisation is valid again"),
            _(
                "A remedy succeeded: the act that had ended or suspended this authorisation counts as never done."
            ),
            group=Group.LEGAL,
        ),
    ),
)

CHANGE_REQUESTS = (
    Act(
        change_requests.Event.ASK,
        CHANGE_REQUEST,
        pgettext_lazy("done to it", "asked for"),
        _("Asked for a change of an authorisation"),
        notices=(
            NoticeKind(
                "change_requested",
                _("%(reference)s: its holder asks for a change"),
                _("The holder asks to have this authorisation changed. Propose it, or propose to decline."),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        change_requests.Event.CARRY_OUT,
        CHANGE_REQUEST,
        pgettext_lazy("done to it", "carried out"),
        _("Carried out what a holder asked for"),
    ),
    Act(
        change_requests.Event.DECLINE,
        CHANGE_REQUEST,
        pgettext_lazy("done to it", "declined"),
        _("Declined what a holder asked for"),
    ),
    Act(
        change_requests.Event.WITHDRAW,
        CHANGE_REQUEST,
        pgettext_lazy("done to it", "withdrawn"),
        _("Took a request for a change back"),
    ),
)
