"""Asking other bodies: asked, reminded, asked again when the conditions changed, let be. Advice is its own module."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid, NotFound, WrongStatus
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.requests import hold_request
from licensing.errors import NotAssigned
from licensing.models import (
    AuthorisationRequest,
    BodyMail,
    ConditionsDraft,
    Consultation,
    ConsultedBody,
    SharedDocument,
)
from licensing.models.consultations import MailKind
from licensing.queries.absences import acts_for_assignee
from licensing.queries.consultations import latest_draft, shareable
from licensing.rules.consultations import (
    CONSULTATION,
    BodyState,
    Event,
    Part,
    State,
)
from licensing.rules.information_requests import out_of_reach
from licensing.rules.requests import State as RequestState

REVIEWING = {RequestState.UNDER_REVIEW, RequestState.INFORMATION_REQUESTED}


@transaction.atomic
def ask_body(
    *,
    request_id: UUID,
    body_id: UUID,
    question: str,
    parts: Sequence[str],
    due_on: date,
    actor: User,
    at: datetime,
    documents: Sequence[UUID] = (),
) -> Consultation:
    """Ask a body about the latest draft of the conditions; it may read `documents` as well.

    Raises NotFound, Invalid, WrongStatus, NotAssigned.
    """
    request = hold_reviewed(request_id=request_id, actor=actor, at=at)
    body = ConsultedBody.objects.filter(
        pk=body_id, authority=request.authority_id, status=BodyState.ACTIVE.value
    ).first()
    if body is None:
        raise NotFound
    _check_due(request, due_on, at)
    if not parts or not set(parts) <= {part.value for part in Part}:
        raise Invalid(errors=[error("/parts", _("Choose what the body may see."))])
    if request.consultations.filter(body=body).exclude(status=State.DROPPED.value).exists():
        raise Invalid(errors=[error("/body", _("This body is asked already. Ask it again instead."))])
    consultation = Consultation.objects.create(
        request=request,
        body=body,
        question=question,
        parts=list(parts),
        conditions=latest_draft(request),
        due_on=due_on,
        asked_by=actor,
        asked_at=at,
    )
    facts = _facts(consultation) | {"documents": _share(consultation, documents)}
    record(consultation, "ask", machine=CONSULTATION, actor=actor, at=at, target=State.ASKED, **facts)
    owe_mail(consultation=consultation, kind=MailKind.QUESTION, at=at)
    return consultation


@transaction.atomic
def ask_bodies(*, body_ids: Sequence[UUID], **question: Any) -> list[Consultation]:
    """Put one question to several bodies, or to none of them. The rest is as for `ask_body`."""
    return [ask_body(body_id=body_id, **question) for body_id in sorted(set(body_ids))]


@transaction.atomic
def ask_all_again(*, consultation_ids: Sequence[UUID], **question: Any) -> list[Consultation]:
    """Put the latest conditions to several bodies that were asked before, or to none of them, as `ask_again`."""
    return [
        ask_again(consultation_id=consultation_id, **question)
        for consultation_id in sorted(set(consultation_ids))
    ]


@transaction.atomic
def ask_again(
    *,
    request_id: UUID,
    consultation_id: UUID,
    question: str,
    due_on: date,
    actor: User,
    at: datetime,
    documents: Sequence[UUID] = (),
) -> Consultation:
    """Put the latest conditions to a body that was asked before; its earlier advice stays on record."""
    request = hold_reviewed(request_id=request_id, actor=actor, at=at)
    consultation = hold_consultation(request=request, consultation_id=consultation_id)
    _check_due(request, due_on, at)
    changes: dict[str, Any] = {
        "question": question,
        "conditions": latest_draft(request),
        "due_on": due_on,
        "round": consultation.round + 1,
        "reminded_at": None,
        "asked_by": actor,
        "asked_at": at,
    }
    draft: ConditionsDraft | None = changes["conditions"]
    facts: dict[str, Any] = {
        "request": request.reference,
        "round": consultation.round + 1,
        "conditions_version": draft.version if draft else 0,
        "due_on": due_on.isoformat(),
        "documents": len(set(documents)),
    }
    transition(
        consultation, Event.ASK_AGAIN, machine=CONSULTATION, actor=actor, at=at, changes=changes, **facts
    )
    _share(consultation, documents)
    owe_mail(consultation=consultation, kind=MailKind.QUESTION, at=at)
    return consultation


@transaction.atomic
def drop_consultation(*, request_id: UUID, consultation_id: UUID, actor: User, at: datetime) -> Consultation:
    """Let a body be, whether it answered or not: its link ends, and what it said stays on record.

    A proposal waits for it no more. Raises NotFound, NotAssigned, WrongStatus.
    """
    request = hold_reviewed(request_id=request_id, actor=actor, at=at)
    consultation = hold_consultation(request=request, consultation_id=consultation_id)
    transition(consultation, Event.DROP, machine=CONSULTATION, actor=actor, at=at, request=request.reference)
    return consultation


@transaction.atomic
def remind_body(*, consultation_id: UUID, at: datetime) -> None:
    """Owe a body its one reminder of this round; does nothing when it has answered or another worker holds the row."""
    waiting = Consultation.objects.filter(status=State.ASKED.value, reminded_at=None, pk=consultation_id)
    consultation = locks.lock_for_update(waiting, skip_locked=True)
    if consultation is None or not consultation.request.is_open:
        return
    changes = {"reminded_at": at}
    transition(consultation, Event.REMIND, machine=CONSULTATION, actor=None, at=at, changes=changes)
    owe_mail(consultation=consultation, kind=MailKind.REMINDER, at=at)


def tell_waiting_bodies(*, request: AuthorisationRequest, at: datetime) -> None:
    """Whoever still has to advise is written to: the exporter corrected the case, and their link shows it as it is now.

    The caller holds the request. A mail that was not sent yet tells of both corrections.
    """
    for consultation in request.consultations.filter(status=State.ASKED.value):
        mails = consultation.mails.owed().filter(kind=MailKind.CORRECTED.value, round=consultation.round)
        if not mails.exists():
            owe_mail(consultation=consultation, kind=MailKind.CORRECTED, at=at)


def hold_reviewed(*, request_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """Return the case, locked. Raises NotAssigned for another officer, WrongStatus unless it is under review."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    require_open(request=request)
    if not acts_for_assignee(request, actor, at=at):
        raise NotAssigned
    if request.status not in REVIEWING:
        raise WrongStatus(_("Other bodies are asked while the case is under review."))
    return request


