"""The officer's worklist, the same to take away, and a look into a case without leaving it."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import access, clock, formatting
from exportctl.core.countries import countries
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES
from exportctl.desks.case.presenters.history import history
from exportctl.desks.case.views.cases import officer_case_or_404
from exportctl.desks.worklist.queries import worklist as queries
from exportctl.desks.worklist.queries.filters import SORTS, VIEWS, WorklistFilter, chips
from exportctl.desks.worklist.queries.worklist_settings import COLUMNS, Desk, Saved, desk_of
from exportctl.desks.worklist.views.columns import cells, head
from licensing.labels import choices
from licensing.models.requests import KIND_LABELS, STATE_LABELS
from licensing.queries.clock import Calendars
from licensing.queries.clock_chips import chip

LAST_EVENTS = 5


def officer_or_404(request: HttpRequest) -> None:
    if not access.has_seat(request.user, Permission.HANDLE):
        raise Http404


@require_safe
@login_required
def worklist(request: HttpRequest) -> HttpResponse:
    """What the officer's authority has to do, the most urgent first."""
    officer_or_404(request)
    return list_page(request, WorklistFilter.read(request.GET))


def list_page(
    request: HttpRequest,
    asked: WorklistFilter,
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
    first = (asked.page - 1) * queries.PAGE
    found = list(queries.rows(request.user, asked, near=near)[first : first + queries.PAGE + 1])
    saved = {view.id: view.asked for view in desk.saved}
    counts = queries.counts(request.user, asked, saved, near=near)
    rows = [
        {"case": case, "chip": chip(case, calendar=calendars[case.authority_id], at=at)}
        for case in found[: queries.PAGE]
    ]
    current = next((view for view in desk.saved if view.id == asked.saved), None)
    context = {
        "asked": asked,
        "desk": desk,
        "title": current.name if current else VIEWS[asked.view],
        "current": current,
        "rows": rows,
        "ticked": set(ticked),
        "views": [_view(key, asked, counts.views[key]) for key in VIEWS],
        **_saved_lists(desk, asked, counts.saved),
        "chips": chips(asked, people=desk.people),
        "head": _head(asked),
        "shown": desk.shown(asked),
        "show": dict.fromkeys(desk.shown(asked), True),
        "columns": COLUMNS,
        "options": _options(),
        **_pages(asked, counts, len(rows), is_last=len(found) <= queries.PAGE),
        **extra,
    }
    return render(request, "desks/worklist/worklist.html", context, status=status)


@require_safe
@login_required
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The current list as a file: the chosen columns, with the codes beside the words."""
    officer_or_404(request)
    if form not in TABLES:
        raise Http404
    asked, at = WorklistFilter.read(request.GET), clock.now()
    desk = desk_of(request.user, at=at)
    calendars = _calendars(desk)
    near = queries.Near.of(calendars, request.user, at=at)
    shown = desk.shown(asked)
    rows = [
        cells(case, shown, chip(case, calendar=calendars[case.authority_id], at=at))
        for case in queries.exported(request.user, asked, near=near)
    ]
    if len(rows) == queries.MOST_EXPORTED:
        rows.append([_("The first 10,000 cases of the list; narrow it for the others.")])
    return TABLES[form](f"worklist-{asked.view}-{at:%Y-%m-%d}.{form}", head(shown), rows)


@require_safe
@login_required
def peek(request: HttpRequest, reference: str) -> HttpResponse:
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
    held = Calendars()
    return {authority.pk: held[str(authority.member_state_id)] for authority in desk.authorities}


def _view(key: str, asked: WorklistFilter, count: int) -> dict[str, Any]:
    is_current = key == asked.view and not asked.saved
    return {"key": key, "label": VIEWS[key], "count": _number(count), "current": is_current}


def _saved_lists(
    desk: Desk, asked: WorklistFilter, counts: dict[str, int]
) -> dict[str, list[dict[str, Any]]]:
    def row(view: Saved) -> dict[str, Any]:
        count = _number(counts[view.id]) if view.id in counts else ""
        return {"view": view, "count": count, "current": view.id == asked.saved}

    return {
        "own_views": [row(view) for view in desk.saved if view.is_own],
        "shared_views": [row(view) for view in desk.saved if not view.is_own],
    }


def _number(count: int) -> str:
    most = queries.MOST_COUNTED
    return formatting.number(count) if count <= most else f"{formatting.number(most)}+"


def _head(asked: WorklistFilter) -> dict[str, dict[str, str]]:
    """The heads that sort: where a click leads, and how it is sorted now."""
    return {
        key: {
            "label": str(label),
            "url": asked.sorted_by(key),
            "aria": asked.direction if asked.sort == key else "",
        }
        for key, label in SORTS.items()
    }


def _options() -> dict[str, Any]:
    return {
        "functions": choices("functions"),
        "countries": _country_options(get_language() or "en"),
        "statuses": [(key, label) for key, label in STATE_LABELS.items() if key != "draft"],
        "kinds": list(KIND_LABELS.items()),
    }


@cache
def _country_options(language: str) -> SafeString:
    """Two hundred names are sorted and written once for each language, not for each page."""
    with override(language):
        return format_html_join("", '<option value="{}">{}</option>', countries())


def _pages(asked: WorklistFilter, counts: queries.Counts, on_page: int, *, is_last: bool) -> dict[str, Any]:
    first = (asked.page - 1) * queries.PAGE + 1
    everything = counts.views[asked.view]
    many = {
        "from": formatting.number(first),
        "to": formatting.number(first + on_page - 1),
        "of": _number(counts.shown),
    }
    if asked.filters:
        said = ngettext("%(n)s of %(of)s case", "%(n)s of %(of)s cases", everything)
    else:
        said = ngettext("%(n)s case", "%(n)s cases", counts.shown)
    keep = {"saved": asked.saved}
    return {
        "how_many": said % {"n": _number(counts.shown), "of": _number(everything)},
        "range": _("Rows %(from)s–%(to)s of %(of)s") % many if on_page else "",
        "too_many": counts.shown > queries.MOST_EXPORTED,
        "previous": asked.but(page=asked.page - 1, **keep).address if asked.page > 1 else "",
        "next": "" if is_last else asked.but(page=asked.page + 1, **keep).address,
    }
