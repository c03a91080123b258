"""Questions of the authority: asked, answered whole or in part, given more time, taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.case.forms.information_requests import (
    DECLINE,
    GRANT,
    PART,
    TIME,
    WHOLE,
    AnswerForm,
    QuestionForm,
    RespiteForm,
    WithdrawQuestionForm,
)
from exportctl.desks.case.presenters.information_requests import Thread, find_question
from exportctl.desks.case.queries.cases import Case
from exportctl.desks.case.views.cases import case_or_404, page_of
from licensing.actions import answer_extensions, information_requests

SENT = {
    WHOLE: gettext_lazy("Your answer was sent."),
    PART: gettext_lazy("Your answer was sent. The question stays open until the rest is here."),
    TIME: gettext_lazy("The authority was asked for more time. Until it answers, the present day stands."),
    GRANT: gettext_lazy("The exporter has more time."),
    DECLINE: gettext_lazy("The day stays as it is; the exporter was told why."),
}


@login_required
def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """The officer's question; the decision clock stops with it."""
    found = case_or_404(request, reference)
    if not found.may_ask:
        raise Http404
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            information_requests.ask_information(
                request_id=found.request.pk, actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The question was sent; the clock stands still."))
            return redirect("desks:case_tab", reference, "questions")
    return _page(request, found, "ask", form)


@login_required
def answer(request: HttpRequest, reference: str, question_id: UUID) -> HttpResponse:
    """The exporter answers one question, answers a part of it, or asks for more time."""
    found, asked = _question_or_404(request, reference, question_id, for_officer=False)
    if request.method != "POST" and not asked.question.is_open:
        return redirect("desks:case_tab", reference, "questions")
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        about = _about(request, found, asked)
        try:
            _ANSWERS[form.chosen()](about, form.cleaned_data)
        except DomainError as error:
            form.take_in(error, {"/due_on": "due_on"})
        else:
            messages.success(request, str(SENT[form.chosen()]))
            return redirect("desks:case_tab", reference, "questions")
    return _page(request, found, "answer", form, asked=asked)


@login_required
def respite(request: HttpRequest, reference: str, question_id: UUID) -> HttpResponse:
    """An officer's word on more time."""
    found, asked = _question_or_404(request, reference, question_id, for_officer=True)
    pending = asked.pending
    if request.method != "POST" and pending is None:
        return redirect("desks:case_tab", reference, "questions")
    form = RespiteForm(request.POST or None, initial={"due_on": pending.due_on if pending else None})
    if request.method == "POST" and form.is_valid():
        about = _about(request, found, asked)
        try:
            if form.chosen() == GRANT:
                answer_extensions.grant_answer_extension(due_on=form.cleaned_data["due_on"], **about)
            else:
                answer_extensions.decline_answer_extension(word=form.cleaned_data["word"], **about)
        except DomainError as error:
            form.take_in(error, {"/due_on": "due_on"})
        else:
            messages.success(request, str(SENT[form.chosen()]))
            return redirect("desks:case_tab", reference, "questions")
    return _page(request, found, "question_act", form, asked=asked, act="respite")


@login_required
def withdraw(request: HttpRequest, reference: str, question_id: UUID) -> HttpResponse:
    """An officer takes a question back."""
    found, asked = _question_or_404(request, reference, question_id, for_officer=True)
    if request.method != "POST" and not asked.question.is_open:
        return redirect("desks:case_tab", reference, "questions")
    form = WithdrawQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            information_requests.withdraw_question(
                because=form.cleaned_data["because"], **_about(request, found, asked)
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The question is taken back; the exporter was told."))
            return redirect("desks:case_tab", reference, "questions")
    return _page(request, found, "question_act", form, asked=asked, act="withdraw")


def _answer_whole(about: dict[str, Any], said: dict[str, Any]) -> None:
    information_requests.answer_information(answer=said["answer"], uploads=said["files"], **about)


def _answer_in_part(about: dict[str, Any], said: dict[str, Any]) -> None:
    information_requests.answer_in_part(
        answer=said["part"], missing=said["missing"], uploads=said["files"], **about
    )


def _ask_time(about: dict[str, Any], said: dict[str, Any]) -> None:
    answer_extensions.ask_answer_extension(due_on=said["due_on"], reason=said["reason"], **about)


_ANSWERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    WHOLE: _answer_whole,
    PART: _answer_in_part,
    TIME: _ask_time,
}


def _about(request: HttpRequest, found: Case, asked: Thread) -> dict[str, Any]:
    """Which question, who acts, when: what every act on a question is told."""
    return {
        "request_id": found.request.pk,
        "information_id": asked.question.pk,
        "actor": request.user,
        "at": clock.now(),
    }


def _question_or_404(
    request: HttpRequest, reference: str, question_id: UUID, *, for_officer: bool
) -> tuple[Case, Thread]:
    """The question, closed or not: somebody who typed while a colleague closed it is told so in the form."""
    found = case_or_404(request, reference)
    asked = find_question(found, question_id)
    if asked is None or found.is_officer != for_officer:
        raise Http404
    return found, asked


def _page(request: HttpRequest, found: Case, name: str, form: Form, **extra: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request,
        f"desks/case/{name}.html",
        page_of(found, "questions", form=form, **extra),
        status=status,
    )
