"""The first officer's half of a decision: written, kept half-written, looked at as a letter, proposed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.core.forms.errors import errors_in
from exportctl.core.pdf import available
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.decisions import ProposalForm
from exportctl.desks.case.presenters.obstacles import obstacle_to_proposing
from exportctl.desks.case.presenters.offered_texts import offered_texts, with_texts
from exportctl.desks.case.presenters.officer_panel import answered_for
from exportctl.desks.case.presenters.proposals import (
    draft_of,
    if_proposed,
    initial_proposal,
    missing_advice,
    warnings_of,
    with_assessment,
)
from exportctl.desks.case.queries.cases import Case, CasePage, case_page
from exportctl.desks.case.views.cases import (
    case_form_response,
    context_of,
    number_in,
    officer_case_or_404,
)
from licensing import letters
from licensing.actions import proposal_drafts, proposals
from licensing.models import Proposal
from licensing.queries.decision_periods import today_of
from licensing.queries.measures import prohibition_of
from licensing.rules.proposals import TERMS
from notifications.rules.standard_texts import KINDS

IN_THE_LETTER = {name: name for name in KINDS}  # which standard texts, and into which field
KEEPING = ("keep", "insert", "take_over", "preview", "anew")


@login_required
def propose(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """One form: proposing checks it; keeping, inserting a text and looking at the letter do not.

    What somebody writes while a colleague acts on the case comes back, with what the colleague did.
    """
    case = officer_case_or_404(request, reference)
    obstacle = obstacle_to_proposing(case)
    if obstacle and request.method != "POST":
        messages.error(request, obstacle)
        return redirect("desks:case_tab", reference, "decision")
    button = next((name for name in KEEPING if name in request.POST), None)
    refusal = _keep_draft(request, case, button, obstacle) if button else None
    if isinstance(refusal, HttpResponse):
        return refusal
    page = case_page(case)
    draft = draft_of(page)
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        request=case.request,
        today=today_of(case.request.authority, at=case.at),
        initial=initial_proposal(page, draft),
    )
    if refusal or obstacle:
        form.add_error(None, refusal or obstacle)
    elif request.method == "POST" and form.is_valid():
        with errors_in(form):
            proposal = proposals.propose(
                request_id=case.request.pk,
                expected_version=number_in(request, "version"),
                actor=request.user,
                at=clock.now(),
                **form.proposal(),
            )
            _tell(request, proposal)
            return redirect("desks:case_tab", reference, "decision")
    answered = answered_for(page)
    return case_form_response(
        request,
        page,
        "propose",
        form,
        tab="decision",
        draft=draft,
        texts=offered_texts(case.request, *IN_THE_LETTER),
        missing=missing_advice(page, answered["consultations"]),
        returned=page.returned_proposal,
        prohibition=prohibition_of(case.request, listed=page.listed_numbers, at=case.at),
        if_proposed=if_proposed(page, legal_basis=form["legal_basis"].value() or ""),
        **answered,
    )


def _tell(request: AuthenticatedRequest, proposal: Proposal) -> None:
    """That it is proposed, and what of its words may name the exporter."""
    messages.success(request, _("Proposed. A second officer approves it or returns it to you."))
    for warning in warnings_of(proposal):
        messages.warning(request, f"{warning['field']}: {warning['detail']}")


def _keep_draft(request: AuthenticatedRequest, case: Case, button: str, obstacle: str) -> HttpResponse | str:
    """Keep what is written; then back to the form, or to the letter. Words, where it could not be kept.

    To the page's script (`quiet`) the answer is JSON: 200 kept, 409 not, each with what the page is to say.
    """
    reference, at = case.request.reference, clock.now()
    try:
        if button == "anew":
            proposal_drafts.discard_proposal_draft(request_id=case.request.pk, actor=request.user, at=at)
        else:
            fields = ProposalForm.typed(request.POST)
            if button == "insert":
                fields = with_texts(case.request, fields, request.POST.getlist("texts"), IN_THE_LETTER)
            if button == "take_over":
                fields = with_assessment(case, fields, request.POST.get("take_over_from", ""))
            proposal_drafts.save_proposal_draft(
                request_id=case.request.pk, fields=fields, actor=request.user, at=at
            )
    except DomainError as error:
        words = obstacle or str(error.message)
        return JsonResponse({"text": words}, status=409) if "quiet" in request.POST else words
    if "quiet" in request.POST:  # a script keeps it while somebody writes: the page itself says so
        return JsonResponse({"text": obstacle})
    if obstacle:
        return _("Your draft is kept.") + " " + obstacle
    if button == "preview":
        return redirect("desks:preview_letter", reference)
    if button == "insert":
        messages.success(request, _("The texts are inserted. Change them as you need."))
        return redirect(reverse("desks:propose", args=[reference]) + "#id_grounds")
    if button == "take_over":
        messages.success(
            request, _("What was weighed there is taken over, and marked. Say what is otherwise here.")
        )
        return redirect(reverse("desks:propose", args=[reference]) + "#criteria")
    if button == "keep":
        messages.success(request, _("Your draft is kept."))
    return redirect("desks:propose", reference)


@require_safe
@login_required
def preview_letter(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The very letter that the exporter would get: of the waiting proposal, else of the officer's own draft."""
    page = case_page(officer_case_or_404(request, reference))
    context = context_of(
        page, "decision", letter=_letter(page), waiting=page.waiting_proposal, pdf=available()
    )
    return render(request, "desks/case/letter.html", context)


@require_safe
@login_required
def letter_pdf(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The same letter as it would lie before the exporter, marked as not decided."""
    letter = _letter(case_page(officer_case_or_404(request, reference)))
    if letter is None or not available():
        raise Http404
    response = HttpResponse(letter.pdf(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{reference}-preview.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _terms(page: CasePage, waiting: Proposal | None, content: Any) -> dict[str, Any]:
    """What is proposed besides; of a half-written proposal what of its form can be taken."""
    if waiting:
        return {name: getattr(waiting, name) for name in TERMS}
    form = ProposalForm(content.fields, request=page.request)
    return form.terms() if form.is_valid() else {}


def _letter(page: CasePage) -> letters.Preview | None:
    """404 for whoever has no proposal to look at; None while outcome or legal basis are not chosen."""
    waiting = page.waiting_proposal
    content: Any = waiting or (draft_of(page) if page.may_work else None)
    if content is None:
        raise Http404
    return letters.preview(
        request=page.request,
        outcome=content.outcome if waiting else content.fields.get("outcome") or "",
        legal_basis=content.legal_basis if waiting else content.fields.get("legal_basis") or "",
        grounds=content.grounds if waiting else content.fields.get("grounds") or "",
        conditions=content.conditions if waiting else ProposalForm.conditions_in(content.fields),
        terms=_terms(page, waiting, content),
        at=page.at,
    )
