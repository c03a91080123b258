"""Statements that are written once and asked often: what every page asks is not built anew for every page.

Building a dozen queries costs more time than asking them. What they say depends on which seats somebody has and on
the hour; who that is and which bodies they sit at is put in when a statement is asked, so that all who have seats of
the same kinds in the same states share it. Instants move with the time of asking; one key may be left open (`ANY`).
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeAlias
from uuid import UUID

from django.utils.translation import get_language

from exportctl.core import access
from exportctl.core.models import Seat, User
from exportctl.core.queries import plans
from exportctl.core.queries.plans import Gap, Text

Written: TypeAlias = tuple[str, list[Any]]  # SQL and its parameters
ANY = UUID("f7a1c8d2-5f0e-4b61-9d3a-2f6f3c1e9b40")  # stands for a key that is given when a statement is asked
MOST_HELD = 1000  # statements of a process

_written: OrderedDict[tuple[Any, ...], "Text"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Distance(Gap):
    """Of an instant from the time of asking."""

    by: timedelta


@dataclass(frozen=True)
class Place(Gap):
    """Of a key among the reader's own: the person first, then the bodies of their seats."""

    number: int


@dataclass(frozen=True)
class OpenKey(Gap):
    """The one that is given when the statement is asked."""


@dataclass(frozen=True)
class Statement:
    """A text, and the keys of whoever asks it."""

    text: Text
    keys: tuple[UUID, ...]

    def rows(self, *, at: datetime, key: object = ANY) -> list[tuple[Any, ...]]:
        return plans.rows(self.text, lambda gap: self._value_of(gap, at, key))

    def _value_of(self, gap: Gap, at: datetime, key: object) -> object:
        if isinstance(gap, Distance):
            return at + gap.by
        return self.keys[gap.number] if isinstance(gap, Place) else key


def prepared(user: User, name: str, write: Callable[[], Written], *, at: datetime) -> Statement:
    """The statement of this name for this person, as they may read now; `write` builds it where it is not held."""
    seats = access.seats_of(user)
    keys = (user.pk, *dict.fromkeys(seat.content_object_id for seat in seats))
    # A day begins on the hour, in every zone of the Union.
    hour = at.replace(minute=0, second=0, microsecond=0)
    kinds = tuple(_kind_of(seat, keys) for seat in seats)
    named = (name, kinds, user.inbox_read_at, user.acts_for in keys, hour, get_language())
    with _lock:
        if named in _written:
            _written.move_to_end(named)
            return Statement(_written[named], keys)
    sql, given = write()
    text = Text(sql, tuple(_left_open(each, keys, at, user.inbox_read_at) for each in given))
    with _lock:
        _written[named] = text
        while len(_written) > MOST_HELD:
            _written.popitem(last=False)
    return Statement(text, keys)


def _kind_of(seat: Seat, keys: tuple[UUID, ...]) -> tuple[Any, ...]:
    """All of a seat that a query is written by; which body it is at is a key, put in later."""
    body = seat.organisation
    return keys.index(body.pk), seat.permission.codename, body.kind, body.member_state_id


def _left_open(parameter: Any, keys: tuple[UUID, ...], at: datetime, fixed: datetime | None) -> Any:
    """What is put in when the statement is asked: the reader's keys, and instants reckoned from `at`.

    What the person did once stays where it is. A key of somebody else would be told to whoever shares the statement.
    """
    if isinstance(parameter, list | tuple):
        return [_left_open(each, keys, at, fixed) for each in parameter]
    if parameter == ANY:
        return OpenKey()
    if isinstance(parameter, UUID):
        return Place(keys.index(parameter))  # ValueError: the statement names somebody who does not ask it
    is_moving = isinstance(parameter, datetime) and parameter != fixed
    return Distance(parameter - at) if is_moving else parameter
