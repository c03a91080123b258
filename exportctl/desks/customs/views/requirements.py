"""Requirements on items that are not listed, as customs of the authority's own state are told (Articles 4(4), 5(4))."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from exportctl.core import access
from exportctl.core.lists.filters import ListFilter
from exportctl.core.lists.pages import page_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.customs.presenters import requirements as words
from licensing.models import Decision, Denial

PAGE = 25


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """The newest first; what was taken back says so."""
    if not any(
        access.has_seat(request.user, seat) for seat in (Permission.CHECK_SHIPMENTS, Permission.HANDLE)
    ):
        raise Http404
    rows = Decision.objects.told_to(request.user).with_case().order_by("-decided_at", "-pk")
    list_page = page_of(rows, ListFilter.read(request.GET), size=PAGE)
    context = {
        "list_page": list_page,
        "rows": [(each, words.title_of(each)) for each in list_page.rows],
        "passed": Denial.objects.passed_to(request.user)
        .valid()
        .with_parties()
        .order_by("-notified_at", "-pk")[:PAGE],
    }
    return render(request, "desks/customs/requirements.html", context)


@require_safe
@login_required
def page(request: AuthenticatedRequest, decision_id: UUID) -> HttpResponse:
    """What does not leave without an authorisation."""
    decision = get_object_or_404(Decision.objects.told_to(request.user).with_case(), pk=decision_id)
    context = {"decision": decision, "facts": words.fact_rows(decision), "title": words.title_of(decision)}
    return render(request, "desks/customs/requirement.html", context)


@require_safe
@login_required
def passed_denial(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What another state denied of items that are not listed, as the own authority passed it on."""
    denial = get_object_or_404(Denial.objects.passed_to(request.user).with_parties(), reference=reference)
    return render(
        request, "desks/customs/passed_denial.html", {"denial": denial, "facts": words.denial_rows(denial)}
    )
