"""What officers do to a case: each act one action, each legal act on its own confirm page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import errors_as_message
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.decisions import CommentForm, ReadForm
from exportctl.desks.case.presenters.changes import against_notified, changes_since, returned_before
from exportctl.desks.case.presenters.obstacles import obstacle_to_deciding
from exportctl.desks.case.presenters.officer_panel import answered_for
from exportctl.desks.case.presenters.proposals import warnings_of
from exportctl.desks.case.queries.cases import Case, case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from licensing.actions import decisions, proposals, requests
from licensing.models import Proposal
from licensing.queries.routing_rules import third_officer_of
from notifications.queries.consequences import acting


@login_required
@require_POST
def take(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    case = officer_case_or_404(request, reference)
    with errors_as_message(request):
        requests.take_request(request_id=case.request.pk, actor=request.user, at=clock.now())
        messages.success(request, _("%(reference)s is yours now.") % {"reference": reference})
    return redirect(case.request)


@login_required
def approval(request: AuthenticatedRequest, reference: str, proposal_id: UUID) -> HttpResponse:
    """The second officer's page: what is proposed, what others will read, what follows."""
    case = officer_case_or_404(request, reference)
    proposal = _proposal_or_404(case, proposal_id)
    if obstacle := obstacle_to_deciding(case, proposal):
        if proposal.approved_by_id != request.user.pk:  # who pressed the button twice has read of it already
            messages.error(request, obstacle)
        return redirect("desks:case_tab", reference, "decision")
    form = ReadForm(request.POST or None, initial={"content_hash": proposal.content_hash})
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            approval = decisions.approve_proposal(
                request_id=case.request.pk,
                proposal_id=proposal.pk,
                content_hash=form.cleaned_data["content_hash"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _result(approval))
            return redirect("desks:case_tab", reference, "decision")
    page = case_page(case)
    before = returned_before(proposal, page.proposals)
    consequences = case.kind.consequences(case.request, proposal, case.at)
    is_first = proposal.seconded_by_id is None and third_officer_of(case.request) is not None
    return case_form_response(
        request,
        page,
        "approval",
        form,
        tab="decision",
        proposal=proposal,
        before=before,
        changes=changes_since(before, proposal) if before else [],
        against=against_notified(case.request, proposal),
        warnings=warnings_of(proposal),
        **answered_for(page),
        consequences=[_first_of_two()] if is_first else consequences.sentences,
        window=None if is_first else consequences.window,
        acting=acting(request.user, case.request.authority, at=case.at),
    )


def _first_of_two() -> str:
    return _(
        "A rule of your authority asks for a third officer: nothing follows yet. Your colleagues are told, and one of"
        " them decides."
    )


def _result(approval: Any) -> str:
    if approval.countersignature:
        return _("Approved. A rule of your authority asks for a third officer, who decides.")
    if approval.procedure and not approval.because:
        return _("Approved. The objection procedure %(reference)s is open.") % {
            "reference": approval.procedure
        }
    if approval.because == "already_listed":
        return _("Approved. The item is on the EU-wide list already, so no procedure opens.")
    if approval.because == "procedure_open":
        return _("Approved. A procedure about this item is open already; its outcome holds for this refusal.")
    return _("Approved.")


@login_required
def return_proposal(request: AuthenticatedRequest, reference: str, proposal_id: UUID) -> HttpResponse:
    case = officer_case_or_404(request, reference)
    proposal = _proposal_or_404(case, proposal_id)
    obstacle = obstacle_to_deciding(case, proposal)
    if obstacle and request.method != "POST":
        messages.error(request, obstacle)
        return redirect("desks:case_tab", reference, "decision")
    form = CommentForm(request.POST if request.method == "POST" else None)
    if obstacle:
        form.add_error(None, obstacle)
    elif request.method == "POST" and form.is_valid():
        with errors_in(form):
            proposals.return_proposal(
                request_id=case.request.pk,
                proposal_id=proposal.pk,
                comment=form.cleaned_data["comment"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Returned with your comment."))
            return redirect("desks:case_tab", reference, "decision")
    return case_form_response(request, case_page(case), "return", form, tab="decision", proposal=proposal)


@login_required
@require_POST
def take_back(request: AuthenticatedRequest, reference: str, proposal_id: UUID) -> HttpResponse:
    """The proposer's own way back, as long as no second officer has settled it."""
    case = officer_case_or_404(request, reference)
    proposal = _proposal_or_404(case, proposal_id)
    with errors_as_message(request):
        proposals.take_back_proposal(
            request_id=case.request.pk, proposal_id=proposal.pk, actor=request.user, at=clock.now()
        )
        messages.success(request, _("Taken back. Change it, then propose it anew."))
    return redirect("desks:case_tab", reference, "decision")


def _proposal_or_404(case: Case, proposal_id: UUID) -> Proposal:
    """A proposal of the case, settled or not: who typed while a colleague settled it is told so."""
    return get_object_or_404(case.request.proposals.select_related("proposed_by"), pk=proposal_id)
