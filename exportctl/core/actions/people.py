"""An organisation's own people: who administers them ends and removes seats; invitations.py gives new ones.

Every act first locks all managing seats of the organisation: two managers never pass each other.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from exportctl.core import access, locks, seat_ends
from exportctl.core.actions import keys
from exportctl.core.actions.seats import remove_seat
from exportctl.core.errors import FourEyes, Invalid, LastManager, NotFound, OwnSeat
from exportctl.core.models import ApiKey, Invitation, Organisation, Seat, User
from exportctl.core.models.invitations import above
from exportctl.core.queries.managers import administered_by, inviting_to
from exportctl.core.rules.accounts import ACCOUNT, seats_given_by
from exportctl.core.rules.invitations import INVITATION, Event, takes_two
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition


@transaction.atomic
def change_end(*, seat_id: int, ends_at: datetime | None, actor: User, at: datetime) -> Seat:
    """Let a seat end at another instant, or never.

    Raises Invalid for the past and for a longer seat that takes two officers, FourEyes for one's own longer seat,
    LastManager, OwnSeat.
    """
    seat = _lock_managed_seat(seat_id, actor, at)
    check_dates(starts_at=seat.starts_at, ends_at=ends_at, at=at)
    check_agent(
        organisation=seat.organisation,
        permission=seat.permission.codename,
        ends_at=ends_at,
        is_agent=seat.is_agent,
    )
    _check_longer(seat, ends_at, actor)
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
    """Take a seat away at once: its keys and the person's sessions end with it. Raises LastManager, OwnSeat.

    An invitation to the same seat that waits is withdrawn with it: nobody comes back by an old one.
    """
    seat = _lock_managed_seat(seat_id, actor, at)
    _check_managing(seat, actor, at)
    remove_seat(seat_id=seat.pk, at=at, removed_by=actor)
    seat_ends.tell(seat, at=at)
    same = {"organisation": seat.content_object, "permission": seat.permission.codename}
    waiting = Invitation.objects.unsettled().filter(person=seat.user, **same)
    for invitation in locks.lock_all_for_update(waiting):
        transition(
            invitation,
            Event.DISCARD,
            machine=INVITATION,
            actor=actor,
            at=at,
            organisation=str(seat.content_object_id),
        )


@transaction.atomic
def revoke_key_of(*, key_id: UUID, actor: User, at: datetime) -> None:
    """End a colleague's key for this organisation at once."""
    key = _managed_key(key_id, actor, at)
    keys.revoke_key(key_id=key.pk, user=key.user, at=at, revoked_by=actor)


@transaction.atomic
def set_key_end_of(*, key_id: UUID, expires_at: datetime | None, actor: User, at: datetime) -> None:
    """Give a colleague's key for this organisation another end."""
    key = _managed_key(key_id, actor, at)
    keys.set_key_end(key_id=key.pk, user=key.user, expires_at=expires_at, at=at, changed_by=actor)


def _managed_key(key_id: UUID, actor: User, at: datetime) -> ApiKey:
    key = ApiKey.objects.filter(pk=key_id).select_related("user", "seat").first()
    if key is None:
        raise NotFound
    hold_managed(organisation_id=key.seat.content_object_id, actor=actor, at=at)
    return key


def hold_managed(*, organisation_id: UUID, actor: User, at: datetime) -> Organisation:
    """The organisation, its managing seats and the actor's own locked. Raises NotFound where it is none of theirs."""
    return _hold(administered_by(actor), organisation_id, actor, at)


def hold_inviting(*, organisation_id: UUID, actor: User, at: datetime) -> Organisation:
    """The same for whoever may propose seats there: an exporter's authority as well, while few administer it."""
    return _hold(inviting_to(actor, at=at), organisation_id, actor, at)


def _hold(
    administered: QuerySet[Organisation], organisation_id: UUID, actor: User, at: datetime
) -> Organisation:
    organisation = administered.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound
    live = Seat.objects.live(at=at).filter(permission__codename=Permission.MANAGE)
    through = live.filter(user=actor, content_object__in=above(organisation).values("pk"))
    wanted = live.filter(content_object=organisation) | through
    seats = locks.lock_all_for_update(Seat.objects.filter(pk__in=wanted.values("pk"), removed_at=None))
    if actor.pk not in {seat.user_id for seat in seats}:
        raise NotFound  # removed while we waited
    return organisation


def _lock_managed_seat(seat_id: int, actor: User, at: datetime) -> Seat:
    seat = Seat.objects.filter(pk=seat_id, removed_at=None).first()
    if seat is None:
        raise NotFound
    hold_managed(organisation_id=seat.content_object_id, actor=actor, at=at)
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


def _check_longer(seat: Seat, ends_at: datetime | None, actor: User) -> None:
    """One officer alone makes a seat longer only where one alone may give it, and never their own."""
    if seat.ends_at is None or (ends_at is not None and ends_at <= seat.ends_at):
        return
    own = seat.content_object_id in access.organisation_ids_of(actor, Permission.MANAGE)
    if seat.user_id == actor.pk:
        raise FourEyes(_("Nobody makes their own seat longer. A colleague who administers people does."))
    if takes_two(seat.permission.codename, by_own_body=own):
        message = _(
            "A longer seat takes two officers here. Invite the person again with the new last day; the seat they"
            " hold goes on until then."
        )
        raise Invalid(message, errors=[error("/ends_on", message)])


def check_dates(*, starts_at: datetime, ends_at: datetime | None, at: datetime) -> None:
    """Raises Invalid for a seat that would end before it starts, or in the past."""
    if ends_at is not None and ends_at <= max(starts_at, at):
        message = _(
            "The last day lies before the first day, or in the past. Give a later day, or remove the seat."
        )
        raise Invalid(message, errors=[error("/ends_on", message)])


def check_agent(
    *, organisation: Organisation, permission: str, ends_at: datetime | None, is_agent: bool
) -> None:
    """Raises Invalid for a seat that this organisation cannot give, and for an agent without an end."""
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
