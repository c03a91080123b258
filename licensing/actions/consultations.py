"""Asking other bodies: asked, reminded, advised or recorded for them, asked again when the conditions changed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid, NotFound, StaleState, WrongStatus
from exportctl.core.formatting import long_day
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.requests import hold_request, tell_officers
from licensing.errors import ConsultationOpen, NotAssigned
from licensing.models import (
    Advice,
    AuthorisationRequest,
    BodyMail,
    ConditionsDraft,
    Consultation,
    ConsultedBody,
    SharedDocument,
)
from licensing.models.consultations import MailKind
from licensing.queries.absences import acts_for_assignee
from licensing.queries.consultations import hindering, shareable
from licensing.rules.consultations import (
    CONSULTATION,
    BodyState,
    ConsultationState,
    Event,
    Hindrance,
    Part,
    Stance,
    State,
)
from licensing.rules.requests import REQUEST
from licensing.rules.requests import State as RequestState

REVIEWING = {RequestState.UNDER_REVIEW, RequestState.INFORMATION_REQUESTED}


@transaction.atomic
def draft_conditions(
    *, request_id: UUID, conditions: Sequence[str], actor: User, at: datetime
) -> ConditionsDraft:
    """A new version of the conditions; the same words again are no new version."""
    request = _hold_mine(request_id, actor, at)
    wanted = [line.strip() for line in conditions if line.strip()]
    latest = latest_draft(request=request)
    if latest and latest.conditions == wanted:
        return latest
    version = latest.version + 1 if latest else 1
    draft = ConditionsDraft.objects.create(
        request=request, version=version, conditions=wanted, written_by=actor, written_at=at
    )
    record(request, "draft_conditions", machine=REQUEST, actor=actor, at=at, version=version)
    return draft


def latest_draft(*, request: AuthorisationRequest) -> ConditionsDraft | None:
    return request.conditions_drafts.order_by("-version").first()


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
    request = _hold_mine(request_id, actor, at)
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
        conditions=latest_draft(request=request),
        due_on=due_on,
        asked_by=actor,
        asked_at=at,
    )
    facts = _facts(consultation) | {"documents": _share(consultation, documents)}
    record(consultation, "ask", machine=CONSULTATION, actor=actor, at=at, target=State.ASKED, **facts)
    _owe_mail(consultation, MailKind.QUESTION, at)
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
    request = _hold_mine(request_id, actor, at)
    consultation = _hold(request, consultation_id)
    _check_due(request, due_on, at)
    changes: dict[str, Any] = {
        "question": question,
        "conditions": latest_draft(request=request),
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
    _owe_mail(consultation, MailKind.QUESTION, at)
    return consultation


@transaction.atomic
def drop_consultation(*, request_id: UUID, consultation_id: UUID, actor: User, at: datetime) -> Consultation:
    """Go on without the advice of this body: its link stops working. Raises NotFound, NotAssigned, WrongStatus."""
    request = _hold_mine(request_id, actor, at)
    consultation = _hold(request, consultation_id)
    transition(consultation, Event.DROP, machine=CONSULTATION, actor=actor, at=at, request=request.reference)
    return consultation


@transaction.atomic
def record_advice(
    *,
    request_id: UUID,
    consultation_id: UUID,
    stance: str,
    text: str,
    given_by: str,
    actor: User,
    at: datetime,
) -> Advice:
    """An officer writes down what a body said by letter or telephone; the body is told that it stands in its name."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    _check_open(request)
    consultation = _hold(request, consultation_id)
    given = _advise(consultation, Event.RECORD, stance, text, given_by, actor, at)
    _owe_mail(consultation, MailKind.RECORDED, at)
    return given


@transaction.atomic
def give_advice(
    *,
    consultation_id: UUID,
    expected_round: int,
    stance: str,
    text: str,
    given_by: str,
    at: datetime,
    expected_version: int | None = None,
) -> Advice:
    """The body answers through its link, once. The caller checked the link; its round is checked under the lock.

    `expected_version`: the number of the request's version that its page showed; another raises StaleState.
    """
    consultation = Consultation.objects.filter(pk=consultation_id).first()
    if consultation is None:
        raise NotFound
    requests = AuthorisationRequest.objects.filter(pk=consultation.request_id).select_related(
        "authority", "version"
    )
    request = locks.lock_for_update(requests)
    if request is None:
        raise NotFound
    _check_open(request)
    locked = _hold(request, consultation_id)
    if locked.round != expected_round:
        raise StaleState(_("The authority asked anew meanwhile. Use the link of its latest message."))
    if request.version and expected_version not in (None, request.version.number):
        raise StaleState(
            _(
                "The exporter corrected this case while you wrote. Read it as it stands now, then answer again."
            )
        )
    return _advise(locked, Event.ADVISE, stance, text, given_by, None, at)


