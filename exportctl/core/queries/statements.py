"""Statements that are written once and asked often: what every page asks is not built anew for every page.

Building a dozen queries costs more time than asking them. What they say depends on the person, their seats and
the hour alone; instants move with the time of asking, and one key may be left open (`ANY`).
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from exportctl.core import access
from exportctl.core.models import User

Written: TypeAlias = tuple[str, list[Any]]  # SQL and its parameters
ANY = UUID("f7a1c8d2-5f0e-4b61-9d3a-2f6f3c1e9b40")  # stands for a key that is given when a statement is asked
MOST_HELD = 1000  # statements of a process

_written: OrderedDict[tuple[Any, ...], "Statement"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Distance:
    """Of an instant from the time of asking."""

    by: timedelta


@dataclass(frozen=True)
class Statement:
    """SQL with its parameters; instants that were reckoned from the time of writing are distances from it."""

    sql: str
    parameters: tuple[Any, ...]

    def rows(self, *, at: datetime, key: object = ANY) -> list[tuple[Any, ...]]:
        given = [_moved(each, at, key) for each in self.parameters]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, given)
            return list(cursor.fetchall())


def prepared(user: User, name: str, write: Callable[[], Written], *, at: datetime) -> Statement:
    """The statement of this name for this person, as they may read now; `write` builds it where it is not held."""
    seats = tuple((seat.pk, seat.content_object_id) for seat in access.seats_of(user))
    hour = at.replace(
        minute=0, second=0, microsecond=0
    )  # a day begins on the hour, in every zone of the Union
    named = (name, user.pk, seats, user.inbox_read_at, user.acts_for, hour, get_language())
    with _lock:
        if named in _written:
            _written.move_to_end(named)
            return _written[named]
    sql, given = write()
    statement = Statement(sql, tuple(_distance(each, at, user.inbox_read_at) for each in given))
    with _lock:
        _written[named] = statement
        while len(_written) > MOST_HELD:
            _written.popitem(last=False)
    return statement


def _distance(parameter: Any, at: datetime, fixed: datetime | None) -> Any:
    """Of an instant reckoned from `at`; what the person did once stays where it is."""
    is_moving = isinstance(parameter, datetime) and parameter != fixed
    return Distance(parameter - at) if is_moving else parameter


def _moved(parameter: Any, at: datetime, key: object) -> Any:
    if isinstance(parameter, Distance):
        return at + parameter.by
    return key if parameter == ANY else parameter
