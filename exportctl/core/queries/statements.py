"""Statements that are written once and asked often: what every page asks is not built anew for every page.

Building a dozen queries costs more time than asking them. What they say depends on which seats somebody has and on
the hour; who that is and which bodies they sit at is put in when a statement is asked, so that all who have seats of
the same kinds in the same states share it. Instants move with the time of asking; values may be left open, and one
key (`ANY`).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any, TypeAlias
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from exportctl.core import access
from exportctl.core.compiled import Place, Reading, literal, sampled, shape_of
from exportctl.core.models import Seat, User
from exportctl.core.prepared import prepared_if_often

Written: TypeAlias = tuple[str, list[Any]]  # SQL and its parameters
ANY = UUID("f7a1c8d2-5f0e-4b61-9d3a-2f6f3c1e9b40")  # stands for a key that is given when a statement is asked
THE_KEY = Place("key")
MOST_HELD = 400  # of a process: with how its rows are read one may take 200 kB
HOURS_HELD = 2  # the one before has its requests that last; tests go back and forth
CASTS = {str: "text", int: "bigint", UUID: "uuid", datetime: "timestamptz", date: "date"}

_texts: "OrderedDict[tuple[Hashable, ...], Text]" = (
    OrderedDict()
)  # by the hour, then by all that they depend on
_lock = Lock()


@dataclass(frozen=True)
class Asking:
    """What is known when a statement is asked: by whom, when, about what."""

    keys: tuple[UUID, ...]  # the person, then the bodies of their seats
    inbox_read_at: datetime | None
    at: datetime
    given: Mapping[str, Any]


@dataclass(frozen=True)
class Distance:
    """Of an instant from the time of asking."""

    by: timedelta
    cast = "timestamptz"

    def value(self, asking: Asking) -> object:
        return asking.at + self.by


@dataclass(frozen=True)
class ReaderKey:
    """One of the reader's own keys."""

    number: int
    cast = "uuid"

    def value(self, asking: Asking) -> object:
        return asking.keys[self.number]


@dataclass(frozen=True)
class InboxRead:
    """When the reader last read their inbox."""

    cast = "timestamptz"

    def value(self, asking: Asking) -> object:
        return asking.inbox_read_at


@dataclass(frozen=True)
class Given:
    """A value that is given when the statement is asked."""

    place: Place
    cast: str

    def value(self, asking: Asking) -> object:
        return self.place.value_in(asking.given)


Gap: TypeAlias = Distance | ReaderKey | InboxRead | Given


@dataclass(frozen=True)
class Text:
    """SQL that names no reader, what is put into each of its places when it is asked, and how its rows are read."""

    sql: str
    gaps: tuple[Gap, ...]
    reading: Reading | None = None

    def rows(self, asking: Asking) -> list[Any]:
        if not self.sql:  # Django knows that nothing answers it
            return []
        with connection.cursor() as cursor:
            values: list[Any] = [gap.value(asking) for gap in self.gaps]
            cursor.execute(prepared_if_often(self.sql, connection), values)
            rows = cursor.fetchall()
        return self.reading.read(rows) if self.reading else list(rows)


@dataclass(frozen=True)
class Statement:
    """A text, and who asks it."""

    text: Text
    keys: tuple[UUID, ...]
    inbox_read_at: datetime | None

    def rows(self, *, at: datetime, key: object = ANY) -> list[tuple[Any, ...]]:
        return self.text.rows(Asking(self.keys, self.inbox_read_at, at, {"key": key}))


def prepared(user: User, name: str, write: Callable[[], Written], *, at: datetime) -> Statement:
    """The statement of this name for this person, as they may read now; `write` builds it where it is not held."""
    keys = _keys_of(user)

    def text() -> Text:
        sql, given = write()
        return _text(sql, _left_open(given, user, at, {ANY: THE_KEY}))

    return Statement(_text_of(user, (name,), text, at=at), keys, user.inbox_read_at)


def rows_of(
    user: User, name: str, build: Callable[..., QuerySet[Any, Any]], /, *, at: datetime, **values: Any
) -> list[Any]:
    """What the queryset finds that `build` makes of `values`: objects, or tuples where it asks for values.

    `values` are strings, numbers, keys, instants, lists of them, None, as those of `Compiled`. Whatever else `build`
    depends on stands in the name.
    """

    def text() -> Text:
        samples, stand_ins = sampled(values)
        queryset = build(**samples)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, given = compiler.as_sql()
        except EmptyResultSet:
            return Text("", ())
        written = _text(sql, _left_open(given, user, at, stand_ins))
        used = {gap.place for gap in written.gaps if isinstance(gap, Given)}
        if unused := {*stand_ins.values()} - used:
            names = ", ".join(sorted(place.name for place in unused))
            raise TypeError(f"Not in the SQL of {name} as it was given: {names}")
        return Text(written.sql, written.gaps, Reading(queryset, compiler))

    shape = (name, *shape_of(values))
    return _text_of(user, shape, text, at=at).rows(Asking(_keys_of(user), user.inbox_read_at, at, values))


def _keys_of(user: User) -> tuple[UUID, ...]:
    return (user.pk, *dict.fromkeys(seat.content_object_id for seat in access.seats_of(user)))


def _text_of(user: User, name: tuple[Hashable, ...], write: Callable[[], Text], *, at: datetime) -> Text:
    """The one that is held for people like this one, or the one that `write` makes."""
    keys = _keys_of(user)
    # A day begins on the hour, in every zone of the Union.
    hour = at.replace(minute=0, second=0, microsecond=0)
    kinds = tuple(_kind_of(seat, keys) for seat in access.seats_of(user))
    # Read at this very instant: then nobody sees in the SQL which of the two was meant, and it is no other's.
    inbox = user.inbox_read_at and user.inbox_read_at == at
    named = (hour, *name, kinds, inbox, user.acts_for in keys, get_language())
    with _lock:
        if named in _texts:
            _texts.move_to_end(named)
            return _texts[named]
    text = write()
    with _lock:
        _texts[named] = text
        _forget_older_hours()
        while len(_texts) > MOST_HELD:
            _texts.popitem(last=False)
    return text


def _forget_older_hours() -> None:
    """Nobody asks in the words of an hour that is over."""
    hours = [*dict.fromkeys(named[0] for named in reversed(_texts))]  # the latest asked first
    for over in [named for named in _texts if named[0] in hours[HOURS_HELD:]]:
        del _texts[over]


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


def _left_open(
    parameters: Iterable[Any], user: User, at: datetime, stand_ins: Mapping[Hashable, Place]
) -> list[Any]:
    """What is put in when the statement is asked: the reader's keys, instants reckoned from `at`, what is given.

    A key of somebody else would be told to whoever shares the statement.
    """
    keys = _keys_of(user)

    def opened(parameter: Any) -> Any:
        if isinstance(parameter, list | tuple):
            return [opened(each) for each in parameter]
        if isinstance(parameter, Hashable) and (place := stand_ins.get(parameter)):
            return Given(place, CASTS[type(parameter)])
        if isinstance(parameter, UUID):
            return ReaderKey(keys.index(parameter))  # ValueError: it names somebody who does not ask it
        if not isinstance(parameter, datetime):
            return parameter
        return InboxRead() if parameter == user.inbox_read_at else Distance(parameter - at)

    return [opened(each) for each in parameters]
