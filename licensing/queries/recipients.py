"""Whom a message about a case reaches on its two sides."""

from datetime import datetime

from django.db.models import Q, QuerySet

from exportctl.core import access
from exportctl.core.models import Seat, User
from exportctl.core.queries.people import people_of
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, Conflict
from licensing.queries.absences import running


def officers_told(
    request: AuthorisationRequest, *, actor: User | None = None, at: datetime
) -> list[User] | None:
    """Whom something new on a case concerns at its authority; None for everybody. Nobody is told of their own act.

    Who has the case, their deputy while they are away, and whoever wants to hear of every case.
    """
    colleagues = officers_of(request, at=at)
    if not request.is_assigned(at=at):
        mine = actor is not None and request.authority_id in access.organisation_ids_of(actor, *Permission)
        return list(colleagues.exclude(pk=actor.pk)) if actor and mine else None
    away = running(request.authority, at=at).filter(officer=request.assigned_to_id)
    concerned = Q(pk=request.assigned_to_id) | Q(pk__in=away.values("deputy")) | Q(hears_of_every_case=True)
    told = colleagues.filter(concerned)
    return list(told.exclude(pk=actor.pk) if actor else told)


def colleagues_of(person: User, *, request: AuthorisationRequest, at: datetime) -> list[User]:
    """Who else handles the case's kind there: may have it, or approve what `person` proposed."""
    handling = Seat.objects.live(at=at).granting(Permission.HANDLE, [request.authority_id])
    return list(officers_of(request, at=at).filter(pk__in=handling.values("user")).exclude(pk=person.pk))


def officers_of(request: AuthorisationRequest, *, at: datetime) -> QuerySet[User]:
    """Everybody at the authority who may see the case: not those who stepped back from it."""
    stepped_back = Conflict.objects.standing().filter(request=request).values("officer")
    return people_of(request.authority, at=at).exclude(pk__in=stepped_back)
