"""Whose cases are nobody's once a seat has ended (`licensing.models.requests.is_assigned`)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import ngettext

from exportctl.core.models import Seat
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest
from licensing.models.requests import AuthorisationRequestQuerySet

TOLD_FOR = timedelta(days=7)  # after its last day, should no worker have run


def cases_of(seat: Seat) -> AuthorisationRequestQuerySet:
    """The open cases that were given to the person at the seat's authority."""
    if seat.permission.codename != Permission.HANDLE:
        return AuthorisationRequest.objects.none()
    return AuthorisationRequest.objects.open().filter(
        assigned_to=seat.user_id, authority=seat.content_object_id
    )


def seats_run_out(*, at: datetime) -> QuerySet[Seat]:
    """Officers' seats that ended by their date of late."""
    seats = Seat.objects.filter(removed_at=None, ends_at__lte=at, ends_at__gt=at - TOLD_FOR)
    return seats.filter(permission__codename=Permission.HANDLE.value).select_related(
        "permission", "content_object"
    )


def if_seat_ends(seat: Seat, *, at: datetime) -> list[Any]:
    """For whoever is about to end it: how many cases go back to Unassigned."""
    count = cases_of(seat).assigned(at=at).count()
    if not count:
        return []
    sentence = ngettext(
        "<b>{n} open case</b> goes back to Unassigned; the team is told.",
        "<b>{n} open cases</b> go back to Unassigned; the team is told.",
        count,
    )
    return [format_html(sentence, n=count)]
