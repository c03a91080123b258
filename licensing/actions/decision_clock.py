"""The decision clock's stored side: stops, and the due date they lead to."""

from datetime import datetime

from django.db.models import Max

from exportctl.core.models import User
from exportctl.core.transitions import record
from licensing.models import AuthorisationRequest, ClockStop
from licensing.queries.decision_clock import clock_of
from licensing.rules.decision_clock import ANEW, StopCause
from licensing.rules.requests import REQUEST


def stop_clock(*, request: AuthorisationRequest, cause: str, at: datetime) -> None:
    """Begin a stop unless one is open. The request is locked by the caller."""
    if not ClockStop.objects.filter(request=request, until_at=None).exists():
        ClockStop.objects.create(request=request, cause=cause, from_at=at)


def resume_clock(*, request: AuthorisationRequest, at: datetime) -> None:
    ClockStop.objects.filter(request=request, until_at=None).update(until_at=at)


def restart_clock(*, request: AuthorisationRequest, actor: User, at: datetime) -> None:
    """The period starts anew with the correction of `at`: no day before counts. The caller holds the request."""
    assert request.submitted_at
    earlier = ClockStop.objects.filter(request=request, cause=StopCause.CORRECTED.value)
    since = earlier.aggregate(last=Max("until_at"))["last"] or request.submitted_at
    ClockStop.objects.create(request=request, cause=StopCause.CORRECTED.value, from_at=since, until_at=at)
    store_due_date(request=request, at=at)
    unmoved = {"source": request.status, "target": request.status}
    record(request, ANEW, machine=REQUEST, actor=actor, at=at, **unmoved)


def store_due_date(*, request: AuthorisationRequest, at: datetime) -> None:
    """Store the day the clock now leads to, so that a worklist can sort by it. Null while paused."""
    decision_clock = clock_of(request, at=at)
    request.due_on = decision_clock.due_on if decision_clock else None
    AuthorisationRequest.objects.filter(pk=request.pk).update(due_on=request.due_on)
