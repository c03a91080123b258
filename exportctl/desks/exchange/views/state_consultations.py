"""The answering desk: what other states ask us and we ask them; one question with what it reminds of, its answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists.filters import sort_heads
from exportctl.core.lists.pages import page_of
from exportctl.core.queries.organisations import is_on_system
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.exchange.forms.state_consultations import (
    AnswerForm,
    CaseBackForm,
    CaseForm,
    InterestsForm,
    MoreTimeForm,
)
from exportctl.desks.exchange.presenters import state_consultations as words
from exportctl.desks.exchange.queries import state_consultations as queries
from exportctl.desks.exchange.queries.state_consultations import ConsultationFilter
from exportctl.desks.exchange.views.denials import own_authority_or_404
from licensing.actions import state_answers as actions
from licensing.actions.interests import name_case, take_case_back
from licensing.actions.pending_acts import perform
from licensing.actions.state_consultations import ask_state_about, raise_interests
from licensing.labels import put_forward
from licensing.models import AuthorisationRequest, Denial, ExplainedGrant, StateConsultation
from licensing.queries.state_consultations import consultations_about, content_of, named_cases, own_cases_like
from licensing.rules.pending_acts import SoloAct
from licensing.rules.state_consultations import DAYS, MORE_DAYS, Article, Standing, may_be_extended

PAGE = 25


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Like a worklist: whose silence counts first stands on top."""
    if not access.has_seat(request.user, Permission.HANDLE):
        raise Http404
    at, filters = clock.now(), ConsultationFilter.read(request.GET)
    views = queries.views(request.user, at=at)
    if not request.GET:
        filters = filters.but(view=queries.first_view(views))
    rows = queries.consultation_rows(request.user, filters, at=at)
    if kind := table_kind(request):
        return TABLES[kind](f"consultations.{kind}", words.COLUMNS, (words.cells(row, at=at) for row in rows))
    list_page = page_of(rows, filters, size=PAGE)
    context = {
        "filters": filters,
        "views": views,
        "title": queries.VIEWS[filters.view],
        "unsearched": filters.but(words="").address,
        "list_page": list_page,
        "rows": [words.row_of(row, at=at) for row in list_page.rows],
        "heads": sort_heads(filters, {key: label for key, (label, _path) in queries.SORTS.items()}),
    }
    return render(request, "desks/exchange/consultations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: AuthenticatedRequest, consultation_id: UUID) -> HttpResponse:
    """The question with our own cases and denials beside it; POST answers it."""
    consultation = visible_or_404(request, consultation_id)
    form = AnswerForm(request.POST if request.method == "POST" else None, article=consultation.article)
    if request.method == "POST":
        _only_asked(request, consultation)
        if form.is_valid():
            with errors_in(form):
                waits = perform(
                    act=SoloAct.ANSWER_STATE,
                    about=consultation.pk,
                    given=form.given,
                    actor=request.user,
                    at=clock.now(),
                )
                answered = _("Answered. The state that asks reads it at once.")
                if consultation.received_on:
                    answered = _("Answered. Send it on paper now, and enter the day on which it left.")
                messages.success(request, put_forward() if waits else answered)
                return redirect(consultation)
    return page_with(request, "consultation", consultation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def more_time(request: AuthenticatedRequest, consultation_id: UUID) -> HttpResponse:
    """Up to thirty working days more, once, with what is exceptional."""
    consultation = visible_or_404(request, consultation_id)
    _only_asked(request, consultation)
    if not may_be_extended(consultation.article):
        raise Http404
    form = MoreTimeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.take_more_time(
                consultation_id=consultation.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("Taken. The state that asks knows the new last day."))
            return redirect(consultation)
    return page_with(request, "consultation_more_time", consultation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case(request: AuthenticatedRequest, consultation_id: UUID) -> HttpResponse:
    """Of Article 14(2): which of our cases the message is about; the state that asks does not learn it."""
    consultation = visible_or_404(request, consultation_id)
    _only_asked(request, consultation)
    if consultation.article != Article.INTERESTS:
        raise Http404
    form = CaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            name_case(
                consultation_id=consultation.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(
                request, _("Named. A grant in that case waits for your answer and is explained.")
            )
            return redirect(consultation)
    return page_with(request, "consultation_case", consultation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case_back(request: AuthenticatedRequest, consultation_id: UUID, reference: str) -> HttpResponse:
    """A case that was named by mistake, with the reason."""
    consultation = visible_or_404(request, consultation_id)
    _only_asked(request, consultation)
    named = next(
        (each for each in named_cases(consultation, request.user) if each.reference == reference), None
    )
    if named is None:
        raise Http404
    form = CaseBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            take_case_back(
                consultation_id=consultation.pk,
                reference=reference,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
            messages.success(
                request, _("Taken back. The state that asks is told, but not which case it was.")
            )
            return redirect(consultation)
    return page_with(request, "consultation_case_back", consultation, form, named_case=named)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def interests(request: AuthenticatedRequest) -> HttpResponse:
    """One message to another state about our own essential security interests (Article 14(2))."""
    authority = own_authority_or_404(request)
    own_state = str(authority.member_state_id)
    form = InterestsForm(request.POST if request.method == "POST" else None, own_state=own_state)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            consultation = raise_interests(
                authority=authority, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            text = _("Sent. The consultation ends within %(days)d working days.")
            messages.success(request, text % {"days": DAYS})
            return redirect(consultation)
    return form_response(request, "desks/exchange/interests.html", form, {"days": DAYS})


@require_safe
@login_required
def explained_grant(request: AuthenticatedRequest, grant_id: UUID) -> HttpResponse:
    """What everybody is told of a grant after such a question: to the officers of all states and the Commission."""
    seats = (Permission.HANDLE, Permission.ADMINISTER)
    if not any(access.has_seat(request.user, seat) for seat in seats):
        raise Http404
    rows = ExplainedGrant.objects.select_related("decision__request__authority__member_state")
    grant = get_object_or_404(rows, pk=grant_id)
    granted, at = grant.decision.request, clock.now()
    questions = consultations_about(granted)
    context = {
        "grant": grant,
        "request_": granted,
        "rows": [words.row_of(each, at=at) for each in questions],
        "facts": words.content_rows(content_of(granted)),
    }
    return render(request, "desks/exchange/explained_grant.html", context)


@login_required
@require_POST
def ask_about(request: AuthenticatedRequest, reference: str, denial: str) -> HttpResponse:
    """The officer finds that a denial may be about the same transaction: its state is asked at once."""
    own = get_object_or_404(AuthorisationRequest.objects.handled_by(request.user), reference=reference)
    denied = get_object_or_404(Denial.objects.visible_to(request.user).valid(), reference=denial)
    with errors_as_message(request):
        ask_state_about(request_id=own.pk, denial_id=denied.pk, actor=request.user, at=clock.now())
        messages.success(request, _("Asked. Its answer stands beside the decision."))
    return redirect(f"{own.get_absolute_url()}/decision")


def page_with(
    request: AuthenticatedRequest, name: str, consultation: StateConsultation, form: BaseForm, **more: object
) -> HttpResponse:
    """A page of one question, with a form."""
    context = _context_of(request, consultation) | more
    return form_response(request, f"desks/exchange/{name}.html", form, context)


def _context_of(request: AuthenticatedRequest, consultation: StateConsultation) -> dict[str, Any]:
    at = clock.now()
    is_asked = is_asked_of(request, consultation)
    standing = consultation.standing(at=at)
    waits = standing in (Standing.OPEN, Standing.EXTENDED)
    is_outside = not is_on_system(str(consultation.asked_state_id), at=at)
    return {
        "consultation": consultation,
        "days": DAYS,
        "more_days": MORE_DAYS,
        "row": words.row_of(consultation, at=at),
        "facts": words.fact_rows(consultation),
        "silence": words.silence_of(consultation),
        "is_asked": is_asked,
        "may_answer": is_asked and waits,
        "may_extend": is_asked and standing == Standing.OPEN and may_be_extended(consultation.article),
        "may_enter": not is_asked and is_outside and consultation.answered_at is None,
        "denials": list(consultation.denials.all()),
        "cases": list(own_cases_like(consultation, request.user)) if is_asked else [],
        "may_return": is_asked and consultation.waits_to_leave,
        "named": named_cases(consultation, request.user) if is_asked else [],
        "may_name": is_asked and consultation.article == Article.INTERESTS,
    }


def visible_or_404(request: AuthenticatedRequest, consultation_id: UUID) -> StateConsultation:
    rows = StateConsultation.objects.visible_to(request.user).with_parts()
    return get_object_or_404(rows.select_related("answered_by"), pk=consultation_id)


def is_asked_of(request: AuthenticatedRequest, consultation: StateConsultation) -> bool:
    return str(consultation.asked_state_id) in access.state_codes_of(request.user, Permission.HANDLE)


def _only_asked(request: AuthenticatedRequest, consultation: StateConsultation) -> None:
    if not is_asked_of(request, consultation):
        raise Http404
