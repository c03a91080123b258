"""The days of a case are those of its authority, late in the evening too: chip, timeline and list say the same one."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from exportctl.core.calendar import Calendar
from exportctl.desks.case.presenters.progress import stage
from exportctl.desks.case.presenters.timeline import timeline
from exportctl.desks.exporter.views.columns import _day
from licensing.queries.decision_clock import chip
from licensing.rules.requests import State

NEW_YEAR = date(2028, 1, 1)


def ended_case(zone: str, ended: datetime, status: State):
    organisation = SimpleNamespace(short_name="BAFA", zone=zone)
    return SimpleNamespace(
        kind="notification",
        status=status,
        is_decided=status != State.WITHDRAWN,
        closed_because="",
        created_at=ended,
        submitted_at=ended,
        decided_at=ended,
        changed_at=ended,
        due_on=None,
        awaits_calendar=False,
        authority=organisation,
        exporter=SimpleNamespace(legal_name="Zephyr", organisation=organisation),
        status_label_for=lambda *, is_officer: "Ended",
        get_status_display=lambda: "Ended",
    )


@pytest.mark.parametrize("status", [State.GRANTED, State.WITHDRAWN])
@pytest.mark.parametrize(
    ("zone", "ended", "day"),
    [
        ("Europe/Berlin", datetime(2027, 12, 31, 23, 30, tzinfo=UTC), NEW_YEAR),
        ("Asia/Nicosia", datetime(2027, 12, 31, 23, 30, tzinfo=UTC), NEW_YEAR),
        ("Asia/Nicosia", datetime(2027, 12, 31, 22, 30, tzinfo=UTC), NEW_YEAR),
        ("Europe/Lisbon", datetime(2027, 12, 31, 23, 30, tzinfo=UTC), date(2027, 12, 31)),
    ],
)
def test_every_part_of_the_page_names_the_day_of_the_authority(zone, ended, day, status):
    case = ended_case(zone, ended, status)
    calendar = Calendar("XX", zone, frozenset(), frozenset())

    with override("en"):
        stages = timeline(case, procedure=None, acting="", share=1.0, window=0, zone=ZoneInfo(zone), at=ended)
        written = f"{day.day} {day:%b %Y}"

        assert chip(case, calendar=calendar, at=ended).ended_on == day
        assert {each.when for each in stages[1:] if each.when and "receipt" not in each.when} == {written}
        assert written in stage(case, at=ended).line
        assert _day(ended, ZoneInfo(zone)) == day
