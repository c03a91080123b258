"""The officer's worklist, the same to take away, and a look into a case without leaving it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock, formatting
from exportctl.core.calendar import Calendar, brussels_date
from exportctl.core.countries import countries
from exportctl.core.lists.filters import sort_heads
from exportctl.core.lists.pages import ListPage
from exportctl.core.models import User
from exportctl.core.next_steps import Line, home_step, lines
from exportctl.core.queries.todos import Todo, todos
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind, table_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.presenters.history import history
from exportctl.desks.case.views.cases import officer_case_or_404
from exportctl.desks.worklist.queries import worklist as queries
from exportctl.desks.worklist.queries.filters import LIST_COOKIE, SORTS, VIEWS, WorklistFilter, chips
from exportctl.desks.worklist.queries.worklist_settings import COLUMNS, Desk, Saved, desk_of
from exportctl.desks.worklist.views.columns import CaseRow, columns_of
from licensing.labels import choices
from licensing.models import AuthorisationRequest
from licensing.models.requests import KIND_LABELS, STAGE_LABELS
from licensing.queries.decision_clock import Calendars, chip, pressing_chip
from licensing.queries.duty_turns import on_duty
from licensing.rules.todos import REPLY_TO_HOLD

LAST_EVENTS = 5


def officer_or_404(request: AuthenticatedRequest) -> None:
    if not access.has_seat(request.user, Permission.HANDLE):
        raise Http404


@require_safe
@login_required
def worklist(request: AuthenticatedRequest) -> HttpResponse:
    """What the officer's authority has to do, the most urgent first."""
    officer_or_404(request)
    if chosen := request.GET.get("list"):  # a view, stored or not, of the select that phones have
        return redirect(reverse("desks:worklist") + WorklistFilter.read_query(chosen).address)
    filters = WorklistFilter.read(request.GET)
    if kind := table_kind(request):
        return _table(request, kind, filters)
    return list_page(request, filters)


