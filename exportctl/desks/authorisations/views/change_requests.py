"""The holder asks its authority to change an authorisation; both read what became of it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.authorisations.forms.change_requests import ChangeRequestForm
from exportctl.desks.authorisations.presenters.consequences import PROPOSE
from exportctl.desks.authorisations.views.authorisations import (
    authorisation_or_404,
    context_of,
    possible_acts,
)
from licensing.actions.change_requests import ask_for_change, withdraw_change_request
from licensing.queries.authorisations import knows_case
from licensing.queries.change_requests import files_of
from licensing.rules.authorisations import ASKED_FOR, Event
from licensing.rules.change_requests import State
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What should be done with it, why, and the papers."""
    authorisation = authorisation_or_404(request, reference)
    if not access.may(request.user, Permission.FILE, authorisation):
        raise Http404
    at = clock.now()
    is_sent = request.method == "POST"
    possible = possible_acts(authorisation, at)
    form = ChangeRequestForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        possible=[event for event in ASKED_FOR if event in possible],
    )
    if is_sent and form.is_valid():
        with errors_in(form):
            given = form.cleaned_data
            asked = ask_for_change(authorisation_id=authorisation.pk, actor=request.user, at=at, **given)
            messages.success(request, _("Your request is with the authority. It answers by a letter."))
            return redirect("desks:change_request", reference, asked.pk)
    context = {
        **context_of(request, authorisation),
        "acting": acting(request.user, authorisation.holder.organisation, at=at),
    }
    return form_response(request, "desks/authorisations/ask_for_change.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_request(request: AuthenticatedRequest, reference: str, change_request_id: UUID) -> HttpResponse:
    """Its holder may take it back; an officer proposes what to do."""
    authorisation = authorisation_or_404(request, reference)
    if not knows_case(authorisation, request.user):
        raise Http404
    asked = get_object_or_404(authorisation.change_requests.select_related("asked_by"), pk=change_request_id)
    is_holder = access.may(request.user, Permission.FILE, authorisation)
    if request.method == "POST":
        if not is_holder:
            raise Http404
        with errors_as_message(request):
            withdraw_change_request(
                authorisation_id=authorisation.pk,
                change_request_id=asked.pk,
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Taken back."))
        return redirect("desks:change_request", reference, asked.pk)
    answers = [Event(asked.kind), Event.DECLINE]
    context = {
        **context_of(request, authorisation),
        "asked": asked,
        "is_open": asked.status == State.OPEN,
        "files": files_of(asked),
        "answers": [(event, PROPOSE[event]) for event in answers],
    }
    return render(request, "desks/authorisations/change_request.html", context)
