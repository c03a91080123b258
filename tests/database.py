"""What tests on committed transactions need: threads with a connection of their own, proof that one waits."""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import psycopg2
from django.db import connection, connections

from exportctl.local.cluster import OWNER, Clone


@contextlib.contextmanager
def pointed_at(clone: Clone) -> Iterator[None]:
    """Django's connection, in every thread, is to this database for a while."""
    if connection.in_atomic_block:
        raise RuntimeError("This test is in a rolled-back transaction already: drop its django_db mark.")
    before = dict(connection.settings_dict)
    connections.close_all()
    connection.settings_dict.update(clone.settings)
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)


def mark_demonstration(clone: Clone) -> None:
    """What the owner does at the first `./run up`; the application's role may not."""
    with contextlib.closing(clone.connect(OWNER)) as owner, owner.cursor() as cursor:
        cursor.execute("INSERT INTO core.demonstration DEFAULT VALUES")
        owner.commit()


def in_thread(work: Callable[..., Any], *arguments: Any, **named: Any) -> "Future[Any]":
    """Do `work` in a thread with a connection of its own; `.result()` gives its value or raises its error."""
    future: Future[Any] = Future()

    def run() -> None:
        try:
            future.set_result(work(*arguments, **named))
        except BaseException as error:
            future.set_exception(error)
        finally:
            connections.close_all()

    threading.Thread(target=run, daemon=True).start()
    return future


def wait_for_waiter(clone: Clone, *, count: int = 1, within: float = 10) -> None:
    """Return once `count` transactions on this database wait for a lock that another one holds."""
    ends = time.monotonic() + within
    with contextlib.closing(clone.connect()) as watcher:
        watcher.autocommit = True
        while _waiting(watcher) < count:
            if time.monotonic() > ends:
                raise AssertionError(f"Nobody waited for a lock within {within} seconds.")
            time.sleep(0.01)


def kill_backend(clone: Clone, pid: int, *, within: float = 30) -> None:
    """SIGKILL one backend; return once the server has ended all the others, recovered, and answers anew.

    It answers for a moment longer when it has not yet seen the death: only a new checkpointer shows it has.
    """
    before = _checkpointer(clone)
    os.kill(pid, signal.SIGKILL)
    ends = time.monotonic() + within
    while _checkpointer(clone) in (None, before):
        if time.monotonic() > ends:
            raise AssertionError(f"The server did not recover within {within} seconds.")
        time.sleep(0.02)
    connection.close()


def _checkpointer(clone: Clone) -> int | None:
    """The process that the server starts anew after a crash; None while it takes no connections."""
    try:
        with contextlib.closing(clone.cluster.server.connect()) as watcher, watcher.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
            found = cursor.fetchone()
            return found[0] if found else None
    except psycopg2.OperationalError:
        return None


def _waiting(watcher: Any) -> int:
    with watcher.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]
