"""Statements that the server plans once for a connection: of a small question planning is most of what it costs.

    with connection.cursor() as cursor:
        cursor.execute(prepared(sql, connection), parameters)

A large one differs by who asks, as the inbox's does: it is kept from its third time on, and few of the kind
(`prepared_if_often`). Each is planned once, for whoever asks (plan_cache_mode, exportctl/env.py).

Behind a pool the next transaction may get another connection (docs/scale.md): there each goes as it is.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections

# Of a parameter, with its cast where the statement writes one; or a percent sign, which "100%%s" has and no place.
PLACE = re.compile(r"%%|%s(::\w+(?:\[\])?)?")
READS = re.compile(r"\W*(SELECT(?!\s+set_config)|WITH\b(?!.*\b(INSERT|UPDATE|DELETE)\b))", re.I | re.S)
ASKED_BEFORE = 2  # a large one that is asked once or twice is not worth the work
MOST_KEPT = 32  # large ones of a connection: the plan of one may take a megabyte
MOST_REMEMBERED = 200


@dataclass
class Session:
    """What a connection prepared: small ones; of large ones how often it was asked, and by which command now."""

    small: set[str] = field(default_factory=set)
    numbers: OrderedDict[str, int] = field(default_factory=OrderedDict)
    large: OrderedDict[str, str] = field(default_factory=OrderedDict)


_numbers = count(1)
_sessions: "WeakKeyDictionary[Any, Session]" = (
    WeakKeyDictionary()
)  # of the driver's connection, which may end


def prepared(sql: str, connection: Any) -> str:
    """What to execute in place of `sql` (placeholders: %s), with the same parameters; prepared here if it is not yet.

    A type that the server would have to guess is written as a cast.
    """
    if "direct" in connections:
        return sql
    session = _session_of(connection)
    prepare, execute = _commands(sql)
    if execute not in session.small:
        _run(prepare, connection)
        session.small.add(execute)
    return execute


def prepared_if_often(sql: str, connection: Any) -> str:
    """The same of a large statement that this connection was asked before, and lately."""
    if "direct" in connections:
        return sql
    session = _session_of(connection)
    if execute := session.large.get(sql):
        session.large.move_to_end(sql)
        return execute
    before = session.numbers.pop(sql, 0)
    if before < ASKED_BEFORE:
        session.numbers[sql] = before + 1
        if len(session.numbers) > MOST_REMEMBERED:
            session.numbers.popitem(last=False)
        return sql
    prepare, execute = _commands.__wrapped__(sql)  # not kept by the process: there are many
    _run(prepare, connection)
    session.large[sql] = execute
    if len(session.large) > MOST_KEPT:
        _sql, oldest = session.large.popitem(last=False)
        _run(f"DEALLOCATE {oldest.split()[1]}", connection)
    return execute


def _session_of(connection: Any) -> Session:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    return _sessions.setdefault(connection.connection, Session())


def _run(command: str, connection: Any) -> None:
    """Not by Django's cursor: it counts what a page asks, and this is asked once for hundreds of pages."""
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(command)


@cache
def _commands(sql: str) -> tuple[str, str]:
    """PREPARE and EXECUTE of one statement of ours; of them there are some dozens. Its name says what it does."""
    name, places = f"{'reads' if READS.match(sql) else 'writes'}_{next(_numbers)}", count(1)
    prepare = PLACE.sub(lambda place: "%" if place[0] == "%%" else f"${next(places)}{place[1] or ''}", sql)
    parameters = ", ".join(place[0] for place in PLACE.finditer(sql) if place[0] != "%%")
    return f"PREPARE {name} AS {prepare}", f"EXECUTE {name}" + (f" ({parameters})" if parameters else "")
