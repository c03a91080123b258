"""The kernel's tests: one person in each seat."""

from datetime import UTC, datetime

from exportctl.core.actions.accounts import create_account
from exportctl.core.actions.seats import grant_seat
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.rules.permissions import Permission

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def organisation(kind: str, state: str | None = None) -> Organisation:
    return Organisation.objects.get(kind=kind, member_state=state)


def exporter(state: str = "DE", name: str = "Aquila Systems GmbH") -> Organisation:
    return Organisation.objects.create(
        kind="exporter", name=name, short_name=name[:20], member_state_id=state, language="en"
    )


def person(
    email: str, permission: Permission, organisation: Organisation, *, starts_at: datetime = LONG_AGO
) -> User:
    """An account with one seat, as old as `starts_at`."""
    user = create_account(email=email, name=email.partition("@")[0].title(), password="demo", at=starts_at)
    grant_seat(user=user, permission=permission, organisation=organisation, at=starts_at, starts_at=starts_at)
    return user


def seat_of(user: User) -> Seat:
    return Seat.objects.get(user=user, removed_at=None)


def officer(state: str = "DE", email: str = "officer@authority.example") -> User:
    return person(email, Permission.HANDLE, organisation("authority", state))


def administrator(email: str = "one@commission.example") -> User:
    return person(email, Permission.ADMINISTER, organisation("commission"))
