"""What follows an open question to the exporter: steps towards its answer, and the reminders of its last day."""

from datetime import date
from enum import StrEnum

from exportctl.core.calendar import Calendar
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Date, Object, Text

DAYS_TO_ANSWER = 10  # working days of the authority that are offered for an answer; no law sets them
MOST_DAYS = 2 * 366  # calendar days from today: an answer that is due later was mistyped
DAYS_BEFORE = 3  # working days of the authority, before an exporter's answer is due
DAYS_BEFORE_ADVICE = 3  # calendar days, before a consulted body's advice is due

MOST_REASON = 2000
# Over REST: the exporter's wish, the officer's word on it, and why a question is taken back.
MORE_TIME = Object(
    members={
        "due_on": Date(gap=_("Name the day you need.")),
        "reason": Text(most=MOST_REASON, lines=True, gap=_("Say why you need more time.")),
    }
)
# What the exporter can say now, and what is still to come.
PART_ANSWER = Object(
    members={
        "answer": Text(most=8000, lines=True, gap=_("Write what you can say now.")),
        "missing": Text(most=MOST_REASON, lines=True, gap=_("Say what is still to come.")),
    }
)
TIME_GIVEN = Object(
    members={
        "due_on": Date(gap=_("Name the new day.")),
        "reason": Text(most=MOST_REASON, lines=True, required=False),
    }
)
NO_MORE_TIME = Object(
    members={"reason": Text(most=MOST_REASON, lines=True, gap=_("Say why the day stays as it is."))}
)
WITHDRAWAL = Object(members={"reason": Text(most=MOST_REASON, lines=True, gap=_("Say why."))})


class StepKind(StrEnum):
    PART = "part"  # an answer in part
    TIME_ASKED = "time_asked"
    TIME_GRANTED = "time_granted"
    TIME_DECLINED = "time_declined"


class Reminder(StrEnum):
    SOON = "soon"
    OVERDUE = "overdue"


def out_of_reach(due_on: date, *, today: date) -> object:
    """What is wrong with the day on which an answer is to be there; empty where nothing is."""
    if due_on < today:
        return _("Choose a day from today on.")
    if (due_on - today).days > MOST_DAYS:
        return _("This day is more than two years away. Look at the year, and choose an earlier day.")
    return ""


def reminder_due(*, opened_on: date, due_on: date, today: date, calendar: Calendar) -> Reminder | None:
    """What the exporter is owed on `today` (all dates local to the authority), if anything.

    A question asked within the last days before its own due day needs no second word.
    """
    if today > due_on:
        return Reminder.OVERDUE
    if _is_near(today, due_on, calendar) and not _is_near(opened_on, due_on, calendar):
        return Reminder.SOON
    return None


def _is_near(day: date, due_on: date, calendar: Calendar) -> bool:
    """In working days; in calendar days beyond the years that are held, where an early word does no harm."""
    left = calendar.working_days_if_known(day, due_on)
    return (due_on - day).days <= DAYS_BEFORE if left is None else left <= DAYS_BEFORE
