"""The list of procedures: by urgency, narrowed by the address, taken along as a table."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.lists.pages import page_of
from exportctl.core.models import MemberState
from exportctl.core.next_steps import home_step
from exportctl.core.queries.reference import member_states
from exportctl.core.queries.todos import todos
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.requests import AuthenticatedRequest
from notifications.models import ObjectionProcedure
from notifications.queries import procedure_list as listing
from notifications.queries import windows as queries
from notifications.queries.procedure_list import ProcedureFilter
from notifications.queries.procedure_table import HEAD, table_rows
from notifications.queries.todos import PROCEDURE

PAGE = 25
FIRST = 5  # of what needs the own state's position, on top
MOST_EXPORTED = 5000
SEES = (Permission.TAKE_POSITION, Permission.ADMINISTER, Permission.HANDLE)


@require_safe
@login_required
def procedure_list(request: AuthenticatedRequest) -> HttpResponse:
    """What the reader may see, the most urgent first; `?export=csv` or `xlsx` takes the same rows along."""
    if not any(access.has_seat(request.user, each) for each in SEES):
        raise Http404
    at, state = clock.now(), queries.own_state(request.user)
    filters = ProcedureFilter.read(request.GET).for_reader(state)
    soon = listing.soon_until(state, at=at)
    every = listing.with_own(queries.listed(request.user), state)
    procedures = listing.narrowed(every, filters, soon=soon, at=at)
    if kind := table_kind(request):
        rows = table_rows(procedures[:MOST_EXPORTED], state=state, at=at)
        return TABLES[kind](f"procedures.{kind}", [str(word) for word in HEAD], rows)
    page = page_of(procedures, filters, size=PAGE)
    first = []
    if state and filters.view == "open" and not filters.narrowing and page.number == 1:
        first = list(listing.needing(every, soon=soon, at=at)[:FIRST])
    shown = queries.rows([*first, *page.rows], state=state, at=at)
    context = {
        "step": home_step(todos(request.user, at=at, most=1), at=at, nouns=(PROCEDURE,)),
        "filters": filters,
        "first": shown[: len(first)],
        "rows": shown[len(first) :],
        "list_page": page,
        "state": state,
        "states": member_states(),
        "soon_days": listing.SOON,
        "next_end": None if page.rows else _next_end(every, at),
        **_choices(filters, state),
    }
    return render(request, "notifications/procedures/list.html", context)


def _next_end(every: QuerySet[ObjectionProcedure], at: datetime) -> ObjectionProcedure | None:
    """An empty view says at least what closes next."""
    running: QuerySet[Any] = every.filter(status="open", closes_at__gt=at)
    return running.order_by("own_due_at", "pk").first()


def _choices(filters: ProcedureFilter, state: MemberState | None) -> dict[str, Any]:
    views = {key: label for key, label in listing.VIEWS.items() if state or key != "needs"}
    return {
        "views": [
            {"label": label, "url": filters.but(view=key).address, "current": key == filters.view}
            for key, label in views.items()
        ],
        "sorts": listing.SORTS.items(),
        "stances": listing.STANCES.items(),
        "outcomes": listing.OUTCOMES.items(),
    }
