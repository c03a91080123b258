"""More working days for every state, once, by two officers of the Commission (Article 5(5))."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.canonical import rfc3339
from exportctl.core.errors import Invalid
from exportctl.core.formatting import last_day
from exportctl.core.models import User
from exportctl.core.queries.reference import commission
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import transition
from notifications.actions.procedures import add_due_instants, hold_procedure, tell_windows
from notifications.errors import AlreadyExtended, TooLate
from notifications.models import Extension, ObjectionProcedure, Participant
from notifications.queries.tally import rules_of
from notifications.rules.machines import EXTENSION, PROCEDURE, Event
from notifications.rules.windows import dues, thaw_calendar


@transaction.atomic
def propose_extension(
    *, procedure_id: UUID, working_days: int, reason: str, actor: User, at: datetime
) -> Extension:
    """Propose more days. Raises Invalid beyond the rule set's bound, TooLate, AlreadyExtended, Pending."""
    procedure = _lock_procedure(procedure_id, actor, at)
    _check_bounds(procedure, working_days)
    _check_extensible(procedure, at)
    require_none_pending(acts=procedure.extensions.all())
    _windows(procedure, working_days)  # a year that is not held is said now, not to the second officer
    extension = Extension(procedure=procedure, working_days=working_days, reason=reason, proposed_by=actor)
    waiting = Waiting("extension_waiting", commission(), procedure.reference, procedure.get_absolute_url())
    facts = {"procedure": procedure.reference, "working_days": working_days}
    propose_act(act=extension, machine=EXTENSION, at=at, waiting=waiting, **facts)
    return extension


@transaction.atomic
def approve_extension(
    *, procedure_id: UUID, extension_id: UUID, actor: User, at: datetime
) -> ObjectionProcedure:
    """Carry it out: every due instant is recomputed from the same opening day, with the frozen calendars."""
    procedure = _lock_procedure(procedure_id, actor, at)
    extension: Extension = hold_act(acts=Extension.objects.filter(procedure=procedure), act_id=extension_id)
    require_other_officer(act=extension, actor=actor)
    _check_extensible(procedure, at)
    approve_act(act=extension, machine=EXTENSION, actor=actor, at=at, procedure=procedure.reference)
    participants = _windows(procedure, extension.working_days)
    add_due_instants(participants=participants, number=2, extension=extension)
    ends = [participant.due_at for participant in participants]
    transition(
        procedure,
        Event.EXTEND,
        machine=PROCEDURE,
        actor=actor,
        at=at,
        changes={"earliest_due_at": min(ends), "closes_at": max(ends)},
        reference=procedure.reference,
        extension=str(extension.pk),
        working_days=extension.working_days,
        closes_at=rfc3339(max(ends)),
    )
    facts = {"working_days": extension.working_days}
    tell_windows(
        procedure=procedure,
        participants=participants,
        to_states="procedure_extended",
        to_others="window_extended",
        at=at,
        facts=facts,
    )
    return procedure


@transaction.atomic
def discard_extension(*, procedure_id: UUID, extension_id: UUID, actor: User, at: datetime) -> Extension:
    """Drop a proposal, one's own or a colleague's."""
    procedure = _lock_procedure(procedure_id, actor, at)
    extension: Extension = hold_act(acts=Extension.objects.filter(procedure=procedure), act_id=extension_id)
    discard_act(act=extension, machine=EXTENSION, actor=actor, at=at)
    return extension


def _lock_procedure(procedure_id: UUID, actor: User, at: datetime) -> ObjectionProcedure:
    organisations = [organisation.pk for organisation in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
    return hold_procedure(procedure_id=procedure_id)


def _check_bounds(procedure: ObjectionProcedure, working_days: int) -> None:
    most = rules_of(procedure).max_added
    if not 1 <= working_days <= most:
        message = _("Add 1 to %(most)d working days; %(days)d were asked.")
        message %= {"most": most, "days": working_days}
        raise Invalid(message, errors=[error("/working_days", message)])


def _check_extensible(procedure: ObjectionProcedure, at: datetime) -> None:
    """Only before the earliest due instant, and only once."""
    if at >= procedure.earliest_due_at:
        message = _("The first state's last day was %(day)s; a window is extended only before it ends.")
        raise TooLate(message % {"day": last_day(procedure.earliest_due_at, BRUSSELS)})
    PROCEDURE.step(procedure.status, Event.EXTEND)
    if procedure.extensions.filter(status=Status.APPROVED.value).exists():
        raise AlreadyExtended()


def _windows(procedure: ObjectionProcedure, added: int) -> list[Participant]:
    """The participants with the last days they get, not yet saved. Raises YearsNotHeld."""
    frozen = procedure.frozen
    calendars = {code: thaw_calendar(code, calendar) for code, calendar in frozen["calendars"].items()}
    working_days = rules_of(procedure).working_days_with_extension(added)
    ends = dues(calendars, opened_on=date.fromisoformat(frozen["opened_on"]), working_days=working_days)
    participants = list(procedure.participants.order_by("pk"))
    for participant in participants:
        due = ends[str(participant.member_state_id)]
        participant.last_day, participant.due_at = due.last_day, due.due_at
    return participants
