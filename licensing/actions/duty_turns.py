"""The duty roster: who looks after the people of an authority says which officer is the second one of urgent cases."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from licensing.models import AuthorisationRequest, DutyTurn, Proposal
from licensing.queries.duty_turns import second_officers_on_duty
from licensing.rules.duty_turns import LONGEST
from licensing.rules.requests import ProposalState


@transaction.atomic
def enter_turn(
    *, authority: Organisation, officer: User | None, from_on: date, until_on: date, actor: User, at: datetime
) -> DutyTurn:
    """`officer` is on duty from one day to another, both counted; several may be on the same day.

    Raises Forbidden for whoever does not administer the authority, Invalid with a pointer: past or reversed days, an
    officer without a seat there, one who is on duty on one of the days already.
    """
    access.hold_seat(actor=actor, permission=Permission.MANAGE, organisations=[authority.pk], at=at)
    _check_days(authority, from_on, until_on, at)
    chosen = _officer_of(authority, officer, at)
    locks.lock_for_update(User.objects.filter(pk=chosen.pk))  # a second turn of the same person waits
    _check_overlaps(authority, chosen, from_on, until_on)
    days = {"from_on": from_on, "until_on": until_on}
    turn = DutyTurn.objects.create(
        authority=authority, officer=chosen, entered_by=actor, entered_at=at, **days
    )
    facts = {name: day.isoformat() for name, day in days.items()}
    record(chosen, "enter_turn", machine=ACCOUNT, actor=actor, at=at, turn=str(turn.pk), **facts)
    owe_notice(
        kind="duty_turn_entered",
        organisations=[authority],
        people=[] if chosen == actor else [chosen],
        reference=authority.short_name,
        path=turn.get_absolute_url(),
        at=at,
        facts=facts,
    )
    return turn


@transaction.atomic
def remove_turn(*, turn_id: UUID, actor: User, at: datetime) -> DutyTurn:
    """Take a turn off the roster, also one that runs. Raises NotFound, Forbidden."""
    turn: DutyTurn | None = DutyTurn.objects.filter(pk=turn_id, removed_at=None).first()
    if turn is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.MANAGE, organisations=[turn.authority_id], at=at)
    locked: DutyTurn | None = locks.lock_for_update(DutyTurn.objects.filter(pk=turn_id, removed_at=None))
    if locked is None:
        raise NotFound
    locked.removed_at = at
    locked.save(update_fields=["removed_at"])
    record(locked.officer, "remove_turn", machine=ACCOUNT, actor=actor, at=at, turn=str(locked.pk))
    authority = locked.authority
    is_over = locked.until_on < local_date(at, zone_of(authority))  # nobody counts on it any more
    owe_notice(
        kind="duty_turn_removed",
        organisations=[authority],
        people=[] if is_over or locked.officer == actor else [locked.officer],
        reference=authority.short_name,
        path=locked.get_absolute_url(),
        at=at,
        facts={"from_on": locked.from_on.isoformat(), "until_on": locked.until_on.isoformat()},
    )
    return locked


def tell_second_officers(*, request: AuthorisationRequest, proposal: Proposal, at: datetime) -> list[User]:
    """Of an urgent case with a proposal that waits: the officers on duty, each told that it is theirs.

    The caller holds the request. Empty where the case is not urgent, or nobody on the roster may approve it.
    """
    if request.urgent_on is None or proposal.status != ProposalState.PROPOSED:
        return []
    officers = second_officers_on_duty(request, proposal=proposal, at=at)
    owe_notice(
        kind="urgent_proposal_waiting",
        organisations=[request.authority],
        people=officers,
        reference=request.reference,
        path=f"{request.get_absolute_url()}/decision",
        at=at,
        facts={"due_on": request.urgent_on.isoformat()},
    )
    return officers


def _check_days(authority: Organisation, from_on: date, until_on: date, at: datetime) -> None:
    if until_on < from_on:
        _refuse("/until_on", _("The last day lies before the first. Choose a later one."))
    if until_on < local_date(at, zone_of(authority)):
        _refuse("/until_on", _("These days are over already. Choose a day from today on."))
    if until_on - from_on > LONGEST:
        _refuse("/until_on", _("A turn lasts a year at most. Enter several."))


def _officer_of(authority: Organisation, officer: User | None, at: datetime) -> User:
    seats = Seat.objects.live(at=at).granting(Permission.HANDLE, [authority.pk])
    if officer is None or not seats.filter(user=officer, user__is_active=True).exists():
        message = _("Choose an officer of your own authority.")
        raise Invalid(message, errors=[error("/officer", message)])
    return officer


def _check_overlaps(authority: Organisation, officer: User, from_on: date, until_on: date) -> None:
    rows = DutyTurn.objects.filter(authority=authority, officer=officer, removed_at=None)
    if overlap := rows.filter(from_on__lte=until_on, until_on__gte=from_on).first():
        days = {"from": long_day(overlap.from_on), "until": long_day(overlap.until_on)}
        message = _("This officer is on duty from %(from)s to %(until)s already. Remove that turn first.")
        _refuse("/from_on", message % days)


def _refuse(pointer: str, message: str) -> None:
    raise Invalid(message, errors=[error(pointer, message)])
