"""Who is behind a key."""

import hashlib
from typing import Any, cast

from django.db.models import Q, QuerySet

from exportctl.core import access, clock
from exportctl.core.compiled import Compiled
from exportctl.core.models import ApiKey, Seat, User
from exportctl.core.rules.permissions import Permission


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _valid(*, digest: str) -> QuerySet[ApiKey]:
    now = clock.Now()
    lasting = ApiKey.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now), digest=digest, revoked_at=None
    )
    live = lasting.filter(user__is_active=True, seat__in=Seat.objects.live(at=now))
    seat = ("seat__permission", "seat__content_object__member_state")
    return live.select_related("user", *seat).annotate(called_at=now)


VALID_KEY = Compiled(_valid)  # every call asks for it


def authenticate_key(secret: str) -> ApiKey | None:
    """A valid key, its account limited to its seat; None for a key that is unknown or has ended.

    One statement says when the call came in (`called_at`), whose key it is, and which seat it may use.
    """
    key = VALID_KEY.first(digest=digest_of(secret))
    if key is None or (key.demonstration and not clock.is_demonstration()):
        return None
    user = key.user
    user.limited_to_seat, user.called_at = key.seat_id, cast(Any, key).called_at  # as annotated
    user.live_seats = [key.seat]
    user.channel = "demo key" if key.demonstration else "key"
    return key


def ended_key(secret: str) -> ApiKey | None:
    """A key that was revoked or expired: whoever holds its secret may know why it opens nothing."""
    return ApiKey.objects.filter(digest=digest_of(secret)).select_related("seat__content_object").first()


def keys_of(user: User) -> QuerySet[ApiKey]:
    """The person's keys that nobody revoked, newest first; an expired one says so."""
    keys = ApiKey.objects.filter(user=user, revoked_at=None).select_related(
        "seat__content_object__member_state"
    )
    return keys.order_by("-created_at", "pk")


def seats_for_keys(user: User) -> list[Seat]:
    """The person's live seats that a key may use: people are administered by people."""
    return [seat for seat in access.seats_of(user) if seat.permission.codename != Permission.MANAGE]
