"""A Member State's position: the one act that reads the clock itself, after its locks are held."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from exportctl.core import access, clock, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.canonical import rfc3339
from exportctl.core.countries import of_state
from exportctl.core.errors import Forbidden, NotFound
from exportctl.core.formatting import last_day
from exportctl.core.models import MemberState, Organisation, User
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from notifications.actions.procedures import regime_facts
from notifications.errors import Closed, NotifyingState, StalePosition, TooLate
from notifications.models import ObjectionProcedure, Participant, Position
from notifications.queries.procedures import show_position
from notifications.rules.machines import PROCEDURE, State
from notifications.rules.stances import receipt

POSITION_EVENT = "position"
PositionContent = dict[str, Any]  # stance, grounds, reason


def may_take_position(*, procedure: ObjectionProcedure, actor: User) -> None:
    """Raises NotifyingState for the notifying state's delegates, Forbidden for who is no delegate."""
    _delegation(procedure, actor)


def _delegation(procedure: ObjectionProcedure, actor: User) -> Organisation:
    """Whose delegate the actor is here. Raises NotifyingState, Forbidden."""
    taking_part = set(procedure.organisation_ids(Permission.TAKE_POSITION))
    for organisation in access.organisations_of(actor, Permission.TAKE_POSITION):
        if organisation.pk in taking_part:
            return organisation
    if str(procedure.notifying_state_id) in access.state_codes_of(actor, Permission.TAKE_POSITION):
        raise NotifyingState()
    raise Forbidden(_("Only a delegate of another Member State takes a position here."))


@transaction.atomic
def record_position(
    *,
    procedure_id: UUID,
    actor: User,
    stance: str,
    grounds: Sequence[str] | None = None,
    reason: str | None = None,
    expected_sequence: int | None = None,
) -> Position:
    """Record what a state says; a later position supersedes, both stay on record.

    Counted or refused by the product's clock as it reads once the locks are held, and stored as read.
    Raises NotifyingState, Closed, TooLate; StalePosition when `expected_sequence` is not the state's latest.
    """
    procedure = ObjectionProcedure.objects.get(pk=procedure_id)
    delegation = _delegation(procedure, actor)
    part = Participant.objects.filter(procedure=procedure, member_state=delegation.member_state_id)
    # Too late already: refused before anything is locked, so that nobody delays the close by trying.
    _refuse_late(procedure, _existing(part.first()), at=clock.now())

    procedure, participant = _lock(procedure, part, actor, delegation)
    at = clock.now()
    _refuse_late(procedure, participant, at=at)
    content: PositionContent = {"stance": str(stance), "grounds": list(grounds or []), "reason": reason or ""}
    _refuse_stale(participant, content, expected_sequence)
    position = _write(participant, actor, content, at)
    _tell(procedure, participant, delegation, position)
    return position


def _existing(participant: Participant | None) -> Participant:
    if participant is None:
        raise NotFound(_("Your Member State takes no part in this procedure."))
    return participant


def _lock(
    procedure: ObjectionProcedure, part: QuerySet[Participant], actor: User, delegation: Organisation
) -> tuple[ObjectionProcedure, Participant]:
    """Seat and procedure shared, the state's participant alone: a close waits for us or has gone before."""
    access.hold_seat(
        actor=actor, permission=Permission.TAKE_POSITION, organisations=[delegation.pk], at=clock.now()
    )
    procedures = locks.lock_for_share(ObjectionProcedure.objects.filter(pk=procedure.pk))
    return procedures[0], part.select_for_update(of=("self",), no_key=True).get()


def _refuse_late(procedure: ObjectionProcedure, participant: Participant, *, at: datetime) -> None:
    if procedure.status == State.WITHDRAWN:
        message = _("The refusal was withdrawn; %(reference)s takes no more positions.")
        raise Closed(message % {"reference": procedure})
    if procedure.status_at(at) == State.CLOSED:
        ended = last_day(procedure.closes_at, BRUSSELS)
        message = _("%(reference)s closed on %(day)s; it takes no more positions.")
        raise Closed(message % {"reference": procedure, "day": ended})
    if at >= participant.due_at:
        state: MemberState = participant.member_state
        message = _("The last day %(of_state)s was %(day)s. Positions after it are not taken.")
        ended = last_day(participant.due_at, ZoneInfo(state.timezone))
        raise TooLate(message % {"of_state": of_state(state.code), "day": ended})


def _refuse_stale(participant: Participant, content: PositionContent, expected: int | None) -> None:
    if expected is None or expected == participant.last_sequence:
        return
    latest = Position.objects.filter(
        procedure_id=participant.procedure_id,
        member_state_id=participant.member_state_id,
        sequence=participant.last_sequence,
    ).first()
    raise StalePosition(
        _("A colleague recorded another position meanwhile. Read it, then decide whether to replace it."),
        latest=show_position(latest, words=True) if latest else None,
        yours={"state": participant.member_state_id, "sequence": expected, **content},
    )


def _write(participant: Participant, actor: User, content: PositionContent, at: datetime) -> Position:
    participant.last_sequence += 1
    participant.save(update_fields=["last_sequence"])
    fields = {"state": str(participant.member_state_id), "sequence": participant.last_sequence, **content}
    return Position.objects.create(
        procedure_id=participant.procedure_id,
        member_state_id=participant.member_state_id,
        sequence=participant.last_sequence,
        **content,
        cast_by=actor,
        cast_at=at,
        receipt=receipt(**fields, cast_at=rfc3339(at)),
    )


def _tell(
    procedure: ObjectionProcedure, participant: Participant, delegation: Organisation, position: Position
) -> None:
    record(
        procedure,
        POSITION_EVENT,
        machine=PROCEDURE,
        actor=position.cast_by,
        at=position.cast_at,
        position=str(position.pk),
        state=position.member_state_id,
        sequence=position.sequence,
        stance=position.stance,
        receipt=position.receipt,
    )
    owe_notice(
        kind="position_recorded",
        organisations=[delegation],
        reference=procedure.reference,
        path=procedure.get_absolute_url(),
        at=position.cast_at,
        facts={
            "sequence": position.sequence,
            "due_at": rfc3339(participant.due_at),
            **regime_facts(procedure=procedure),
        },
    )
