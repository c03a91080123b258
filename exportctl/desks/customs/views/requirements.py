"""Requirements on items that are not listed, as customs of the authority's own state are told (Articles 4(4), 5(4))."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.lists.filters import ListFilter
from exportctl.core.lists.pages import page_of
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import errors_as_message
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.customs.presenters import requirements as words
from licensing.actions.requirements import pass_requirement_on
from licensing.models import Decision, Denial, SharedRequirement
from licensing.models.requirements import SharedRequirementQuerySet

PAGE = 25
READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE, Permission.ADMINISTER)


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """The newest first; what was taken back says so. What other states told stands below."""
    if not any(access.has_seat(request.user, seat) for seat in READERS):
        raise Http404
    authority = access.principal_of(request.user, Permission.HANDLE)
    rows = Decision.objects.told_to(request.user).with_case().order_by("-decided_at", "-pk")
    list_page = page_of(rows, ListFilter.read(request.GET), size=PAGE)
    context = {
        "list_page": list_page,
        "rows": [(each, words.title_of(each)) for each in list_page.rows],
        "is_officer": authority is not None,
        "is_customs": access.has_seat(request.user, Permission.CHECK_SHIPMENTS),
        "shared": [(each, words.shared_title_of(each)) for each in _of_others(request, authority)],
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
def shared(request: AuthenticatedRequest, requirement_id: UUID) -> HttpResponse:
    """What another state requires: officers pass it on to their customs, who read it here, too."""
    requirement = _shared_or_404(request, requirement_id)
    authority = access.principal_of(request.user, Permission.HANDLE)
    is_own = authority is not None and str(authority.member_state_id) == requirement.member_state
    keeps_paper = requirement.paper is not None and access.may(request.user, Permission.HANDLE, requirement)
    passed = requirement.passed.filter(authority=authority).first() if authority else None
    context = {
        "requirement": requirement,
        "title": words.shared_title_of(requirement),
        "facts": words.shared_rows(requirement, to_officer=authority is not None),
        "state": requirement.state,
        "is_officer": authority is not None,
        "is_customs": access.has_seat(request.user, Permission.CHECK_SHIPMENTS),
        "is_own": is_own,
        "passed": passed,
        "may_lift": keeps_paper and requirement.stands,
        "may_pass_on": authority is not None and not is_own and requirement.stands and passed is None,
    }
    return render(request, "desks/customs/shared_requirement.html", context)


@require_POST
@login_required
def pass_on(request: AuthenticatedRequest, requirement_id: UUID) -> HttpResponse:
    """The officer's own customs are told of it (Article 4(5))."""
    requirement = _shared_or_404(request, requirement_id)
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None:
        raise Http404
    with errors_as_message(request):
        given: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        pass_requirement_on(requirement=requirement, authority=authority, **given)
        messages.success(request, _("Your customs have been told."))
    return redirect(requirement)


def _of_others(request: AuthenticatedRequest, authority: Organisation | None) -> SharedRequirementQuerySet:
    """Standing ones of other states; to customs those that were passed on."""
    rows = SharedRequirement.objects.visible_to(request.user).standing().with_case()
    if authority:
        rows = rows.of_others(authority)
    return rows.with_passing(authority=authority.pk if authority else None).order_by("-shared_at", "-pk")[
        :PAGE
    ]


def _shared_or_404(request: AuthenticatedRequest, requirement_id: UUID) -> SharedRequirement:
    rows = SharedRequirement.objects.visible_to(request.user).with_case()
    return get_object_or_404(rows, pk=requirement_id)


@require_safe
@login_required
def passed_denial(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What another state denied of items that are not listed, as the own authority passed it on."""
    denial = get_object_or_404(Denial.objects.passed_to(request.user).with_parties(), reference=reference)
    return render(
        request, "desks/customs/passed_denial.html", {"denial": denial, "facts": words.denial_rows(denial)}
    )
