"""The exporter's desk: drafts, cases, and what waits for an answer."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from exportctl.core import access
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, InformationRequest
from notifications.models import CatchAllNotification


def drafts(user: Any) -> QuerySet[CatchAllNotification]:
    mine = CatchAllNotification.objects.filter(
        exporter__in=access.organisation_ids_of(user, Permission.FILE), status="draft"
    )
    return mine.select_related("changed_by").order_by("-changed_at")


def cases(user: Any) -> QuerySet[AuthorisationRequest]:
    """What was sent, the newest first, with what the clock chip needs."""
    mine = AuthorisationRequest.objects.filter(
        exporter__in=access.organisation_ids_of(user, Permission.FILE), submitted_at__isnull=False
    )
    return (
        mine.select_related("exporter", "authority__member_state")
        .prefetch_related("clock_stops")
        .annotate(owed=Count("information_requests", filter=Q(information_requests__answered_at=None)))
        .order_by("-submitted_at", "-pk")
    )


def owed_answers(user: Any) -> QuerySet[InformationRequest]:
    """Questions that wait for this exporter, the most urgent first."""
    mine = InformationRequest.objects.filter(
        request__exporter__in=access.organisation_ids_of(user, Permission.FILE),
        answered_at=None,
        request__status="information_requested",
    )
    return mine.select_related("request__authority").order_by("due_on", "asked_at")
