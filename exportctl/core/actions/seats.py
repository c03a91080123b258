"""Seats: given and taken away here alone. Taking one away ends its keys and the person's sessions at once.

People are given seats by invitation (actions/invitations.py); `grant_seat` alone is for setting up.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Permission as PermissionRow
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import ApiKey, AuditEvent, Organisation, Seat, User
from exportctl.core.queries.managers import managers_of
from exportctl.core.rules.accounts import ACCOUNT, KINDS_OF, excludes
from exportctl.core.rules.invitations import FEWEST_MANAGERS
from exportctl.core.rules.mailboxes import mailbox_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, record_all, unrecorded


@transaction.atomic
def grant_seat(
    *,
    user: User,
    permission: Permission,
    organisation: Organisation,
    at: datetime,
    granted_by: User | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    is_agent: bool = False,
) -> Seat:
    """Give a person a seat, from `starts_at` (default: now) to `ends_at`. Holding it already is no error."""
    row = User.objects.select_for_update().get(pk=user.pk)  # two grants at once see each other
    starts_at = starts_at or at
    _check(row, permission, organisation, starts_at, ends_at)
    permission_row = PermissionRow.objects.get(codename=permission, content_type__app_label="core")
    seat, created = Seat.objects.get_or_create(
        user=user,
        permission=permission_row,
        content_object=organisation,
        removed_at=None,
        defaults={
            "starts_at": starts_at,
            "ends_at": ends_at,
            "granted_by": granted_by,
            "is_agent": is_agent,
        },
    )
    if created:
        record_all([_granted(seat, at)])
    access.reload_seats(user)
    return seat


@dataclass(frozen=True)
class NewPerson:
    """Somebody without an account yet, and what they are going to do for whom."""

    email: str
    name: str
    seats: tuple[tuple[Permission, Organisation], ...]


@transaction.atomic
def settle(*, people: Iterable[NewPerson], at: datetime) -> list[User]:
    """New accounts with seats from `at` on, all at once: each is checked and recorded as one alone would be.

    For setting a whole site up. Raises Invalid as `grant_seat` does.
    """
    people = list(people)
    users = [User(email=mailbox_of(each.email), name=each.name, created_at=at) for each in people]
    for user in users:
        user.set_unusable_password()
    User.objects.bulk_create(users)
    rows = _permission_rows()
    both = zip(users, people, strict=True)
    seats = [seat for user, person in both for seat in _new_seats(user, person, rows, at)]
    Seat.objects.bulk_create(seats)
    events = [unrecorded(user, "create", machine=ACCOUNT, actor=None, at=at) for user in users]
    record_all([*events, *(_granted(seat, at) for seat in seats)])
    return users


def _new_seats(user: User, person: NewPerson, rows: Mapping[str, PermissionRow], at: datetime) -> list[Seat]:
    """Not saved yet; nobody has two that one account may not have."""
    for number, (permission, organisation) in enumerate(person.seats):
        _check_kind(permission, organisation)
        for _permission, other in person.seats[:number]:
            _check_beside(other, organisation)
    return [
        Seat(user=user, permission=rows[permission], content_object=organisation, starts_at=at)
        for permission, organisation in person.seats
    ]


def _permission_rows() -> dict[str, PermissionRow]:
    rows = PermissionRow.objects.filter(content_type__app_label="core", codename__in=[*Permission])
    return {row.codename: row for row in rows}


def _granted(seat: Seat, at: datetime) -> AuditEvent:
    return unrecorded(
        seat.user,
        "grant_seat",
        machine=ACCOUNT,
        actor=seat.granted_by,
        at=at,
        seat=seat.pk,
        permission=seat.permission.codename,
        organisation=str(seat.content_object_id),
    )


@transaction.atomic
def seat_first_manager(
    *, organisation: Organisation, email: str, name: str, permissions: Iterable[Permission], at: datetime
) -> str:
    """Set a body up: a new account that administers its people, with these seats besides. Returns its password.

    For whoever runs the instance, past invitations; therefore for the first two alone, who are told of each other.
    Raises Invalid when two are there, and for an address that has an account.
    """
    managers = managers_of(organisation, at=at)
    if len(managers) >= FEWEST_MANAGERS:
        message = _(
            "%(n)d people administer the people of %(organisation)s already; they invite everybody else."
        )
        raise Invalid(message % {"n": len(managers), "organisation": organisation.short_name})
    password = secrets.token_urlsafe(15)
    user = create_account(email=email, name=name, password=password, at=at)
    for permission in (*permissions, Permission.MANAGE):
        grant_seat(user=user, permission=permission, organisation=organisation, at=at)
    _tell("manager_set_up", managers, organisation, at)
    return password


@transaction.atomic
def remove_manager(*, organisation: Organisation, email: str, at: datetime) -> User:
    """Take the seat of somebody who is gone, for whoever runs the instance; the other who administers is told.

    Afterwards the body above, or `seat_first_manager`, gives the seat to somebody else. Raises NotFound.
    """
    user = User.objects.of_mailbox(email)
    seats = Seat.objects.lasting(at=at).granting(Permission.MANAGE, [organisation.pk])
    seat = seats.filter(user=user).first()
    if user is None or seat is None:
        message = _("Nobody with this address administers the people of %(organisation)s.")
        raise NotFound(message % {"organisation": organisation.short_name})
    remove_seat(seat_id=seat.pk, at=at)
    _tell("manager_removed", managers_of(organisation, at=at), organisation, at)
    return user


def _tell(kind: str, managers: Iterable[User], organisation: Organisation, at: datetime) -> None:
    owe_notice(
        kind=kind,
        organisations=[organisation],
        people=managers,
        reference=organisation.short_name[:30],
        path=reverse("core:people"),
        at=at,
    )


@transaction.atomic
def remove_seat(*, seat_id: int, at: datetime, removed_by: User | None = None) -> None:
    """Take a seat away: its keys and the person's sessions end in the same transaction."""
    seat = locks.lock_for_update(Seat.objects.filter(pk=seat_id, removed_at=None))
    if seat is None:
        raise NotFound
    Seat.objects.filter(pk=seat.pk).update(removed_at=at)
    ApiKey.objects.filter(seat=seat, revoked_at=None).update(revoked_at=at)
    User.objects.filter(pk=seat.user_id).update(session_epoch=F("session_epoch") + 1)
    record(
        seat.user,
        "remove_seat",
        machine=ACCOUNT,
        actor=removed_by,
        at=at,
        seat=seat.pk,
        organisation=str(seat.content_object_id),
    )


