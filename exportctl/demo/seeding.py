"""Seeding a demonstration: people first, then 400 days of history; all of it or nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from controllist.actions.annex import load_annex
from exportctl.core import clock
from exportctl.core.calendar import brussels_date
from exportctl.core.models import Notice, User
from exportctl.core.queries.reference import calendars
from exportctl.demo.content import cases, export_requests, read
from exportctl.demo.people import settle_people
from exportctl.demo.plan import plan
from exportctl.demo.plan.steps import Step
from exportctl.demo.replay import replay
from exportctl.demo.scene import Scene, Story
from licensing.actions.search_documents import each_written_once
from licensing.models import Exporter
from notifications.actions.reported_figures import Report, load_reports

NEWS = timedelta(days=1)


def is_seeded() -> bool:
    return Exporter.objects.exists()


@transaction.atomic
def seed_demo(*, present: datetime, stays: bool) -> int:
    """Replay the history before `present`, where the clock `stays`, or goes back to real time.

    Needs the reference data. Returns the number of steps played. Raises OutOfSpan.
    """
    steps = plan(at=present, calendars=calendars())
    with _in_one_piece(), each_written_once():
        return _seed(steps, present=present, stays=stays)


@contextmanager
def _in_one_piece() -> Iterator[None]:
    """No act is undone by itself here, so that none needs a savepoint: these were a third of all statements."""
    features: Any = connection.features
    features.uses_savepoints = False
    try:
        yield
    finally:
        features.uses_savepoints = True


def _seed(steps: list[Step], *, present: datetime, stays: bool) -> int:
    started = clock.move_to(steps[0].at - timedelta(days=2))
    load_annex()
    load_reports(reports=_reports(until=brussels_date(present)))
    people = settle_people(at=started)
    played = replay(steps, scene=Scene(people, _stories(people)))
    if stays:
        clock.move_to(present)
    else:
        clock.reset()
    _tell_no_old_news(before=present - NEWS)
    return played


def _stories(people: Mapping[str, User]) -> dict[str, Story]:
    eori = {row["key"]: row["eori"] for row in read("exporters")["exporters"]}
    exporters = {row.eori: row for row in Exporter.objects.select_related("organisation")}
    return {
        key: Story(case, exporters[eori[case["exporter"]]], people)
        for key, case in (cases() | export_requests()).items()
    }


def _reports(*, until: date) -> Iterator[Report]:
    """What authorities reported of each month before the present one, for three years of statistics and more."""
    figures = read("figures")
    for months_ago, number in enumerate(reversed(figures["received"]), start=1):
        yield Report(_month_before(until, months_ago), number)
    for months_ago, outcome, function, destination, number in figures["decided"]:
        yield Report(_month_before(until, months_ago), number, outcome, function, destination)


def _month_before(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def _tell_no_old_news(*, before: datetime) -> None:
    """What was owed in the history was sent in the history: nobody gets 400 days of mail on the first day."""
    Notice.objects.filter(created_at__lt=before).update(delivered_at=F("created_at"))
