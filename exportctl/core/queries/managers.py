"""Who administers the people of which organisation, and what they see of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from exportctl.core import access
from exportctl.core.models import ApiKey, Organisation, Seat, User
from exportctl.core.rules.accounts import PUBLIC_BODIES
from exportctl.core.rules.invitations import FEWEST_MANAGERS
from exportctl.core.rules.permissions import OrganisationKind, Permission


@dataclass(frozen=True)
class Colleague:
    """A person and their seats at one organisation."""

    user: User
    seats: list[Seat]


def administered_by(user: User) -> QuerySet[Organisation]:
    """The organisations whose people the person administers: their own; for the Commission all public bodies."""
    own = access.organisations_of(user, Permission.MANAGE)
    wanted = Q(pk__in=[organisation.pk for organisation in own])
    if any(organisation.kind == OrganisationKind.COMMISSION for organisation in own):
        wanted |= Q(kind__in=PUBLIC_BODIES)
    return Organisation.objects.filter(wanted).select_related("member_state").order_by("kind", "name", "pk")


def managers_of(organisation: Organisation, *, at: datetime) -> list[User]:
    """Whoever administers its people at `at`, by address."""
    seats = Seat.objects.live(at=at).granting(Permission.MANAGE, [organisation.pk])
    return list(User.objects.filter(pk__in=seats.values("user_id"), is_active=True).order_by("email"))


def managers_by_body(bodies: Iterable[UUID], *, at: datetime) -> Mapping[UUID, set[UUID]]:
    """The keys of whoever administers the people of each body at `at`, in one query."""
    by_body: dict[UUID, set[UUID]] = defaultdict(set)
    seats = Seat.objects.live(at=at).granting(Permission.MANAGE, bodies).filter(user__is_active=True)
    for body, user in seats.values_list("content_object_id", "user_id"):
        by_body[body].add(user)
    return by_body


def inviting_to(user: User, *, at: datetime) -> QuerySet[Organisation]:
    """The organisations at which the person may propose seats: those administered, and for an authority the exporters
    of its state of whose people fewer than two take care."""
    own = access.organisations_of(user, Permission.MANAGE)
    states = [each.member_state_id for each in own if each.kind == OrganisationKind.AUTHORITY]
    if not states:
        return administered_by(user)
    few: QuerySet[Any] = exporters_of(states, at=at).filter(managers__lt=FEWEST_MANAGERS)
    wanted = Q(pk__in=administered_by(user).values("pk")) | Q(pk__in=few.values("pk"))
    return Organisation.objects.filter(wanted).select_related("member_state").order_by("kind", "name", "pk")


def exporters_of(states: Iterable[str | None], *, at: datetime) -> QuerySet[Any]:
    """The exporters of these states by name, with how many administer their people (`managers`)."""
    exporters = Organisation.objects.filter(kind=OrganisationKind.EXPORTER.value, member_state__in=states)
    managing = _live(at) & Q(seats__permission__codename=Permission.MANAGE.value, seats__user__is_active=True)
    counted = exporters.annotate(managers=Count("seats__user", filter=managing, distinct=True))
    return counted.order_by("name", "pk")


def own_organisations(user: User) -> list[Organisation]:
    """Those at which the person administers people themselves."""
    return access.organisations_of(user, Permission.MANAGE)


def administered_seats(user: User) -> QuerySet[Seat]:
    """Every seat the person may see as a manager, removed ones included."""
    seats = Seat.objects.filter(content_object__in=administered_by(user))
    return seats.select_related("user", "permission", "content_object__member_state", "granted_by")


def colleagues(organisation: Organisation, *, at: datetime) -> tuple[list[Colleague], list[Seat]]:
    """Whoever holds or will hold a seat, by name; and the seats that ended, the latest first."""
    seats = list(
        Seat.objects.filter(content_object=organisation)
        .select_related("user", "permission", "granted_by")
        .order_by("user__name", "user__email", "pk")
    )
    by_user: dict[UUID, Colleague] = {}
    for seat in seats:
        if not seat.ended(at=at):
            by_user.setdefault(seat.user_id, Colleague(seat.user, [])).seats.append(seat)
    ended = [seat for seat in seats if seat.ended(at=at)]
    return list(by_user.values()), sorted(ended, key=end_of, reverse=True)


def end_of(seat: Seat) -> datetime:
    """When an ended seat ended."""
    return min(end for end in (seat.removed_at, seat.ends_at) if end is not None)


def keys_at(organisation: Organisation) -> QuerySet[ApiKey]:
    """The keys that work for the organisation, newest first."""
    keys = ApiKey.objects.filter(seat__content_object=organisation, revoked_at=None, seat__removed_at=None)
    return keys.select_related("user", "seat__permission", "seat__content_object__member_state").order_by(
        "-created_at", "pk"
    )


def public_bodies(user: User, *, at: datetime) -> list[Organisation]:
    """For the Commission: every public body with how many people and managers it has."""
    live = _live(at)
    managing = live & Q(seats__permission__codename=Permission.MANAGE.value)
    bodies = administered_by(user).annotate(
        people=Count("seats__user", filter=live, distinct=True),
        managers=Count("seats__user", filter=managing, distinct=True),
    )
    return list(bodies.order_by("kind", "member_state__code", "name"))


def _live(at: datetime) -> Q:
    """Of an organisation's seats, those that count at `at`."""
    not_ended = Q(seats__ends_at=None) | Q(seats__ends_at__gt=at)
    return Q(seats__removed_at=None, seats__starts_at__lte=at) & not_ended
