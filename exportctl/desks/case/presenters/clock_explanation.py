"""How a case's last day is reckoned: what counted, what did not and why, month by month, for both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from exportctl.core.calendar import Calendar
from exportctl.core.queries.reference import holiday_names
from licensing.models import AuthorisationRequest, ClockStop
from licensing.queries.decision_clock import Calendars, clock_of, counting_stops, stop_dates
from licensing.rules.decision_clock import (
    Day,
    DayKind,
    DecisionClock,
    Stop,
    day_spans,
    decision_clock,
    decision_clock_days,
)


@dataclass(frozen=True)
class Month:
    """One month's weekdays after the submission."""

    first: date
    counted: list[tuple[date, date]]  # spans of days that counted
    numbers: tuple[int, int] | None  # which working days of the period they were: the first and the last
    holidays: list[tuple[date, str]]
    stopped: list[tuple[date, date]]
    to_come: int  # how many of the counted days lie after today

    @property
    def count(self) -> int:
        return self.numbers[1] - self.numbers[0] + 1 if self.numbers else 0


@dataclass(frozen=True)
class Pause:
    """A stretch during which the clock stood still; both ends are days that did not count."""

    from_on: date
    until_on: date | None
    cause: str
    label: str
    working_days: int


@dataclass(frozen=True)
class ClockExplanation:
    clock: DecisionClock
    submitted_on: date
    today: date
    ended_on: date | None
    if_answered_today: date | None  # the last day, were the last open question answered today
    months: list[Month]
    pauses: list[Pause]

    @property
    def used(self) -> int | None:
        """Days of the period that are over; of a late decision the whole period. None where nobody can count them."""
        if self.clock.days_used is None:
            return self.clock.days if self.clock.overdue else None
        return min(self.clock.days_used, self.clock.days)

    @property
    def late_by(self) -> int:
        return max((self.clock.days_used or 0) - self.clock.days, 0)


def clock_explanation(
    request: AuthorisationRequest, *, calendar: Calendar, at: datetime
) -> ClockExplanation | None:
    """The whole explanation at `at`; None before submission. It ends with the years whose holidays are held."""
    clock = clock_of(request, at=at, calendars=Calendars({calendar.code: calendar}))
    if clock is None or request.submitted_at is None:
        return None
    stops = counting_stops(request)
    dates = [stop_dates(stop, calendar) for stop in stops]
    submitted_on, today = calendar.local_date(request.submitted_at), calendar.local_date(at)
    ended_on = calendar.local_date(request.ended_at) if request.ended_at else None
    until = ended_on or clock.due_on or _reckoned_until(clock, calendar, today)
    days = decision_clock_days(submitted_on=submitted_on, stops=dates, calendar=calendar, until=until)
    return ClockExplanation(
        clock=clock,
        submitted_on=submitted_on,
        today=today,
        ended_on=ended_on,
        if_answered_today=_if_answered(request, calendar, dates, today) if clock.paused else None,
        months=_months(days, calendar, today),
        pauses=[_pause(stop, days, calendar) for stop in stops],
    )


def _reckoned_until(clock: DecisionClock, calendar: Calendar, today: date) -> date:
    """Where no last day is known: until today, or as far as days can be counted."""
    return date(max(calendar.years), 12, 31) if clock.missing_year and calendar.years else today


def _if_answered(
    request: AuthorisationRequest, calendar: Calendar, stops: Sequence[Stop], today: date
) -> date | None:
    assert request.submitted_at
    closed = [(from_on, until_on or today) for from_on, until_on in stops]
    then = decision_clock(
        submitted_on=calendar.local_date(request.submitted_at),
        stops=closed,
        calendar=calendar,
        today=today,
        days=request.clock_days,
    )
    return then.due_on


def _months(days: Sequence[Day], calendar: Calendar, today: date) -> list[Month]:
    names = holiday_names(calendar.code, [day.on for day in days if day.kind == DayKind.HOLIDAY])
    return [
        _month(list(of_month), names, today)
        for _first, of_month in groupby(days, key=lambda day: day.on.replace(day=1))
    ]


def _month(days: list[Day], names: dict[date, str], today: date) -> Month:
    counted = [day for day in days if day.kind == DayKind.COUNTED]
    numbers = [day.number for day in counted if day.number]
    return Month(
        first=days[0].on.replace(day=1),
        counted=day_spans([day.on for day in counted]),
        numbers=(numbers[0], numbers[-1]) if numbers else None,
        holidays=[(day.on, names.get(day.on, "")) for day in days if day.kind == DayKind.HOLIDAY],
        stopped=day_spans([day.on for day in days if day.kind == DayKind.STOPPED]),
        to_come=sum(day.on > today for day in counted),
    )


def _pause(stop: ClockStop, days: Sequence[Day], calendar: Calendar) -> Pause:
    from_on, until_on = stop_dates(stop, calendar)
    lost = [
        day
        for day in days
        if day.kind == DayKind.STOPPED and from_on <= day.on and (until_on is None or day.on <= until_on)
    ]
    return Pause(from_on, until_on, stop.cause, str(stop.get_cause_display()), len(lost))
