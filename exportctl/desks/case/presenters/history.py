"""What happened on a case, in sentences: who did what, as the reader may know it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core import vocabulary
from exportctl.core.formatting import long_day
from exportctl.core.models import AuditEvent
from exportctl.desks.case.presenters.authors import author
from exportctl.desks.case.queries.cases import Case
from licensing.models.requests import STATE_LABELS
from licensing.rules.messages import Side
from licensing.rules.requests import visible_status
from notifications.queries.red_flags import questions

OFFICE, COMPANY = Side.AUTHORITY, Side.EXPORTER


@dataclass(frozen=True)
class Deed:
    """What an event says, who does it, and whether the exporter is told."""

    sentence: Any
    side: Side | None  # None: either side, as the event's facts say
    public: bool = True
    dated: Any = ""  # a sentence more, with the day among the facts


DEEDS: dict[str, Deed] = {
    "create": Deed(gettext_lazy("Case opened"), COMPANY),
    "submit": Deed(
        gettext_lazy("Notification sent; the decision clock starts on the next working day"), COMPANY
    ),
    "take": Deed(gettext_lazy("Case taken; the review begins"), OFFICE),
    "ask": Deed(
        gettext_lazy("Question to the exporter; the clock stands still"),
        OFFICE,
        dated=gettext_lazy("To be answered by %(day)s."),
    ),
    "answer": Deed(gettext_lazy("Question answered; another one is still open"), COMPANY),
    "resume": Deed(gettext_lazy("Last open question answered; the clock goes on"), COMPANY),
    "retract": Deed(gettext_lazy("Question taken back; another one is still open"), OFFICE),
    "proceed": Deed(gettext_lazy("Last open question taken back; the clock goes on"), OFFICE),
    "information_part": Deed(gettext_lazy("Question answered in part"), COMPANY),
    "information_time_asked": Deed(
        gettext_lazy("More time asked for"), COMPANY, dated=gettext_lazy("Wished for: until %(day)s.")
    ),
    "information_time_granted": Deed(
        gettext_lazy("More time given"), OFFICE, dated=gettext_lazy("To be answered by %(day)s.")
    ),
    "information_time_declined": Deed(gettext_lazy("More time declined"), OFFICE),
    "message": Deed(gettext_lazy("Message written"), None),
    "note": Deed(gettext_lazy("Internal note written"), OFFICE, public=False),
    "strike_note": Deed(gettext_lazy("Internal note struck out"), OFFICE, public=False),
    "propose": Deed(gettext_lazy("Decision proposed to a second officer"), OFFICE, public=False),
    "return": Deed(gettext_lazy("Proposal returned by the second officer"), OFFICE, public=False),
    "grant": Deed(gettext_lazy("Export granted"), OFFICE),
    "refuse": Deed(gettext_lazy("Export refused"), OFFICE),
    "release": Deed(gettext_lazy("Answered: no authorisation is required"), OFFICE),
    "reopen": Deed(gettext_lazy("Refusal withdrawn; the case is under review again"), OFFICE),
    "withdraw": Deed(gettext_lazy("Case withdrawn by the exporter"), COMPANY),
}


@dataclass(frozen=True)
class Happening:
    at: datetime
    what: str
    detail: str
    who: str
    became: str  # the stage the case reached with it; empty where it stayed


def history(case: Case) -> list[Happening]:
    """The trail of a case, in its order. What the table does not open to the exporter stays inside."""
    events = AuditEvent.objects.about(case.request).select_related("actor")
    if not case.is_officer:
        events = events.filter(event__in=[event for event, deed in DEEDS.items() if deed.public])
    return [_happening(case, event) for event in events]


def _happening(case: Case, event: AuditEvent) -> Happening:
    deed = DEEDS.get(event.event) or Deed(_other(event.event), OFFICE, public=False)
    return Happening(
        at=event.at,
        what=str(deed.sentence),
        detail=_detail(case, deed, event),
        who=_who(case, event, deed),
        became=_became(case, event),
    )


def _became(case: Case, event: AuditEvent) -> str:
    if not event.target or event.target == event.source:
        return ""
    return str(STATE_LABELS[visible_status(event.target, to_officer=case.is_officer)])


def _detail(case: Case, deed: Deed, event: AuditEvent) -> str:
    """A sentence more: until which day, about which question, which version."""
    facts = event.facts
    if deed.dated and facts.get("due_on"):
        return str(deed.dated) % {"day": long_day(date.fromisoformat(facts["due_on"]))}
    if event.event == "assess":
        sent = getattr(case.request, "notification", None)
        known = {row.key: row for row in questions(sent.questionnaire if sent else "")}
        asked = known.get(facts.get("question", ""))
        return f"{asked.number} · {asked.label}" if asked else ""
    if event.event == "draft_conditions" and "version" in facts:
        return _("Version %(version)s") % {"version": facts["version"]}
    return ""


def _who(case: Case, event: AuditEvent, deed: Deed) -> str:
    if event.actor is None:
        return _("The clock")
    return author(case, event.actor, deed.side or str(event.facts.get("side", OFFICE)))


def _other(event: str) -> str:
    """An event of another desk, by the word its machine has for it."""
    word = str(vocabulary.DONE.get(event, event.replace("_", " ")))
    return word[:1].upper() + word[1:]
