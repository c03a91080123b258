"""Questions of the authority and answers of the exporter. While one is open, the decision clock stands.

Any officer of the authority may ask and take back, over REST and in the browser alike: the interface knows no
`not_assigned` but for a proposal, and a colleague who stands in must not have to take the case for a question.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import locks
from exportctl.core.actions.files import Upload, receive_file
from exportctl.core.actions.notices import owe_notice
from exportctl.core.calendar import local_date
from exportctl.core.errors import DomainError, Invalid, NotFound
from exportctl.core.models import File, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, transition
from licensing.actions.clock import keep_due_date, resume_clock, stop_clock
from licensing.actions.documents import add_files
from licensing.actions.requests import hold_request
from licensing.actions.search_documents import keep_search
from licensing.models import AuthorisationRequest, InformationRequest, InformationStep
from licensing.rules.requests import REQUEST, Event


class AlreadyAnswered(DomainError):
    code = "already_answered"
    default_message = _("This question has been answered already.")


class QuestionWithdrawn(DomainError):
    code = "question_withdrawn"
    default_message = _("The authority has taken this question back. You need not answer it any more.")


@transaction.atomic
def ask_information(
    *, request_id: UUID, question: str, due_on: date, actor: User, at: datetime
) -> InformationRequest:
    """Ask the exporter; the clock stops with the first open question."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    not_in_the_past(due_on=due_on, request=request, at=at)
    REQUEST.step(request.status, Event.ASK)
    asked = InformationRequest.objects.create(
        request=request, question=question, due_on=due_on, asked_by=actor, asked_at=at
    )
    _step(request, Event.ASK, asked, actor, at, due_on=due_on.isoformat())
    stop_clock(request=request, cause="information", at=at)
    keep_due_date(request=request, at=at)
    tell_exporter(kind="information_requested", asked=asked, at=at, due_on=due_on)
    keep_search(request_ids=[request.pk])
    return asked


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
    files = [receive_file(uploaded=upload, by=actor, at=at) for upload in uploads]
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
    files = [receive_file(uploaded=upload, by=actor, at=at) for upload in uploads]
    said = {"text": answer, "missing": missing}
    return _answer_in_part(
        request_id=request_id, information_id=information_id, said=said, files=files, actor=actor, at=at
    )


@transaction.atomic
def withdraw_question(
    *, request_id: UUID, information_id: UUID, because: str, actor: User, at: datetime
) -> InformationRequest:
    """Take a question back; with the last open one the clock goes on, as if it had been answered."""
    asked = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.HANDLE, actor=actor, at=at
    )
    closed = {"withdrawn_by": actor, "withdrawn_at": at, "withdrawn_because": because}
    _close(asked, closed, last=Event.PROCEED, others=Event.RETRACT, actor=actor, at=at)
    tell_exporter(kind="information_withdrawn", asked=asked, at=at)
    return asked


@transaction.atomic
def _answer(
    *, request_id: UUID, information_id: UUID, answer: str, files: list[File], actor: User, at: datetime
) -> InformationRequest:
    asked = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.FILE, actor=actor, at=at
    )
    closed = {"answer": answer, "answered_by": actor, "answered_at": at}
    _close(asked, closed, last=Event.RESUME, others=Event.ANSWER, actor=actor, at=at)
    add_files(request=asked.request, files=files, about=asked.pk, at=at)
    tell_authority(kind="information_answered", asked=asked, at=at)
    return asked


@transaction.atomic
def _answer_in_part(
    *,
    request_id: UUID,
    information_id: UUID,
    said: dict[str, str],
    files: list[File],
    actor: User,
    at: datetime,
) -> InformationStep:
    asked = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.FILE, actor=actor, at=at
    )
    step = add_step(asked=asked, kind="part", actor=actor, at=at, **said)
    add_files(request=asked.request, files=files, about=step.pk, at=at)
    tell_authority(kind="information_answered_in_part", asked=asked, at=at)
    return step


def hold_question(
    *, request_id: UUID, information_id: UUID, permission: Permission, actor: User, at: datetime
) -> InformationRequest:
    """Seat, request, open question: the locks of every act on a question. Raises what says why it is closed."""
    request = hold_request(request_id=request_id, permission=permission, actor=actor, at=at)
    asked: InformationRequest | None = locks.lock_for_update(
        InformationRequest.objects.filter(pk=information_id, request=request)
    )
    if asked is None:
        raise NotFound
    if asked.answered_at is not None:
        raise AlreadyAnswered
    if asked.withdrawn_at is not None:
        raise QuestionWithdrawn
    REQUEST.step(request.status, Event.ANSWER)
    asked.request = request
    return asked


def add_step(
    *, asked: InformationRequest, kind: str, actor: User, at: datetime, **said: Any
) -> InformationStep:
    """The next step under a question that the caller holds, and its audit event."""
    step = InformationStep.objects.create(
        information_request=asked,
        sequence=asked.steps.count() + 1,
        kind=kind,
        done_by=actor,
        done_at=at,
        **said,
    )
    facts = {"information_request": str(asked.pk), "step": str(step.pk)}
    if step.due_on:
        facts["due_on"] = step.due_on.isoformat()
    status = asked.request.status
    event = f"information_{kind}"
    record(asked.request, event, machine=REQUEST, actor=actor, at=at, source=status, target=status, **facts)
    keep_search(request_ids=[asked.request_id])
    return step


def not_in_the_past(*, due_on: date, request: AuthorisationRequest, at: datetime) -> None:
    """Raises Invalid for a day that is over where the authority sits."""
    if due_on < local_date(at, zone_of(request.authority)):
        said = _("Choose a day from today on.")
        raise Invalid(said, errors=[{"pointer": "/due_on", "detail": said}])


def tell_exporter(*, kind: str, asked: InformationRequest, at: datetime, due_on: date | None = None) -> None:
    _tell(asked, kind, at, due_on, to=asked.request.exporter.organisation)


def tell_authority(*, kind: str, asked: InformationRequest, at: datetime, due_on: date | None = None) -> None:
    _tell(asked, kind, at, due_on, to=asked.request.authority)


def _tell(asked: InformationRequest, kind: str, at: datetime, due_on: date | None, *, to: Any) -> None:
    owe_notice(
        kind=kind,
        organisations=[to],
        reference=asked.request.reference,
        path=f"{asked.request.get_absolute_url()}/questions",
        at=at,
        facts={"due_on": due_on.isoformat()} if due_on else {},
    )


def _close(
    asked: InformationRequest,
    closed: dict[str, Any],
    *,
    last: Event,
    others: Event,
    actor: User,
    at: datetime,
) -> None:
    """Close the question; with the last open one the case goes on and so does its clock."""
    InformationRequest.objects.filter(pk=asked.pk).update(**closed)
    for name, value in closed.items():
        setattr(asked, name, value)
    request = asked.request
    was_last = not request.information_requests.open().exists()
    _step(request, last if was_last else others, asked, actor, at)
    if was_last:
        resume_clock(request=request, at=at)
        keep_due_date(request=request, at=at)
    keep_search(request_ids=[request.pk])


def _step(
    request: AuthorisationRequest,
    event: Event,
    asked: InformationRequest,
    actor: User,
    at: datetime,
    **facts: object,
) -> None:
    changes = {"changed_at": at}
    facts["information_request"] = str(asked.pk)
    transition(request, event, machine=REQUEST, actor=actor, at=at, changes=changes, **facts)
