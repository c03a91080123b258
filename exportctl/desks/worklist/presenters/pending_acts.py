"""What an officer wrote in an act that waits for a second one, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core.formatting import long_day
from exportctl.core.queries.reference import calendar_of
from licensing.labels import hold_title, line_name
from licensing.models import AuthorisationRequest, CustomsHold, PendingAct
from licensing.models.customs_holds import ACT_LABELS
from licensing.queries.customs_holds import hold_chip
from licensing.queries.decision_clock import Calendars, Chip, chip
from licensing.rules.closings import LABELS as REASONS
from licensing.rules.pending_acts import SoloAct

WORDS: Mapping[str, Mapping[str, object]] = {"act": ACT_LABELS, "because": REASONS}
LABELS = {
    "release": gettext_lazy("Released"),
    "act": gettext_lazy("The act"),
    "because": gettext_lazy("Ground"),
    "detail": gettext_lazy("Explanation"),
    "passed_on_to": gettext_lazy("Passed on to"),
    "warned_on": gettext_lazy("Day of the warning"),
    "duplicate_of": gettext_lazy("Number of the case that goes on"),
    "list": gettext_lazy("Which list"),
    "code": gettext_lazy("Code of the general authorisation"),
    "grounds": gettext_lazy("Why"),
    "objects": gettext_lazy("Objects"),
    "identical": gettext_lazy("Essentially identical"),
}

# The button of the second officer.
VERBS: Mapping[str, object] = {
    SoloAct.APPROVE_REGISTRATION.value: gettext_lazy("Approve the company"),
    SoloAct.ANSWER_STATE.value: gettext_lazy("Send the answer"),
    SoloAct.REPLY_TO_HOLD.value: gettext_lazy("Reply to customs"),
    SoloAct.CLOSE_REQUEST.value: gettext_lazy("Close the case"),
    SoloAct.RELEASE_WATCHED.value: gettext_lazy("Release the hit"),
}


@dataclass(frozen=True)
class About:
    """What the act is about, by the names that people know."""

    title: str
    exporter: str
    chip: Chip | None


def about_of(pending: PendingAct, *, at: datetime) -> About | None:
    """Of a case and of an export that customs keep back; the others are called by their reference."""
    if pending.act == SoloAct.CLOSE_REQUEST:
        case = AuthorisationRequest.objects.select_related("exporter__organisation", "authority").get(
            pk=pending.about
        )
        calendar = calendar_of(str(case.authority.member_state_id))
        return About(line_name(case.line), case.exporter.legal_name, chip(case, calendar=calendar, at=at))
    if pending.act == SoloAct.REPLY_TO_HOLD:
        hold = CustomsHold.objects.with_parts().get(pk=pending.about)
        exporter = hold.exporter.legal_name if hold.exporter else ""
        return About(hold_title(hold), exporter, hold_chip(hold, Calendars(), at=at))
    return None


def given_rows(pending: PendingAct) -> list[tuple[object, object]]:
    """In the order of the form; what was left out is left out."""
    rows: list[tuple[object, object]] = [(_("Act"), pending.words)]
    for name, label in LABELS.items():
        value = pending.given.get(name)
        if value in (None, ""):
            continue
        if isinstance(value, bool):
            value = _("yes") if value else _("no")
        elif name.endswith("_on"):
            value = long_day(date.fromisoformat(value))
        rows.append((label, WORDS.get(name, {}).get(value, value)))
    return rows


def if_carried_out(pending: PendingAct) -> list[object]:
    """What the second officer answers for."""
    sentences: list[object] = [
        _("It is done as your colleague wrote it, in your name as the second officer.")
    ]
    if pending.act == SoloAct.CLOSE_REQUEST:
        sentences += [
            _(
                "The case ends without a decision, for good; open questions and a proposal that waits end with it."
            ),
            _("The exporter is told and gets the letter with this explanation."),
        ]
    return sentences
