"""An organisation's own people: who administers them adds, ends and removes seats (rules/accounts).

Every act first locks all managing seats of the organisation: two managers never pass each other.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core import access, locks, seat_ends
from exportctl.core.actions import keys
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.notices import owe_notice
from exportctl.core.actions.seats import grant_seat, remove_seat
from exportctl.core.errors import Invalid, LastManager, NotFound, OwnSeat
from exportctl.core.models import ApiKey, Organisation, Seat, User
from exportctl.core.notices import zone_of
from exportctl.core.queries.managers import administered_by
from exportctl.core.rules.accounts import ACCOUNT, FIRST_SIGN_IN, seats_given_by
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record


@transaction.atomic
def add_person(
    *,
    organisation_id: UUID,
    email: str,
    name: str,
    permission: Permission,
    actor: User,
    at: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    is_agent: bool = False,
) -> Seat:
    """Give a person a seat; whoever has no account gets one, and a message with a link to choose a password.

    Raises Invalid for dates out of order, an agent without an end, and a seat that is held already.
    """
    organisation = _lock_managed_organisation(organisation_id, actor, at)
    starts_at = max(starts_at or at, at)
    _check_dates(starts_at, ends_at, at)
    _check_agent(organisation, permission, ends_at, is_agent)
    user, is_new = _account(email, name, actor, at)
    _make_room(user, organisation, permission, at)
    seat = grant_seat(
        user=user,
        permission=permission,
        organisation=organisation,
        at=at,
        granted_by=actor,
        starts_at=starts_at,
        ends_at=ends_at,
        is_agent=is_agent,
    )
    owe_notice(
        kind=FIRST_SIGN_IN if is_new else "seat_granted",
        organisations=[organisation],
        people=[user],
        reference=organisation.short_name[:30],
        path=reverse("core:account"),
        at=at,
        facts={"from_on": starts_at.astimezone(zone_of(organisation)).date().isoformat()},
    )
    return seat


@transaction.atomic
def change_end(*, seat_id: int, ends_at: datetime | None, actor: User, at: datetime) -> Seat:
    """Let a seat end at another instant, or never. Raises Invalid for the past, LastManager, OwnSeat."""
    seat = _lock_managed_seat(seat_id, actor, at)
    _check_dates(seat.starts_at, ends_at, at)
    _check_agent(seat.organisation, seat.permission.codename, ends_at, seat.is_agent)
    if ends_at is not None:
        _check_managing(seat, actor, at)
    Seat.objects.filter(pk=seat.pk).update(ends_at=ends_at)
    record(
        seat.user,
        "change_seat",
        machine=ACCOUNT,
        actor=actor,
        at=at,
        seat=seat.pk,
        organisation=str(seat.content_object_id),
    )
    seat.ends_at = ends_at
    return seat


@transaction.atomic
def remove_person(*, seat_id: int, actor: User, at: datetime) -> None:
    """Take a seat away at once: its keys and the person's sessions end with it. Raises LastManager, OwnSeat."""
    seat = _lock_managed_seat(seat_id, actor, at)
    _check_managing(seat, actor, at)
    remove_seat(seat_id=seat.pk, at=at, removed_by=actor)
    seat_ends.tell(seat, at=at)


@transaction.atomic
def revoke_key_of(*, key_id: UUID, actor: User, at: datetime) -> None:
    """End a colleague's key for this organisation at once."""
    key = ApiKey.objects.filter(pk=key_id).select_related("user", "seat").first()
    if key is None:
        raise NotFound
    _lock_managed_organisation(key.seat.content_object_id, actor, at)
    keys.revoke_key(key_id=key.pk, user=key.user, at=at, revoked_by=actor)


