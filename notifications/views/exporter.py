"""The exporter's overview, its notifications, and the receipt after sending."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exportctl.core import access, clock
from exportctl.core.queries.reference import calendar_of
from exportctl.core.rules.permissions import Permission
from notifications.queries import exporter as queries
from notifications.queries.chips import chip, chips

PAGE = 25


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """What needs me, what is under way."""
    _only_exporters(request)
    at = clock.now()
    rows = list(queries.cases(request.user)[:10])
    clocks = chips(rows, at=at)
    context = {
        "drafts": queries.drafts(request.user)[:20],
        "owed": queries.owed_answers(request.user)[:20],
        "rows": [(row, clocks[row.pk]) for row in rows],
    }
    return render(request, "notifications/exporter/dashboard.html", context)


@require_safe
@login_required
def notification_list(request: HttpRequest) -> HttpResponse:
    """Everything this exporter has sent, and its drafts."""
    _only_exporters(request)
    at = clock.now()
    page = Paginator(queries.cases(request.user), PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    clocks = chips(rows, at=at)
    context = {
        "drafts": queries.drafts(request.user)[:PAGE],
        "page_of_cases": page,
        "rows": [(row, clocks[row.pk]) for row in rows],
    }
    return render(request, "notifications/exporter/list.html", context)


@require_safe
@login_required
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt: reference, what happens next, by when."""
    _only_exporters(request)
    found = get_object_or_404(queries.cases(request.user), reference=reference)
    at = clock.now()
    shown = chip(found, calendar=calendar_of(str(found.authority.member_state_id)), at=at)
    return render(request, "notifications/exporter/sent.html", {"case": found, "chip": shown})


def _only_exporters(request: HttpRequest) -> None:
    if not access.has_seat(request.user, Permission.FILE):
        raise Http404
