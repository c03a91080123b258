"""The decision clock of a request, from its stops and its authority's calendar."""

from datetime import date, datetime

from exportctl.core.calendar import Calendar
from exportctl.core.queries.reference import calendar_of
from licensing.models import AuthorisationRequest, ClockStop
from licensing.rules.clock import DecisionClock, Stop, decision_clock


class Calendars(dict[str, Calendar]):
    """Calendars by Member State, each read once: for a list of clocks."""

    def __missing__(self, code: str) -> Calendar:
        self[code] = calendar_of(code)
        return self[code]


def clock_of(
    request: AuthorisationRequest, *, at: datetime, calendars: Calendars | None = None
) -> DecisionClock | None:
    """The clock at `at`; None before submission. Reads `clock_stops.all()`: prefetch it for a list."""
    if request.submitted_at is None:
        return None
    calendar = (calendars if calendars is not None else Calendars())[str(request.authority.member_state_id)]
    return decision_clock(
        submitted_on=calendar.local_date(request.submitted_at),
        stops=[stop_dates(stop, calendar) for stop in counting_stops(request)],
        calendar=calendar,
        today=calendar.local_date(at),
        days=request.clock_days,
        decided_on=calendar.local_date(request.ended_at) if request.ended_at else None,
    )


def counting_stops(request: AuthorisationRequest) -> list[ClockStop]:
    """Stops that take days out; the one a decision opened does so once the case was reopened."""
    return [stop for stop in request.clock_stops.all() if stop.until_at or stop.cause != "decided"]


def stop_dates(stop: ClockStop, calendar: Calendar) -> Stop:
    until: date | None = calendar.local_date(stop.until_at) if stop.until_at else None
    return calendar.local_date(stop.from_at), until
