"""The exporter's overview, its notifications, and the receipt after sending."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES
from exportctl.desks.case.presenters.progress import rows
from exportctl.desks.exporter.presenters.overview import needs, news
from exportctl.desks.exporter.queries import cases as queries
from exportctl.desks.exporter.views.columns import COLUMNS, cells, draft_cells
from licensing.queries.decision_clock import chip
from notifications.queries.notifications import drafts
from notifications.queries.task_list import parts

PAGE = 25
SHOWN = 8  # cases on the overview
LONGEST = 100


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """What needs me, where my cases stand, what is new."""
    _only_exporters(request)
    at = clock.now()
    waiting = needs(request.user, at=at)
    context = {
        "organisation": access.organisations_of(request.user, Permission.FILE)[0],
        "needs": [need for need in waiting if not need.total],
        "begun": [need for need in waiting if need.total],
        "rows": rows(queries.under_way(request.user)[:SHOWN], at=at),
        "news": news(request.user),
    }
    return render(request, "desks/exporter/dashboard.html", context)


@require_safe
@login_required
def exporter_cases(request: HttpRequest) -> HttpResponse:
    """Everything this exporter has sent, and its drafts: view, words and order are in the address."""
    _only_exporters(request)
    asked = _asked(request)
    is_drafts = asked["view"] == queries.DRAFTS
    found = (
        drafts(request.user, words=asked["q"])
        if is_drafts
        else queries.listed(request.user, view=asked["view"], words=asked["q"], sort=asked["sort"])
    )
    if (kind := request.GET.get("export")) in TABLES:
        written = map(draft_cells, found) if is_drafts else map(cells, found.with_parties())
        return TABLES[kind](f"notifications-{asked['view']}.{kind}", COLUMNS, written)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        **asked,
        "views": queries.views(request.user),
        "title": queries.VIEWS[asked["view"]],
        "page_of_cases": page,
        "rows": [] if is_drafts else rows(page.object_list, at=clock.now()),
        "drafts": [_progress(draft) for draft in page.object_list] if is_drafts else [],
        "previous": _with(asked, page=page.previous_page_number()) if page.has_previous() else "",
        "next": _with(asked, page=page.next_page_number()) if page.has_next() else "",
        "heads": _heads(asked),
    }
    return render(request, "desks/exporter/list.html", context)


@require_safe
@login_required
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt: reference, what happens next, by when."""
    _only_exporters(request)
    found = get_object_or_404(queries.cases(request.user), reference=reference)
    at = clock.now()
    shown = chip(found, calendar=calendar_of(str(found.authority.member_state_id)), at=at)
    return render(request, "desks/exporter/receipt.html", {"case": found, "chip": shown})


def _only_exporters(request: HttpRequest) -> None:
    if not access.has_seat(request.user, Permission.FILE):
        raise Http404


def _asked(request: HttpRequest) -> dict[str, str]:
    """Whatever came in the address; what we do not know is the default."""
    view, sort = request.GET.get("view", ""), request.GET.get("sort", "")
    return {
        "view": view if view in queries.VIEWS else "sent",
        "q": " ".join(request.GET.get("q", "")[:LONGEST].split()),
        "sort": sort if sort.removeprefix("-") in queries.SORTS else "-sent",
    }


def _with(asked: dict[str, str], **changes: Any) -> str:
    given = {name: value for name, value in {**asked, **changes}.items() if value}
    return f"?{urlencode(given)}"


def _heads(asked: dict[str, str]) -> dict[str, dict[str, str]]:
    """For each column that sorts: where its head leads, and which way it sorts now."""
    now = asked["sort"]
    return {
        column: {
            "url": _with(asked, sort=f"-{column}" if now == column else column),
            "now": {column: "ascending", f"-{column}": "descending"}.get(now, ""),
        }
        for column in queries.SORTS
    }


def _progress(draft: Any) -> dict[str, Any]:
    done = parts(draft, files=[attachment.file for attachment in draft.attachments.all()])
    return {"draft": draft, "done": sum(1 for part in done if part.kind == "done"), "total": len(done)}
