"""The officer's side of a consultation: ask, ask again, record what was said, draft the conditions."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import errors_as_message
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.consultations import (
    AdviceForm,
    AgainForm,
    AllAgainForm,
    AskBodyForm,
    ConditionsForm,
)
from exportctl.desks.case.forms.decisions import lines
from exportctl.desks.case.presenters.answer_days import day_off, offered_day
from exportctl.desks.case.presenters.offered_texts import offered_texts
from exportctl.desks.case.queries.cases import Case, case_page
from exportctl.desks.case.views.cases import case_form_response, officer_case_or_404
from exportctl.desks.case.views.offered_texts import typed_with_texts
from licensing.actions import consultations as actions
from licensing.actions.advice import record_advice
from licensing.actions.conditions import draft_conditions
from licensing.models import Consultation, ConsultedBody
from licensing.queries.consultations import consultations_of, latest_draft, shareable, shared_with
from licensing.rules.authority_texts import Field
from licensing.rules.consultations import BodyState, State


@login_required
def ask(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    case = officer_case_or_404(request, reference)
    if not case.may_consult and request.method != "POST":
        raise Http404
    bodies, documents = _free_bodies(case), shareable(case.request)
    typed = _typed(request, case)
    form = AskBodyForm(
        _sent(request, typed),
        bodies=bodies,
        documents=documents,
        initial=typed or {"due_on": offered_day(case)},
    )
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        with errors_in(form):
            asked = actions.ask_bodies(
                request_id=case.request.pk,
                body_ids=[UUID(pk) for pk in words.pop("body")],
                actor=request.user,
                at=clock.now(),
                **words,
            )
            return _asked(request, case, len(asked), words["due_on"])
    return _page(request, case, "consult", form, bodies=bodies, draft=latest_draft(case.request))


@login_required
def all_again(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The same question to all who were asked before, or to some of them: the conditions changed, for example."""
    case = officer_case_or_404(request, reference)
    rows = [row for row in consultations_of(case.request) if row.status != State.DROPPED]
    if request.method != "POST" and not (case.may_consult and rows):
        raise Http404
    typed = _typed(request, case)
    form = AllAgainForm(
        _sent(request, typed),
        consultations=rows,
        documents=shareable(case.request),
        initial=typed or {"due_on": offered_day(case), "consultations": [str(row.pk) for row in rows]},
    )
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        with errors_in(form):
            asked = actions.ask_all_again(
                request_id=case.request.pk,
                consultation_ids=[UUID(pk) for pk in words.pop("consultations")],
                actor=request.user,
                at=clock.now(),
                **words,
            )
            return _asked(request, case, len(asked), words["due_on"])
    draft = latest_draft(case.request)
    return _page(request, case, "consult", form, all_again=True, draft=draft)


def _asked(request: AuthenticatedRequest, case: Case, count: int, due_on: date) -> HttpResponse:
    sentence = ngettext(
        "Asked. The body gets a message with a link of its own.",
        "Asked. Each of the %(n)d bodies gets a message with a link of its own.",
        count,
    )
    messages.success(request, sentence % {"n": count})
    if warning := day_off(case, due_on):
        messages.warning(request, warning)
    return redirect("desks:case_tab", case.request.reference, "decision")


