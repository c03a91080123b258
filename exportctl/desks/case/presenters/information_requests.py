"""The questions of a case as threads: asked, answered in part, more time wished for and given, closed."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from exportctl.core.formatting import long_day
from exportctl.desks.case.presenters.authors import author
from exportctl.desks.case.presenters.messages import by_origin
from exportctl.desks.case.queries.cases import CasePage
from licensing.models import Document, InformationRequest, InformationStep
from licensing.models.information_requests import STEP_LABELS
from licensing.rules.messages import Side

BY_OFFICER = {"time_granted", "time_declined"}


@dataclass(frozen=True)
class Entry:
    """One step under a question."""

    title: Any
    who: str
    at: datetime
    text: str = ""
    missing: str = ""
    note: str = ""
    documents: list[Document] = field(default_factory=list)


@dataclass(frozen=True)
class Thread:
    """A question with everything that followed."""

    question: InformationRequest
    number: int
    who: str
    first_due_on: date
    entries: list[Entry]

    @property
    def pending(self) -> InformationStep | None:
        return self.question.pending_extension


def question_threads(case: CasePage) -> list[Thread]:
    """Every question of the case: the open ones first, each with its number in the order of asking."""
    steps = InformationStep.objects.select_related("done_by")
    rows = case.request.information_requests.select_related(
        "asked_by", "answered_by", "withdrawn_by"
    ).prefetch_related(Prefetch("steps", steps))
    documents = by_origin(case.documents)
    threads = [_thread(case, row, number, documents) for number, row in enumerate(rows, start=1)]
    return sorted(threads, key=lambda thread: not thread.question.is_open)


def question_thread(case: CasePage, question: InformationRequest) -> Thread:
    """The same of one question."""
    return next(thread for thread in question_threads(case) if thread.question.pk == question.pk)


def _thread(case: CasePage, row: InformationRequest, number: int, documents: Any) -> Thread:
    moved = [step.previous_on for step in row.steps.all() if step.previous_on]
    return Thread(
        question=row,
        number=number,
        who=author(case, row.asked_by, Side.AUTHORITY),
        first_due_on=moved[0] if moved else row.due_on,
        entries=[
            *(_step(case, step, documents) for step in row.steps.all()),
            *_closing(case, row, documents),
        ],
    )


def _step(case: CasePage, step: InformationStep, documents: Any) -> Entry:
    side = Side.AUTHORITY if step.kind in BY_OFFICER else Side.EXPORTER
    return Entry(
        title=STEP_LABELS[step.kind],
        who=author(case, step.done_by, side),
        at=step.done_at,
        text=step.text,
        missing=step.missing,
        note=_day_note(step),
        documents=documents[step.pk],
    )


def _day_note(step: InformationStep) -> str:
    if step.due_on is None:
        return ""
    day = long_day(step.due_on)
    if step.kind == "time_asked":
        return _("Wished for: until %(day)s.") % {"day": day}
    before = long_day(step.previous_on) if step.previous_on else ""
    return _("To be answered by %(day)s instead of %(before)s.") % {"day": day, "before": before}


def _closing(case: CasePage, row: InformationRequest, documents: Any) -> list[Entry]:
    if row.answered_at:
        who = author(case, row.answered_by, Side.EXPORTER)
        return [Entry(_("Answered"), who, row.answered_at, row.answer, documents=documents[row.pk])]
    if row.withdrawn_at:
        who = author(case, row.withdrawn_by, Side.AUTHORITY)
        return [Entry(_("Question taken back"), who, row.withdrawn_at, row.withdrawn_because)]
    return []
