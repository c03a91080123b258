"""The clock that a demonstration may move, and production may not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from exportctl.core import clock
from exportctl.local.cluster import PRESENT
from notifications.models import ObjectionProcedure
from notifications.rules.demo_clock import moved
from tests.database import mark_demonstration
from tests.factories import make_procedure

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("+45d", NOON + timedelta(days=45)),
        ("-3h", NOON - timedelta(hours=3)),
        ("+90m", NOON + timedelta(minutes=90)),
        ("-1s", NOON - timedelta(seconds=1)),
        ("2027-01-15T12:00:00Z", datetime(2027, 1, 15, 12, tzinfo=UTC)),
        ("2027-01-15T12:00:00+01:00", datetime(2027, 1, 15, 11, tzinfo=UTC)),
        ("2027-01-15", datetime(2027, 1, 15, tzinfo=UTC)),
    ],
)
def test_a_move_is_a_step_or_an_instant(text, instant):
    assert moved(text, at=NOON) == instant


@pytest.mark.parametrize("text", ["", "45d", "+45", "+45w", "tomorrow", "+999999999d", "2027-13-01"])
def test_anything_else_is_no_move(text):
    with pytest.raises(ValueError):
        moved(text, at=NOON)


@pytest.fixture
def demo(cloned_database):
    mark_demonstration(cloned_database)
    return cloned_database


def ran(capsys, *arguments):
    call_command("demo_clock", *arguments)
    return datetime.fromisoformat(capsys.readouterr().out.strip())


def test_the_command_moves_closes_what_is_due_and_prints_the_time(demo, capsys):
    procedure = make_procedure(at=clock.now() - timedelta(days=5))

    told = ran(capsys, "+120d")
    back = ran(capsys, "-3h")
    real = ran(capsys, "reset")

    procedure.refresh_from_db()
    assert (procedure.status, procedure.outcome) == ("closed", "listed")
    assert procedure.closes_at < told
    assert timedelta(hours=2, minutes=59) < told - back < timedelta(hours=3, minutes=1)
    assert PRESENT < real < PRESENT + timedelta(hours=12)
    assert ObjectionProcedure.objects.get().status == "closed"  # going back undoes nothing


def test_the_command_runs_as_people_type_it(demo):
    before = clock.now()

    printed = datetime.fromisoformat(demo.manage("demo_clock", "-3h").strip())

    assert before - timedelta(hours=3) < printed < before - timedelta(hours=2)
    with pytest.raises(CommandError, match="is no time"):
        call_command("demo_clock", "soon")


def test_the_page_goes_to_the_end_of_the_next_window(demo):
    procedure = make_procedure(at=clock.now() - timedelta(days=5))
    page = Client(headers={"Accept-Language": "en"})

    shown = page.get("/demo/clock")
    moved_to = page.post("/demo/clock", {"to": "next_end"})

    procedure.refresh_from_db()
    assert "To the end of the next window" in shown.content.decode()
    assert moved_to.status_code == 302
    assert procedure.status == "closed"
    assert page.post("/demo/clock", {}).status_code == 422
    assert page.post("/demo/clock", {"to": "reset"}).status_code == 302
    assert PRESENT < clock.now() < PRESENT + timedelta(hours=12)


@pytest.mark.django_db
def test_outside_a_demonstration_there_is_neither_command_nor_page():
    with pytest.raises(CommandError, match="demonstration"):
        call_command("demo_clock", "+1d")
    assert Client().get("/demo/clock").status_code == 404
    assert Client().post("/demo/clock", {"to": "+1d"}).status_code == 404
