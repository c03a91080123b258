"""Queries whose SQL Django writes once for the process, and PostgreSQL plans once for a connection.

Of what every request asks, that costs most.

    LIVE_SEATS = Compiled(lambda *, user_id, at: Seat.objects.filter(user=user_id).live(at=at))
    LIVE_SEATS.rows(user_id=user.pk, at=now)

What `build` makes may depend on its values' types, on which of them are None, and on how many a list holds; each
such shape is written once. It may depend on nothing else: not on the language, nor on the content of a value.
`insert` adds a row in the same way.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

from exportctl.core.prepared import prepared

M = TypeVar("M", bound=models.Model)
PLAIN = (str, int, UUID, datetime)  # Django hands these on to the database as they are
SOME_DAY, TURNS = datetime(1970, 1, 1, tzinfo=UTC), count(1)
MANY, FEWER = 2**15 - 1, 10_000  # numbers that the smallest column takes, however long the process lives


@dataclass(frozen=True)
class Place:
    """Where a value goes: the name it is given by, and its place in a list."""

    name: str
    index: int | None = None

    def value_in(self, values: Mapping[str, Any]) -> Any:
        value = values[self.name]
        return value if self.index is None else value[self.index]


@dataclass(frozen=True)
class Part:
    """The columns of one model in a row, and of the models that come with it."""

    model: type[models.Model]
    names: list[str]
    place: slice
    key: int
    related: (
        "list[tuple[Part, Callable[..., None], Callable[..., None]]]"  # each with its setters, there and back
    )

    @classmethod
    def of(cls, klass: dict[str, Any], columns: Sequence[Any]) -> "Part":
        """Of Django's `klass_info`; models that inherit a table of another are none of ours."""
        places = klass["select_fields"]
        names = [columns[place][0].target.attname for place in places]
        related = [
            (cls.of(each, columns), each["local_setter"], each["remote_setter"])
            for each in klass.get("related_klass_infos", [])
        ]
        key = places[0] + names.index(klass["model"]._meta.pk.attname)
        return cls(klass["model"], names, slice(places[0], places[-1] + 1), key, related)

    def object_in(self, row: Sequence[Any]) -> Any:
        """As Django's constructor leaves it, which only sets what the database gives. None of an empty join."""
        if row[self.key] is None:
            return None
        instance = self.model.__new__(self.model)
        state = instance._state = ModelState()
        state.adding, state.db = False, DEFAULT_DB_ALIAS
        instance.__dict__.update(zip(self.names, row[self.place], strict=True))
        for part, set_there, set_back in self.related:
            other = part.object_in(row)
            set_there(instance, other)
            if other is not None:
                set_back(other, instance)
        return instance


