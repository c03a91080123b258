"""The review of a denial: one officer of its authority proposes what it comes to, another carries it out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response, waiting_or_elsewhere
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.exchange.forms.denials import ReviewForm
from exportctl.desks.exchange.presenters.denials import TITLES, if_reviewed, review_advice
from exportctl.desks.exchange.views.denials import context_of, denial_or_404
from licensing.actions.denial_reviews import approve_review, discard_review, propose_review
from licensing.models import Denial
from licensing.rules.denials import Event
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The first officer: renew, amend or revoke."""
    denial = _own_or_404(request, reference)
    form = ReviewForm(request.POST if request.method == "POST" else None, initial={"ground": denial.ground})
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            propose_review(denial_id=denial.pk, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect(denial)
    number = 1 + denial.reviews.filter(status="approved").count()
    context = {**context_of(request, denial), "advice": review_advice(number)}
    return form_response(request, "desks/exchange/review_denial.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: AuthenticatedRequest, reference: str, review_id: UUID) -> HttpResponse:
    """The second officer: carry it out or discard it."""
    denial = _own_or_404(request, reference)
    rows = denial.reviews.select_related("proposed_by")
    review = waiting_or_elsewhere(rows, review_id, url=denial.get_absolute_url(), reader=request.user)
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (discard_review, _("Discarded."))
            if "discard" in request.POST
            else (approve_review, _("Carried out."))
        )
        with errors_in(form):
            act(denial_id=denial.pk, review_id=review.pk, actor=request.user, at=clock.now())
            messages.success(request, done)
            return redirect(denial)
    context = {
        **context_of(request, denial),
        "review": review,
        "title": TITLES[Event(review.outcome)],
        "consequences": if_reviewed(denial, review),
        "may_approve": not review.was_proposed_by(request.user),
        "acting": acting(request.user, denial.authority, at=clock.now()),
    }
    return form_response(request, "desks/exchange/approve_denial_review.html", form, context)


def _own_or_404(request: AuthenticatedRequest, reference: str) -> Denial:
    denial = denial_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, denial):
        raise Http404
    return denial
