"""Paper out, paper in: what goes to and comes from states that are not on this system."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.queries.organisations import is_on_system
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.exchange.forms.state_papers import PaperAnswerForm, QuestionForm, ReturnedForm, SentForm
from exportctl.desks.exchange.forms.states import states_outside
from exportctl.desks.exchange.views.denials import own_authority_or_404
from exportctl.desks.exchange.views.state_consultations import is_asked_of, page_with, visible_or_404
from licensing.actions import state_papers as actions
from licensing.models import StateConsultation
from licensing.rules.state_consultations import DAYS


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: AuthenticatedRequest) -> HttpResponse:
    """What a state that is not on this system asks on paper; its days count from its arrival."""
    authority = own_authority_or_404(request)
    states = states_outside(str(authority.member_state_id), at=clock.now())
    form = QuestionForm(request.POST if request.method == "POST" else None, states=states)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            consultation = actions.enter_question(
                authority=authority, actor=request.user, at=clock.now(), **form.entered
            )
            messages.success(request, _("Entered. Its last day stands beside it, by your calendar."))
            return redirect(consultation)
    return form_response(
        request, "desks/exchange/enter_question.html", form, {"days": DAYS, "states": states}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sent(request: AuthenticatedRequest, consultation_id: UUID) -> HttpResponse:
    """To a state outside: the paper left, with its day and number."""
    consultation = _outside_or_404(request, consultation_id)
    form = SentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.send_paper(
                consultation_id=consultation.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(
                request, _("Entered. Its days count from the day on which it reached that state.")
            )
            return redirect(consultation)
    return page_with(request, "consultation_sent", consultation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_answer(request: AuthenticatedRequest, consultation_id: UUID) -> HttpResponse:
    """From a state outside: its answer, by the day of its paper."""
    consultation = _outside_or_404(request, consultation_id)
    form = PaperAnswerForm(request.POST if request.method == "POST" else None, article=consultation.article)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.enter_answer(
                consultation_id=consultation.pk, actor=request.user, at=clock.now(), **form.given
            )
            messages.success(request, _("Entered. It has the same effect as an answer here."))
            return redirect(consultation)
    return page_with(request, "consultation_paper", consultation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def returned(request: AuthenticatedRequest, consultation_id: UUID) -> HttpResponse:
    """The answer to a question that came on paper left, with its day and number."""
    consultation = visible_or_404(request, consultation_id)
    if not is_asked_of(request, consultation) or not (consultation.received_on and consultation.answered_at):
        raise Http404
    form = ReturnedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.send_answer(
                consultation_id=consultation.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Entered."))
            return redirect(consultation)
    return page_with(request, "consultation_returned", consultation, form)


def _outside_or_404(request: AuthenticatedRequest, consultation_id: UUID) -> StateConsultation:
    """Of a question that the officer's own authority put to a state that is not on this system."""
    consultation = visible_or_404(request, consultation_id)
    is_inside = is_on_system(str(consultation.asked_state_id), at=clock.now())
    if is_inside or is_asked_of(request, consultation):
        raise Http404
    return consultation
