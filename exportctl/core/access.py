"""Who may do what: everything follows from live seats (architecture, rule 8). The only module that reads them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeAlias
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.compiled import Compiled
from exportctl.core.errors import Forbidden, PrincipalNeeded
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.models.organisations import SeatQuerySet

Visitor: TypeAlias = User | AnonymousUser | None  # whoever looks, signed in or not
Reader = User | AnonymousUser  # whoever reads, signed in or not: the type of `request.user`


class Concerned(Protocol):
    """A workflow object knows which organisations may act on it."""

    def organisation_ids(self, permission: str) -> Iterable[UUID]: ...


def _usable(user_id: UUID, limited_to_seat: int | None) -> SeatQuerySet:
    """Of somebody who may sign in; of a machine's key the one seat that it was made for."""
    seats = SeatQuerySet(Seat).filter(user_id=user_id, user__is_active=True, removed_at=None)
    return seats if limited_to_seat is None else seats.filter(pk=limited_to_seat)


def _live(*, user_id: UUID, limited_to_seat: int | None) -> QuerySet[Seat]:
    live = _usable(user_id, limited_to_seat).live(at=clock.Now())
    ordered = live.order_by("content_object__name", "content_object", "pk")
    return ordered.select_related("content_object__member_state", "permission")


def _granting(
    *, user_id: UUID, limited_to_seat: int | None, permission: str, organisations: list[UUID], at: datetime
) -> QuerySet[Seat]:
    live = _usable(user_id, limited_to_seat).live(at=at)
    return live.granting(permission, organisations).order_by("pk")


# Every page asks for the first, every action locks the second.
LIVE_SEATS = Compiled(_live)
GRANTING_SEATS = Compiled(_granting, lock="SHARE")


def seats_of(user: Visitor) -> list[Seat]:
    """The person's live seats, read once per request (the user object lives as long); a visitor has none."""
    if user is None or isinstance(user, AnonymousUser) or not user.pk:
        return []
    if user.live_seats is None:
        user.live_seats = LIVE_SEATS.rows(user_id=user.pk, limited_to_seat=user.limited_to_seat)
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
    seats = GRANTING_SEATS.rows(
        user_id=actor.pk,
        limited_to_seat=actor.limited_to_seat,
        permission=str(permission),
        organisations=list(organisations),
        at=at,
    )
    if not seats:
        raise Forbidden(_("Your account may not do this here. Ask your organisation for the right seat."))
    return next((seat for seat in seats if seat.content_object_id == actor.acts_for), seats[0])
