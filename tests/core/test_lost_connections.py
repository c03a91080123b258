"""A connection that dies under a request: read once more, or told; a statement that fails is no lost connection."""

import psycopg2
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from psycopg2 import errors

from exportctl.core.lost_connections import is_loss


def raised(kind, cause):
    error = kind("x")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        (raised(OperationalError, errors.AdminShutdown("x")), True),
        (raised(OperationalError, errors.CrashShutdown("x")), True),
        (raised(OperationalError, errors.CannotConnectNow("x")), True),
        (raised(OperationalError, psycopg2.OperationalError("server closed the connection")), True),
        (raised(InterfaceError, psycopg2.InterfaceError("the connection is closed")), True),
        (raised(OperationalError, errors.QueryCanceled("x")), False),
        (raised(OperationalError, errors.LockNotAvailable("x")), False),
        (raised(OperationalError, errors.DeadlockDetected("x")), False),
        (OperationalError("x"), False),
        (ValueError("x"), False),
    ],
)
def test_only_a_dead_connection_is_lost(error, lost):
    assert is_loss(error) == lost


class Killer:
    """Ends the backend of the request before its nth statement, as often as it is told to."""

    def __init__(self, other, *, before=1, times=1):
        self.other, self.left, self.times = other, before, times

    def __call__(self, execute, sql, params, many, context):
        self.left -= 1
        if self.left <= 0 < self.times:
            self.times -= 1
            pid = context["connection"].connection.info.backend_pid
            with self.other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        return execute(sql, params, many, context)


@pytest.mark.parametrize("before", [1, 3])
def test_a_page_is_read_once_more_and_the_next_one_as_ever(cloned_database, second_connection, before):
    browser = Client(raise_request_exception=False)
    killer = Killer(second_connection(), before=before)

    with connection.execute_wrapper(killer):
        page = browser.get("/list")

    assert (killer.times, page.status_code) == (0, 200)
    assert browser.get("/list").status_code == 200


def test_a_call_that_may_have_written_is_not_repeated_and_the_next_one_is_answered(
    cloned_database, second_connection
):
    browser = Client(raise_request_exception=False)
    call = {"lines": [{"id": "1", "name": "kettle", "destination": "AE"}]}
    with connection.execute_wrapper(Killer(second_connection())):
        answer = browser.post("/api/v1/screenings", call, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer["Retry-After"] == "2"
    assert browser.post("/api/v1/screenings", call, content_type="application/json").status_code == 200


def test_where_it_dies_again_it_is_told_in_words(cloned_database, second_connection):
    browser = Client(raise_request_exception=False)
    with connection.execute_wrapper(Killer(second_connection(), times=2)):
        page = browser.get("/list")

    assert page.status_code == 503
    assert "The database was away for a moment" in page.content.decode()