class Reading:
    """How the rows of a query become objects, or tuples where it asks for values alone.

    What Django's own iterators work out anew for every query (`ModelIterable`, `ValuesListIterable`).
    """

    def __init__(self, queryset: models.QuerySet[Any, Any], compiler: Any) -> None:
        """Of a queryset whose SQL the compiler has written."""
        self.compiler = compiler
        self.converters = compiler.get_converters([column for column, *_rest in compiler.select])
        asks_objects = issubclass(queryset._iterable_class, ModelIterable)
        self.whole = Part.of(compiler.klass_info, compiler.select) if asks_objects else None
        self.annotations = list((compiler.annotation_col_map or {}).items())

    def read(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        converted = self.compiler.apply_converters(rows, self.converters) if self.converters else rows
        return [self._object(self.whole, row) if self.whole else tuple(row) for row in converted]

    def _object(self, whole: Part, row: Sequence[Any]) -> Any:
        instance = whole.object_in(row)
        for name, place in self.annotations:
            setattr(instance, name, row[place])
        return instance


class Written(Generic[M]):
    """The SQL of one shape, and how its rows become objects."""

    def __init__(
        self, queryset: models.QuerySet[M, Any], stand_ins: dict[Hashable, Place], ending: str
    ) -> None:
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        places = [stand_ins.get(each) if isinstance(each, PLAIN) else None for each in parameters]
        self.places = [place for place in places if place]
        if unused := {*stand_ins.values()} - {*self.places}:
            names = ", ".join(sorted(place.name for place in unused))
            raise TypeError(f"Not in the SQL as it was given: {names}")
        # What is the same whatever the values stands in the SQL, where the planner sees it (of a partial index).
        values = ("%s" if place else literal(each) for place, each in zip(places, parameters, strict=True))
        self.sql = sql.replace("%%", "%%%%") % tuple(values) + ending
        self.reading = Reading(queryset, compiler)

    def rows(self, values: dict[str, Any]) -> list[M]:
        connection = connections[DEFAULT_DB_ALIAS]
        with connection.cursor() as cursor:
            cursor.execute(prepared(self.sql, connection), [each.value_in(values) for each in self.places])
            rows = cursor.fetchall()
        return self.reading.read(rows)


class Compiled(Generic[M]):
    """`build` makes the queryset of values by name: strings, integers, UUIDs, instants, lists of them, None."""

    def __init__(self, build: Callable[..., models.QuerySet[M]], *, lock: str = "") -> None:
        """`lock`: SHARE or UPDATE; of the rows themselves, not of what comes with them."""
        self.build, self.lock = build, lock
        self.written: dict[Hashable, Written[M] | None] = {}

    def rows(self, **values: Any) -> list[M]:
        """Read now. With `lock` each row is locked: it may not change until we commit."""
        shape = shape_of(values)
        if shape not in self.written:
            self.written[shape] = self._write(values)
        written = self.written[shape]
        return written.rows(values) if written else []

    def first(self, **values: Any) -> M | None:
        return next(iter(self.rows(**values)), None)

    def _write(self, values: dict[str, Any]) -> Written[M] | None:
        """None where Django knows that nothing of this shape is there: of an empty list."""
        samples, stand_ins = sampled(values)
        queryset = self.build(**samples)
        table = connections[DEFAULT_DB_ALIAS].ops.quote_name(queryset.model._meta.db_table)
        try:
            return Written(queryset, stand_ins, f" FOR {self.lock} OF {table}" if self.lock else "")
        except EmptyResultSet:
            return None


def literal(value: Any) -> str:
    """As it stands in SQL that has placeholders beside it."""
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        written: bytes = cursor.mogrify("%s", [value])
    return written.decode().replace("%", "%%")


def shape_of(values: Mapping[str, Any]) -> tuple[Hashable, ...]:
    """Of each how many, and of which types; one value is not a list of one."""
    return tuple((name, *_how_many(value)) for name, value in values.items())


def _how_many(value: Any) -> tuple[int, frozenset[type]]:
    if isinstance(value, list):
        return len(value), frozenset(type(each) for each in value)
    return -1, frozenset({type(value)})


def sampled(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[Hashable, Place]]:
    """Values like them that occur nowhere else, so that their places in the SQL's parameters can be seen."""
    stand_ins: dict[Hashable, Place] = {}
    return {name: _sample(name, value, stand_ins) for name, value in values.items()}, stand_ins


def _sample(name: str, value: Any, stand_ins: dict[Hashable, Place]) -> Any:
    if value is None:
        return None
    if isinstance(value, list):
        samples = [_stand_in(each) for each in value]
        stand_ins.update({each: Place(name, index) for index, each in enumerate(samples)})
        return samples
    sample = _stand_in(value)
    stand_ins[sample] = Place(name)
    return sample


def _stand_in(value: Any) -> Any:
    if isinstance(value, str):
        return uuid4().hex
    if type(value) is int:
        return MANY - next(TURNS) % FEWER
    if type(value) is UUID:
        return uuid4()
    if type(value) is datetime:
        return SOME_DAY + timedelta(microseconds=next(TURNS))
    raise TypeError(f"{type(value).__name__} may be written otherwise by Django: {value!r}")


def insert(row: models.Model) -> None:
    """Add a row: what `save(force_insert=True)` does, its SQL written once and planned once."""
    connection, model = connections[DEFAULT_DB_ALIAS], type(row)
    fields, sql = _insertion(model, is_numbered=row.pk is None)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(prepared(sql, connection), values)
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@cache
def _insertion(model: type[models.Model], *, is_numbered: bool) -> tuple[list[Any], str]:
    """The columns that we fill, and the statement; the database fills what it numbers, generates or knows itself."""
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not (field.generated or field.has_db_default() or (is_numbered and field.primary_key))
    ]
    name = connections[DEFAULT_DB_ALIAS].ops.quote_name
    columns, places = ", ".join(name(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    table, key = name(model._meta.db_table), name(str(model._meta.pk.column))
    return fields, f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}"
