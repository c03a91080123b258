"""The clock chip of a case: days left, counted as its authority counts them, without a query a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from exportctl.core.calendar import BRUSSELS, Calendar
from licensing.models import AuthorisationRequest
from licensing.queries.clock import Calendars
from licensing.rules.requests import State


@dataclass(frozen=True)
class Chip:
    """What look's clock chip shows; what does not apply stays None."""

    days_left: int | None = None
    due_on: date | None = None
    share: float = 0.0
    overdue_days: int = 0
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


def chip(request: AuthorisationRequest, *, calendar: Calendar, at: datetime) -> Chip:
    today = at.astimezone(ZoneInfo(calendar.zone)).date()
    if request.status == State.INFORMATION_REQUESTED:
        opened = _paused_since(request) or at
        since = opened.astimezone(ZoneInfo(calendar.zone)).date()
        return Chip(paused=True, paused_days=calendar.working_days_between(since, today), share=0.5)
    if closes_at := getattr(request, "procedure_closes_at", None):
        return Chip(ended_on=_day_before(closes_at), ended_word=_("decided · closes"), share=1.0)
    if request.is_decided and request.decided_at:
        return Chip(ended_on=request.decided_at.date(), ended_word=_("decided"), share=1.0)
    if request.due_on is None:
        return Chip(ended_on=request.changed_at.date(), ended_word=_("withdrawn"), share=1.0)
    if today > request.due_on:
        over = calendar.working_days_between(request.due_on, today)
        return Chip(overdue_days=max(over, 1), due_on=request.due_on, share=1.0)
    left = calendar.working_days_between(today, request.due_on)
    share = min(max(1 - left / request.clock_days, 0.0), 1.0)
    return Chip(days_left=left, due_on=request.due_on, share=share)


def _paused_since(request: AuthorisationRequest) -> datetime | None:
    """A list has asked for it with the row; for a single case its stops say it."""
    if hasattr(request, "paused_since"):
        return request.paused_since
    return max((stop.from_at for stop in request.clock_stops.all() if stop.until_at is None), default=None)


def _day_before(end: datetime) -> date:
    """The last day of a window that ends at midnight."""
    return (end - timedelta(seconds=1)).astimezone(BRUSSELS).date()
