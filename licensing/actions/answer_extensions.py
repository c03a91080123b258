"""More time for an answer: the exporter asks with a day and a reason, an officer gives it or says why not."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core.errors import DomainError, Invalid
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.information_requests import (
    add_step,
    hold_question,
    not_in_the_past,
    tell_authority,
    tell_exporter,
)
from licensing.models import InformationRequest, InformationStep
from licensing.rules.information_requests import StepKind


class RespitePending(DomainError):
    code = "pending"
    default_message = _("You have asked for more time already. The authority has not said yet.")


class NoRespitePending(DomainError):
    code = "nothing_pending"
    default_message = _("Nobody waits for more time here: a colleague has answered already.")


@transaction.atomic
def ask_answer_extension(
    *, request_id: UUID, information_id: UUID, due_on: date, reason: str, actor: User, at: datetime
) -> InformationStep:
    """Ask for a later day. The day that stands goes on standing until an officer gives another."""
    question = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.FILE, actor=actor, at=at
    )
    if question.pending_extension is not None:
        raise RespitePending
    not_in_the_past(due_on=due_on, request=question.request, at=at)
    _later_than_now(due_on, question)
    step = add_step(
        question=question, kind=StepKind.TIME_ASKED.value, text=reason, due_on=due_on, actor=actor, at=at
    )
    tell_authority(kind="respite_asked", question=question, at=at, due_on=due_on)
    return step


@transaction.atomic
def grant_answer_extension(
    *, request_id: UUID, information_id: UUID, due_on: date, word: str = "", actor: User, at: datetime
) -> InformationStep:
    """Give more time, the wished-for day or another later one. Raises NoRespitePending."""
    question = _hold_pending(request_id, information_id, actor, at)
    not_in_the_past(due_on=due_on, request=question.request, at=at)
    _later_than_now(due_on, question)
    given = {"due_on": due_on, "previous_on": question.due_on}
    step = add_step(
        question=question, kind=StepKind.TIME_GRANTED.value, text=word, actor=actor, at=at, **given
    )
    InformationRequest.objects.filter(pk=question.pk).update(due_on=due_on)
    tell_exporter(kind="respite_granted", question=question, at=at, due_on=due_on)
    return step


@transaction.atomic
def decline_answer_extension(
    *, request_id: UUID, information_id: UUID, word: str, actor: User, at: datetime
) -> InformationStep:
    """Leave the day as it is, and say why. Raises NoRespitePending."""
    question = _hold_pending(request_id, information_id, actor, at)
    step = add_step(question=question, kind=StepKind.TIME_DECLINED.value, text=word, actor=actor, at=at)
    tell_exporter(kind="respite_declined", question=question, at=at, due_on=question.due_on)
    return step


def _hold_pending(request_id: UUID, information_id: UUID, actor: User, at: datetime) -> InformationRequest:
    question = hold_question(
        request_id=request_id, information_id=information_id, permission=Permission.HANDLE, actor=actor, at=at
    )
    if question.pending_extension is None:
        raise NoRespitePending
    return question


def _later_than_now(due_on: date, question: InformationRequest) -> None:
    if due_on <= question.due_on:
        message = _("Choose a day after the one that stands.")
        raise Invalid(message, errors=[{"pointer": "/due_on", "detail": message}])
