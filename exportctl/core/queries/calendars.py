"""Whose calendar an address is."""

from exportctl.core.models import CalendarAddress, User
from exportctl.core.queries.keys import digest_of


def calendar_address_of(user: User) -> CalendarAddress | None:
    """The one that works, if any."""
    return CalendarAddress.objects.filter(user=user, ended_at=None).first()


def owner_of(secret: str) -> User | None:
    """The person behind a live address; None for one that is unknown, ended, or of an account that is off."""
    addresses = CalendarAddress.objects.select_related("user").filter(digest=digest_of(secret), ended_at=None)
    address = addresses.filter(user__is_active=True).first()
    return address.user if address else None
