"""Remedies of a case: an officer records what was lodged and how it ended, another carries it out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.queries.reference import calendar_of
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.remedies import LodgingForm, OutcomeForm
from exportctl.desks.case.presenters.remedies import choices_of, if_carried_out, remedy_rows
from exportctl.desks.case.queries.cases import Case, case_page
from exportctl.desks.case.views.cases import case_form_response, case_or_404, officer_case_or_404
from licensing.actions import remedies as actions
from licensing.models import Remedy, RemedyOutcome
from licensing.queries.appeals import appeal_of
from licensing.queries.letterheads import letterhead_of
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remedies(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What was lodged in this case; an officer records another."""
    case = case_or_404(request, reference)
    acts = choices_of(case.request) if case.is_officer else []
    data = request.POST if request.method == "POST" else None
    form = LodgingForm(data, acts=acts, initial=_first_remedy(case)) if acts else ActForm(None)
    if request.method == "POST" and isinstance(form, LodgingForm) and form.is_valid():
        with errors_in(form):
            actions.lodge_remedy(
                request_id=case.request.pk, actor=request.user, at=clock.now(), **form.given()
            )
            messages.success(request, _("Recorded."))
            return redirect("desks:remedies", reference)
    rows = remedy_rows(case.request, is_officer=case.is_officer, at=case.at)
    return case_form_response(
        request, case_page(case), "remedies", form, tab="decision", rows=rows, may_record=bool(acts)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def outcome(request: AuthenticatedRequest, reference: str, remedy_id: UUID) -> HttpResponse:
    """How it ended: the first officer's word."""
    case = officer_case_or_404(request, reference)
    remedy = get_object_or_404(Remedy.objects.open().filter(request=case.request), pk=remedy_id)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.propose_outcome(remedy_id=remedy.pk, actor=request.user, at=clock.now(), **form.given())
            messages.success(request, _("Proposed. A second officer of your authority carries it out."))
            return redirect("desks:remedies", reference)
    rows = remedy_rows(case.request, is_officer=True, at=case.at)
    own = [each for each in rows if each.entry.remedy.pk == remedy.pk]
    return case_form_response(request, case_page(case), "remedy", form, tab="decision", rows=own)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: AuthenticatedRequest, reference: str, outcome_id: UUID) -> HttpResponse:
    """The second officer: carry it out or discard it."""
    case = officer_case_or_404(request, reference)
    waiting = RemedyOutcome.objects.pending().filter(remedy__request=case.request)
    ended = get_object_or_404(
        waiting.select_related("proposed_by", "remedy__decision", "remedy__change"), pk=outcome_id
    )
    form = ActForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act, done = (
            (actions.discard_outcome, _("Discarded."))
            if "discard" in request.POST
            else (actions.approve_outcome, _("Carried out."))
        )
        with errors_in(form):
            act(remedy_id=ended.remedy_id, outcome_id=ended.pk, actor=request.user, at=clock.now())
            messages.success(request, done)
            return redirect("desks:remedies", reference)
    rows = remedy_rows(case.request, is_officer=True, at=case.at)
    own = [each for each in rows if each.entry.remedy.pk == ended.remedy_id]
    return case_form_response(
        request,
        case_page(case),
        "remedy_outcome",
        form,
        tab="decision",
        rows=own,
        ended=ended,
        may_approve=not ended.was_proposed_by(request.user),
        consequences=if_carried_out(ended),
        acting=acting(request.user, case.request.authority, at=case.at),
    )


def _first_remedy(case: Case) -> dict[str, str]:
    """What the law of the state names first, as far as it is held; the exporter as who lodges it."""
    state = str(case.request.authority.member_state_id)
    appeal = appeal_of(state, served_on=None, calendar=calendar_of(state))
    named = {"kind": appeal.kind, "body": appeal.body} if appeal else {}
    stored = letterhead_of(case.request.authority).remedy_suspends
    return {**named, "lodged_by": case.request.exporter.legal_name, "suspensive": stored}
