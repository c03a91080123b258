"""Questions of the authority and answers of the exporter. While one is open, the decision clock stands.

Any officer of the authority may ask and take back, over REST and in the browser alike: the interface knows no
`not_assigned` but for a proposal, and a colleague who stands in must not have to take the case for a question.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import locks
from exportctl.core.actions.files import Upload, receive_files
from exportctl.core.actions.notices import owe_notice
from exportctl.core.calendar import local_date
from exportctl.core.errors import DomainError, Invalid, NotFound
from exportctl.core.models import File, Organisation, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, transition
from licensing.actions.decision_clock import resume_clock, stop_clock, store_due_date
from licensing.actions.disclosures import refuse_names
from licensing.actions.documents import add_files
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import update_search_documents
from licensing.models import AuthorisationRequest, InformationRequest, InformationStep
from licensing.queries.recipients import officers_told
from licensing.rules.decision_clock import StopCause
from licensing.rules.information_requests import StepKind, out_of_reach
from licensing.rules.requests import REQUEST, Event


class AlreadyAnswered(DomainError):
    code = "already_answered"
    default_message = _("This question has been answered already.")


class QuestionWithdrawn(DomainError):
    code = "question_withdrawn"
    default_message = _("The authority has taken this question back. You need not answer it any more.")


@transaction.atomic
def ask_information(
    *,
    request_id: UUID,
    question: str,
    due_on: date,
    actor: User,
    at: datetime,
    wants_correction: bool = False,
    is_hearing: bool = False,
) -> InformationRequest:
    """Ask the exporter; the clock stops with the first open question.

    `wants_correction`: the question says what is wrong in what was sent, and the corrected version answers it.
    `is_hearing`: it says which burdensome decision is intended, and why. Should the exporter withdraw then, other
    states read these words (Article 16(1)): they name no exporter. Raises NamesExporter.
    """
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    not_in_the_past(due_on=due_on, request=request, at=at)
    REQUEST.step(request.status, Event.ASK)
    if is_hearing:
        refuse_names(exporter=request.exporter, texts={"/question": question})
    information_request = InformationRequest.objects.create(
        request=request,
        question=question,
        wants_correction=wants_correction and not is_hearing,
        is_hearing=is_hearing,
        due_on=due_on,
        asked_by=actor,
        asked_at=at,
    )
    _step(request, Event.ASK, information_request, actor, at, due_on=due_on.isoformat())
    stop_clock(request=request, cause=StopCause.INFORMATION.value, at=at)
    store_due_date(request=request, at=at)
    tell_exporter(kind="information_requested", question=information_request, at=at, due_on=due_on)
    update_search_documents(request_ids=[request.pk])
    return information_request


def answer_information(
    *,
    request_id: UUID,
    information_id: UUID,
    answer: str,
    uploads: Sequence[Upload] = (),
    actor: User,
    at: datetime,
) -> InformationRequest:
    """Answer one question, which closes it; with the last open one the clock goes on."""
    files = _received(uploads, request_id, information_id, actor, at)
    return _answer(
        request_id=request_id, information_id=information_id, answer=answer, files=files, actor=actor, at=at
    )


def answer_in_part(
    *,
    request_id: UUID,
    information_id: UUID,
    answer: str,
    missing: str,
    uploads: Sequence[Upload] = (),
    actor: User,
    at: datetime,
) -> InformationStep:
    """Say what is known and what is still to come. The question stays open and the clock stands."""
    files = _received(uploads, request_id, information_id, actor, at)
    part = {"text": answer, "missing": missing}
    return _answer_in_part(
        request_id=request_id, information_id=information_id, part=part, files=files, actor=actor, at=at
    )


def _received(
    uploads: Sequence[Upload], request_id: UUID, information_id: UUID, actor: User, at: datetime
) -> list[File]:
    """The files of an answer, while the question is open."""
    question: dict[str, Any] = {"request_id": request_id, "information_id": information_id}
    hold = partial(hold_question, **question, permission=Permission.FILE, actor=actor, at=at)
    return receive_files(uploads=uploads, by=actor, at=at, allowed=hold)


@transaction.atomic
def withdraw_question(
    *, request_id: UUID, information_id: UUID, because: str, actor: User, at: datetime
) -> InformationRequest:
    """Take a question back; with the last open one the clock goes on, as if it had been answered."""
    question = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.HANDLE, actor=actor, at=at
    )
    closed = {"withdrawn_by": actor, "withdrawn_at": at, "withdrawn_because": because}
    _close(
        question,
        closed,
        last=Event.CONTINUE_WITHOUT_ANSWER,
        others=Event.WITHDRAW_QUESTION,
        actor=actor,
        at=at,
    )
    tell_exporter(kind="information_withdrawn", question=question, at=at)
    return question


@transaction.atomic
def answer_by_correction(*, request: AuthorisationRequest, answer: str, actor: User, at: datetime) -> None:
    """The version that the exporter, who holds the request, has just sent answers what asked for a correction."""
    asked = InformationRequest.objects.open().filter(request=request, wants_correction=True)
    for question in locks.lock_all_for_update(asked.order_by("pk")):
        question.request = request
        closed = {"answer": answer, "answered_by": actor, "answered_at": at}
        _close(question, closed, last=Event.RESUME, others=Event.ANSWER, actor=actor, at=at)


@transaction.atomic
def _answer(
    *, request_id: UUID, information_id: UUID, answer: str, files: list[File], actor: User, at: datetime
) -> InformationRequest:
    question = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.FILE, actor=actor, at=at
    )
    closed = {"answer": answer, "answered_by": actor, "answered_at": at}
    events = {"last": Event.RESUME, "others": Event.ANSWER}
    was_last = _close(question, closed, actor=actor, at=at, files=len(files), **events)
    add_files(request=question.request, files=files, about=question.pk, at=at)
    kind = "information_answered" if was_last else "information_answered_not_last"
    tell_authority(kind=kind, question=question, at=at)
    return question


@transaction.atomic
def _answer_in_part(
    *,
    request_id: UUID,
    information_id: UUID,
    part: dict[str, str],
    files: list[File],
    actor: User,
    at: datetime,
) -> InformationStep:
    question = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.FILE, actor=actor, at=at
    )
    step = add_step(question=question, kind=StepKind.PART.value, actor=actor, at=at, **part)
    add_files(request=question.request, files=files, about=step.pk, at=at)
    tell_authority(kind="information_answered_in_part", question=question, at=at)
    return step


def hold_question(
    *, request_id: UUID, information_id: UUID, permission: Permission, actor: User, at: datetime
) -> InformationRequest:
    """Seat, request, open question: the locks of every act on a question. Raises what says why it is closed."""
    request = hold_request(request_id=request_id, permission=permission, actor=actor, at=at)
    question: InformationRequest | None = locks.lock_for_update(
        InformationRequest.objects.filter(pk=information_id, request=request)
    )
    if question is None:
        raise NotFound
    if question.answered_at is not None:
        raise AlreadyAnswered
    if question.withdrawn_at is not None:
        raise QuestionWithdrawn
    REQUEST.step(request.status, Event.ANSWER)
    question.request = request
    return question


def add_step(
    *, question: InformationRequest, kind: str, actor: User, at: datetime, **content: Any
) -> InformationStep:
    """The next step under a question that the caller holds, and its audit event."""
    step = InformationStep.objects.create(
        information_request=question,
        sequence=question.steps.count() + 1,
        kind=kind,
        done_by=actor,
        done_at=at,
        **content,
    )
    facts = {"information_request": str(question.pk), "step": str(step.pk)}
    if step.due_on:
        facts["due_on"] = step.due_on.isoformat()
    status = question.request.status
    event = f"information_{kind}"
    record(
        question.request, event, machine=REQUEST, actor=actor, at=at, source=status, target=status, **facts
    )
    update_search_documents(request_ids=[question.request_id])
    return step


def not_in_the_past(*, due_on: date, request: AuthorisationRequest, at: datetime) -> None:
    """Raises Invalid for a day that is over where the authority sits, or so far off that it was mistyped."""
    today = local_date(at, zone_of(request.authority))
    if message := out_of_reach(due_on, today=today):
        raise Invalid(message, errors=[{"pointer": "/due_on", "detail": message}])


def tell_exporter(
    *, kind: str, question: InformationRequest, at: datetime, due_on: date | None = None
) -> None:
    _tell(question, kind, at, due_on, to=question.request.exporter.organisation)


def tell_authority(
    *, kind: str, question: InformationRequest, at: datetime, due_on: date | None = None
) -> None:
    people = officers_told(question.request, at=at)
    _tell(question, kind, at, due_on, to=question.request.authority, people=people)


def _tell(
    question: InformationRequest,
    kind: str,
    at: datetime,
    due_on: date | None,
    *,
    to: Organisation,
    people: list[User] | None = None,
) -> None:
    owe_notice(
        kind=kind,
        organisations=[to],
        people=people,
        reference=question.request.reference,
        path=f"{question.request.get_absolute_url()}/questions",
        at=at,
        facts={"due_on": due_on.isoformat()} if due_on else {},
    )


def _close(
    question: InformationRequest,
    closed: dict[str, Any],
    *,
    last: Event,
    others: Event,
    actor: User,
    at: datetime,
    **facts: object,
) -> bool:
    """Close the question; with the last open one the case goes on and so does its clock. Was it the last?"""
    InformationRequest.objects.filter(pk=question.pk).update(**closed)
    for name, value in closed.items():
        setattr(question, name, value)
    request = question.request
    was_last = not request.information_requests.open().exists()
    _step(request, last if was_last else others, question, actor, at, **facts)
    if was_last:
        resume_clock(request=request, at=at)
        store_due_date(request=request, at=at)
    update_search_documents(request_ids=[request.pk])
    return was_last


def _step(
    request: AuthorisationRequest,
    event: Event,
    question: InformationRequest,
    actor: User,
    at: datetime,
    **facts: object,
) -> None:
    changes = {"changed_at": at}
    facts["information_request"] = str(question.pk)
    transition(request, event, machine=REQUEST, actor=actor, at=at, changes=changes, **facts)
