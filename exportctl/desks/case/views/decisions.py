"""What officers do to a case: each act one action, each legal act on its own confirm page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.case.forms.decisions import CommentForm, ReadForm
from exportctl.desks.case.presenters.changes import against_notified, changes_since, returned_before
from exportctl.desks.case.presenters.consultations import consultation_rows
from exportctl.desks.case.queries.cases import Case
from exportctl.desks.case.views.cases import case_or_404, page_of
from licensing.actions import decisions, proposals, requests
from notifications.queries.consequences import acting, if_approved, window_of


@login_required
@require_POST
def take(request: HttpRequest, reference: str) -> HttpResponse:
    found = case_or_404(request, reference)
    if not found.is_officer:
        raise Http404
    try:
        requests.take_request(request_id=found.request.pk, actor=request.user, at=clock.now())
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("%(reference)s is yours now.") % {"reference": reference})
    return redirect(found.request)


@login_required
def approval(request: HttpRequest, reference: str, proposal_id: UUID) -> HttpResponse:
    """The second officer's page: what is proposed, what others will read, what follows."""
    found = case_or_404(request, reference)
    proposal = found.waiting_proposal
    if proposal is None or proposal.pk != proposal_id or not found.is_officer:
        raise Http404
    form = ReadForm(request.POST or None, initial={"content_hash": proposal.content_hash})
    if request.method == "POST" and form.is_valid():
        try:
            approved = decisions.approve_proposal(
                request_id=found.request.pk,
                proposal_id=proposal.pk,
                content_hash=form.cleaned_data["content_hash"],
                actor=request.user,
                at=clock.now(),
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _said(approved))
            return redirect("desks:case_tab", reference, "decision")
    at = clock.now()
    window = window_of(found.request, proposal, at=at)
    extra = {
        "proposal": proposal,
        "before": (before := returned_before(proposal, found.proposals)),
        "changes": changes_since(before, proposal) if before else [],
        "against": against_notified(found.request, proposal),
        "consultations": consultation_rows(found.request, at=at),
        "consequences": if_approved(found.request, proposal, window),
        "window": window,
        "acting": acting(request.user, found.request.authority, at=at),
    }
    return _page(request, found, "approval", form, **extra)


def _said(approved: Any) -> str:
    if approved.procedure and not approved.because:
        return _("Approved. The objection procedure %(reference)s is open.") % {
            "reference": approved.procedure
        }
    if approved.because == "already_listed":
        return _("Approved. The item is on the EU-wide list already, so no procedure opens.")
    if approved.because == "procedure_open":
        return _("Approved. A procedure about this item is open already; its outcome holds for this refusal.")
    return _("Approved.")


@login_required
def return_proposal(request: HttpRequest, reference: str, proposal_id: UUID) -> HttpResponse:
    found = case_or_404(request, reference)
    proposal = found.waiting_proposal
    if proposal is None or proposal.pk != proposal_id or not found.is_officer:
        raise Http404
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proposals.return_proposal(
                request_id=found.request.pk,
                proposal_id=proposal.pk,
                comment=form.cleaned_data["comment"],
                actor=request.user,
                at=clock.now(),
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Returned with your comment."))
            return redirect("desks:case_tab", reference, "decision")
    return _page(request, found, "return", form, proposal=proposal)


def _page(request: HttpRequest, found: Case, name: str, form: Form, **extra: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    context = page_of(found, "decision", form=form, **extra)
    return render(request, f"desks/case/{name}.html", context, status=status)
