"""Who stands in for whom, on a day of the authority."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from exportctl.core import access
from exportctl.core.calendar import local_date
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from licensing.models import Absence, AuthorisationRequest


def running(authority: Organisation, *, at: datetime) -> QuerySet[Absence]:
    """The absences that hold at this authority on its local day; for whoever left nobody stands in."""
    today = local_date(at, zone_of(authority))
    present = Seat.objects.live(at=at).granting(Permission.HANDLE, [authority.pk])
    absences = Absence.objects.filter(authority=authority, officer__in=present.values("user"))
    return absences.running(on=today)


def acts_for_assignee(request: AuthorisationRequest, user: User, *, at: datetime) -> bool:
    """Did the officer take the case, or do they stand in today for the one who did?"""
    if request.assigned_to_id == user.pk:
        return True
    away = running(request.authority, at=at).filter(officer=request.assigned_to_id, deputy=user)
    return request.assigned_to_id is not None and away.exists()


def stood_in_for(user: User, *, at: datetime) -> QuerySet[Absence, Any]:
    """The colleagues in whose place the officer acts today, by id; made for use inside another query."""
    here = Absence.objects.none()
    for authority in access.organisations_of(user, Permission.HANDLE):
        here |= running(authority, at=at)
    return here.filter(deputy=user).order_by().values_list("officer_id", flat=True)


def ahead(authority: Organisation, *, at: datetime) -> QuerySet[Absence]:
    """Absences that run or are to come, the nearest first."""
    today = local_date(at, zone_of(authority))
    live = Absence.objects.filter(authority=authority, ended_at=None, until_on__gte=today)
    return live.select_related("officer", "deputy").order_by("from_on", "pk")
