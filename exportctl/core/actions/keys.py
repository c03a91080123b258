"""API keys: of one account and one of its seats, shown once, revocable. And the records of calls repeated with them."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import locks
from exportctl.core.actions.webhooks import end_webhooks
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import ApiKey, IdempotencyRecord, Seat, User
from exportctl.core.queries.keys import digest_of
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.shapes import error
from exportctl.core.transitions import record
from exportctl.core.twins import Press

MARK = "ek_"  # so that a leaked key is recognised for what it is
TWICE = timedelta(seconds=10)  # a button pressed again within it was meant once
USE = timedelta(hours=1)  # how exactly the last use of a key is remembered
SHOWN = 12  # characters of the secret that may be shown again


class IssuedKey(NamedTuple):
    key: ApiKey
    secret: str  # shown once, kept nowhere


@transaction.atomic
def issue_key(
    *,
    user: User,
    seat_id: int,
    name: str,
    at: datetime,
    expires_at: datetime | None = None,
    demonstration: bool = False,
) -> IssuedKey:
    """A new key for one of the person's live seats. Raises Invalid when the seat is not theirs, or the end is past."""
    _require_future(expires_at, at)
    seats = locks.lock_for_share(Seat.objects.live(at=at).for_machines().filter(pk=seat_id, user=user))
    if not seats:
        raise Invalid(_("Choose one of your own seats."))
    secret = MARK + secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        user=user,
        seat=seats[0],
        name=name,
        prefix=secret[:SHOWN],
        digest=digest_of(secret),
        demonstration=demonstration,
        created_at=at,
        expires_at=expires_at,
    )
    record(
        user,
        "issue_key",
        machine=ACCOUNT,
        actor=user,
        at=at,
        key=str(key.pk),
        seat=seat_id,
        organisation=str(seats[0].content_object_id),
    )
    return IssuedKey(key, secret)


@transaction.atomic
def set_key_end(
    *, key_id: UUID, user: User, expires_at: datetime | None, at: datetime, changed_by: User | None = None
) -> None:
    """Give one of the person's keys another end, or none but its seat's. Raises NotFound, Invalid.

    An ended key stays ended: whoever took it for dead is not to be surprised.
    """
    key = locks.lock_for_update(ApiKey.objects.filter(pk=key_id, user=user).select_related("seat"))
    if key is None:
        raise NotFound
    if key.revoked_at is not None or key.expired(at=at):
        raise Invalid(_("This key has ended. Make a new one."))
    _require_future(expires_at, at)
    ApiKey.objects.filter(pk=key.pk).update(expires_at=expires_at)
    record(
        user,
        "set_key_end",
        machine=ACCOUNT,
        actor=changed_by or user,
        at=at,
        key=str(key.pk),
        expires_at=expires_at.isoformat() if expires_at else None,
        organisation=str(key.seat.content_object_id),
    )


def _require_future(expires_at: datetime | None, at: datetime) -> None:
    if expires_at is not None and expires_at <= at:
        raise Invalid(errors=[error("/ends_on", _("Choose a day from today on."))])


def note_use(*, key: ApiKey, at: datetime) -> None:
    """Remember when a key was used last, to the hour. The clock of a demonstration goes back, too."""
    last = key.last_used_at
    if last is None or not last <= at < last + USE:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=at)


@transaction.atomic
def revoke_key(*, key_id: UUID, user: User, at: datetime, revoked_by: User | None = None) -> None:
    """End one of the person's keys at once, by themselves or a manager. Ending it twice is no error."""
    key = locks.lock_for_update(ApiKey.objects.filter(pk=key_id, user=user).select_related("seat"))
    if key is None:
        raise NotFound
    if key.revoked_at is None:
        ApiKey.objects.filter(pk=key.pk).update(revoked_at=at)
        record(
            user,
            "revoke_key",
            machine=ACCOUNT,
            actor=revoked_by or user,
            at=at,
            key=str(key.pk),
            organisation=str(key.seat.content_object_id),
        )
        end_webhooks(user=user, seat_id=key.seat_id, actor=revoked_by or user, at=at)


@transaction.atomic
def purge_idempotency_records(*, before: datetime) -> int:
    """Delete the recorded answers to calls with an Idempotency-Key from before that instant. Returns how many."""
    return IdempotencyRecord.objects.filter(created_at__lt=before).delete()[0]


def address_of_twin(*, press: Press, at: datetime) -> str:
    """Where the same press of a moment ago led; empty for the first."""
    records = IdempotencyRecord.objects.filter(user=press.user, key=_key(press), created_at__gt=at - TWICE)
    answer = records.filter(body_hash=press.digest).values_list("answer", flat=True).first()
    return str(answer or "")


@transaction.atomic
def record_press(*, press: Press, address: str, at: datetime) -> None:
    """The form was done and led to `address`: so does its twin for the next seconds."""
    IdempotencyRecord.objects.filter(user=press.user, key=_key(press)).delete()
    IdempotencyRecord.objects.create(
        user=press.user,
        key=_key(press),
        path="",
        body_hash=press.digest,
        status=302,
        answer=address,
        created_at=at,
    )


def _key(press: Press) -> str:
    """No key of a machine's call: those hold no line break."""
    return f"form\n{press.form}"
