"""The officer's worklist: everything an authority has, by clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest
from licensing.models.messages import unread_count
from licensing.rules.messages import Side
from licensing.rules.requests import OPEN, State

PAGE = 50
OPEN_STATES = [state.value for state in OPEN]
# Three working days reach at most over a long weekend with a holiday on either side.
NEAR = timedelta(days=5)

VIEWS = {
    "mine": _("Mine"),
    "unassigned": _("Unassigned"),
    "due": _("Due soon"),
    "waiting": _("Waiting for the exporter"),
    "approve": _("To approve"),
    "procedure": _("In procedure"),
    "open": _("All open"),
    "all": _("All cases"),
}


@dataclass(frozen=True)
class View:
    key: str
    label: object
    count: int


def _filters(user: User, at: datetime) -> dict[str, Q]:
    is_open = Q(status__in=OPEN_STATES)
    return {
        "mine": is_open & Q(assigned_to=user),
        "unassigned": is_open & Q(assigned_to=None),
        "due": is_open & Q(due_on__lte=(at + NEAR).date()),
        "waiting": Q(status=State.INFORMATION_REQUESTED.value),
        # What waits for a second pair of eyes: not one's own proposals.
        "approve": Q(status=State.PROPOSED.value) & ~Q(assigned_to=user),
        "procedure": Q(procedures__status="open"),
        "open": is_open,
        "all": Q(),
    }


def _cases(user: User) -> QuerySet[AuthorisationRequest]:
    authorities = access.organisation_ids_of(user, Permission.HANDLE)
    return AuthorisationRequest.objects.visible_to(user).filter(authority__in=authorities)


def worklist(user: User, *, view: str, words: str, at: datetime) -> QuerySet[AuthorisationRequest]:
    """The cases of one view, the most urgent first; decided and paused ones, which have no day, last."""
    found = _cases(user).filter(_filters(user, at)[view])
    if words:
        found = found.filter(
            Q(reference__icontains=words)
            | Q(item_name__icontains=words)
            | Q(exporter__legal_name__icontains=words)
        )
    return (
        found.select_related("exporter__organisation", "authority__member_state", "assigned_to")
        .prefetch_related("clock_stops")
        .annotate(unread=unread_count(user, side=Side.AUTHORITY))
        .order_by(F("due_on").asc(nulls_last=True), "-submitted_at", "pk")
    )


def views(user: User, *, at: datetime) -> list[View]:
    """Every view with its number of cases, in one query."""
    filters = _filters(user, at)
    counts: dict[str, Any] = _cases(user).aggregate(
        **{key: Count("pk", filter=condition, distinct=True) for key, condition in filters.items()}
    )
    return [View(key, label, counts[key]) for key, label in VIEWS.items()]
