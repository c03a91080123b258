"""Who is the second officer of urgent cases at an authority, on a day of its own."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from exportctl.core import access
from exportctl.core.calendar import local_date
from exportctl.core.models import Organisation, Seat, User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import OrganisationKind, Permission
from licensing.models import AuthorisationRequest, Conflict, DutyTurn, Proposal
from licensing.queries.absences import running


def on_duty(authority: Organisation, *, at: datetime) -> QuerySet[User]:
    """The roster's officers of the day; in the place of whoever is away their deputy, and none who left."""
    turns = DutyTurn.objects.filter(authority=authority).running(on=local_date(at, zone_of(authority)))
    away = running(authority, at=at).filter(officer__in=turns.values("officer"))
    here = Q(pk__in=turns.values("officer")) & ~Q(pk__in=away.values("officer"))
    seats = Seat.objects.live(at=at).granting(Permission.HANDLE, [authority.pk])
    officers = User.objects.filter(here | Q(pk__in=away.values("deputy")), is_active=True)
    return officers.filter(pk__in=seats.values("user")).order_by("email")


def second_officers_on_duty(request: AuthorisationRequest, *, proposal: Proposal, at: datetime) -> list[User]:
    """Of those on duty who may approve it: not its proposer, none who did so already, none who stepped back."""
    there = list(on_duty(request.authority, at=at))
    if not there:
        return []
    stepped_back = Conflict.objects.standing().filter(request=request, officer__in=there)
    out = {
        proposal.proposed_by_id,
        proposal.seconded_by_id,
        *stepped_back.values_list("officer_id", flat=True),
    }
    return [officer for officer in there if officer.pk not in out]


def authority_of(user: User) -> Organisation | None:
    """Whose roster the person reads: where they handle cases, else the authority whose people they administer."""
    authority = access.principal_of(user, Permission.HANDLE) or access.principal_of(user, Permission.MANAGE)
    return authority if authority and authority.kind == OrganisationKind.AUTHORITY else None


def turns_ahead(authority: Organisation, *, at: datetime) -> QuerySet[DutyTurn]:
    """Turns that run or are to come, the nearest first."""
    today = local_date(at, zone_of(authority))
    rows = DutyTurn.objects.filter(authority=authority, removed_at=None, until_on__gte=today)
    return rows.select_related("officer", "entered_by").order_by("from_on", "pk")


def show_turn(turn: DutyTurn) -> dict[str, Any]:
    """For machines."""
    return {
        "id": str(turn.pk),
        "officer": turn.officer.email,
        "name": turn.officer.name,
        "from_on": turn.from_on.isoformat(),
        "until_on": turn.until_on.isoformat(),
    }
