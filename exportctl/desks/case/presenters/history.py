"""What happened on a case, in sentences: who did what, as the reader may know it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from exportctl.core import vocabulary
from exportctl.core.acts import HistoryLine
from exportctl.core.formatting import long_day
from exportctl.core.models import AuditEvent
from exportctl.desks.case.presenters.authors import author
from exportctl.desks.case.queries.cases import Case
from licensing.models.requests import STATE_LABELS
from licensing.rules.messages import Side
from licensing.rules.requests import REQUEST, visible_status
from notifications.queries.red_flags import questions


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
        events = events.filter(event__in=public_acts())
    return [_happening(case, event) for event in events]


def public_acts() -> list[str]:
    """The acts on a request that its exporter is told of."""
    return [act.name for act in vocabulary.acts_of(REQUEST) if act.history and act.history.public]


def _happening(case: Case, event: AuditEvent) -> Happening:
    line = line_of(event.event)
    return Happening(
        at=event.at,
        what=str(line.sentence),
        detail=_detail(case, line, event),
        who=_who(case, event, line),
        became=_became(case, event),
    )


def _became(case: Case, event: AuditEvent) -> str:
    if not event.target or event.target == event.source:
        return ""
    return str(STATE_LABELS[visible_status(event.target, to_officer=case.is_officer)])


def line_of(event: str) -> HistoryLine:
    """What the act says of itself; else what was done, in one word, within the authority."""
    act = vocabulary.act(REQUEST.name, event)
    if act and act.history:
        return act.history
    word = str(vocabulary.done(REQUEST.name, event))
    return HistoryLine(word[:1].upper() + word[1:], public=False)


def _detail(case: Case, line: HistoryLine, event: AuditEvent) -> str:
    """A sentence more: until which day, about which question, which version."""
    facts = event.facts
    if line.dated and facts.get("due_on"):
        return str(line.dated) % {"day": long_day(date.fromisoformat(facts["due_on"]))}
    if event.event == "assess":
        known = {row.key: row for row in questions(case.questionnaire)}
        question = known.get(facts.get("question", ""))
        return f"{question.number} · {question.label}" if question else ""
    if event.event == "draft_conditions" and "version" in facts:
        return _("Version %(version)s") % {"version": facts["version"]}
    return ""


def _who(case: Case, event: AuditEvent, line: HistoryLine) -> str:
    if event.actor is None:
        return _("The clock")
    return author(case, event.actor, line.side or str(event.facts.get("side", Side.AUTHORITY)))
