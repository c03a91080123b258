"""Questions of the authority: asked, answered whole or in part, given more time, taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.information_requests import (
    DECLINE,
    GRANT,
    PART,
    TIME,
    WHOLE,
    WISHED,
    AnswerForm,
    QuestionForm,
    RespiteForm,
    WithdrawQuestionForm,
)
from exportctl.desks.case.presenters.answer_days import day_off, offered_day, today_of
from exportctl.desks.case.presenters.information_requests import question_thread
from exportctl.desks.case.presenters.obstacles import obstacle_to_asking
from exportctl.desks.case.presenters.offered_texts import offered_texts
from exportctl.desks.case.queries.cases import Case, case_page
from exportctl.desks.case.views.cases import case_form_response, case_or_404, officer_case_or_404
from exportctl.desks.case.views.offered_texts import typed_with_texts
from licensing.actions import answer_extensions, information_requests
from licensing.models import InformationRequest
from licensing.rules.authority_texts import Field
from licensing.rules.information_requests import StepKind

SENT = {
    WHOLE: gettext_lazy("Your answer was sent."),
    PART: gettext_lazy("Your answer was sent. The question stays open until the rest is here."),
    TIME: gettext_lazy("The authority was asked for more time. Until it answers, the present day stands."),
    WISHED: gettext_lazy("The exporter has more time."),
    GRANT: gettext_lazy("The exporter has more time."),
    DECLINE: gettext_lazy("The day stays as it is; the exporter was told why."),
}


def _original(case: Case) -> str:
    """Asks the exporter for the end-use statement on paper (Article 12(4)), in the exporter's language."""
    with override(case.request.exporter.organisation.language):
        text = _("Please send %(authority)s the original of the end-use statement on paper, signed by hand.")
        return text % {"authority": case.request.authority.own_name}


@login_required
def ask(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The officer's question; the decision clock stops with it."""
    case = officer_case_or_404(request, reference)
    obstacle = obstacle_to_asking(case)
    if obstacle and request.method != "POST":
        messages.error(request, obstacle)
        return redirect("desks:case_tab", reference, "conversation")
    typed = typed_with_texts(request, case, Field.QUESTION, into="question")
    form = QuestionForm(
        request.POST if request.method == "POST" and not typed else None,
        initial=typed
        or {
            "due_on": offered_day(case),
            "wants_correction": request.GET.get("correction") == "yes",
            "question": _original(case) if request.GET.get("original") == "yes" else "",
        },
    )
    if obstacle and form.is_bound:
        form.add_error(None, obstacle)
    elif request.method == "POST" and form.is_valid():
        with errors_in(form):
            information_requests.ask_information(
                request_id=case.request.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
            messages.success(request, _("The question was sent; the clock stands still."))
            if warning := day_off(case, form.cleaned_data["due_on"]):
                messages.warning(request, warning)
            return redirect("desks:case_tab", reference, "conversation")
    texts = offered_texts(case.request, Field.QUESTION)
    return case_form_response(request, case_page(case), "ask", form, tab="conversation", texts=texts)


@login_required
def answer(request: AuthenticatedRequest, reference: str, question_id: UUID) -> HttpResponse:
    """The exporter answers one question, answers a part of it, or asks for more time."""
    case, question = _question_or_404(request, reference, question_id, for_officer=False)
    if request.method != "POST" and not question.is_open:
        return redirect("desks:case_tab", reference, "conversation")
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            _ANSWERS[form.choice()](_act_on(request, question), form.cleaned_data)
            messages.success(request, str(SENT[form.choice()]))
            return redirect("desks:case_tab", reference, "conversation")
    return _page(request, case, question, "answer", form)


@login_required
def respite(request: AuthenticatedRequest, reference: str, question_id: UUID) -> HttpResponse:
    """An officer's word on more time."""
    case, question = _question_or_404(request, reference, question_id, for_officer=True)
    if request.method != "POST" and question.pending_extension is None:
        return redirect("desks:case_tab", reference, "conversation")
    form = RespiteForm(request.POST or None, wished=_wished(case, question))
    if request.method == "POST" and form.is_valid():
        act = _act_on(request, question)
        with errors_in(form):
            if form.choice() == DECLINE:
                answer_extensions.decline_answer_extension(word=form.cleaned_data["word"], **act)
            else:
                answer_extensions.grant_answer_extension(due_on=form.given_day(), **act)
            messages.success(request, str(SENT[form.choice()]))
            return redirect("desks:case_tab", reference, "conversation")
    return _page(request, case, question, "question_act", form, act="respite")


def _wished(case: Case, question: InformationRequest) -> date | None:
    """The day the exporter last asked for, answered or not, as long as it is ahead in the authority's state."""
    asked = [step.due_on for step in question.steps.all() if step.kind == StepKind.TIME_ASKED and step.due_on]
    return asked[-1] if asked and asked[-1] > today_of(case) else None


@login_required
def withdraw(request: AuthenticatedRequest, reference: str, question_id: UUID) -> HttpResponse:
    """An officer takes a question back."""
    case, question = _question_or_404(request, reference, question_id, for_officer=True)
    if request.method != "POST" and not question.is_open:
        return redirect("desks:case_tab", reference, "conversation")
    form = WithdrawQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            information_requests.withdraw_question(
                because=form.cleaned_data["because"], **_act_on(request, question)
            )
            messages.success(request, _("The question is taken back; the exporter was told."))
            return redirect("desks:case_tab", reference, "conversation")
    return _page(request, case, question, "question_act", form, act="withdraw")


def _answer_whole(act: dict[str, Any], words: dict[str, Any]) -> None:
    information_requests.answer_information(answer=words["answer"], uploads=words["files"], **act)


def _answer_in_part(act: dict[str, Any], words: dict[str, Any]) -> None:
    information_requests.answer_in_part(
        answer=words["part"], missing=words["missing"], uploads=words["files"], **act
    )


def _ask_time(act: dict[str, Any], words: dict[str, Any]) -> None:
    answer_extensions.ask_answer_extension(due_on=words["due_on"], reason=words["reason"], **act)


_ANSWERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    WHOLE: _answer_whole,
    PART: _answer_in_part,
    TIME: _ask_time,
}


def _act_on(request: AuthenticatedRequest, question: InformationRequest) -> dict[str, Any]:
    """Which question, who acts, when: the arguments of every act on a question."""
    return {
        "request_id": question.request_id,
        "information_id": question.pk,
        "actor": request.user,
        "at": clock.now(),
    }


def _question_or_404(
    request: AuthenticatedRequest, reference: str, question_id: UUID, *, for_officer: bool
) -> tuple[Case, InformationRequest]:
    """The question, closed or not: somebody who typed while a colleague closed it is told so in the form."""
    case = case_or_404(request, reference)
    if case.is_officer != for_officer:
        raise Http404
    return case, get_object_or_404(case.request.information_requests, pk=question_id)


def _page(
    request: AuthenticatedRequest,
    case: Case,
    question: InformationRequest,
    name: str,
    form: BaseForm,
    **extra: Any,
) -> HttpResponse:
    page = case_page(case)
    thread = question_thread(page, question)
    return case_form_response(request, page, name, form, tab="conversation", thread=thread, **extra)
