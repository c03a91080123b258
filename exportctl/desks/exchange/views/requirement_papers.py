"""Requirements of states that are not on this system: what their papers say, and their end (Article 4(4))."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.exchange.forms.requirement_papers import EndForm, RequirementForm
from exportctl.desks.exchange.forms.states import states_outside
from exportctl.desks.exchange.views.denials import own_authority_or_404
from licensing.actions.requirements import enter_end, enter_requirement
from licensing.models import SharedRequirement


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: AuthenticatedRequest) -> HttpResponse:
    """What a state that is not on this system requires of items that are not listed."""
    authority = own_authority_or_404(request)
    states = states_outside(str(authority.member_state_id), at=clock.now())
    form = RequirementForm(request.POST if request.method == "POST" else None, states=states)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            entered = enter_requirement(
                authority=authority, actor=request.user, at=clock.now(), **form.entered
            )
            messages.success(request, _("Entered as %(reference)s.") % {"reference": entered.reference})
            return redirect(entered)
    return form_response(request, "desks/exchange/enter_requirement.html", form, {"states": states})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lift(request: AuthenticatedRequest, requirement_id: UUID) -> HttpResponse:
    """A later paper of that state lifts it; for the authority that entered it."""
    rows = SharedRequirement.objects.visible_to(request.user).standing().with_case()
    requirement = get_object_or_404(rows, pk=requirement_id, paper__isnull=False)
    if not access.may(request.user, Permission.HANDLE, requirement):
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            enter_end(requirement=requirement, actor=request.user, at=clock.now(), **form.entered)
            messages.success(request, _("Entered. All who were told have heard of it."))
            return redirect(requirement)
    return form_response(request, "desks/exchange/lift_requirement.html", form, {"requirement": requirement})
