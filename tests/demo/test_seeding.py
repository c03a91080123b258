"""Seeding as of two awkward instants on real databases: what is shown, and what a second call does."""

import contextlib
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from exportctl.core import clock
from exportctl.core.models import AuditEvent
from exportctl.demo.content import cases
from exportctl.demo.mark import mark, stored_as_of
from exportctl.local.cluster import OWNER
from tests.database import pointed_at
from tests.demo.shown import broken_promises, shown
from tests.factories import make_delegate, make_exporter

LEAP_DAY = datetime(2028, 2, 29, 12, 0, tzinfo=UTC)
LAST_HOUR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_it_shows_the_same_in_the_last_hour_of_a_year_as_on_any_day(
    cluster, seeded_template, django_db_blocker
):
    """Kept like the template that other tests need as well: each is seeded once per state of the product."""
    with (
        cluster.cloned(cluster.seeded(LAST_HOUR)) as clone,
        django_db_blocker.unblock(),
        pointed_at(clone),
    ):
        assert broken_promises(at=LAST_HOUR) == []
        assert abs(clock.now() - LAST_HOUR) < timedelta(minutes=30), "the clock stands there"
        assert clock.now() < clock.now(), "and ticks"
        _is_seeded_once(LAST_HOUR)
        counts = shown()
    with cluster.cloned(seeded_template) as clone, django_db_blocker.unblock(), pointed_at(clone):
        assert shown() == counts

    assert sum(counts["notifications"].values()) == len(cases())


def _is_seeded_once(at: datetime) -> None:
    before, said = AuditEvent.objects.count(), StringIO()

    call_command("seed_demo", as_of=at.isoformat(), stdout=said)
    with pytest.raises(CommandError, match=f"seeded as of {at:%Y-%m-%d}.* not as of 2029-05-02"):
        call_command("seed_demo", as_of="2029-05-02")

    assert said.getvalue().strip() == "The demonstration is seeded already."
    assert AuditEvent.objects.count() == before


def test_the_base_comes_back_when_the_clock_is_reset(demonstration, capsys):
    clock.move_to(LEAP_DAY)

    call_command("demo_clock", "reset")

    with connection.cursor() as cursor:
        cursor.execute("SELECT core.base_now()")
        base = cursor.fetchone()[0]
    assert abs(clock.now() - base) < timedelta(minutes=1)


def test_a_demonstration_of_the_real_present_takes_no_other(demonstration):
    with pytest.raises(CommandError, match="as of its real present, not as of 2028-02-29T12:00:00Z"):
        call_command("seed_demo", as_of="2028-02-29T12:00:00Z")


@pytest.mark.parametrize("instant", ["2026-02-28T12:00:00Z", "2030-11-01T23:00:00Z", "2199-01-01"])
def test_an_instant_outside_the_span_is_refused_and_marks_nothing(cloned_database, instant):
    with pytest.raises(CommandError, match="from 2026-03-01 to 2030-11-01"):
        call_command("seed_demo", as_of=instant)
    assert not clock.is_demonstration()


@pytest.mark.parametrize("text", ["soon", "+45d", "2027-13-01"])
def test_what_is_no_instant_is_refused_with_an_example(cloned_database, text):
    with pytest.raises(CommandError, match=r"is no instant\. Say 2028-02-29T12:00:00Z"):
        call_command("seed_demo", as_of=text)


@pytest.mark.parametrize("made", [make_exporter, make_delegate])
def test_an_instance_that_somebody_uses_never_becomes_a_demonstration(cloned_database, made):
    made("DE")
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("seed_demo")
    assert not clock.is_demonstration()


def test_the_application_cannot_say_as_of_when(cloned_database, monkeypatch):
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    with pytest.raises(CommandError, match="DATABASE_OWNER_URL"):
        call_command("seed_demo")


def test_another_instant_may_be_chosen_until_the_first_step(cloned_database, monkeypatch):
    """The mark is written before the history, and a history that failed leaves none."""
    monkeypatch.setenv("DATABASE_OWNER_URL", cloned_database.owner_url)
    mark(as_of=LAST_HOUR)
    mark(as_of=LEAP_DAY)

    assert stored_as_of() == LEAP_DAY
    with contextlib.closing(cloned_database.connect(OWNER)) as owner, owner.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core.demonstration")
        assert cursor.fetchone() == (1,)
