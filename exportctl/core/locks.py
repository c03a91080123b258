"""Row locks that Django's ORM cannot say. Taken in one order everywhere (architecture, rule 6).

No key of a row ever changes, so a lock lets through what only points at the row: whoever holds an authorisation and
adds a document to its case takes no lock of the case, out of order and unseen.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections, models

M = TypeVar("M", bound=models.Model)


def lock_for_share(queryset: models.QuerySet[M]) -> list[M]:
    """The rows of `queryset`, each locked FOR SHARE: they may not change until we commit, others may hold them too."""
    sql, parameters = queryset.order_by("pk").query.sql_with_params()
    return list(queryset.model._base_manager.raw(f"{sql} FOR SHARE OF {_own_table(queryset)}", parameters))


def lock_for_update(queryset: models.QuerySet[M], *, skip_locked: bool = False) -> M | None:
    """The one row of `queryset` locked FOR NO KEY UPDATE, or None: there is none, or another worker holds it."""
    return (
        queryset.order_by("pk").select_for_update(of=("self",), skip_locked=skip_locked, no_key=True).first()
    )


def lock_all_for_update(queryset: models.QuerySet[M]) -> list[M]:
    """The rows of `queryset` locked FOR NO KEY UPDATE, by ascending id."""
    return list(queryset.order_by("pk").select_for_update(of=("self",), no_key=True))


@contextmanager
def alone(number: int) -> Iterator[None]:
    """Nobody else is inside with this number, across all processes; what is locked besides comes after it.

    Outside any transaction: the lock is the connection's. One that dies or fails inside lets go of it by itself.
    """
    session = _session()
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with suppress(Error), session.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def if_alone(number: int) -> Iterator[bool]:
    """The same for who does not wait: False where somebody is inside already."""
    session = _session()
    with session.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        alone_inside = bool(cursor.fetchone()[0])
    try:
        yield alone_inside
    finally:
        if alone_inside:
            with suppress(Error), session.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _session() -> Any:
    """A connection that stays one of the server's own: behind a pool, each transaction may get another one."""
    return connections["direct" if "direct" in connections else DEFAULT_DB_ALIAS]


def _own_table(queryset: models.QuerySet[Any]) -> str:
    return connection.ops.quote_name(queryset.model._meta.db_table)
