"""What a factory wrote once is written again, statement by statement, in the next test that calls it alike.

A rolled-back test leaves its database as it was: the same call at the same place then writes the same rows, keys
included. So the first call does the product's own work, and its statements are kept; a later one sends them in one go,
triggers and all, and returns a copy of what the first returned.

A call is alike if the factory, its arguments and the language are, the standing clock shows the same, and everything
that was written in its test before. Where a test wrote something itself, patches anything or commits, the product
does its work each time; so it does in a thorough run.
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import pytest
from django.conf import UserSettingsHolder, settings
from django.db import connection
from django.db.models import Model
from django.utils import translation

from exportctl.core import clock
from exportctl.core.prepared import _sessions
from exportctl.local.cluster import Clone
from exportctl.local.postgres import OWNER
from tests.thorough import THOROUGH

P = ParamSpec("P")
R = TypeVar("R")
Key = tuple[Any, ...]

READ = re.compile(
    r"\s*(SELECT(?!\s+(core\.|set_config|nextval|pg_))|SAVEPOINT|RELEASE|EXPLAIN|SHOW|EXECUTE reads_)", re.I
)
QUESTION = re.compile(r"\s*WITH\b(?!.*\b(INSERT|UPDATE|DELETE)\b)", re.I | re.S)
PREPARED = re.compile(r"\bEXECUTE (writes_\d+)")
PATCHES = {"setattr", "delattr", "setitem", "delitem", "setenv", "delenv", "chdir", "syspath_prepend"}
NUMBERS = """
    SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value), last_value IS NOT NULL
    FROM pg_sequences
"""


class Unlike(Exception):
    """An argument of which nobody can say whether it is the same."""


@dataclass(frozen=True)
class Recording:
    script: str
    returned: Any


@dataclass
class Test:
    """One test, and what was written in it so far: by factories alone, as long as it is alike."""

    alike: bool
    key: Key = ()
    script: list[str] | None = None  # of the factory that is at work

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """See every statement that is sent: one that writes is kept, or ends the likeness."""
        result = execute(sql, params, many, context)
        if self.alike and not READ.match(sql) and not QUESTION.match(sql):
            if self.script is None or many or sql.startswith("ROLLBACK"):
                self.alike = False
            else:
                self.script.append(context["cursor"].cursor.query.decode())
        return result


class Sequences:
    """The numbers that rows are given: no transaction takes them back, and rows that are written again name them."""

    def __init__(self, clone: Clone) -> None:
        self.name = clone.name
        self._owner = clone.connect(OWNER)  # the application's role may not set them
        self._owner.autocommit = True
        with self._owner.cursor() as cursor:
            cursor.execute(NUMBERS)
            calls = [cursor.mogrify("setval(%s, %s, %s)", each).decode() for each in cursor.fetchall()]
        self._rewind = f"SELECT {', '.join(calls)}"

    def rewind(self) -> None:
        """As they were before the first test, whose rows are gone like those of all others."""
        with self._owner.cursor() as cursor:
            cursor.execute(self._rewind)

    def close(self) -> None:
        self._owner.close()


_recordings: dict[Key, Recording] = {}
_sequences: Sequences | None = None
_test = Test(alike=False)


@contextmanager
def rewinding(clone: Clone) -> Iterator[None]:
    """While rolled-back tests run on this database."""
    global _sequences
    _sequences = Sequences(clone)
    try:
        yield
    finally:
        _sequences.close()
        _sequences = None


@contextmanager
def recording() -> Iterator[None]:
    """Around one test."""
    global _test
    outer, _test = _test, Test(alike=not THOROUGH)
    with connection.execute_wrapper(_test.watch):
        try:
            yield
        finally:
            _test = outer


def refuse_replays() -> None:
    """For a test in which something else than a patch changes what the product writes."""
    _test.alike = False


class Patching(pytest.MonkeyPatch):  # type: ignore[misc]
    """Whatever is patched may change what the product writes."""

    def __getattribute__(self, name: str) -> Any:
        if name in PATCHES:
            refuse_replays()
        return super().__getattribute__(name)


def replayed(factory: Callable[P, R]) -> Callable[P, R]:
    """A factory whose rows are written again where it is called alike."""

    @functools.wraps(factory)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        test = _test
        if not test.alike or test.script is not None or not _is_ordinary():
            return factory(*args, **kwargs)
        if not test.key:
            assert _sequences
            _sequences.rewind()
        try:
            test.key = (
                *test.key,
                factory.__name__,
                translation.get_language(),
                _time(),
                _key(args),
                _key(kwargs),
            )
        except Unlike:
            test.alike = False
            return factory(*args, **kwargs)
        known = _recordings.get(test.key)
        return (
            _replay(test, known)
            if known and _is_prepared(known.script)
            else _record(test, lambda: factory(*args, **kwargs))
        )

    return call


def _record(test: Test, work: Callable[[], R]) -> R:
    test.script = []
    try:
        returned = work()
    except BaseException:
        test.alike = False
        raise
    finally:
        script, test.script = test.script, None
    if test.alike:
        _recordings[test.key] = Recording(";\n".join(script), deepcopy(returned))
    return returned


def _replay(test: Test, known: Recording) -> Any:
    test.script = []
    try:
        if known.script:
            with connection.cursor() as cursor:
                cursor.execute(known.script)
    finally:
        test.script = None
    return deepcopy(known.returned)


def _is_prepared(script: str) -> bool:
    """Does this connection, which may be a new one, have the statements that the script executes by name?"""
    session = _sessions.get(connection.connection)
    names = {command.split()[1] for command in session.small} if session else set()
    return names >= {*PREPARED.findall(script)}


def _is_ordinary() -> bool:
    """On the database of rolled-back tests, in their transaction, under the settings of every test."""
    is_here = _sequences is not None and connection.settings_dict["NAME"] == _sequences.name
    return is_here and connection.in_atomic_block and not isinstance(settings._wrapped, UserSettingsHolder)  # type: ignore[misc]


def _time() -> datetime | None:
    return getattr(clock.now, "at", None)


def _key(value: Any) -> Any:
    """Equal for what is alike. Raises Unlike."""
    match value:
        case None | bool() | int() | str() | bytes() | Decimal() | date() | timedelta() | Enum() | UUID():
            return (type(value).__name__, value)
        case Model():
            fields = {name: value.__dict__[name] for name in _columns(value) if name in value.__dict__}
            return (value._meta.label, _key({**fields, "pk": str(value.pk)}))
        case Mapping():
            return tuple((_key(name), _key(each)) for name, each in value.items())
        case list() | tuple():
            return tuple(map(_key, value))
        case _:
            raise Unlike


def _columns(row: Model) -> list[str]:
    return [column.attname for column in row._meta.concrete_fields]
