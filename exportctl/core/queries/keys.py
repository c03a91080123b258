"""Who is behind a key."""

import hashlib

from django.db.models import Q, QuerySet

from exportctl.core import access, clock
from exportctl.core.models import ApiKey, Seat, User
from exportctl.core.rules.permissions import Permission


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def authenticate_key(secret: str) -> User | None:
    """The account of a valid key, limited to the key's seat; None for a key that is unknown or has ended."""
    now = clock.now()
    key = (
        ApiKey.objects.select_related("user")
        .filter(Q(expires_at=None) | Q(expires_at__gt=now), digest=digest_of(secret), revoked_at=None)
        .filter(user__is_active=True, seat__in=Seat.objects.live(at=now))
        .first()
    )
    if key is None or (key.demonstration and not clock.is_demonstration()):
        return None
    user = key.user
    user.limited_to_seat = key.seat_id
    user.channel = "demo key" if key.demonstration else "key"
    return user


def keys_of(user: User) -> QuerySet[ApiKey]:
    """The person's keys that work, newest first."""
    keys = ApiKey.objects.filter(user=user, revoked_at=None).select_related("seat__content_object")
    return keys.order_by("-created_at", "pk")


def seats_for_keys(user: User) -> list[Seat]:
    """The person's live seats that a key may use: people are administered by people."""
    return [seat for seat in access.seats_of(user) if seat.permission.codename != Permission.MANAGE]
