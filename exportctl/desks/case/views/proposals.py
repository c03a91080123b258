"""The first officer's half of a decision: written, kept half-written, looked at as a letter, proposed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.case.forms.decisions import ProposalForm
from exportctl.desks.case.presenters.proposals import beginnings, draft_of, offered_texts, unsent, with_texts
from exportctl.desks.case.queries.cases import Case
from exportctl.desks.case.views.cases import case_or_404, page_of
from licensing import letters
from licensing.actions import proposals

KEEPING = ("keep", "insert", "preview", "anew")


@login_required
def propose(request: HttpRequest, reference: str) -> HttpResponse:
    """One form: proposing checks it; keeping, inserting a text and looking at the letter do not."""
    found = _mine(request, reference)
    if request.method == "POST" and (asked := next((name for name in KEEPING if name in request.POST), None)):
        return _kept(request, found, asked)
    draft = draft_of(found)
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        request=found.request,
        initial=beginnings(found, draft),
    )
    if request.method == "POST" and form.is_valid():
        try:
            proposals.propose(
                request_id=found.request.pk, actor=request.user, at=clock.now(), **form.proposal()
            )
        except DomainError as error:
            form.take_in(error)
        else:
            messages.success(request, _("Proposed. A second officer approves it or returns it to you."))
            return redirect("desks:case_tab", reference, "decision")
    texts = offered_texts(found.request)
    context = page_of(
        found, "decision", form=form, draft=draft, texts=texts, hindered=unsent(found, at=clock.now())
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desks/case/propose.html", context, status=status)


def _kept(request: HttpRequest, found: Case, asked: str) -> HttpResponse:
    """Keep what is written; then back to the form, or to the letter."""
    reference, at = found.request.reference, clock.now()
    try:
        if asked == "anew":
            proposals.discard_proposal_draft(request_id=found.request.pk, actor=request.user, at=at)
        else:
            fields = ProposalForm.typed(request.POST)
            if asked == "insert":
                fields = with_texts(found.request, fields, request.POST.getlist("texts"))
            proposals.save_proposal_draft(
                request_id=found.request.pk, fields=fields, actor=request.user, at=at
            )
    except DomainError as error:
        if "quiet" in request.POST:
            return HttpResponse(status=error.status)
        messages.error(request, str(error.message))
        return redirect("desks:propose", reference)
    if "quiet" in request.POST:  # a script keeps it while somebody writes: the page itself says so
        return HttpResponse(status=204)
    if asked == "preview":
        return redirect("desks:preview_letter", reference)
    told = {"insert": _("The texts are inserted. Change them as you need."), "keep": _("Your draft is kept.")}
    if asked in told:
        messages.success(request, told[asked])
    return redirect(reverse("desks:propose", args=[reference]) + ("#id_grounds" if asked == "insert" else ""))


@require_safe
@login_required
def preview_letter(request: HttpRequest, reference: str) -> HttpResponse:
    """The very letter that the exporter would get: of the waiting proposal, else of the officer's own draft."""
    found = case_or_404(request, reference)
    context = page_of(
        found, "decision", letter=_letter(found), waiting=found.waiting_proposal, pdf=letters.available()
    )
    return render(request, "desks/case/letter.html", context)


@require_safe
@login_required
def letter_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The same letter as it would lie before the exporter, marked as not decided."""
    letter = _letter(case_or_404(request, reference))
    if letter is None or not letters.available():
        raise Http404
    response = HttpResponse(letter.pdf(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{reference}-preview.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _letter(found: Case) -> letters.Preview | None:
    """404 for whoever has no proposal to look at; None while outcome or legal basis are not chosen."""
    if not found.is_officer:
        raise Http404
    waiting = found.waiting_proposal
    content: Any = waiting or (draft_of(found) if found.may_work else None)
    if content is None:
        raise Http404
    return letters.preview(
        request=found.request,
        outcome=content.outcome if waiting else content.fields.get("outcome") or "",
        legal_basis=content.legal_basis if waiting else content.fields.get("legal_basis") or "",
        grounds=content.grounds if waiting else content.fields.get("grounds") or "",
        conditions=content.conditions if waiting else ProposalForm.conditions_in(content.fields),
        at=clock.now(),
    )


def _mine(request: HttpRequest, reference: str) -> Case:
    found = case_or_404(request, reference)
    if not found.may_work:
        raise Http404
    return found
