"""The exporter's desk: drafts, cases, and what waits for an answer."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from licensing.models import AuthorisationRequest, Draft, InformationStep, RequestLine, RequestParty
from licensing.models.messages import unread_count
from licensing.models.requests import AuthorisationRequestQuerySet, is_at
from licensing.queries.exporters import exporter_ids
from licensing.queries.request_drafts import request_drafts
from licensing.rules.messages import Side
from licensing.rules.requests import CLOSED, DECIDED, OPEN, State
from licensing.rules.versions import Role
from notifications.queries.notifications import drafts as notification_drafts

OWED = Q(information_requests__answered_at=None, information_requests__withdrawn_at=None)
DRAFTS = "drafts"
OPEN_STATES = [state.value for state in OPEN]
VIEWS = {
    "sent": _("All sent"),
    "you": _("Waiting for you"),
    "authority": _("With the authority"),
    "decided": _("Decided"),
    "states": _("Decided, with the Member States now"),
    "withdrawn": _("Withdrawn"),
    CLOSED: _("Closed without a decision"),
    DRAFTS: _("Drafts"),
}
SORTS = {  # the column, and what it is sorted by
    "reference": (_("Reference"), "reference"),
    "item": (_("Item"), "item_name"),
    "sent": (_("Stage"), "submitted_at"),
    "due": (_("Clock"), "due_on"),
}


@dataclass(frozen=True, kw_only=True)
class CaseFilter(ListFilter):
    """What the address asks of an exporter's cases."""

    view: str = fields.code(VIEWS, "sent", narrows=False)
    words: str = fields.words(name="q")
    company: str = fields.key()
    sort: str = fields.sort(SORTS, "-sent")


@dataclass(frozen=True)
class View:
    key: str
    label: object
    count: int


@dataclass(frozen=True, kw_only=True)
class OverviewFilter(ListFilter):
    """What the address asks of the overview."""

    company: str = fields.key()


def cases(user: Any, *, company: str = "") -> AuthorisationRequestQuerySet:
    """What was sent, the newest first, with what stage and clock chip need; of all its companies, or of one."""
    return (
        _sent(user, company)
        .as_listed()
        .with_own_reference()
        .select_related("exporter__organisation", "authority__member_state", "notification")
        .prefetch_related("clock_stops", "procedures")
        .annotate(
            answer_due=Min("information_requests__due_on", filter=OWED),
            answer_wished=InformationStep.objects.wished_for(OuterRef("pk")),
            unread=unread_count(user, side=Side.EXPORTER),
        )
        .order_by("-submitted_at", "-pk")
    )


def case_rows(user: Any, filters: CaseFilter) -> AuthorisationRequestQuerySet:
    """The sent ones that the address asks for; cases without the value sorted by come last."""
    rows = (
        cases(user, company=filters.company)
        .annotate(item_name=Lower("line__name"))
        .filter(_conditions()[filters.view])
    )
    if words := filters.words:
        lines = RequestLine.objects.filter(version=OuterRef("version"))
        end_users = RequestParty.objects.filter(version=OuterRef("version"), role=Role.END_USER.value)
        rows = rows.filter(
            Q(reference__icontains=words)
            | Q(own_reference__icontains=words)
            | Q(notification__reference__icontains=words)
            | Q(Exists(lines.filter(name__icontains=words)))
            | Q(Exists(end_users.filter(name__icontains=words)))
        )
    column = F(SORTS[filters.sort_column][1])
    order = column.desc(nulls_last=True) if filters.is_descending else column.asc(nulls_last=True)
    return rows.order_by(order, "-submitted_at", "-pk")


def views(user: Any, *, company: str = "") -> list[View]:
    """Every view with its number, in two queries."""
    counts = _sent(user, company).aggregate(
        **{key: Count("pk", filter=condition, distinct=True) for key, condition in _conditions().items()}
    )
    counts[DRAFTS] = sum(rows.count() for rows in _begun(user, company=company))
    return [View(key, label, counts[key]) for key, label in VIEWS.items()]


def drafts(user: Any, *, words: str = "", company: str = "", most: int | None = None) -> list[Draft]:
    """What is not sent yet, of every kind, the latest change first; at most `most`."""
    begun = [draft for rows in _begun(user, words=words, company=company) for draft in rows[:most]]
    return sorted(begun, key=attrgetter("changed_at", "pk"), reverse=True)[:most]


def _begun(user: Any, *, words: str = "", company: str = "") -> tuple[QuerySet[Any], ...]:
    return (
        notification_drafts(user, words=words, company=company),
        request_drafts(user, words=words, company=company),
    )


def under_way(user: Any, *, company: str = "") -> QuerySet[AuthorisationRequest]:
    """For the overview: what is not decided first, the latest on top; what presses stands among the to-dos above."""
    decided = Case(When(status__in=OPEN_STATES, then=0), default=1, output_field=IntegerField())
    return cases(user, company=company).order_by(decided, "-submitted_at", "-pk")


def _sent(user: Any, company: str) -> AuthorisationRequestQuerySet:
    return AuthorisationRequest.objects.visible_to(user).filter(
        exporter__in=exporter_ids(user, company), submitted_at__isnull=False
    )


def _conditions() -> dict[str, Q]:
    """What belongs to each view."""
    waiting = Q(status=State.INFORMATION_REQUESTED.value)
    return {
        "sent": Q(),
        "you": waiting,
        "authority": Q(status__in=OPEN_STATES) & ~waiting,
        "states": Q(
            status__in=[State.REFUSED.value, State.AUTHORISATION_REQUIRED.value], procedures__status="open"
        ),
        "decided": Q(status__in=[state.value for state in DECIDED]),
        "withdrawn": is_at(State.WITHDRAWN),
        CLOSED: is_at(CLOSED),
    }
