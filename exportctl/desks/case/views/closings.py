"""The page on which an officer ends a case without a decision."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.closings import ClosingForm
from exportctl.desks.case.presenters.closings import if_closed
from exportctl.desks.case.presenters.obstacles import obstacle_to_closing
from exportctl.desks.case.queries.cases import case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from licensing.actions.pending_acts import perform
from licensing.labels import put_forward
from licensing.queries.pending_acts import pending_act_about
from licensing.rules.pending_acts import SoloAct
from notifications.queries.consequences import acting


@login_required
def close(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The first of two officers: ground and explanation, with what follows beside them."""
    case = officer_case_or_404(request, reference)
    obstacle = obstacle_to_closing(case)
    if obstacle and request.method != "POST":
        messages.error(request, obstacle)
        return redirect(case.request)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if obstacle:
        form.add_error(None, obstacle)
    elif request.method == "POST" and form.is_valid():
        with errors_in(form):
            given: dict[str, Any] = {"actor": request.user, "at": clock.now(), "given": form.cleaned_data}
            perform(act=SoloAct.CLOSE_REQUEST, about=case.request.pk, **given)
            messages.success(request, put_forward())
            return redirect("desks:case_tab", reference, "decision")
    page = case_page(case)
    return case_form_response(
        request,
        page,
        "close",
        form,
        tab="summary",
        consequences=if_closed(page),
        waits=pending_act_about(SoloAct.CLOSE_REQUEST, case.request.pk),
        acting=acting(request.user, case.request.authority, at=case.at),
    )
