"""The decision clock of a request, from its stops and its authority's calendar, and its chip in a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from exportctl.core.calendar import DAY, Calendar, last_date
from exportctl.core.queries.reference import calendar_of
from licensing.models import AuthorisationRequest, ClockStop
from licensing.models.amendments import declaration_of
from licensing.rules.amendments import weighs
from licensing.rules.decision_clock import DecisionClock, Stop, StopCause, decision_clock
from licensing.rules.requests import State
from licensing.rules.shapes import JsonObject


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
    return [stop for stop in request.clock_stops.all() if stop.until_at or stop.cause != StopCause.DECIDED]


def stop_dates(stop: ClockStop, calendar: Calendar) -> Stop:
    until: date | None = calendar.local_date(stop.until_at) if stop.until_at else None
    return calendar.local_date(stop.from_at), until


@dataclass(frozen=True)
class Chip:
    """What look's clock chip shows; what does not apply stays None, and so does what no calendar held can count."""

    days_left: int | None = None
    due_on: date | None = None
    share: float = 0.0
    overdue_days: int = 0
    is_over: bool = False
    paused: bool = False
    paused_days: int = 0
    ended_on: date | None = None
    ended_word: str = ""
    owner: str = ""
    why: str = ""


def chips(requests: Iterable[AuthorisationRequest], *, at: datetime) -> dict[object, Chip]:
    """One chip a request, by its key; one calendar a state. Needs `clock_stops` prefetched."""
    calendars = Calendars()
    return {
        request.pk: chip(request, calendar=calendars[str(request.authority.member_state_id)], at=at)
        for request in requests
    }


def begins_anew(request: AuthorisationRequest, body: JsonObject) -> bool:
    """Does the period start anew with this correction, by the rule under which the request was sent?

    To write out what a box is taken to say where it is left empty changes nothing.
    """
    if not request.clock_starts_anew:
        return False
    shown, state = declaration_of(request.kind).shown, str(request.exporter.organisation.member_state_id)
    return weighs(shown(request.body, state), shown(body, state))


def chip(request: AuthorisationRequest, *, calendar: Calendar, at: datetime) -> Chip:
    today = calendar.local_date(at)
    if request.status == State.INFORMATION_REQUESTED:
        opened = _paused_since(request) or at
        # The day of the question does not count either: the page that explains the clock says so of both ends.
        paused_days = calendar.working_days_if_known(calendar.local_date(opened) - DAY, today)
        return Chip(paused=True, paused_days=paused_days or 0, share=0.5)
    if closes_at := getattr(request, "procedure_closes_at", None):
        return Chip(ended_on=last_date(closes_at), ended_word=_("decided · closes"), share=1.0)
    if request.is_decided and request.decided_at:
        return Chip(ended_on=calendar.local_date(request.decided_at), ended_word=_("decided"), share=1.0)
    if request.awaits_calendar:
        return Chip()
    if request.due_on is None:
        word = pgettext("decision clock", "closed") if request.closed_because else _("withdrawn")
        return Chip(ended_on=calendar.local_date(request.changed_at), ended_word=word, share=1.0)
    if today > request.due_on:
        over = calendar.working_days_if_known(request.due_on, today)
        overdue_days = 0 if over is None else max(over, 1)
        return Chip(overdue_days=overdue_days, is_over=True, due_on=request.due_on, share=1.0)
    return _running(request, request.due_on, calendar, today)


def pressing_chip(request: AuthorisationRequest, *, calendar: Calendar, at: datetime) -> Chip:
    """For a list by what presses: of an urgent case that runs the day by which it is urgent, where that is nearer."""
    by_law, today = chip(request, calendar=calendar, at=at), calendar.local_date(at)
    if by_law.days_left is None or not request.urgent_on or not today <= request.urgent_on:
        return by_law
    return _running(request, min(request.urgent_on, request.due_on or request.urgent_on), calendar, today)


def _running(request: AuthorisationRequest, due_on: date, calendar: Calendar, today: date) -> Chip:
    left = calendar.working_days_between(today, due_on)
    share = min(max(1 - left / request.clock_days, 0.0), 1.0)
    return Chip(days_left=left, due_on=due_on, share=share)


def _paused_since(request: AuthorisationRequest) -> datetime | None:
    """When the open stop began: annotated on the row of a list, else read from the case's stops."""
    if hasattr(request, "paused_since"):
        annotated: datetime | None = request.paused_since
        return annotated
    return max((stop.from_at for stop in request.clock_stops.all() if stop.until_at is None), default=None)