def _check(
    user: User,
    permission: Permission,
    organisation: Organisation,
    starts_at: datetime,
    ends_at: datetime | None,
) -> None:
    _check_kind(permission, organisation)
    present = Seat.objects.filter(Q(ends_at=None) | Q(ends_at__gt=starts_at), user=user, removed_at=None)
    if ends_at:
        present = present.filter(starts_at__lt=ends_at)
    for seat in present.select_related("content_object__member_state"):
        _check_beside(seat.organisation, organisation)


def _check_kind(permission: Permission, organisation: Organisation) -> None:
    if organisation.kind not in KINDS_OF[permission]:
        raise Invalid(
            _("%(organisation)s cannot give this seat.") % {"organisation": organisation.short_name}
        )


def _check_beside(other: Organisation, wanted: Organisation) -> None:
    """Raises Invalid where one person may not act for both at one time (guarantee G12)."""
    one_state = other.member_state_id == wanted.member_state_id
    shared = bool(other.member_state and other.member_state.delegate_may_be_officer)
    if excludes(other.kind, wanted.kind, one_state=one_state, shared=shared):
        message = _(
            "One account never acts for %(one)s and for %(other)s at the same time. Use another address, or have"
            " the other seat removed first."
        )
        raise Invalid(message % {"one": other.short_name, "other": wanted.short_name})
