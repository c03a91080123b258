"""How long somebody has to contest a decision: periods in days, weeks and months, as dates."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from exportctl.core.calendar import Calendar
from licensing.rules.requests import Outcome

BURDENSOME = (Outcome.REFUSE, Outcome.GRANT_WITH_CONDITIONS, Outcome.AUTHORISATION_REQUIRED)


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


def is_contestable(outcome: str, *, burdens: Collection[object]) -> bool:
    """Does a decision state a remedy? Where it burdens its addressee (`licensing/rules/hearings.py`), or binds it."""
    return outcome in BURDENSOME or bool(burdens)


@dataclass(frozen=True, slots=True)
class Period:
    count: int
    unit: Unit


def last_day_to_appeal(*, notified_on: date, period: Period, calendar: Calendar) -> date:
    """The last day, counted from the day on which the decision was told; that day itself does not count.

    A month ends on the day of the same number, or on the month's last (Regulation 1182/71, Article 3(2)(c)); a
    period that would end on a Saturday, Sunday or public holiday ends with the next working day (Article 3(4)).
    Raises YearsNotHeld.
    """
    day = _end_of(notified_on, period)
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)


def _end_of(start: date, period: Period) -> date:
    if period.unit == Unit.DAYS:
        return start + timedelta(days=period.count)
    if period.unit == Unit.WEEKS:
        return start + timedelta(weeks=period.count)
    months = start.year * 12 + start.month - 1 + period.count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