def list_page(
    request: AuthenticatedRequest,
    filters: WorklistFilter,
    *,
    ticked: Iterable[str] = (),
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """The page; after an error with what was ticked and typed."""
    at = clock.now()
    desk = desk_of(request.user, at=at)
    calendars = _calendars(desk)
    near = queries.Near.of(calendars, request.user, at=at)
    saved = {view.id: view.filters for view in desk.saved}
    counts = queries.counts(request.user, filters, saved, near=near)
    page = queries.page(request.user, filters, near=near, total=counts.shown)
    current = next((view for view in desk.saved if view.id == filters.saved), None)
    shown = desk.shown(filters)
    waiting = todos(request.user, at=at, most=1)
    by_code = {each.code: each for each in calendars.values()}
    context = {
        "filters": filters,
        "desk": desk,
        "step": home_step(waiting, at=at, known=by_code),
        "hold": _hold(waiting, at=at, known=by_code),
        "title": current.name if current else VIEWS[filters.view],
        "current": current,
        "rows": _rows(page.rows, calendars, at),
        "ticked": set(ticked),
        "views": [_view(key, filters, counts.views[key]) for key in VIEWS],
        **_saved_lists(desk, filters, counts.saved),
        "chips": chips(filters, people=desk.people),
        "head": sort_heads(filters, SORTS),
        "shown": shown,
        "show": {code: code in shown for code in COLUMNS},
        "columns": COLUMNS,
        "options": _options(),
        "list_page": page,
        **_numbers(filters, counts, page),
        **_duty(desk, filters, at),
        "late": _late(request.user, filters, calendars, at),
        **extra,
    }
    response = render(request, "desks/worklist/worklist.html", context, status=status)
    came_from(response, filters)
    return response


def _hold(waiting: Iterable[Todo], *, at: datetime, known: dict[str, Calendar]) -> Line | None:
    """The customs hold whose last day comes first: after it the export is released (Article 21(4))."""
    holds = [each for each in waiting if each.kind is REPLY_TO_HOLD][:1]
    return next(iter(lines(holds, at=at, known=known)), None)


def _duty(desk: Desk, filters: WorklistFilter, at: datetime) -> dict[str, Any]:
    """Above the urgent cases: who of each authority is the second officer today."""
    if filters.view != "urgent" or filters.saved:
        return {}
    return {"duty": [(authority, on_duty(authority, at=at)) for authority in desk.authorities]}


def _late(
    user: User, filters: WorklistFilter, calendars: Mapping[Any, Calendar], at: datetime
) -> dict[str, str] | None:
    """Above a list that is not narrowed: which decisions of the authority are late that others have, or nobody."""
    if filters.narrowing or filters.view == "due":
        return None
    cases = queries.late_elsewhere(user, calendars, at=at)
    if not cases:
        return None
    if len(cases) > 1:
        number = _number(len(cases)) if len(cases) <= queries.MOST_LATE else f"{queries.MOST_LATE}+"
        return {"words": _("%(n)s decisions of your authority are late.") % {"n": number}, "url": "?view=due"}
    reference, name = cases[0]
    text = _("1 decision of your authority is late: %(who)s has it.")
    words = text % {"who": name} if name else _("1 decision of your authority is late: nobody has it.")
    return {"words": words, "url": reverse("desks:case", args=[reference]), "reference": reference}


def came_from(response: HttpResponse, filters: WorklistFilter) -> None:
    """The case pages opened from here show their place in this list; forgotten with the browser's session."""
    response.set_cookie(
        LIST_COOKIE, quote(filters.query), secure=settings.HTTPS, httponly=True, samesite="Lax"
    )


@require_safe
@login_required
def export(request: AuthenticatedRequest, form: str) -> HttpResponse:
    """The table at the address that it had before the list's own `?export=`."""
    officer_or_404(request)
    if form not in TABLES:
        raise Http404
    return _table(request, form, WorklistFilter.read(request.GET))


def _table(request: AuthenticatedRequest, kind: str, filters: WorklistFilter) -> HttpResponse:
    """The current list as a file: the chosen columns, with the codes beside the words."""
    at = clock.now()
    desk = desk_of(request.user, at=at)
    calendars = _calendars(desk)
    near = queries.Near.of(calendars, request.user, at=at)
    rows = _rows(queries.exported(request.user, filters, near=near), calendars, at)
    full = _("The first 10,000 cases of the list; narrow it for the others.")
    note = full if len(rows) == queries.MOST_EXPORTED else ""
    name = f"worklist-{filters.view}-{brussels_date(at)}"
    return table_response(kind, name, columns_of(desk.shown(filters)), rows, note=note)


@require_safe
@login_required
def peek(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """A case on a few lines: the list shows them beside itself."""
    case = officer_case_or_404(request, reference)
    calendar = Calendars()[str(case.request.authority.member_state_id)]
    context = {
        "case": case,
        "chip": chip(case.request, calendar=calendar, at=case.at),
        "events": history(case)[: -LAST_EVENTS - 1 : -1],
    }
    return render(request, "desks/worklist/peek.html", context)


def _calendars(desk: Desk) -> dict[Any, Any]:
    """Of each authority that of its Member State."""
    calendars = Calendars()
    return {authority.pk: calendars[str(authority.member_state_id)] for authority in desk.authorities}


def _rows(
    cases: Iterable[AuthorisationRequest], calendars: Mapping[Any, Calendar], at: datetime
) -> list[CaseRow]:
    def row(case: AuthorisationRequest) -> CaseRow:
        calendar = calendars[case.authority_id]
        return CaseRow(
            case, chip(case, calendar=calendar, at=at), pressing_chip(case, calendar=calendar, at=at)
        )

    return [row(case) for case in cases]


def _view(key: str, filters: WorklistFilter, count: int) -> dict[str, Any]:
    is_current = key == filters.view and not filters.saved
    return {"key": key, "label": VIEWS[key], "count": _number(count), "current": is_current}


def _saved_lists(
    desk: Desk, filters: WorklistFilter, counts: dict[str, int]
) -> dict[str, list[dict[str, Any]]]:
    def row(view: Saved) -> dict[str, Any]:
        count = _number(counts[view.id]) if view.id in counts else ""
        return {"view": view, "count": count, "current": view.id == filters.saved}

    return {
        "own_views": [row(view) for view in desk.saved if view.is_own],
        "shared_views": [row(view) for view in desk.saved if not view.is_own],
    }


def _number(count: int) -> str:
    most = queries.MOST_COUNTED
    return formatting.number(count) if count <= most else f"{formatting.number(most)}+"


def _options() -> dict[str, Any]:
    return {
        "functions": choices("functions"),
        "countries": _country_options(get_language() or "en"),
        "statuses": [(key, label) for key, label in STAGE_LABELS.items() if key != "draft"],
        "kinds": list(KIND_LABELS.items()),
    }


@cache
def _country_options(language: str) -> SafeString:
    """Two hundred names are sorted and written once for each language, not for each page."""
    with override(language):
        return format_html_join("", '<option value="{}">{}</option>', countries())


def _numbers(filters: WorklistFilter, counts: queries.Counts, page: ListPage[Any]) -> dict[str, Any]:
    """How many cases there are, and which of them the page shows, in words."""
    everything = counts.views[filters.view]
    if filters.narrowing:
        how_many = ngettext("%(n)s of %(of)s case", "%(n)s of %(of)s cases", everything)
    else:
        how_many = ngettext("%(n)s case", "%(n)s cases", counts.shown)
    places = {
        "from": formatting.number(page.first),
        "to": formatting.number(page.last),
        "of": _number(counts.shown),
    }
    return {
        "how_many": how_many % {"n": _number(counts.shown), "of": _number(everything)},
        "range": _("Rows %(from)s–%(to)s of %(of)s") % places,
        "too_many": counts.shown > queries.MOST_EXPORTED,
    }
