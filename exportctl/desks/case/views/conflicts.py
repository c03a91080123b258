"""Conflicts of interest: an officer steps back from a case; a colleague may lift it again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.assessments import ConflictForm
from exportctl.desks.case.queries.cases import case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from licensing.actions import conflicts
from licensing.queries.conflicts import conflicts_of, if_declared, if_lifted
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting


@login_required
def declare(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The page says what follows: the case is out of sight from the moment it is sent."""
    case = officer_case_or_404(request, reference)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            conflicts.declare_conflict(
                request_id=case.request.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            done = _("You stepped back from %(reference)s. You do not see it any more.")
            messages.success(request, done % {"reference": reference})
            return redirect("desks:worklist")
    return case_form_response(
        request,
        case_page(case),
        "conflict",
        form,
        tab="summary",
        consequences=if_declared(case.request, request.user),
        acting=acting(request.user, case.request.authority, at=case.at),
    )


@login_required
def lift(request: AuthenticatedRequest, reference: str, conflict_id: UUID) -> HttpResponse:
    """A colleague's page: who stepped back, when, why."""
    case = officer_case_or_404(request, reference)
    conflict = next((each for each in conflicts_of(case.request) if each.pk == conflict_id), None)
    if conflict is None:
        raise Http404
    form = ActForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            conflicts.lift_conflict(
                request_id=case.request.pk, conflict_id=conflict.pk, actor=request.user, at=clock.now()
            )
            messages.success(request, _("%(name)s may see this case again.") % {"name": conflict.officer})
            return redirect(case.request)
    return case_form_response(
        request,
        case_page(case),
        "lift",
        form,
        tab="summary",
        conflict=conflict,
        consequences=if_lifted(conflict),
        acting=acting(request.user, case.request.authority, at=case.at),
    )
