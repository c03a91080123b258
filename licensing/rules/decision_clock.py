"""The decision clock: the authority's working days after the day of submission, without those of a stop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exportctl.core.calendar import DAY, MOST_WORKING_DAYS, SATURDAY, Calendar, days_between
from exportctl.core.errors import YearsNotHeld
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission

DECISION_DAYS = 30  # where an authority has set no period of its own
SHORTEST_PERIOD, LONGEST_PERIOD = 1, MOST_WORKING_DAYS  # working days

PERIOD_CHANGE = four_eyes_machine(
    "change of a decision period",
    Permission.HANDLE,
    label=pgettext_lazy("thing", "change of a decision period"),
)


class StopCause(StrEnum):
    """Why the clock stands still."""

    INFORMATION = "information"  # a question to the exporter is open
    DECIDED = "decided"  # counts once the case is reopened
    CORRECTED = "corrected"  # by the authority's rule the period starts anew with a correction that weighs


ANEW = "restart_clock"  # what is recorded of it


# The day of the question and the day of the answer; None while it is open.
Stop = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class DecisionClock:
    """A day beyond the years whose holidays are held is not guessed: it is counted once `missing_year` is entered."""

    days: int
    days_used: int | None  # None where today lies beyond the years that are held
    due_on: date | None  # None while paused, where nobody can say, and beyond the years that are held
    paused: bool
    days_left: int | None  # never below 0
    overdue: bool
    missing_year: int | None = None  # whose holidays have to be entered before the last day is known


def decision_clock(
    *,
    submitted_on: date,
    stops: Sequence[Stop],
    calendar: Calendar,
    today: date,
    days: int = DECISION_DAYS,
    decided_on: date | None = None,
) -> DecisionClock:
    """The clock at the end of `today`, or of the day of the decision if that came first (all dates local).

    Day 1 is the first working day after submission; a day touched by a stop is not counted.
    """
    until = min(today, decided_on) if decided_on else today
    paused = any(answered is None for _question, answered in stops)
    used = _days_used(submitted_on, until, calendar, stops)
    # While paused the last day is known only if it had passed before the question.
    last_day = _last_day(submitted_on, days, calendar, stops)
    is_over = last_day is not None and until > last_day
    return DecisionClock(
        days=days,
        days_used=used,
        due_on=None if paused else last_day,
        paused=paused,
        days_left=0 if is_over else None if used is None else max(days - used, 0),
        overdue=is_over,
        missing_year=None if paused or last_day else calendar.missing_year(submitted_on),
    )


def _days_used(submitted_on: date, until: date, calendar: Calendar, stops: Sequence[Stop]) -> int | None:
    try:
        return sum(_counts(day, calendar, stops) for day in days_between(submitted_on, until))
    except YearsNotHeld:
        return None


def _last_day(submitted_on: date, days: int, calendar: Calendar, stops: Sequence[Stop]) -> date | None:
    """None where an open stop begins before, and where the years that are held end before."""
    stands_still_on = min((opened for opened, answered in stops if answered is None), default=date.max)
    day, left = submitted_on, days
    try:
        while left and day < stands_still_on:
            day += DAY
            left -= _counts(day, calendar, stops)
    except YearsNotHeld:
        return None
    return None if left else day


def _counts(day: date, calendar: Calendar, stops: Sequence[Stop]) -> bool:
    """A day of a stop needs no calendar."""
    return not _touched(day, stops) and calendar.is_working_day(day)


def _touched(day: date, stops: Sequence[Stop]) -> bool:
    return any(opened <= day and (answered is None or day <= answered) for opened, answered in stops)


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


def decision_clock_days(
    *, submitted_on: date, stops: Sequence[Stop], calendar: Calendar, until: date
) -> tuple[Day, ...]:
    """Every weekday after `submitted_on` up to and including `until`. Weekends never count and are left out.

    A holiday inside a stop is a holiday: it would not have counted anyway. It ends with the years that are held.
    """
    days, number = [], 0
    for on in days_between(submitted_on, until):
        if on.year not in calendar.years:
            break
        if on.weekday() >= SATURDAY:
            continue
        if not calendar.is_working_day(on):
            days.append(Day(on, DayKind.HOLIDAY))
        elif any(opened <= on and (answered is None or on <= answered) for opened, answered in stops):
            days.append(Day(on, DayKind.STOPPED))
        else:
            number += 1
            days.append(Day(on, DayKind.COUNTED, number))
    return tuple(days)


def day_spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Neighbouring days of a sorted list as first and last: 3, 4, 5, 9 becomes 3–5 and 9–9."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and (day - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
