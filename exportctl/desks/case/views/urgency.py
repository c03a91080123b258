"""The page on which an officer puts a case first, or back among the others."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import errors_as_message
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.urgency import UrgencyForm
from exportctl.desks.case.queries.cases import case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from licensing.actions.urgency import end_urgent, set_urgent
from licensing.queries.duty_turns import on_duty


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def urgent(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What the exporter says of it stands above; nothing is skipped by it."""
    case = officer_case_or_404(request, reference)
    given = request.POST if request.method == "POST" else None
    start = {"due_on": case.request.urgent_on, "reason": case.request.urgent_reason}
    form = UrgencyForm(given, initial=start)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            set_urgent(request_id=case.request.pk, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The case goes first. Its exporter is told the day."))
            return redirect(case.request)
    there = on_duty(case.request.authority, at=case.at)
    return case_form_response(request, case_page(case), "urgent", form, tab="summary", on_duty=there)


@require_POST
@login_required
def end(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    case = officer_case_or_404(request, reference)
    with errors_as_message(request):
        end_urgent(request_id=case.request.pk, actor=request.user, at=clock.now())
        messages.success(request, _("The case is one like the others again."))
    return redirect(case.request)
