"""The product's one clock. Production shows real time; a demonstration may move it (architecture, rule 3)."""

from datetime import datetime
from typing import cast

from django.db import connection
from django.db.models import DateTimeField, Func

from exportctl.core.errors import DomainError


class NotADemonstration(DomainError):
    code = "not_a_demonstration"
    status = 409


def now() -> datetime:
    """The product's present instant, aware, in UTC; the same source as SQL's `core.product_now()`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT core.product_now()")
        (instant,) = cursor.fetchone()
    return cast(datetime, instant)


class Now(Func):
    """The same instant inside a query: what holds now is asked for without asking for the time first.

    A subquery of its own, so that it is read once for the statement and not for each of its rows.
    """

    function, template, output_field = "core.product_now", "(SELECT %(function)s())", DateTimeField()


def machine_now() -> datetime:
    """The machine's present instant, which no demonstration moves: for leases, back-off and sealing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (instant,) = cursor.fetchone()
    return cast(datetime, instant)


def is_demonstration() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM core.demonstration)")
        return bool(cursor.fetchone()[0])


def move_to(instant: datetime) -> datetime:
    """Set a demonstration's clock to `instant`; it keeps ticking from there. Returns the new present."""
    return _move(instant)


def reset() -> datetime:
    """Return a demonstration's clock to real time; nothing that happened is undone."""
    return _move(None)


def _move(target: datetime | None) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT core.move_clock(%s::timestamptz) FROM core.demonstration", [target])
        row = cursor.fetchone()
    if row is None:
        raise NotADemonstration("Only a demonstration can move its clock; this instance is none.")
    return cast(datetime, row[0])
