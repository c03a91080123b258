"""The window of a procedure: each state's last day, and the calendars as they are frozen when it opens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from exportctl.core.calendar import Calendar
from licensing.rules.shapes import JsonObject


@dataclass(frozen=True)
class Due:
    """A state's last day, and the instant from which its position is late."""

    last_day: date
    due_at: datetime


def dues(calendars: Mapping[str, Calendar], *, opened_on: date, working_days: int) -> dict[str, Due]:
    """Each state's end of a window of `working_days` (Regulation 1182/71, Articles 2 and 3).

    The event is the opening, on its Brussels date for all; holidays and midnight are each state's own.
    Raises YearsNotHeld.
    """
    by_state = {}
    for code in sorted(calendars):
        calendar = calendars[code]
        last_day = calendar.last_day(opened_on, working_days)
        by_state[code] = Due(last_day, calendar.due_instant(last_day))
    return by_state


def freeze_calendar(calendar: Calendar, years: Iterable[int]) -> dict[str, Any]:
    """A calendar as plain JSON, reduced to `years`."""
    known_years = sorted(set(years) & calendar.years)
    holidays = sorted(day.isoformat() for day in calendar.holidays if day.year in known_years)
    return {"zone": calendar.zone, "holidays": holidays, "years": known_years}


def thaw_calendar(code: str, frozen: JsonObject) -> Calendar:
    """The calendar that `freeze_calendar` wrote."""
    holidays = frozenset(date.fromisoformat(day) for day in frozen["holidays"])
    return Calendar(code, frozen["zone"], holidays, frozenset(frozen["years"]))
