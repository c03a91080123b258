"""Consultations as they stand, and what a proposal has to wait for."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from licensing.models import AuthorisationRequest, Consultation
from licensing.rules.consultations import Asked, Hindrance, State, hindrances

REMINDED_BEFORE = timedelta(days=3)


def consultations_of(request: AuthorisationRequest) -> QuerySet[Consultation]:
    """With everything a page shows, in a fixed number of queries."""
    rows = request.consultations.select_related("body", "conditions", "asked_by", "request")
    return rows.prefetch_related("advice__recorded_by")


def hindering(
    request: AuthorisationRequest, *, outcome: str, conditions: Sequence[str], today: date
) -> dict[Hindrance, list[Asked]]:
    every = request.consultations.select_related("body", "conditions")
    asked = [Asked(row.body.name, row.status, row.due_on, row.asked_conditions) for row in every]
    return hindrances(asked, outcome=outcome, conditions=conditions, today=today)


def to_be_reminded(*, at: datetime) -> list[UUID]:
    """Bodies whose day is near and who were not reminded in this round; nobody waits for them in an ended case."""
    near = (at + REMINDED_BEFORE).date()
    open_cases = AuthorisationRequest.objects.open()
    waiting = Consultation.objects.filter(
        status=State.ASKED.value, reminded_at=None, due_on__lte=near, request__in=open_cases
    )
    return list(waiting.order_by("due_on", "pk").values_list("pk", flat=True)[:200])