@login_required
def again(request: AuthenticatedRequest, reference: str, consultation_id: UUID) -> HttpResponse:
    case = officer_case_or_404(request, reference)
    consultation = _consultation_or_404(case, consultation_id)
    is_over = not case.may_consult or consultation.status == State.DROPPED
    if is_over and request.method != "POST":  # what was typed comes back with the action's own words
        raise Http404
    shared = [str(key) for key in shared_with(consultation).values_list("pk", flat=True)]
    typed = _typed(request, case)
    form = AgainForm(
        _sent(request, typed),
        initial=typed
        or {"question": consultation.question, "documents": shared, "due_on": offered_day(case)},
        documents=shareable(case.request),
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.ask_again(
                request_id=case.request.pk,
                consultation_id=consultation.pk,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Asked again. Earlier links do not open any more."))
            if warning := day_off(case, form.cleaned_data["due_on"]):
                messages.warning(request, warning)
            return redirect("desks:case_tab", reference, "decision")
    draft = latest_draft(case.request)
    return _page(request, case, "consult", form, consultation=consultation, draft=draft)


@login_required
def record(request: AuthenticatedRequest, reference: str, consultation_id: UUID) -> HttpResponse:
    """Advice that came by letter or telephone."""
    case = officer_case_or_404(request, reference)
    consultation = _consultation_or_404(case, consultation_id)
    is_over = consultation.status != State.ASKED or not case.request.is_open
    if is_over and request.method != "POST":
        raise Http404
    form = AdviceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        with errors_in(form):
            record_advice(
                request_id=case.request.pk,
                consultation_id=consultation.pk,
                actor=request.user,
                at=clock.now(),
                uploads=words.pop("files"),
                **words,
            )
            messages.success(request, _("The advice is recorded."))
            return redirect("desks:case_tab", reference, "decision")
    return _page(request, case, "record_advice", form, consultation=consultation)


@login_required
@require_POST
def drop(request: AuthenticatedRequest, reference: str, consultation_id: UUID) -> HttpResponse:
    case = officer_case_or_404(request, reference)
    if not case.may_consult:
        raise Http404
    consultation = _consultation_or_404(case, consultation_id)
    with errors_as_message(request):
        actions.drop_consultation(
            request_id=case.request.pk, consultation_id=consultation.pk, actor=request.user, at=clock.now()
        )
        messages.success(
            request, _("The body is let be; its link is closed, and what it said stays on record.")
        )
    return redirect("desks:case_tab", reference, "decision")


@login_required
def conditions(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Write the next version of the conditions."""
    case = officer_case_or_404(request, reference)
    if not case.may_consult and request.method != "POST":
        raise Http404
    latest = latest_draft(case.request)
    typed = typed_with_texts(request, case, Field.CONDITIONS, into="conditions")
    initial = typed or {"conditions": "\n".join(latest.conditions) if latest else ""}
    form = ConditionsForm(_sent(request, typed), initial=initial)
    if request.method == "POST" and form.is_valid():
        wording = lines(form.cleaned_data["conditions"])
        with errors_in(form):
            draft = draft_conditions(
                request_id=case.request.pk, conditions=wording, actor=request.user, at=clock.now()
            )
            messages.success(request, _("Version %(version)d is saved.") % {"version": draft.version})
            return redirect("desks:case_tab", reference, "decision")
    return _page(request, case, "conditions", form, draft=latest)


def _typed(request: AuthenticatedRequest, case: Case) -> dict[str, Any] | None:
    return typed_with_texts(request, case, Field.CONSULTATION, into="question")


def _sent(request: AuthenticatedRequest, typed: dict[str, Any] | None) -> QueryDict | None:
    """What the form is to check: nothing while texts are only inserted."""
    return request.POST if request.method == "POST" and typed is None else None


def _consultation_or_404(case: Case, consultation_id: UUID) -> Consultation:
    return get_object_or_404(consultations_of(case.request), pk=consultation_id)


def _free_bodies(case: Case) -> list[ConsultedBody]:
    """Those that are not asked yet."""
    consulted = case.request.consultations.exclude(status=State.DROPPED.value).values("body")
    bodies = ConsultedBody.objects.visible_to(case.viewer).filter(authority=case.request.authority_id)
    return list(bodies.filter(status=BodyState.ACTIVE.value).exclude(pk__in=consulted))


def _page(request: AuthenticatedRequest, case: Case, name: str, form: BaseForm, **extra: Any) -> HttpResponse:
    field = {"consult": Field.CONSULTATION, "conditions": Field.CONDITIONS}.get(name)
    if field:
        extra["texts"] = offered_texts(case.request, field)
    return case_form_response(request, case_page(case), name, form, tab="decision", **extra)
