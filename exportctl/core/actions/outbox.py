"""The outbox: each owed row is claimed, delivered outside any transaction, recorded; or tried again for a day.

Who owes rows of a kind says how one is delivered; the rest is here. Times are the machine's clock.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from exportctl.core import access, locks
from exportctl.core.errors import NotFound
from exportctl.core.models import User
from exportctl.core.models.outbox import OutboxQuerySet, OutboxRow, Row
from exportctl.core.queries.reference import commission
from exportctl.core.rules.notices import NOTICE
from exportctl.core.rules.outbox import ATTEMPTS, LEASE, wait_after
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record

log = logging.getLogger(__name__)


def _in_short(error: Exception) -> str:
    """What went wrong, for the row: its kind and the server's words, without the addresses in them."""
    words = " ".join(word for word in str(error).split() if "@" not in word)
    return f"{type(error).__name__}: {words}"[:200]


def deliver(
    *,
    rows: OutboxQuerySet[Row],
    send: Callable[..., Mapping[str, Any] | None],
    machine_at: datetime,
    reason: Callable[[Exception], str] = _in_short,
) -> None:
    """Deliver what is due of `rows`, together.

    `send` gets the claimed rows as its arguments and returns the columns to be filled; None fills `delivered_at`.
    Whatever it raises delays the rows. A crash on the way repeats the delivery after the lease, it never loses one:
    `send` gives a repeated mail the same Message-ID.
    """
    claimed = claim(rows=rows, machine_at=machine_at)
    if not claimed:
        return
    try:
        columns = send(*claimed)
    except Exception as error:  # whatever a mail server or a renderer does: the rows stay owed
        log.exception("%s not delivered", ", ".join(f"{row._meta.label} {row.pk}" for row in claimed))
        postpone(rows=claimed, machine_at=machine_at, failure=reason(error))
    else:
        record_delivery(rows=claimed, columns={"delivered_at": machine_at} if columns is None else columns)


@transaction.atomic
def claim(*, rows: OutboxQuerySet[Row], machine_at: datetime) -> list[Row]:
    """Take what is due of `rows` and in nobody's hands, for as long as a lease.

    A row whose workers died in every attempt is given up here: nobody was left to say so.
    """
    due = list(rows.due(at=machine_at).order_by("pk").select_for_update(of=("self",), skip_locked=True))
    exhausted = [row.pk for row in due if row.attempts >= ATTEMPTS]
    claimed = [row for row in due if row.attempts < ATTEMPTS]
    for row in claimed:
        row.attempts += 1
    table = rows.model._base_manager
    table.filter(pk__in=exhausted).update(gave_up_at=machine_at, next_attempt_at=None)
    table.filter(pk__in=[row.pk for row in claimed]).update(
        attempts=F("attempts") + 1, next_attempt_at=machine_at + LEASE
    )
    return claimed


@transaction.atomic
def record_delivery(*, rows: Sequence[OutboxRow], columns: Mapping[str, Any]) -> None:
    """Mark the rows as delivered; those that another worker has marked stay as they are."""
    undelivered = type(rows[0]).objects.undelivered().filter(pk__in=[row.pk for row in rows])
    undelivered.update(next_attempt_at=None, gave_up_at=None, failure="", **columns)


@transaction.atomic
def postpone(*, rows: Sequence[OutboxRow], machine_at: datetime, failure: str) -> None:
    """Try again later, twice as late each time; after a day stop, for somebody to look at.

    Nothing happens to a row that another worker has claimed since: its attempt counts.
    """
    for row in rows:
        wait = wait_after(row.attempts)
        ours = type(row).objects.owed().filter(pk=row.pk, attempts=row.attempts)
        ours.update(
            next_attempt_at=None if wait is None else machine_at + wait,
            gave_up_at=machine_at if wait is None else None,
            failure=failure,
        )


@transaction.atomic
def send_again(*, rows: OutboxQuerySet[Row], actor: User, at: datetime) -> None:
    """Put what failed or was given up back into the queue, as if it were new; for who administers.

    `at` is the product's clock, which seats and the audit trail follow. Raises NotFound when none of `rows` is stuck.
    """
    organisations = [organisation.pk for organisation in commission()]
    access.hold_seat(actor=actor, permission=Permission.ADMINISTER, organisations=organisations, at=at)
    stuck = locks.lock_all_for_update(rows.stuck())
    if not stuck:
        raise NotFound
    table = rows.model._base_manager
    as_new = {"gave_up_at": None, "next_attempt_at": None, "attempts": 0, "failure": ""}
    table.filter(pk__in=[row.pk for row in stuck]).update(**as_new)
    for row in stuck:
        record(row, "send_again", machine=NOTICE, actor=actor, at=at, kind=row._meta.model_name)
