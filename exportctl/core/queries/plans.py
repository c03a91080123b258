"""Plans that a connection keeps. A statement of seventy thousand letters takes longer to plan than to answer.

What a connection is asked for the third time is prepared there: PostgreSQL plans it five times more, and then, where a
plan for every reader costs no more than one for each, never again (PREPARE, plan_cache_mode). Through a pool a
connection is no session and keeps nothing (docs/scale.md).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeAlias
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from psycopg2.extensions import AsIs

ASKED_BEFORE = 2  # what is asked once or twice is not worth the work
MOST_KEPT = 24  # plans of a connection; one may take a megabyte
MOST_REMEMBERED = 200  # statements that it was asked for
TYPES = {UUID: "uuid", datetime: "timestamptz", int: "bigint"}
Key: TypeAlias = tuple[Hashable, ...]


@dataclass(frozen=True)
class Text:
    """SQL with its parameters; those that are a `Gap` are put in whenever it is asked."""

    sql: str
    parameters: tuple[Any, ...]

    @cached_property
    def gaps(self) -> tuple["Gap", ...]:
        return tuple(dict.fromkeys(each for each in _flat(self.parameters) if isinstance(each, Gap)))

    @cached_property
    def key(self) -> Key:
        """The same for the same words, whenever they were written."""
        return self.sql, repr(self.parameters)


class Gap:
    """A parameter that is another one for another reader, or at another instant."""


@dataclass
class Session:
    """How often a connection was asked for each text, and the names of what it prepared; the last asked last."""

    numbers: OrderedDict[Key, int] = field(default_factory=OrderedDict)
    names: OrderedDict[Key, str] = field(default_factory=OrderedDict)


_sessions: WeakKeyDictionary[Any, Session] = WeakKeyDictionary()


def rows(text: Text, fill: Callable[[Any], Any]) -> list[tuple[Any, ...]]:
    """What `text` answers; `fill` makes of a parameter the value that it has now."""
    values = {gap: fill(gap) for gap in text.gaps}
    with connection.cursor() as cursor:
        if name := _name_of(text, values):
            places = f" ({', '.join(['%s'] * len(values))})" if values else ""
            cursor.execute(f"EXECUTE {name}{places}", list(values.values()))
        else:
            cursor.execute(text.sql, [_filled(each, values) for each in text.parameters])
        return list(cursor.fetchall())


def _name_of(text: Text, values: dict[Gap, Any]) -> str:
    """The name that this connection prepared it by; empty where it did not."""
    types = [type(value) for value in values.values()]
    if "direct" in settings.DATABASES or not TYPES.keys() >= {*types}:
        return ""
    session, key = _sessions.setdefault(connection.connection, Session()), (*text.key, *types)
    if key in session.names:
        session.names.move_to_end(key)
        return session.names[key]
    before = session.numbers.pop(key, 0)
    if before < ASKED_BEFORE:
        session.numbers[key] = before + 1
        if len(session.numbers) > MOST_REMEMBERED:
            session.numbers.popitem(last=False)
        return ""
    session.names[key] = _prepare(text, values)
    if len(session.names) > MOST_KEPT:
        _key, oldest = session.names.popitem(last=False)
        _run(f"DEALLOCATE {oldest}")
    return session.names[key]


def _prepare(text: Text, values: dict[Gap, Any]) -> str:
    name = f"kept_{uuid4().hex}"
    numbers = {gap: AsIs(f"${number}") for number, gap in enumerate(values, start=1)}
    types = f" ({', '.join(TYPES[type(value)] for value in values.values())})" if values else ""
    with connection.connection.cursor() as cursor:
        written = cursor.mogrify(text.sql, [_filled(each, numbers) for each in text.parameters]).decode()
    _run(f"PREPARE {name}{types} AS {written}")
    return name


def _run(sql: str) -> None:
    """Not by Django's cursor: it counts what a page asks, and this is asked once for hundreds of pages."""
    with connection.connection.cursor() as cursor:
        cursor.execute(sql)


def _filled(parameter: Any, values: dict[Gap, Any]) -> Any:
    if isinstance(parameter, list):
        return [_filled(each, values) for each in parameter]
    return values[parameter] if isinstance(parameter, Gap) else parameter


def _flat(parameters: Iterable[Any]) -> Iterator[Any]:
    for each in parameters:
        yield from _flat(each) if isinstance(each, list) else (each,)