def require_open(*, request: AuthorisationRequest) -> None:
    """Raises WrongStatus for a case that is closed."""
    if not request.is_open:
        raise WrongStatus(_("The case is closed; advice comes too late."))


def hold_consultation(*, request: AuthorisationRequest, consultation_id: UUID) -> Consultation:
    """A consultation of the held case, locked. Raises NotFound."""
    consultation: Consultation | None = locks.lock_for_update(
        Consultation.objects.filter(pk=consultation_id, request=request)
    )
    if consultation is None:
        raise NotFound
    consultation.request = request
    return consultation


def _check_due(request: AuthorisationRequest, due_on: date, at: datetime) -> None:
    if message := out_of_reach(due_on, today=local_date(at, zone_of(request.authority))):
        raise Invalid(errors=[error("/due_on", message)])


def _facts(consultation: Consultation) -> dict[str, Any]:
    return {
        "request": consultation.request.reference,
        "body": str(consultation.body_id),
        "parts": consultation.parts,
        "conditions_version": consultation.conditions.version if consultation.conditions else 0,
        "due_on": consultation.due_on.isoformat(),
    }


def _share(consultation: Consultation, documents: Sequence[UUID]) -> int:
    """Share documents with the body for this round; returns how many. Raises Invalid for any but clean attachments."""
    wanted = set(documents)
    shared = shareable(consultation.request).filter(pk__in=wanted)
    rows = [
        SharedDocument(consultation=consultation, round=consultation.round, document=row) for row in shared
    ]
    if len(rows) != len(wanted):
        message = _("Only documents of this case that passed the check can be shared. Choose again.")
        raise Invalid(errors=[error("/documents", message)])
    SharedDocument.objects.bulk_create(rows)
    return len(rows)


def owe_mail(*, consultation: Consultation, kind: MailKind, at: datetime) -> None:
    """Owe the body a mail of this round; a sweep sends it."""
    BodyMail.objects.create(
        consultation=consultation, kind=kind.value, round=consultation.round, created_at=at
    )
