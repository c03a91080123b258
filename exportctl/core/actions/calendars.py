"""A person's calendar address: made, replaced and ended by that person alone."""

import secrets
from datetime import datetime

from django.db import transaction

from exportctl.core import locks
from exportctl.core.models import CalendarAddress, User
from exportctl.core.queries.keys import digest_of
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.transitions import record


@transaction.atomic
def make_calendar_address(*, user: User, at: datetime) -> str:
    """A new secret; the one before ends at once. Returns the secret, which is kept nowhere."""
    locks.lock_for_update(User.objects.filter(pk=user.pk))  # two at once: the later one counts
    _end_live(user, at)
    secret = secrets.token_urlsafe(32)
    CalendarAddress.objects.create(user=user, digest=digest_of(secret), made_at=at)
    record(user, "make_calendar_address", machine=ACCOUNT, actor=user, at=at)
    return secret


@transaction.atomic
def end_calendar_address(*, user: User, at: datetime) -> None:
    """End the person's calendar address at once; without one nothing happens."""
    locks.lock_for_update(User.objects.filter(pk=user.pk))
    if _end_live(user, at):
        record(user, "end_calendar_address", machine=ACCOUNT, actor=user, at=at)


def _end_live(user: User, at: datetime) -> int:
    return CalendarAddress.objects.filter(user=user, ended_at=None).update(ended_at=at)