def _lock_managed_organisation(organisation_id: UUID, actor: User, at: datetime) -> Organisation:
    """The organisation, with its managing seats and the actor's own locked. NotFound for whom it is none of theirs."""
    organisation = administered_by(actor).filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound
    live = Seat.objects.live(at=at)
    here = live.granting(Permission.MANAGE, [organisation.pk])
    through_the_commission = live.filter(user=actor, content_object__kind=OrganisationKind.COMMISSION.value)
    wanted = here | through_the_commission.filter(permission__codename=Permission.MANAGE)
    seats = locks.lock_all_for_update(Seat.objects.filter(pk__in=wanted.values("pk"), removed_at=None))
    if actor.pk not in {seat.user_id for seat in seats}:
        raise NotFound  # removed while we waited
    return organisation


def _lock_managed_seat(seat_id: int, actor: User, at: datetime) -> Seat:
    seat = Seat.objects.filter(pk=seat_id, removed_at=None).first()
    if seat is None:
        raise NotFound
    _lock_managed_organisation(seat.content_object_id, actor, at)
    current: Seat | None = locks.lock_for_update(Seat.objects.filter(pk=seat_id, removed_at=None))
    if current is None or current.ended(at=at):
        raise NotFound
    return current


def _check_managing(seat: Seat, actor: User, at: datetime) -> None:
    """Nobody ends their own managing seat, and somebody stays who has no end date."""
    if seat.permission.codename != Permission.MANAGE:
        return
    if seat.user_id == actor.pk:
        raise OwnSeat()
    live = Seat.objects.live(at=at).granting(Permission.MANAGE, [seat.content_object_id])
    if not live.filter(ends_at=None).exclude(pk=seat.pk).exists():
        raise LastManager()


def _check_dates(starts_at: datetime, ends_at: datetime | None, at: datetime) -> None:
    if ends_at is not None and ends_at <= max(starts_at, at):
        message = _(
            "The last day lies before the first day, or in the past. Give a later day, or remove the seat."
        )
        raise Invalid(message, errors=[error("/ends_on", message)])


def _check_agent(
    organisation: Organisation, permission: str, ends_at: datetime | None, is_agent: bool
) -> None:
    if permission not in seats_given_by(organisation.kind):
        message = _("%(organisation)s cannot give this seat.")
        raise Invalid(message % {"organisation": organisation.short_name})
    if not is_agent:
        return
    if permission != Permission.FILE:
        raise Invalid(_("An agent files for an exporter; nothing else."))
    if ends_at is None:
        message = _("Give the last day on which the agent may file for you.")
        raise Invalid(message, errors=[error("/ends_on", message)])


def _account(email: str, name: str, actor: User, at: datetime) -> tuple[User, bool]:
    """The account of that address, made now if there is none; and whether it is new."""
    if known := _known(email):
        return known, False
    if not name:
        message = _("Nobody has an account with this address yet. Give the person's name.")
        raise Invalid(message, errors=[error("/name", message)])
    try:
        return create_account(email=email, name=name, at=at, made_by=actor), True
    except Invalid:  # somebody made it in this very moment, for a seat elsewhere
        if known := _known(email):
            return known, False
        raise


def _known(email: str) -> User | None:
    """Who has this address. Raises Invalid for an account that is switched off."""
    known = User.objects.filter(email__iexact=email).first()
    if known is not None and not known.is_active:
        message = _(
            "The account with this address is switched off. Use another address, or ask whoever runs this site."
        )
        raise Invalid(message, errors=[error("/email", message)])
    return known


def _make_room(user: User, organisation: Organisation, permission: Permission, at: datetime) -> None:
    """Remove the person's ended seat, so that it can be given anew. Raises Invalid for one that has not ended."""
    seats = Seat.objects.filter(user=user, content_object=organisation, removed_at=None)
    seat = seats.filter(permission__codename=permission).first()
    if seat is None:
        return
    if not seat.ended(at=at):
        raise Invalid(_("%(name)s holds this seat already. Change its end date instead.") % {"name": user})
    access.reload_seats(user)
    remove_seat(seat_id=seat.pk, at=at)
