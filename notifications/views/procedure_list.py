"""The list of procedures: by urgency, narrowed by the address, taken along as a table."""

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.models import MemberState
from exportctl.core.queries.reference import member_states
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES
from exportctl.core.views.requests import PersonalRequest
from notifications.models import ObjectionProcedure
from notifications.queries import delegate as queries
from notifications.queries import procedure_list as listing
from notifications.queries.procedure_list import ProcedureFilter
from notifications.queries.procedure_table import HEAD, table_rows

PAGE = 25
FIRST = 5  # of what needs the own state's position, on top
MOST_EXPORTED = 5000
SEES = (Permission.TAKE_POSITION, Permission.ADMINISTER, Permission.HANDLE)


@require_safe
@login_required
def procedure_list(request: PersonalRequest) -> HttpResponse:
    """What the reader may see, the most urgent first; `?export=csv` or `xlsx` takes the same rows along."""
    if not any(access.has_seat(request.user, each) for each in SEES):
        raise Http404
    at, state = clock.now(), queries.own_state(request.user)
    asked = ProcedureFilter.read(request.GET, state=state)
    soon = listing.soon_until(state, at=at)
    every = listing.with_own(queries.listed(request.user), state)
    procedures = listing.chosen(every, asked, soon=soon, at=at)
    if request.GET.get("export") in TABLES:
        return _export(request.GET["export"], procedures, state, at)
    page = Paginator(procedures, PAGE).get_page(request.GET.get("page"))
    first = []
    if state and asked.view == "open" and not asked.is_narrowed and page.number == 1:
        first = list(listing.needing(every, soon=soon, at=at)[:FIRST])
    rows = queries.rows([*first, *page.object_list], state=state, at=at)
    context = {
        "asked": asked,
        "first": rows[: len(first)],
        "rows": rows[len(first) :],
        "page_of_procedures": page,
        "state": state,
        "soon_days": listing.SOON,
        "next_end": None if page.object_list else _next_end(every, at),
        **_controls(request, asked, state, page),
    }
    return render(request, "notifications/procedures/list.html", context)


def _export(
    kind: str, procedures: QuerySet[ObjectionProcedure], state: MemberState | None, at: datetime
) -> Any:
    rows = table_rows(procedures[:MOST_EXPORTED], state=state, at=at)
    return TABLES[kind](f"procedures.{kind}", [str(word) for word in HEAD], rows)


def _next_end(every: QuerySet[ObjectionProcedure], at: datetime) -> ObjectionProcedure | None:
    """An empty view says at least what closes next."""
    upcoming = every.filter(status="open", closes_at__gt=at)
    return upcoming.order_by("own_due_at", "pk").first()  # type: ignore[misc]  # annotated by `with_own`


def _controls(
    request: PersonalRequest, asked: ProcedureFilter, state: MemberState | None, page: Page[Any]
) -> dict[str, Any]:
    views = {key: label for key, label in listing.VIEWS.items() if state or key != "needs"}
    return {
        "views": [
            {"label": label, "url": _address(request, view=key), "current": key == asked.view}
            for key, label in views.items()
        ],
        "sorts": listing.SORTS.items(),
        "stances": listing.STANCES.items(),
        "outcomes": listing.OUTCOMES.items(),
        "states": member_states(),
        "previous": _address(request, page=page.previous_page_number()) if page.has_previous() else "",
        "next": _address(request, page=page.next_page_number()) if page.has_next() else "",
        "page_label": _("%(first)d–%(last)d of %(total)d")
        % {"first": page.start_index(), "last": page.end_index(), "total": page.paginator.count},
    }


def _address(request: PersonalRequest, **changes: object) -> str:
    """The present address with some of its questions changed; a page number belongs to one list alone."""
    given = request.GET.copy()
    for name in ("page", "export", "closed"):
        given.pop(name, None)
    for name, value in changes.items():
        given[name] = str(value)
    return f"?{given.urlencode()}"
