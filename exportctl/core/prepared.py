"""Statements that the server plans once for a connection: of a small question planning is most of what it costs.

    with connection.cursor() as cursor:
        cursor.execute(prepared(sql, connection), parameters)

Behind a pool the next transaction may get another connection (docs/scale.md): there the statement goes as it is.
"""

import re
from functools import cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections

PLACE = re.compile(r"%s(::\w+(?:\[\])?)?")  # of a parameter, with its cast where the statement writes one
_numbers = count(1)
_of_session: "WeakKeyDictionary[Any, set[str]]" = (
    WeakKeyDictionary()
)  # the driver's own connection, which may end


def prepared(sql: str, connection: Any) -> str:
    """What to execute in place of `sql` (placeholders: %s), with the same parameters; prepared here if it is not yet.

    A type that the server would have to guess is written as a cast.
    """
    if "direct" in connections:
        return sql
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    session = connection.connection
    prepare, execute = _commands(sql)
    known = _of_session.setdefault(session, set())
    if execute not in known:
        with connection.wrap_database_errors, session.cursor() as cursor:
            cursor.execute(prepare)
        known.add(execute)
    return execute


@cache
def _commands(sql: str) -> tuple[str, str]:
    """PREPARE and EXECUTE of one statement of ours; of them there are some dozens."""
    name, places = f"kept_{next(_numbers)}", count(1)
    prepare = PLACE.sub(lambda place: f"${next(places)}{place[1] or ''}", sql).replace("%%", "%")
    parameters = ", ".join(place[0] for place in PLACE.finditer(sql))
    return f"PREPARE {name} AS {prepare}", f"EXECUTE {name}" + (f" ({parameters})" if parameters else "")
