"""Statements that are written once and asked often: what every page asks is not built anew for every page.

Building a dozen queries costs more time than asking them. What they say depends on which seats somebody has and on
the hour; who that is and which bodies they sit at is put in when a statement is asked, so that all who have seats of
the same kinds in the same states share it. Instants move with the time of asking; one key may be left open (`ANY`).
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeAlias
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from exportctl.core import access
from exportctl.core.compiled import literal
from exportctl.core.models import Seat, User
from exportctl.core.prepared import prepared_if_often

Written: TypeAlias = tuple[str, list[Any]]  # SQL and its parameters
ANY = UUID("f7a1c8d2-5f0e-4b61-9d3a-2f6f3c1e9b40")  # stands for a key that is given when a statement is asked
MOST_HELD = 1000  # statements of a process

_written: OrderedDict[tuple[Any, ...], "Text"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Distance:
    """Of an instant from the time of asking."""

    by: timedelta
    cast = "timestamptz"

    def value(self, _keys: tuple[UUID, ...], at: datetime, _key: object) -> object:
        return at + self.by


@dataclass(frozen=True)
class Place:
    """Of a key among the reader's own: the person first, then the bodies of their seats."""

    number: int
    cast = "uuid"

    def value(self, keys: tuple[UUID, ...], _at: datetime, _key: object) -> object:
        return keys[self.number]


@dataclass(frozen=True)
class OpenKey:
    """The one that is given when the statement is asked."""

    cast = "uuid"

    def value(self, _keys: tuple[UUID, ...], _at: datetime, key: object) -> object:
        return key


Gap: TypeAlias = Distance | Place | OpenKey


@dataclass(frozen=True)
class Text:
    """SQL that names no reader, and what is put into each of its places when it is asked."""

    sql: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Statement:
    """A text, and the keys of whoever asks it."""

    text: Text
    keys: tuple[UUID, ...]

    def rows(self, *, at: datetime, key: object = ANY) -> list[tuple[Any, ...]]:
        values: list[Any] = [gap.value(self.keys, at, key) for gap in self.text.gaps]
        with connection.cursor() as cursor:
            cursor.execute(prepared_if_often(self.text.sql, connection), values)
            return list(cursor.fetchall())


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
    text = _text(sql, [_left_open(each, keys, at, user.inbox_read_at) for each in given])
    with _lock:
        _written[named] = text
        while len(_written) > MOST_HELD:
            _written.popitem(last=False)
    return Statement(text, keys)


def _text(sql: str, parameters: list[Any]) -> Text:
    """What is the same whoever asks stands in the SQL, where the planner sees it."""
    places = tuple(_place(each) for each in parameters)
    return Text(sql.replace("%%", "%%%%") % places, tuple(_gaps(parameters)))


def _place(parameter: Any) -> str:
    if isinstance(parameter, Gap):
        return f"%s::{parameter.cast}"
    if isinstance(parameter, list) and any(isinstance(each, Gap) for each in parameter):
        return f"ARRAY[{', '.join(_place(each) for each in parameter)}]"
    return literal(parameter)


def _gaps(parameters: Iterable[Any]) -> Iterator[Gap]:
    for each in parameters:
        if isinstance(each, Gap):
            yield each
        elif isinstance(each, list):
            yield from _gaps(each)


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
