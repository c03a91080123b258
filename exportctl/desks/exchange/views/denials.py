"""The register of denials, the page of one, what was notified of it, and another state's from its paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.errors import StaleState
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists.filters import sort_heads
from exportctl.core.lists.pages import page_of
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.exchange.forms.denials import EntryForm
from exportctl.desks.exchange.presenters import denials as words
from exportctl.desks.exchange.queries import denials as queries
from exportctl.desks.exchange.queries.denials import DenialFilter
from licensing.actions.denials import enter_denial
from licensing.actions.passed_denials import pass_on
from licensing.models import Denial

PAGE = 25


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Every denial of every state, to the officers of any authority; words, state and order are in the address."""
    _only_officers(request)
    filters = DenialFilter.read(request.GET)
    rows = queries.denial_rows(request.user, filters)
    if kind := table_kind(request):
        return TABLES[kind](f"denials.{kind}", words.COLUMNS, map(words.cells, rows))
    context = {
        "filters": filters,
        "views": queries.views(request.user),
        "title": queries.VIEWS[filters.view],
        "states": queries.states_with_denials(request.user),
        "unsearched": filters.but(words="").address,
        "list_page": page_of(rows, filters, size=PAGE),
        "tags": words.TAGS,
        "heads": sort_heads(filters, {key: label for key, (label, _path) in queries.SORTS.items()}),
    }
    return render(request, "desks/exchange/denials.html", context)


@require_safe
@login_required
def page(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What was denied, by whom and why; its reviews to its own authority."""
    denial = denial_or_404(request, reference)
    return render(request, "desks/exchange/denial.html", context_of(request, denial))


@require_safe
@login_required
def notification(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What every other authority and the Commission were told (Article 16(1)); to print for states outside."""
    rows = Denial.objects.notified_to(request.user).with_parties()
    denial = get_object_or_404(rows, reference=reference)
    context = {
        "denial": denial,
        "facts": words.fact_rows(denial, knows_case=False),
        "tag": words.TAGS[denial.status],
        "is_officer": access.has_seat(request.user, Permission.HANDLE),
    }
    return render(request, "desks/exchange/denial_notification.html", context)


@require_POST
@login_required
def passed_on(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The officer's own customs are told of it (Articles 4(5) and 5(5))."""
    authority, denial = own_authority_or_404(request), denial_or_404(request, reference)
    try:
        pass_on(denial=denial, authority=authority, actor=request.user, at=clock.now())
        messages.success(request, _("Your customs have been told."))
    except StaleState as error:
        messages.error(request, str(error))
    return redirect(denial)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: AuthenticatedRequest) -> HttpResponse:
    """A denial of a state that is not on this system, or older than it."""
    authority = own_authority_or_404(request)
    own_state = str(authority.member_state_id)
    form = EntryForm(request.POST if request.method == "POST" else None, own_state=own_state)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            denial = enter_denial(authority=authority, actor=request.user, at=clock.now(), **form.entered)
            messages.success(request, _("Entered as %(reference)s.") % {"reference": denial.reference})
            return redirect(denial)
    return form_response(request, "desks/exchange/enter_denial.html", form, {})


def denial_or_404(request: AuthenticatedRequest, reference: str) -> Denial:
    rows = Denial.objects.visible_to(request.user).with_parties().select_related("request", "entered_by")
    return get_object_or_404(rows, reference=reference)


def context_of(request: AuthenticatedRequest, denial: Denial) -> dict[str, Any]:
    """What every page of a denial shows."""
    is_own = access.may(request.user, Permission.HANDLE, denial)
    reviews = list(denial.reviews.select_related("proposed_by", "approved_by").order_by("-proposed_at"))
    return {
        "denial": denial,
        "facts": words.fact_rows(denial, knows_case=is_own),
        "tag": words.TAGS[denial.status],
        "is_own": is_own,
        "to_assess": is_own
        and denial.is_of_suspension
        and queries.waits_for_assessment(denial, at=clock.now()),
        "customs": queries.customs_told(denial, request.user),
        "siblings": queries.siblings_of(denial, request.user),
        "reviews": reviews if is_own else [each for each in reviews if each.status == "approved"],
        "waiting": next((each for each in reviews if is_own and each.status == "proposed"), None),
    }


def own_authority_or_404(request: AuthenticatedRequest) -> Organisation:
    """For whom the officer acts here."""
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None:
        raise Http404
    return authority


def _only_officers(request: AuthenticatedRequest) -> None:
    if not access.has_seat(request.user, Permission.HANDLE):
        raise Http404
