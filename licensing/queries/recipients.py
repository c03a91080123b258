"""Whom a message about a case reaches on its two sides."""

from datetime import datetime

from django.db.models import QuerySet

from exportctl.core.models import User
from exportctl.core.queries.people import people_of
from licensing.models import AuthorisationRequest, Conflict


def officer_in_charge(request: AuthorisationRequest, *, at: datetime) -> list[User] | None:
    """The officer who has the case; None when nobody has it or they have left: then all officers are told."""
    if not request.is_assigned(at=at):
        return None
    return list(officers_of(request, at=at).filter(pk__in=[request.assigned_to_id])) or None


def officers_of(request: AuthorisationRequest, *, at: datetime) -> QuerySet[User]:
    """Everybody at the authority who may see the case: not those who stepped back from it."""
    stepped_back = Conflict.objects.standing().filter(request=request).values("officer")
    return people_of(request.authority, at=at).exclude(pk__in=stepped_back)
