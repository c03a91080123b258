"""A statement that is planned once for a connection, and a row that is added by one."""

import pytest
from django.db import DataError, OperationalError, connection, connections, transaction

from exportctl.core import clock
from exportctl.core.compiled import insert
from exportctl.core.models import AuditEvent
from exportctl.core.prepared import (
    ASKED_BEFORE,
    MOST_KEPT,
    MOST_REMEMBERED,
    Session,
    _sessions,
    prepared,
    prepared_if_often,
)
from exportctl.core.queries.todos import counts, todos, waiting
from licensing.actions.assignments import assign_requests
from tests.factories import AT, DAY, make_officer, make_taken_request


def rows(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(prepared(sql, connection), parameters)
        return cursor.fetchall()


def plans():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


@pytest.mark.django_db
def test_a_statement_is_prepared_once_and_executed_with_other_values():
    sql = "SELECT %s::int + 1, '100 %%', %s::text[] -- first"

    assert rows(sql, 1, ["a"]) == [(2, "100 %", ["a"])]
    assert rows(sql, 2, []) == [(3, "100 %", [])]
    (plan,) = (each for each in plans() if "-- first" in each)
    assert plan.endswith("SELECT $1::int + 1, '100 %', $2::text[] -- first")


@pytest.mark.django_db
def test_a_percent_sign_before_an_s_is_no_place():
    sql = "SELECT '100%%s', '%%%%s', %s::int -- percent"
    assert rows(sql, 1) == [("100%s", "%%s", 1)]


@pytest.mark.django_db
def test_a_plan_outlives_the_transaction_that_was_rolled_back():
    sql = "SELECT 1 / %s::int -- kept"
    with pytest.raises(DataError), transaction.atomic():
        rows(sql, 0)
    assert rows(sql, 1) == [(1,)]


def test_a_connection_that_died_is_told_as_django_tells_it(cloned_database, second_connection):
    ((pid,),) = rows("SELECT pg_backend_pid()")
    killer = second_connection()
    killer.cursor().execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    with pytest.raises(OperationalError):
        prepared("SELECT %s::int -- too late", connection)
    connection.close()


def test_a_new_connection_prepares_anew(cloned_database):
    sql = "SELECT %s::int -- anew"
    assert rows(sql, 1) == [(1,)]
    connection.close()
    assert rows(sql, 2) == [(2,)]


@pytest.mark.django_db
def test_behind_a_pool_a_statement_goes_as_it_is(monkeypatch):
    monkeypatch.setitem(connections.settings, "direct", connections.settings["default"])
    assert prepared("SELECT %s::int", connection) == "SELECT %s::int"


@pytest.mark.django_db
def test_a_row_is_added_as_saving_adds_it():
    officer, at = make_officer(), clock.now()
    values = {"at": at, "actor": officer, "channel": "key", "machine": "account", "event": "try"}
    facts = {"n": 1, "text": "100 %"}
    first, second = (AuditEvent(**values, object_id=officer.pk, facts=facts) for _time in range(2))

    first.save(force_insert=True)
    insert(second)

    saved, added = AuditEvent.objects.filter(event="try").order_by("pk").values()
    assert {**added, "id": 0} == {**saved, "id": 0}
    assert (second.pk, added["facts"]) == (added["id"], facts)


@pytest.fixture
def new_session(db):
    """The connection of these tests is that of many others, who go on with what it prepared for them."""
    connection.ensure_connection()
    theirs = _sessions.setdefault(connection.connection, Session())
    ours = _sessions[connection.connection] = Session(small=theirs.small)
    yield ours
    for command in ours.large.values():
        with connection.cursor() as cursor:
            cursor.execute(f"DEALLOCATE {command.split()[1]}")
    _sessions[connection.connection] = theirs


def often(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(prepared_if_often(sql, connection), parameters)
        return cursor.fetchall()


def test_a_large_one_is_prepared_when_it_is_asked_for_the_third_time(new_session):
    sql = "SELECT %s::int, '100 %%' -- large"

    first = [often(sql, number) for number in range(ASKED_BEFORE)]
    before = [plan for plan in plans() if "-- large" in plan]
    rest = [often(sql, number) for number in range(ASKED_BEFORE, 9)]

    assert [*first, *rest] == [[(number, "100 %")] for number in range(9)]
    assert before == []
    assert len([plan for plan in plans() if "-- large" in plan]) == 1


def test_a_connection_keeps_few_large_ones_and_remembers_some(new_session):
    texts = [f"SELECT {number} -- few" for number in range(MOST_KEPT + 3)]
    for text in texts:
        for _time in range(ASKED_BEFORE + 1):
            often(text)
    for number in range(MOST_REMEMBERED + 5):
        often(f"SELECT {number}, 'once'")

    assert len([plan for plan in plans() if "-- few" in plan]) == MOST_KEPT == len(new_session.large)
    assert len(new_session.numbers) == MOST_REMEMBERED
    assert often(texts[0]) == [(0,)]


@pytest.mark.django_db
def test_behind_a_pool_a_large_one_goes_as_it_is(monkeypatch):
    monkeypatch.setitem(connections.settings, "direct", connections.settings["default"])
    assert {prepared_if_often("SELECT 1", connection) for _time in range(9)} == {"SELECT 1"}


def test_everybody_reads_their_own_by_one_plan(new_session):
    """Two officers of one office share the statement; what was written meanwhile counts."""
    first, second = make_officer(), make_officer()
    case = make_taken_request(first)

    for _time in range(9):
        mine = [row.reference for row in todos(first, at=AT + DAY) if row.kind.is_own]
        theirs = [row.reference for row in todos(second, at=AT + DAY) if row.kind.is_own]
        assert (mine, theirs) == ([case.reference], [])
        assert waiting(second, at=AT + DAY).number == 0
        assert sum(counts(first, at=AT + DAY).values()) >= 1
    large = dict(new_session.large)
    assign_requests(request_ids=[case.pk], assignee=second, actor=first, at=AT + DAY)

    assert [row.reference for row in todos(second, at=AT + DAY) if row.kind.is_own] == [case.reference]
    assert waiting(first, at=AT + DAY).number == 0
    assert len(large) == 3
    assert new_session.large == large
