"""A statement that is planned once for a connection, and a row that is added by one."""

import pytest
from django.db import DataError, OperationalError, connection, connections, transaction

from exportctl.core import clock
from exportctl.core.compiled import insert
from exportctl.core.models import AuditEvent
from exportctl.core.prepared import prepared
from tests.factories import make_officer


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
