"""One present for pages, actions, SQL and seeding: the machine's where people work, a fixed one in these tests."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from exportctl.core import clock
from exportctl.local.cluster import PRESENT, TEMPLATE
from tests.database import mark_demonstration, pointed_at
from tests.factories import DAY, HOUR


@pytest.mark.django_db
def test_it_is_the_same_day_whatever_the_machine_says():
    first, second = clock.now(), clock.now()

    assert PRESENT < first < second < PRESENT + 12 * HOUR


def test_where_people_work_it_is_the_machines_instant(cluster, django_db_blocker):
    with cluster.cloned(TEMPLATE) as clone, django_db_blocker.unblock(), pointed_at(clone):
        before, present, after = clock.machine_now(), clock.now(), clock.machine_now()

    assert before <= present <= after


@pytest.mark.parametrize("days", [-400, 45])
def test_a_demonstration_moves_to_an_instant_and_ticks_on_from_there(cloned_database, days):
    mark_demonstration(cloned_database)
    target = PRESENT + days * DAY

    present = clock.move_to(target)

    assert target <= present < target + timedelta(seconds=10)
    assert present < clock.now()
    assert PRESENT < clock.reset() < PRESENT + 12 * HOUR


@pytest.mark.django_db
def test_nothing_else_moves_the_clock():
    with (
        pytest.raises(DatabaseError, match="only a demonstration"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT core.move_clock(%s)", [PRESENT])


@pytest.mark.django_db
def test_the_application_cannot_write_another_present():
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "CREATE OR REPLACE FUNCTION core.base_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now()'"
        )