@transaction.atomic
def remind_body(*, consultation_id: UUID, at: datetime) -> None:
    """Owe a body its one reminder of this round; does nothing when it has answered or another worker holds the row."""
    waiting = Consultation.objects.filter(status=State.ASKED.value, reminded_at=None, pk=consultation_id)
    consultation = locks.lock_for_update(waiting, skip_locked=True)
    if consultation is None or not consultation.request.is_open:
        return
    changes = {"reminded_at": at}
    transition(consultation, Event.REMIND, machine=CONSULTATION, actor=None, at=at, changes=changes)
    _owe_mail(consultation, MailKind.REMINDER, at)


def _advise(
    consultation: Consultation,
    event: Event,
    stance: str,
    text: str,
    given_by: str,
    actor: User | None,
    at: datetime,
) -> Advice:
    if stance not in [each.value for each in Stance]:
        raise Invalid(errors=[error("/stance", _("Choose what the advice is."))])
    if stance != Stance.NO_OBJECTION and not text:
        raise Invalid(errors=[error("/text", _("Say why, and under which conditions."))])
    facts: dict[str, Any] = {"stance": stance, "round": consultation.round}
    transition(consultation, event, machine=CONSULTATION, actor=actor, at=at, **facts)
    tell_officers(
        kind="advice_given",
        request=consultation.request,
        tab="consultation",
        actor=actor,
        at=at,
        facts={"body": consultation.body.name},
    )
    return Advice.objects.create(
        consultation=consultation,
        round=consultation.round,
        stance=stance,
        text=text,
        given_by=given_by,
        question=consultation.question,
        conditions=consultation.conditions,
        version=consultation.request.version.number if consultation.request.version else 1,
        recorded_by=actor,
        given_at=at,
    )


def _hold_mine(request_id: UUID, actor: User, at: datetime) -> AuthorisationRequest:
    """Return the case, locked. Raises NotAssigned for another officer, WrongStatus unless it is under review."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    _check_open(request)
    if not acts_for_assignee(request, actor, at=at):
        raise NotAssigned
    if request.status not in REVIEWING:
        raise WrongStatus(_("Other bodies are asked while the case is under review."))
    return request


def _check_open(request: AuthorisationRequest) -> None:
    if not request.is_open:
        raise WrongStatus(_("The case is closed; advice comes too late."))


def _hold(request: AuthorisationRequest, consultation_id: UUID) -> Consultation:
    consultation: Consultation | None = locks.lock_for_update(
        Consultation.objects.filter(pk=consultation_id, request=request)
    )
    if consultation is None:
        raise NotFound
    consultation.request = request
    return consultation


def _check_due(request: AuthorisationRequest, due_on: date, at: datetime) -> None:
    if due_on < local_date(at, zone_of(request.authority)):
        raise Invalid(errors=[error("/due_on", _("Choose a day from today on."))])


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


def _owe_mail(consultation: Consultation, kind: MailKind, at: datetime) -> None:
    BodyMail.objects.create(
        consultation=consultation, kind=kind.value, round=consultation.round, created_at=at
    )


def require_advice(
    *, request: AuthorisationRequest, outcome: str, conditions: Sequence[str], reason: str, at: datetime
) -> str:
    """Let a proposal pass, or say which body it has to wait for. Returns the reason that counts, if one does.

    The caller holds the request: nobody asks, answers or drops meanwhile.
    """
    today = local_date(at, zone_of(request.authority))
    by_hindrance = hindering(request, outcome=outcome, conditions=conditions, today=today)
    if waiting := by_hindrance.get(Hindrance.WAITING):
        message = _(
            "Their advice is still to come: %(bodies)s. Wait for it, record it, or drop the question."
        )
        raise ConsultationOpen(message % {"bodies": _named(waiting, with_day=True)})
    if changed := by_hindrance.get(Hindrance.CHANGED):
        message = _(
            "The conditions are not those that %(bodies)s advised on. Save them as a draft and ask again."
        )
        raise ConsultationOpen(message % {"bodies": _named(changed)})
    late, amended = by_hindrance.get(Hindrance.LATE), by_hindrance.get(Hindrance.AMENDED)
    if late and not reason:
        message = _("No advice came from %(bodies)s. Wait, or give the reason for going on without it.")
        raise Invalid(errors=[error("/without_advice", message % {"bodies": _named(late, with_day=True)})])
    if amended and not reason:
        message = _(
            "The exporter corrected the case after %(bodies)s advised. Ask again, or give the reason for going on"
            " with the earlier advice."
        )
        raise Invalid(errors=[error("/without_advice", message % {"bodies": _named(amended)})])
    return reason if late or amended else ""


def _named(bodies: Sequence[ConsultationState], *, with_day: bool = False) -> str:
    if not with_day:
        return ", ".join(each.body for each in bodies)
    return ", ".join(
        _("%(body)s (until %(day)s)") % {"body": each.body, "day": long_day(each.due_on)} for each in bodies
    )
