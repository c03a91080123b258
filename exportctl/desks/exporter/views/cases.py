"""The exporter's overview, its notifications, and the receipt after sending."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.calendar import brussels_date
from exportctl.core.i18n import fill
from exportctl.core.lists.filters import sort_heads
from exportctl.core.lists.pages import ListPage, numbered, page_of
from exportctl.core.next_steps import step_of
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.presenters.progress import rows
from exportctl.desks.case.presenters.timeline import timeline
from exportctl.desks.drafts.kinds import CORRECTIONS, kind_of_request, tasks_of
from exportctl.desks.exporter.presenters.overview import begun, need_of, news, waiting
from exportctl.desks.exporter.queries import cases as queries
from exportctl.desks.exporter.queries.cases import CaseFilter, OverviewFilter
from exportctl.desks.exporter.views.columns import COLUMNS, cells, draft_cells
from licensing.queries.conditions import dated_conditions
from licensing.queries.decision_clock import chip
from licensing.queries.exporters import company_links, unregistered_companies
from licensing.queries.registrations import unregistered
from notifications.queries.rule_sets import chosen_rule_set

PAGE = 20
SHOWN, SHOWN_NEEDS = 6, 3  # cases on the overview; what waits besides the most urgent, the rest folded
SHOWN_DATED = 3


@require_safe
@login_required
def dashboard(request: AuthenticatedRequest) -> HttpResponse:
    """What needs me, where my cases stand, what is new."""
    _only_exporters(request)
    at, filters = clock.now(), OverviewFilter.read(request.GET)
    lines = waiting(request.user, at=at, company=filters.company)
    needs = [need_of(line) for line in lines[1:]]
    context = {
        "organisation": _company_name(request, filters.company),
        "companies": company_links(request.user, filters),
        "unregistered": [
            unregistered(each) for each in unregistered_companies(request.user, filters.company)
        ],
        "step": step_of(lines[0], is_named=True) if lines else None,
        "number": len(lines),
        "needs": needs,
        "first_needs": needs[:SHOWN_NEEDS],
        "other_needs": needs[SHOWN_NEEDS:],
        "begun": begun(request.user, company=filters.company),
        "rows": rows(queries.under_way(request.user, company=filters.company)[:SHOWN], at=at),
        "dated": dated_conditions(
            request.user, company=filters.company, on=brussels_date(at), most=SHOWN_DATED
        ),
        "news": news(request.user, company=filters.company),
    }
    return render(request, "desks/exporter/dashboard.html", context)


@require_safe
@login_required
def exporter_cases(request: AuthenticatedRequest) -> HttpResponse:
    """Everything this exporter has sent, and its drafts: view, words and order are in the address."""
    _only_exporters(request)
    filters = CaseFilter.read(request.GET)
    if filters.view == queries.DRAFTS:
        return _drafts(request, filters)
    cases = queries.case_rows(request.user, filters)
    if kind := table_kind(request):
        return _table(kind, filters, map(cells, cases.with_parties()))
    page = page_of(cases, filters, size=PAGE)
    return _list(request, filters, page, rows=rows(page.rows, at=clock.now()))


def _drafts(request: AuthenticatedRequest, filters: CaseFilter) -> HttpResponse:
    """The view that holds what is not sent yet, of every kind."""
    begun = queries.drafts(request.user, words=filters.words, company=filters.company)
    if kind := table_kind(request):
        return _table(kind, filters, map(draft_cells, begun))
    start = (filters.page - 1) * PAGE
    page = numbered(begun[start : start + PAGE], filters, size=PAGE, total=len(begun))
    return _list(request, filters, page, drafts=[_progress(draft) for draft in page.rows])


def _table(kind: str, filters: CaseFilter, written: Iterable[list[object]]) -> HttpResponse:
    return TABLES[kind](f"notifications-{filters.view}.{kind}", COLUMNS, written)


def _list(
    request: AuthenticatedRequest, filters: CaseFilter, page: ListPage[Any], **shown: list[Any]
) -> HttpResponse:
    context = {
        "filters": filters,
        "views": queries.views(request.user, company=filters.company),
        "companies": company_links(request.user, filters),
        "unsearched": filters.but(words="").address,
        "title": queries.VIEWS[filters.view],
        "list_page": page,
        "heads": sort_heads(filters, {key: label for key, (label, _path) in queries.SORTS.items()}),
        "rows": [],
        "drafts": [],
        **shown,
    }
    return render(request, "desks/exporter/list.html", context)


@require_safe
@login_required
def receipt(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The receipt: reference, what happens next, by when."""
    _only_exporters(request)
    case = get_object_or_404(queries.cases(request.user), reference=reference)
    calendar = calendar_of(str(case.authority.member_state_id))
    kind = kind_of_request(case.kind)
    is_corrected = case.version is not None and case.version.number > 1
    words = CORRECTIONS[kind.kind, kind.form].words if is_corrected else kind.words
    received = fill(words.received, {"authority": case.authority.short_name})
    at = clock.now()
    clock_chip = chip(case, calendar=calendar, at=at)
    stages = timeline(
        case,
        procedure=None,
        acting="",
        share=clock_chip.share,
        window=0 if case.is_decided else chosen_rule_set().working_days,
        zone=ZoneInfo(calendar.zone),
        at=at,
    )
    context = {"case": case, "received": received, "chip": clock_chip, "stages": stages}
    return render(request, "desks/exporter/receipt.html", context)


def _company_name(request: AuthenticatedRequest, company: str) -> str:
    """Of the only company, or of the one that the address asks for; empty where it is about several."""
    organisations = access.organisations_of(request.user, Permission.FILE)
    if len(organisations) == 1:
        return organisations[0].name
    return next((each.name for each in organisations if str(each.pk) == company), "")


def _only_exporters(request: AuthenticatedRequest) -> None:
    if not access.has_seat(request.user, Permission.FILE):
        raise Http404


def _progress(draft: Any) -> dict[str, Any]:
    done = tasks_of(draft, files=[attachment.file for attachment in draft.attachments.all()])
    return {"draft": draft, "done": sum(1 for part in done if part.kind == "done"), "total": len(done)}
