"""An authority's duty roster: who is the second officer of urgent cases, entered by whoever administers its people."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.duty_turns import DutyTurnForm
from exportctl.desks.worklist.queries.team import officers_of
from licensing.actions.duty_turns import enter_turn, remove_turn
from licensing.models import DutyTurn
from licensing.queries.decision_periods import today_of
from licensing.queries.duty_turns import authority_of, on_duty, turns_ahead


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def duty_roster(request: AuthenticatedRequest) -> HttpResponse:
    """Who is on duty today and in the days to come; POST enters a turn."""
    authority, at = _own_or_404(request), clock.now()
    given = request.POST if request.method == "POST" else None
    form = DutyTurnForm(given, officers=officers_of(authority, at=at))
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            enter_turn(authority=authority, actor=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("Entered. The officer is told of it."))
            return redirect("desks:duty_roster")
    turns, today = list(turns_ahead(authority, at=at)), today_of(authority, at=at)
    context = {
        "authority": authority,
        "form": form,
        "may_edit": authority.pk in access.organisation_ids_of(request.user, Permission.MANAGE),
        "on_duty": on_duty(authority, at=at),
        "turns": turns,
        "next_turn": next((turn for turn in turns if turn.from_on > today), None),
    }
    return form_response(request, "desks/worklist/duty_roster.html", form, context)


@require_POST
@login_required
def remove(request: AuthenticatedRequest, turn_id: UUID) -> HttpResponse:
    authority = _own_or_404(request)
    if not DutyTurn.objects.filter(pk=turn_id, authority=authority).exists():
        raise Http404
    with errors_as_message(request):
        remove_turn(turn_id=turn_id, actor=request.user, at=clock.now())
        messages.success(request, _("Taken off the roster."))
    return redirect("desks:duty_roster")


def _own_or_404(request: AuthenticatedRequest) -> Organisation:
    authority = authority_of(request.user)
    if authority is None:
        raise Http404
    return authority
