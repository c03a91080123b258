"""What happened on a case, in sentences: who did what, as the reader may know it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core import vocabulary
from exportctl.core.acts import HistoryLine
from exportctl.core.calendar import brussels_date
from exportctl.core.formatting import inside, long_day
from exportctl.core.models import AuditEvent
from exportctl.core.rules.files import FILE
from exportctl.desks.case.presenters.authors import author
from exportctl.desks.case.queries.cases import Case
from exportctl.desks.case.queries.history import NOTES, Parts, events_of, parts_of
from licensing.models.consultations import PART_LABELS, STANCE_LABELS
from licensing.models.documents import NATURES
from licensing.models.requests import STAGE_LABELS
from licensing.rules.closings import LABELS
from licensing.rules.consultations import CONSULTATION
from licensing.rules.consultations import Event as ConsultationEvent
from licensing.rules.messages import Side
from licensing.rules.requests import ASSIGN, CLOSED, REQUEST, Event, visible_status
from notifications.models.assessments import VERDICT_LABELS
from notifications.queries.red_flags import questions


@dataclass(frozen=True)
class Happening:
    at: datetime
    what: str
    detail: str
    who: str
    became: str  # the stage the case reached with it; empty where it stayed
    times: int = 1  # that it was done in a row


def history(case: Case) -> list[Happening]:
    """The trail of a case and its parts, in its order. What the acts do not open to the exporter stays inside."""
    events = events_of(case, public=public_acts())
    parts = parts_of(case, events)
    return [_happening(case, event, parts) for event in events]


def in_runs(happenings: list[Happening]) -> list[Happening]:
    """What one person did several times in a row on one day is one line, with every detail and the last moment."""
    runs: list[Happening] = []
    for one in happenings:
        last = runs[-1] if runs else None
        if last and not one.became and _run_of(last) == _run_of(one):
            detail = "\n".join(filter(None, [last.detail, one.detail]))
            runs[-1] = replace(one, detail=detail, became=last.became, times=last.times + 1)
        else:
            runs.append(one)
    return runs


def _run_of(one: Happening) -> tuple[str, str, date]:
    return one.what, one.who, brussels_date(one.at)


def public_acts() -> list[str]:
    """The acts on a request that its exporter is told of."""
    return [act.name for act in vocabulary.acts_of(REQUEST) if act.history and act.history.public]


def _happening(case: Case, event: AuditEvent, parts: Parts) -> Happening:
    line = line_of(event.event, machine=event.machine)
    return Happening(
        at=event.at,
        what=str(line.sentence_of(event.facts)),
        detail=" ".join(sentence for sentence in _details(case, line, event, parts) if sentence),
        who=_who(case, event, line, parts),
        became=_became(case, event),
    )


def _became(case: Case, event: AuditEvent) -> str:
    if event.machine != REQUEST.name or not event.target or event.target == event.source:
        return ""
    if event.event == Event.CLOSE:
        return str(STAGE_LABELS[CLOSED])
    return str(STAGE_LABELS[visible_status(event.target, to_officer=case.is_officer)])


def line_of(event: str, *, machine: str = REQUEST.name) -> HistoryLine:
    """What the act says of itself; else what was done, in one word, within the authority."""
    act = vocabulary.act(machine, event)
    if act and act.history:
        return act.history
    word = str(vocabulary.done(machine, event))
    return HistoryLine(word[:1].upper() + word[1:], public=False)


def _details(case: Case, line: HistoryLine, event: AuditEvent, parts: Parts) -> list[str]:
    """Sentences more: whom it was about, until which day, about which question, which version."""
    facts = event.facts
    own = _WRITERS.get((event.machine, event.event))
    sentences = own(case, event, parts) if own else []
    if line.dated and facts.get("due_on"):
        sentences.append(str(line.dated) % {"day": long_day(date.fromisoformat(facts["due_on"]))})
    if count := facts.get("files"):
        sentences.append(ngettext("With %(n)d file.", "With %(n)d files.", count) % {"n": count})
    return sentences


def _assessment(case: Case, event: AuditEvent, _parts: Parts) -> list[str]:
    known = {row.key: row for row in questions(case.questionnaire)}
    question = known.get(event.facts.get("question", ""))
    verdict = inside(VERDICT_LABELS.get(event.facts.get("verdict", ""), ""))
    return [f"{question.number} · {question.label}: {verdict}".rstrip(": ")] if question else []


def _version(_case: Case, event: AuditEvent, _parts: Parts) -> list[str]:
    return [_("Version %(version)s") % event.facts] if "version" in event.facts else []


def _assignment(_case: Case, event: AuditEvent, parts: Parts) -> list[str]:
    before = parts.people.get(str(event.facts.get("before")))
    after = parts.people.get(str(event.facts.get("after")))
    names = {"before": before, "after": after}
    if before and after:
        return [_("From %(before)s to %(after)s.") % names]
    if after:
        return [_("To %(after)s.") % names]
    return [_("Taken away from %(before)s: nobody has it.") % names] if before else []


def _proposal(_case: Case, event: AuditEvent, parts: Parts) -> list[str]:
    proposal = parts.proposals.get(str(event.facts.get("proposal")))
    return [proposal.get_outcome_display()] if proposal else []


def _note(_case: Case, event: AuditEvent, parts: Parts) -> list[str]:
    note = parts.notes.get(str(event.facts.get("note")))
    return [f"“{note.text}”"] if note else []


def _filing(_case: Case, event: AuditEvent, _parts: Parts) -> list[str]:
    return [str(NATURES.get(event.facts.get("nature", ""), ""))]


def _file(_case: Case, event: AuditEvent, parts: Parts) -> list[str]:
    return [parts.files.get(event.object_id, "")]


def _consultation(_case: Case, event: AuditEvent, parts: Parts) -> list[str]:
    """Whom, on which conditions, and what was shared outside the authority; or what was advised."""
    facts, consultation = event.facts, parts.consultations.get(event.object_id)
    sentences = [f"{consultation.body.name}."] if consultation else []
    if stance := facts.get("stance"):
        sentences.append(f"{STANCE_LABELS[stance]}.")
    if version := facts.get("conditions_version"):
        sentences.append(_("About version %(version)d of the conditions.") % {"version": version})
    if shown := [inside(label) for part, label in PART_LABELS.items() if part in facts.get("parts", ())]:
        sentences.append(_("They may see: %(parts)s.") % {"parts": ", ".join(shown)})
    if count := facts.get("documents"):
        words = ngettext("%(n)d document is shared.", "%(n)d documents are shared.", count)
        sentences.append(words % {"n": count})
    return sentences


def _closing(_case: Case, event: AuditEvent, _parts: Parts) -> list[Any]:
    return [f"{LABELS[event.facts['because']]}."]


_WRITERS: dict[tuple[str, str], Callable[[Case, AuditEvent, Parts], list[Any]]] = {
    (REQUEST.name, "assess"): _assessment,
    (REQUEST.name, "draft_conditions"): _version,
    (REQUEST.name, Event.AMEND.value): _version,
    (REQUEST.name, ASSIGN): _assignment,
    (REQUEST.name, Event.CLOSE.value): _closing,
    (REQUEST.name, "file_document"): _filing,
    (REQUEST.name, Event.PROPOSE.value): _proposal,
    **{(REQUEST.name, event): _note for event in NOTES},
    **{(CONSULTATION.name, event): _consultation for event in ("ask", *map(str, ConsultationEvent))},
    **{(FILE.name, event): _file for event in FILE.events},
}


def _who(case: Case, event: AuditEvent, line: HistoryLine, parts: Parts) -> str:
    if event.actor is not None:
        return author(case, event.actor, line.side or str(event.facts.get("side", Side.AUTHORITY)))
    if event.machine == FILE.name:
        return _("The check of files")
    consultation = parts.consultations.get(event.object_id)
    if consultation and event.event == ConsultationEvent.ADVISE:
        return consultation.body.name
    return _("The clock")
