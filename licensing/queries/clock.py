"""The decision clock of a request, from its stops and its authority's calendar."""

from datetime import datetime

from exportctl.core.queries.reference import calendar_of
from licensing.models import AuthorisationRequest, DecisionPeriod
from licensing.rules.clock import DECISION_DAYS, DecisionClock, decision_clock


def clock_of(request: AuthorisationRequest, *, at: datetime) -> DecisionClock | None:
    """The clock at `at`; None before submission. Reads `clock_stops.all()`: prefetch it for a list."""
    if request.submitted_at is None:
        return None
    calendar = calendar_of(str(request.authority.member_state_id))
    stops = [
        (calendar.local_date(stop.from_at), calendar.local_date(stop.until_at) if stop.until_at else None)
        for stop in request.clock_stops.all()
        if stop.until_at or stop.cause != "decided"
    ]
    return decision_clock(
        submitted_on=calendar.local_date(request.submitted_at),
        stops=stops,
        calendar=calendar,
        today=calendar.local_date(at),
        days=request.clock_days,
        decided_on=calendar.local_date(request.decided_at) if request.decided_at else None,
    )


def period_of(*, authority_id: object, kind: str) -> int:
    """How many working days the authority has for this kind (Article 12(5): national law)."""
    own = DecisionPeriod.objects.filter(authority=authority_id, kind=kind).values_list("working_days", flat=True)
    return own.first() or DECISION_DAYS
