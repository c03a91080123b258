"""A streaming replica for pages that may be a moment old; nobody reads there what they have just written.

The pages are those of `settings.LATE_READS`. Who somebody is, and what they may do, is read from the primary always.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    connections,
    models,
)
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from exportctl.core import lost_connections

REPLICA = "replica"
COOKIE = "__Host-wrote" if settings.HTTPS else "wrote"  # whoever brings it has written a moment ago
CHECK_EVERY = 1.0  # seconds, in each process
AWAY_FOR = 10.0  # seconds in which a replica that failed is not asked
SAFE = ("GET", "HEAD", "OPTIONS")
# People, seats, sessions: who has lost a seat has lost it everywhere at once (guarantee G10).
ON_THE_PRIMARY = frozenset({"core", "auth", "sessions", "guardian", "account", "axes", "contenttypes"})

_is_late: ContextVar[bool] = ContextVar("is_late", default=False)


class Router:
    """Writes, and whatever follows a write in the same request, go to the primary."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        late = _is_late.get() and model._meta.app_label not in ON_THE_PRIMARY
        return REPLICA if late else DEFAULT_DB_ALIAS

    def db_for_write(self, _model: type[models.Model], **_hints: Any) -> str:
        _is_late.set(False)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *_objects: models.Model, **_hints: Any) -> bool:
        return True  # they are the same rows

    def allow_migrate(self, alias: str, *_names: str, **_hints: Any) -> bool:
        return alias == DEFAULT_DB_ALIAS


def reading() -> Any:
    """The connection for a statement that is written by hand and may be a moment old where its page may."""
    return connections[REPLICA if _is_late.get() else DEFAULT_DB_ALIAS]


@contextmanager
def on_primary() -> Iterator[None]:
    """What is read inside is the present, whatever the page may show: a process keeps it for others."""
    before = _is_late.set(False)
    try:
        yield
    finally:
        _is_late.reset(before)


class Lag:
    """Whether the replica is behind by no more than the bound, measured by the log of writes, not by clocks.

    It is behind by less than three seconds when it has replayed what the primary had written three seconds ago. That
    holds with an idle primary and with a replica that has lost it, where the time of the last transaction says nothing.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._written: deque[tuple[float, int]] = deque(maxlen=64)
        self._ask_again_at = 0.0
        self._is_small = False

    def is_small(self) -> bool:
        now = self._now()
        if now >= self._ask_again_at:
            self._ask_again_at = now + CHECK_EVERY
            self._is_small = self._measured(now)
        return self._is_small

    def leave(self) -> None:
        """It failed: nobody asks it for a while."""
        self._is_small, self._ask_again_at = False, self._now() + AWAY_FOR
        connections[REPLICA].close()

    def _measured(self, now: float) -> bool:
        try:
            replayed = _position(REPLICA, "pg_last_wal_replay_lsn()")
        except (OperationalError, InterfaceError):
            self.leave()
            return False
        self._written.append((now, _position(DEFAULT_DB_ALIAS, "pg_current_wal_lsn()")))
        return has_replayed(replayed, self._written, since=now - settings.REPLICA_LAG_SECONDS)


def has_replayed(replayed: int, written: Iterable[tuple[float, int]], *, since: float) -> bool:
    """Has it replayed something that the primary had written at `since` or later?"""
    return any(at >= since and replayed >= position for at, position in written)


def _position(alias: str, function: str) -> int:
    """Octets of the log before it; a server that never was a replica has replayed nothing."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT coalesce(pg_wal_lsn_diff({function}, '0/0'), 0)::bigint")
        return int(cursor.fetchone()[0])


class ReplicaMiddleware:
    """Lets a page that may be a moment old read the replica, unless its reader has just written.

    A cookie says so for a little longer than the replica may be behind; a caller with a key has no cookies and reads
    the primary. A page whose replica fails under it is read once more, from the primary.
    """

    lag = Lag()

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = frozenset(import_string(settings.LATE_READS))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with on_primary():
            response = self.get_response(request)
        if REPLICA in connections and request.method not in SAFE:
            remember = settings.REPLICA_LAG_SECONDS + 2 * round(CHECK_EVERY)
            response.set_cookie(
                COOKIE, "1", max_age=remember, secure=settings.HTTPS, httponly=True, samesite="Lax"
            )
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if REPLICA in connections and self._may_be_late(request) and self.lag.is_small():
            _is_late.set(True)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        if _is_late.get() and isinstance(error, OperationalError | InterfaceError):
            self.lag.leave()
            lost_connections.mark(request)

    def _may_be_late(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return (
            match is not None
            and match.view_name in self.pages
            and request.method in ("GET", "HEAD")
            and COOKIE not in request.COOKIES
            and "Authorization" not in request.headers
        )
