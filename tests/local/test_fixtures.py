"""What every other test relies on: committed transactions, waiting, a real web server, the demo data."""

import urllib.request

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from exportctl.core.clock import is_demonstration
from exportctl.core.models import User
from tests.database import in_thread, kill_backend, wait_for_waiter


def one(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_an_ordinary_test_runs_as_the_application():
    assert one("SELECT current_user") == "exportctl_app"


@pytest.mark.race
def test_a_second_connection_sees_what_was_committed_and_makes_others_wait(
    cloned_database, second_connection
):
    Session.objects.create(session_key="one", session_data="", expire_date="2030-01-01T00:00Z")
    holder = second_connection()
    with holder.cursor() as cursor:
        cursor.execute("SELECT session_key FROM django_session FOR UPDATE")
        assert cursor.fetchall() == [("one",)]

    waiting = in_thread(Session.objects.filter(session_key="one").update, session_data="changed")
    wait_for_waiter(cloned_database)
    assert not waiting.done()
    holder.rollback()

    assert waiting.result(10) == 1
    assert Session.objects.get().session_data == "changed"


@pytest.mark.race
def test_the_next_clone_knows_nothing_of_it(cloned_database):
    assert not Session.objects.exists()
    assert one("SELECT current_database()") == cloned_database.name


@pytest.mark.kill
def test_a_killed_backend_ends_its_connection_and_the_server_comes_back(cloned_database, second_connection):
    kill_backend(cloned_database, second_connection().info.backend_pid)

    assert one("SELECT current_user") == "exportctl_app"


def test_a_real_web_server_answers(live_site):
    with urllib.request.urlopen(f"{live_site.url}/readyz", timeout=10) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(live_site.url, timeout=10) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_demo_data_is_there(demonstration):
    assert is_demonstration()
    assert User.objects.filter(email="officer.de@demo.example").exists()
    assert "officer.de" not in demonstration.manage("demo_key", "officer.de@demo.example")
