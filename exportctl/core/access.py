"""Who may do what: everything follows from live seats (architecture, rule 8). The only module that reads them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeAlias
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.errors import Forbidden, PrincipalNeeded
from exportctl.core.locks import lock_for_share
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.models.organisations import SeatQuerySet

Visitor: TypeAlias = User | AnonymousUser | None  # whoever looks, signed in or not
Reader = User | AnonymousUser  # whoever reads, signed in or not: the type of `request.user`


class Concerned(Protocol):
    """A workflow object knows which organisations may act on it."""

    def organisation_ids(self, permission: str) -> Iterable[UUID]: ...


def seats_of(user: Visitor) -> list[Seat]:
    """The person's live seats, read once per request (the user object lives as long); a visitor has none."""
    if user is None or isinstance(user, AnonymousUser) or not user.pk:
        return []
    if user.live_seats is None:
        usable = _usable(user).live(at=clock.Now()).order_by("content_object__name", "content_object", "pk")
        user.live_seats = list(usable.select_related("content_object__member_state", "permission"))
        user.live_seats.sort(key=lambda seat: seat.content_object_id != user.acts_for)  # theirs first
    return user.live_seats


def reload_seats(user: User) -> None:
    """Read the person's seats again when next asked: one of them changed within this request."""
    user.live_seats = None


def organisations_of(user: Visitor, *permissions: str) -> list[Organisation]:
    """The organisations at which the person holds one of `permissions` now."""
    return [seat.organisation for seat in seats_of(user) if seat.permission.codename in permissions]


def principal_of(user: Visitor, *permissions: str) -> Organisation | None:
    """For whom the person does what takes one of `permissions`: the only organisation, else the one they chose.

    None without such a seat. Raises PrincipalNeeded for somebody with several who has not chosen: never the first.
    """
    organisations = {organisation.pk: organisation for organisation in organisations_of(user, *permissions)}
    if len(organisations) < 2:
        return next(iter(organisations.values()), None)
    chosen = organisations.get(user.acts_for) if isinstance(user, User) and user.acts_for else None
    if chosen is None:
        raise PrincipalNeeded
    return chosen


def organisation_ids_of(user: Visitor, *permissions: str) -> list[UUID]:
    return [organisation.pk for organisation in organisations_of(user, *permissions)]


def state_codes_of(user: Visitor, permission: str) -> list[str]:
    """The Member States for which the person holds `permission` now."""
    return [str(organisation.member_state_id) for organisation in organisations_of(user, permission)]


def has_seat(user: Visitor, permission: str) -> bool:
    return bool(organisations_of(user, permission))


def may(user: Visitor, permission: str, obj: Concerned) -> bool:
    """Does a live seat let the person do `permission` on this very object?"""
    allowed = set(obj.organisation_ids(permission))
    return any(pk in allowed for pk in organisation_ids_of(user, permission))


def hold_seat(*, actor: User, permission: str, organisations: Iterable[UUID], at: datetime) -> Seat:
    """Lock the seat the actor acts from (the first lock of every action), so that a removal waits or wins.

    Raises Forbidden when no live seat gives the permission at one of the organisations.
    """
    usable = _usable(actor).live(at=at).granting(permission, list(organisations))
    seats = lock_for_share(usable)
    if not seats:
        raise Forbidden(_("Your account may not do this here. Ask your organisation for the right seat."))
    return next((seat for seat in seats if seat.content_object_id == actor.acts_for), seats[0])


def _usable(user: User) -> SeatQuerySet:
    seats = SeatQuerySet(Seat).filter(user_id=user.pk, user__is_active=True, removed_at=None)
    return seats.filter(pk=user.limited_to_seat) if user.limited_to_seat else seats
