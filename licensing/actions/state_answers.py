"""Answering what another Member State asks (Articles 14 and 16(5)).

Nobody answers after the end: silence has counted by then. What goes and comes on paper: `state_papers.py`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.canonical import iso_or_none
from exportctl.core.errors import Forbidden, Invalid, NotFound, WrongStatus
from exportctl.core.formatting import long_day
from exportctl.core.models import User
from exportctl.core.queries.organisations import authorities_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.errors import AnswerTooLate
from licensing.models import PendingAct, StateConsultation
from licensing.queries.pending_acts import require_second
from licensing.rules.pending_acts import SoloAct
from licensing.rules.state_consultations import (
    COUNT_DAY,
    DAYS,
    STATE_CONSULTATION,
    Event,
    Standing,
    State,
    answer_gaps,
    end_of,
    may_be_extended,
)


@transaction.atomic
def answer_state(
    *,
    consultation_id: UUID,
    actor: User,
    at: datetime,
    objects: bool | None = None,
    identical: bool | None = None,
    grounds: str | None = None,
    second: PendingAct | None = None,
) -> StateConsultation:
    """The answer of the state that was asked. Raises Forbidden for the side that asks, WrongStatus, AnswerTooLate.

    `second`: as its second officer carries it out, where a rule of the authority asks for one.
    """
    consultation = hold_asked(consultation_id=consultation_id, actor=actor, at=at)
    bodies = [each.pk for each in authorities_of(str(consultation.asked_state_id))]
    require_second(SoloAct.ANSWER_STATE, second, authorities=bodies)
    _require_open(consultation, at)
    given = {"objects": objects, "identical": identical}
    return write_answer(consultation=consultation, given=given, grounds=grounds or "", actor=actor, at=at)


@transaction.atomic
def take_more_time(*, consultation_id: UUID, reason: str, actor: User, at: datetime) -> StateConsultation:
    """Up to 30 working days more, in exceptional cases, once (Articles 14(1) and 16(5)); by its own calendar.

    Raises WrongStatus, under Article 14(2) always; AnswerTooLate.
    """
    consultation = hold_asked(consultation_id=consultation_id, actor=actor, at=at)
    _require_open(consultation, at)
    if not may_be_extended(consultation.article):
        message = _(
            "A consultation under Article 14(2) is over within %(days)d working days: there is no more time to take."
            " Answer by %(last)s."
        )
        last = long_day(consultation.due_on) if consultation.due_on else _("[day not known yet]")
        raise WrongStatus(message % {"days": DAYS, "last": last}, current=consultation.status)
    calendar = calendar_of(str(consultation.asked_state_id))
    due_on, due_at = end_of(State.EXTENDED, asked_on=consultation.asked_on, calendar=calendar)
    changes: dict[str, Any] = {"due_on": due_on, "due_at": due_at, "more_time_because": reason}
    facts = {"due_on": iso_or_none(due_on)}
    transition(
        consultation, Event.EXTEND, machine=STATE_CONSULTATION, actor=actor, at=at, changes=changes, **facts
    )
    _tell_asking(consultation, "state_question_extended", at, **facts)
    return consultation


@transaction.atomic
def count_last_day(*, consultation_id: UUID, at: datetime) -> bool:
    """Store the last day that could not be counted before, once its year is entered, and tell both sides."""
    rows = StateConsultation.objects.uncounted().filter(pk=consultation_id)
    consultation: StateConsultation | None = locks.lock_for_update(
        rows.select_related("asked_state", "asking_authority__member_state", "request"), skip_locked=True
    )
    if consultation is None:
        return False
    calendar = calendar_of(str(consultation.asked_state_id))
    due_on, due_at = end_of(consultation.status, asked_on=consultation.asked_on, calendar=calendar)
    if due_on is None:
        return False
    StateConsultation.objects.filter(pk=consultation.pk).update(due_on=due_on, due_at=due_at)
    unmoved = {"source": consultation.status, "target": consultation.status}
    facts = {"due_on": due_on.isoformat()}
    record(consultation, COUNT_DAY, machine=STATE_CONSULTATION, actor=None, at=at, **unmoved, **facts)
    owe_notice(
        kind="state_day_counted",
        organisations=[consultation.asking_authority, *authorities_of(str(consultation.asked_state_id))],
        reference=consultation.reference,
        path=consultation.get_absolute_url(),
        at=at,
        facts={"state": str(consultation.asked_state_id), **facts},
    )
    return True


def write_answer(
    *,
    consultation: StateConsultation,
    given: Mapping[str, bool | None],
    grounds: str,
    actor: User,
    at: datetime,
    **paper: Any,
) -> StateConsultation:
    """Whatever it came on: what the article asks for, and why. The caller holds the question."""
    objects, identical = given["objects"], given["identical"]
    if missing := answer_gaps(consultation.article, given):
        message = {
            "objects": _("Say whether you object: true or false."),
            "identical": _("Say whether the transaction is essentially identical: true or false."),
        }
        raise Invalid(errors=[error(f"/{missing}", message[missing])])
    changes = {
        "objects_to_it": objects,
        "finds_identical": identical,
        "grounds": grounds,
        "answered_by": actor,
        "answered_at": at,
        **paper,
    }
    transition(
        consultation,
        Event.ANSWER,
        machine=STATE_CONSULTATION,
        actor=actor,
        at=at,
        changes=changes,
        article=consultation.article,
        objects=objects,
        identical=identical,
    )
    if not paper:
        _tell_asking(consultation, "state_question_answered", at)
    return consultation


def _require_open(consultation: StateConsultation, at: datetime) -> None:
    """Raises AnswerTooLate once silence has counted, or nobody waits for it any more."""
    STATE_CONSULTATION.step(consultation.status, Event.ANSWER)
    standing = consultation.standing(at=at)
    if standing == Standing.SILENT and consultation.due_on:
        raise AnswerTooLate.since(consultation.due_on)
    if standing == Standing.ENDED:
        if consultation.is_overtaken:
            raise AnswerTooLate(_("The case was corrected and asked about anew: answer the newer question."))
        raise AnswerTooLate(_("The case is decided or withdrawn: nobody waits for the answer any more."))


def hold_asked(*, consultation_id: UUID, actor: User, at: datetime) -> StateConsultation:
    """For the officers of the state that is asked. Raises NotFound, Forbidden for the other side."""
    consultation = _visible(consultation_id, actor)
    bodies = [each.pk for each in authorities_of(str(consultation.asked_state_id))]
    return _hold(consultation, bodies, actor, at)


def hold_asking(*, consultation_id: UUID, actor: User, at: datetime) -> StateConsultation:
    """For the officers of the authority that asks. Raises NotFound, Forbidden for the other side."""
    consultation = _visible(consultation_id, actor)
    return _hold(consultation, [consultation.asking_authority_id], actor, at)


def _visible(consultation_id: UUID, actor: User) -> StateConsultation:
    consultation = StateConsultation.objects.visible_to(actor).filter(pk=consultation_id).first()
    if consultation is None:
        raise NotFound
    return consultation


def _hold(
    consultation: StateConsultation, organisations: list[UUID], actor: User, at: datetime
) -> StateConsultation:
    """Seat, then the question. Raises Forbidden for the officers of the other side."""
    if not organisations:
        raise Forbidden
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=organisations, at=at)
    rows = StateConsultation.objects.filter(pk=consultation.pk)
    locked: StateConsultation | None = locks.lock_for_update(
        rows.select_related("asked_state", "asking_authority__member_state", "request")
    )
    if locked is None:
        raise NotFound
    return locked


def _tell_asking(consultation: StateConsultation, kind: str, at: datetime, **more: object) -> None:
    facts: dict[str, object] = {"state": str(consultation.asked_state_id), **more}
    owe_notice(
        kind=kind,
        organisations=[consultation.asking_authority],
        reference=consultation.reference,
        path=consultation.get_absolute_url(),
        at=at,
        facts=facts,
    )
