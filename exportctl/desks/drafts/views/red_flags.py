"""The due-diligence questions of a notification: one a page, each with its evidence, and what the answers ask."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.catch_all import FlagForm
from exportctl.desks.drafts.kinds import draft_or_404
from exportctl.desks.drafts.views.parts import clash_page, saving_context
from licensing.actions import drafts as actions
from licensing.actions.drafts import FieldsResult
from licensing.models import Draft
from notifications.queries.duties import regime_duties
from notifications.queries.red_flags import Question, answered_questions, questions
from notifications.queries.rule_sets import chosen_rule_set
from notifications.rules.duties import OF_RULE_SET, Regime


def _draft(request: AuthenticatedRequest, reference: str) -> Draft:
    """The exporter's own draft of a kind that asks these questions: a notification, or its correction.

    Words that come too late come back in their form.
    """
    draft = draft_or_404(request.user, reference, is_open=request.method != "POST")
    if not draft.questionnaire:
        raise Http404
    return draft


@require_safe
@login_required
def flags(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """All due-diligence questions with what was answered."""
    draft = _draft(request, reference)
    answered = answered_questions(draft.body, version=draft.questionnaire)
    context = {
        "draft": draft,
        "flags": answered,
        "next": next((each for each in answered if not each.answer), None),
    }
    return render(request, "desks/drafts/flags.html", context)


@require_safe
@login_required
def result(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What the answers ask under the law in force and, where another is chosen, under that regime."""
    draft = _draft(request, reference)
    rows = answered_questions(draft.body, version=draft.questionnaire)
    answers = {
        "signs": [row for row in rows if row.flagged],
        "unknown": [row for row in rows if row.answer == "unknown"],
        "unanswered": [row for row in rows if not row.answer],
    }
    counts = {name: len(each) for name, each in answers.items()}
    chosen = OF_RULE_SET[chosen_rule_set().name]
    regimes = [regime_duties(regime, **counts) for regime in dict.fromkeys([Regime.REGULATION_2021, chosen])]
    context = {"draft": draft, "regimes": regimes, **answers}
    return render(request, "desks/drafts/flag_result.html", context)


@login_required
def flag(request: AuthenticatedRequest, reference: str, key: str) -> HttpResponse:
    """One question a page; saving goes on to the next. A file comes and goes with the answer: no text is lost."""
    draft = _draft(request, reference)
    all_questions = questions(draft.questionnaire)
    index = next((i for i, question in enumerate(all_questions) if question.key == key), None)
    if index is None:
        raise Http404
    form = FlagForm(
        request.POST or None, request.FILES or None, body=draft.body, question=all_questions[index]
    )
    result = _save(request, draft, form, key) if request.method == "POST" and form.is_valid() else None
    if result and result.clashes:
        return clash_page(request, form, result)
    if result:
        return _after(request, draft, all_questions, index)
    context = {
        "draft": draft,
        "form": form,
        "question": all_questions[index],
        "before": all_questions[index - 1] if index else None,
        "total": len(all_questions),
        "files": draft.attachments.filter(question=key).select_related("file"),
        "sent_files": [each for each in draft.sent_files if each.question == key],
        **saving_context(request, draft),
    }
    return form_response(request, "desks/drafts/flag.html", form, context)


def _save(
    request: AuthenticatedRequest, draft: Draft, form: FlagForm, key: str
) -> FieldsResult[Draft] | None:
    with errors_in(form, field="file" if form.cleaned_data.get("file") else None):
        return actions.save_answer(
            model=type(draft),
            draft_id=draft.pk,
            question=key,
            fields=form.values(),
            loaded=form.fingerprints(),
            upload=form.cleaned_data["file"],
            removal=_removal(request),
            actor=request.user,
            at=clock.now(),
        )
    return None


def _removal(request: AuthenticatedRequest) -> UUID | None:
    """The file whose “Remove” was pressed."""
    try:
        return UUID(request.POST["remove"])
    except (KeyError, ValueError):
        return None


def _after(
    request: AuthenticatedRequest, draft: Draft, all_questions: list[Question], index: int
) -> HttpResponse:
    if {"add", "remove"} & request.POST.keys():
        return redirect("desks:flag", draft.reference, all_questions[index].key)
    if "leave" in request.POST:
        return redirect(draft)
    if index + 1 < len(all_questions):
        return redirect("desks:flag", draft.reference, all_questions[index + 1].key)
    return redirect("desks:flag_result", draft.reference)
