"""How long each step of a case takes at an authority, in its working days, by month of the decision."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from exportctl.core.calendar import Calendar, days_between
from exportctl.core.errors import YearsNotHeld
from exportctl.core.models import Organisation

MONTHS = 12
STEPS = {
    "taken": _("Submitted to taken"),
    "proposed": _("Taken to first proposal"),
    "decided": _("Proposal to decision"),
    "whole": _("Submitted to decision"),
}

# Each day has the number of working days until its end: a step is the difference of two numbers.
PACE = """
WITH numbered (day, number) AS (SELECT * FROM unnest(%(days)s::date[], %(numbers)s::int[])),
     decided AS (
  SELECT request.id,
         date_trunc('month', request.decided_at AT TIME ZONE %(zone)s)::date AS month,
         (request.submitted_at AT TIME ZONE %(zone)s)::date AS submitted_on,
         (request.decided_at AT TIME ZONE %(zone)s)::date AS decided_on,
         (SELECT min(event.at) FROM core_auditevent AS event
           WHERE event.object_id = request.id AND event.event = 'take') AT TIME ZONE %(zone)s AS taken_at,
         (SELECT min(proposal.proposed_at) FROM licensing_proposal AS proposal
           WHERE proposal.request_id = request.id) AT TIME ZONE %(zone)s AS proposed_at
    FROM licensing_authorisationrequest AS request
   WHERE request.authority_id = %(authority)s AND request.decided_at >= %(since)s AND request.decided_at <= %(at)s
),
     taking AS (
  SELECT decided.month, taken.number - submitted.number AS taken, proposed.number - taken.number AS proposed,
         ended.number - proposed.number AS decided, ended.number - submitted.number AS whole
    FROM decided
    JOIN numbered AS submitted ON submitted.day = decided.submitted_on
    JOIN numbered AS taken ON taken.day = decided.taken_at::date
    JOIN numbered AS proposed ON proposed.day = decided.proposed_at::date
    JOIN numbered AS ended ON ended.day = decided.decided_on
)
SELECT month, count(*),
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY taken),
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY proposed),
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY decided),
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY whole)
  FROM taking GROUP BY month ORDER BY month
"""


@dataclass(frozen=True)
class Step:
    """Half of the cases took at most `median` working days, nine in ten at most `ninetieth`."""

    median: float
    ninetieth: float


@dataclass(frozen=True)
class Month:
    """The cases decided in one month; `steps` in the order of STEPS."""

    month: date
    cases: int
    steps: tuple[Step, ...]

    @property
    def whole(self) -> Step:
        return self.steps[-1]

    @property
    def named(self) -> list[tuple[Step, object]]:
        return list(zip(self.steps, STEPS.values(), strict=True))


def pace(authority: Organisation, *, calendar: Calendar, at: datetime) -> list[Month]:
    """The last twelve months in which something was decided, the earliest first."""
    today = calendar.local_date(at)
    first = (today.replace(day=1) - timedelta(days=31 * (MONTHS - 1))).replace(day=1)
    days, numbers = _numbered(calendar, first - timedelta(days=400), today)
    given: dict[str, Any] = {
        "days": days,
        "numbers": numbers,
        "zone": calendar.zone,
        "authority": authority.pk,
        "since": calendar.due_instant(first - timedelta(days=1)),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(PACE, given)
        return [_month(row) for row in cursor.fetchall()]


def without_gaps(months: Sequence[Month]) -> list[Month]:
    """The months between the first and the last, those without a decision as well."""
    known = {each.month: each for each in months}
    shown: list[Month] = []
    month = months[0].month if months else date.max
    while months and month <= months[-1].month:
        shown.append(known.get(month) or Month(month, 0, tuple(Step(0, 0) for _step in STEPS)))
        month = (month + timedelta(days=31)).replace(day=1)
    return shown


def _numbered(calendar: Calendar, first: date, last: date) -> tuple[list[date], list[int]]:
    """Each day with how many working days have passed; days of a year that is not held are left out."""
    days, numbers, passed = [], [], 0
    for day in days_between(first, last):
        try:
            passed += calendar.is_working_day(day)
        except YearsNotHeld:
            continue
        days.append(day)
        numbers.append(passed)
    return days, numbers


def _month(row: tuple) -> Month:
    month, cases, *steps = row
    return Month(month, cases, tuple(Step(*pair) for pair in steps))


def bars(months: Iterable[Month], *, period: int) -> dict[str, Any]:
    """Each month as one bar of its steps' medians, in the order of the work, against the line of the period.

    Shares of the widest of them, ready to be drawn: `x` and `width` of each step, `line` of the period.
    """
    shown = list(months)
    longest = max([period, *(sum(step.median for step in month.steps[:-1]) for month in shown)]) * 1.05 or 1
    rows = [{"month": month, "parts": list(_parts(month, longest))} for month in shown]
    return {"rows": rows, "line": f"{100 * period / longest:.2f}%", "period": period}


def _parts(month: Month, longest: float) -> Iterator[dict[str, str]]:
    start = 0.0
    for name, step in zip(STEPS, month.steps[:-1], strict=False):
        yield {
            "name": name,
            "x": f"{100 * start / longest:.2f}%",
            "width": f"{100 * step.median / longest:.2f}%",
        }
        start += step.median
