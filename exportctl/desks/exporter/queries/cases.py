"""The exporter's desk: drafts, cases, and what waits for an answer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Prefetch, Q, QuerySet, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, InformationRequest, RequestLine, RequestParty
from licensing.models.messages import unread_count
from licensing.rules.messages import Side
from licensing.rules.requests import DECIDED, OPEN, State
from licensing.rules.versions import Role
from notifications.queries.notifications import drafts

OWED = Q(information_requests__answered_at=None, information_requests__withdrawn_at=None)
DRAFTS = "drafts"
OPEN_STATES = [state.value for state in OPEN]
VIEWS = {
    "sent": _("All sent"),
    "you": _("Waiting for you"),
    "authority": _("With the authority"),
    "states": _("With the Member States"),
    "decided": _("Decided"),
    "withdrawn": _("Withdrawn"),
    DRAFTS: _("Drafts"),
}
SORTS = {
    "reference": F("reference"),
    "item": Lower("line__name"),
    "sent": F("submitted_at"),
    "due": F("due_on"),
}


@dataclass(frozen=True)
class View:
    key: str
    label: object
    count: int


def cases(user: Any) -> QuerySet[AuthorisationRequest]:
    """What was sent, the newest first, with what stage and clock chip need."""
    return (
        _sent(user)
        .as_listed()
        .select_related("exporter__organisation", "authority__member_state", "notification")
        .prefetch_related("clock_stops", "procedures")
        .annotate(
            answer_due=Min("information_requests__due_on", filter=OWED),
            unread=unread_count(user, side=Side.EXPORTER),
        )
        .order_by("-submitted_at", "-pk")
    )


def listed(user: Any, *, view: str, words: str, sort: str) -> QuerySet[AuthorisationRequest]:
    """The sent ones of one view; `sort` is a column, with a minus for the other way round."""
    found = cases(user).filter(_filters()[view])
    if words:
        lines = RequestLine.objects.filter(version=OuterRef("version"))
        end_users = RequestParty.objects.filter(version=OuterRef("version"), role=Role.END_USER.value)
        found = found.filter(
            Q(reference__icontains=words)
            | Q(notification__reference__icontains=words)
            | Q(Exists(lines.filter(name__icontains=words)))
            | Q(Exists(end_users.filter(name__icontains=words)))
        )
    column = SORTS[sort.removeprefix("-")]
    order = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return found.order_by(order, "-submitted_at", "-pk")


def views(user: Any) -> list[View]:
    """Every view with its number, in two queries."""
    filters = _filters()
    counts = _sent(user).aggregate(
        **{key: Count("pk", filter=condition, distinct=True) for key, condition in filters.items()}
    )
    counts[DRAFTS] = drafts(user).count()
    return [View(key, label, counts[key]) for key, label in VIEWS.items()]


def under_way(user: Any) -> QuerySet[AuthorisationRequest]:
    """For the overview: what is not decided first, the most urgent on top, then the latest decisions."""
    decided = Case(When(status__in=OPEN_STATES, then=0), default=1, output_field=IntegerField())
    return cases(user).order_by(decided, F("due_on").asc(nulls_last=True), "-submitted_at", "-pk")


def owed_answers(user: Any) -> QuerySet[InformationRequest]:
    """Questions that wait for this exporter, the most urgent first."""
    mine = InformationRequest.objects.open().filter(
        request__exporter__in=access.organisation_ids_of(user, Permission.FILE),
        request__status="information_requested",
    )
    requests = AuthorisationRequest.objects.as_listed().select_related("authority")
    return mine.prefetch_related(Prefetch("request", requests)).order_by("due_on", "asked_at")


def _sent(user: Any) -> QuerySet[AuthorisationRequest]:
    exporters = access.organisation_ids_of(user, Permission.FILE)
    return AuthorisationRequest.objects.visible_to(user).filter(
        exporter__in=exporters, submitted_at__isnull=False
    )


def _filters() -> dict[str, Q]:
    asked = Q(status=State.INFORMATION_REQUESTED.value)
    return {
        "sent": Q(),
        "you": asked,
        "authority": Q(status__in=OPEN_STATES) & ~asked,
        "states": Q(status=State.REFUSED.value, procedures__status="open"),
        "decided": Q(status__in=[state.value for state in DECIDED]),
        "withdrawn": Q(status=State.WITHDRAWN.value),
    }
