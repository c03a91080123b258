"""An act that waits for a second officer, who carries it out or drops it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.presenters.pending_acts import VERBS, about_of, given_rows, if_carried_out
from exportctl.desks.worklist.views.decision_periods import own_authority_or_404
from licensing.actions.pending_acts import approve_pending_act, discard_pending_act
from licensing.queries.pending_acts import pending_acts_of
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pending_act(request: AuthenticatedRequest, pending_id: UUID) -> HttpResponse:
    """What the first officer wrote; the second one carries it out or discards it."""
    authority, at = own_authority_or_404(request), clock.now()
    acts: Any = pending_acts_of(authority, reader=request.user)
    known = acts.filter(pk=pending_id).first()
    act = waiting_or_elsewhere(acts, pending_id, url=known.path if known else "/", reader=request.user)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        carry, done = (
            (discard_pending_act, _("Discarded."))
            if "discard" in request.POST
            else (approve_pending_act, _("Carried out."))
        )
        with errors_in(form):
            carry(pending_id=act.pk, actor=request.user, at=at)
            messages.success(request, done)
            return redirect(act.path)
    context = {
        "form": form,
        "act": act,
        "about": about_of(act, at=at),
        "verb": VERBS[act.act],
        "rows": given_rows(act),
        "may_approve": not act.was_proposed_by(request.user),
        "consequences": if_carried_out(act),
        "acting": acting(request.user, authority, at=at),
    }
    return form_response(request, "desks/worklist/pending_act.html", form, context)
