"""Correcting a case that was sent: what it means, then the working copy."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.drafts import ConfirmForm
from licensing.actions import amendments as actions
from licensing.models import AuthorisationRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The exporter's own case alone; a correction that is open already is gone on with."""
    cases = AuthorisationRequest.objects.visible_to(request.user).as_listed()
    case = get_object_or_404(cases.select_related("exporter", "authority", "version"), reference=reference)
    if not access.may(request.user, Permission.FILE, case):
        raise Http404
    form = ConfirmForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        with errors_in(form):
            draft = actions.start_amendment(request_id=case.pk, actor=request.user, at=clock.now())
            return redirect(draft)
    return form_response(request, "desks/drafts/correct.html", form, {"case": case, "form": form})
