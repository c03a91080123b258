"""When an authority is told that its silence is about to count (Articles 14, 16(5) and 21(4)). Pure."""

from datetime import date

from exportctl.core.calendar import Calendar

DAYS_BEFORE = (3, 1)  # working days before the last, after a first word at half time


def alarm_due(*, asked_on: date, due_on: date, today: date, calendar: Calendar) -> int | None:
    """The last of its alarms that is due on `today`: so many working days before the end; None before half time.

    All dates are local to the authority that is silent. Raises YearsNotHeld.
    """
    half = calendar.working_days_between(asked_on, due_on) // 2
    left = calendar.working_days_between(today, due_on)
    return min((days for days in (half, *DAYS_BEFORE) if left <= days), default=None)
