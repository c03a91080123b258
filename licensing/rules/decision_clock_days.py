"""The decision clock told day by day: which days counted, which did not, and why. The same count as the clock's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exportctl.core.calendar import SATURDAY, Calendar, days_between
from licensing.rules.clock import Stop


class DayKind(StrEnum):
    COUNTED = "counted"
    HOLIDAY = "holiday"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday after the submission. `number` says which working day it is; None when it does not count."""

    on: date
    kind: DayKind
    number: int | None = None


def reckoning(
    *, submitted_on: date, stops: Sequence[Stop], calendar: Calendar, until: date
) -> tuple[Day, ...]:
    """Every weekday after `submitted_on` up to and including `until`. Weekends never count and are left out.

    A holiday inside a stop is a holiday: it would not have counted anyway. Raises YearsNotHeld.
    """
    days, number = [], 0
    for on in days_between(submitted_on, until):
        if on.weekday() >= SATURDAY:
            continue
        if not calendar.is_working_day(on):
            days.append(Day(on, DayKind.HOLIDAY))
        elif any(asked <= on and (answered is None or on <= answered) for asked, answered in stops):
            days.append(Day(on, DayKind.STOPPED))
        else:
            number += 1
            days.append(Day(on, DayKind.COUNTED, number))
    return tuple(days)


def spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Neighbouring days of a sorted list as first and last: 3, 4, 5, 9 becomes 3–5 and 9–9."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and (day - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
