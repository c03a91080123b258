"""The due-diligence questions of a notification: all on a page, each with its evidence, and what the answers ask."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.catch_all import FlagForm, FlagsForm
from exportctl.desks.drafts.kinds import draft_or_404, kind_of, page_after
from exportctl.desks.drafts.views.parts import clash_page, saving_context
from licensing.actions import drafts as actions
from licensing.actions.drafts import FieldsResult
from licensing.models import Draft
from notifications.actions.red_flags import answer_questions
from notifications.queries.duties import regime_duties
from notifications.queries.red_flags import AnsweredQuestion, Question, answered_questions, questions, topics
from notifications.queries.rule_sets import chosen_rule_set
from notifications.rules.duties import OF_RULE_SET, Regime

PUBLISHED = "published_item"  # the question whose yes may mean that an authorisation is needed already


def _draft(request: AuthenticatedRequest, reference: str) -> Draft:
    """The exporter's own draft of a kind that asks these questions: a notification, or its correction.

    Words that come too late come back in their form.
    """
    draft = draft_or_404(request.user, reference, is_open=request.method != "POST")
    if not draft.questionnaire:
        raise Http404
    return draft


@login_required
def flags(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """All due-diligence questions at once; saving stays here while one is open, and says which."""
    draft = _draft(request, reference)
    form = FlagsForm(request.POST or None, body=draft.body, topics=topics(draft.questionnaire))
    result = _save_all(request, draft, form) if request.method == "POST" and form.is_valid() else None
    if result and result.clashes:
        return clash_page(request, form, result)
    if result:
        return _after_all(request, result.draft)
    answered = _answered(draft)
    context = {
        "draft": draft,
        "form": form,
        "topics": _drawn(draft, form, {each.key: each for each in answered}),
        "total": len(answered),
        "begun": any(each.answer for each in answered),
        "open": _links(each for each in answered if each.is_open),
        **saving_context(request, draft),
    }
    return form_response(request, "desks/drafts/flags.html", form, context)


def _save_all(request: AuthenticatedRequest, draft: Draft, form: FlagsForm) -> FieldsResult[Draft] | None:
    with errors_in(form):
        return answer_questions(
            model=type(draft),
            draft_id=draft.pk,
            fields=form.values(),
            loaded=form.fingerprints(),
            together=() if form.settling else form.together(),
            actor=request.user,
            at=clock.now(),
        )
    return None


def _after_all(request: AuthenticatedRequest, draft: Draft) -> HttpResponse:
    if "leave" in request.POST:
        return redirect(draft)
    answered = _answered(draft)
    if any(each.is_open for each in answered):
        return redirect(reverse("desks:flags", args=[draft.reference]) + "#open")
    return redirect(_onwards(draft, answered))


def _onwards(draft: Draft, answered: Iterable[AnsweredQuestion]) -> str:
    """After the last answer: what the answers ask, where that is something else than to send it; else what is next."""
    rows = list(answered)
    asks_else = any(row.flagged and row.key == PUBLISHED for row in rows)
    if asks_else or not any(row.flagged or row.answer == "unknown" for row in rows):
        return reverse("desks:flag_result", args=[draft.reference])
    return page_after(draft, kind_of(draft).part_of("/red_flags"))


def _drawn(draft: Draft, form: FlagsForm, answered: dict[str, AnsweredQuestion]) -> list[dict[str, Any]]:
    """Each topic with its questions, the field of each and its files; a phone folds what is answered or comes later."""
    files = Counter(draft.attachments.values_list("question", flat=True))
    rows = [
        {
            "title": topic.title,
            "asked": [
                {
                    "question": each,
                    "field": form.answer_to(each),
                    "files": files[each.key],
                    "has_page": bool(files[each.key]) or answered[each.key].flagged,
                }
                for each in topic.questions
            ],
            "rest": form.rest_of(number),
            "open": sum(answered[each.key].is_open for each in topic.questions),
        }
        for number, topic in enumerate(form.topics)
    ]
    first = next((row for row in rows if row["open"]), None)
    return [row | {"unfolded": row is first} for row in rows]


def _links(rows: Iterable[AnsweredQuestion]) -> list[dict[str, str]]:
    """Each leads to its answer, or to what is to be said about it."""
    return [
        {
            "text": f"{row.question} {_('What you know about this: missing')}"
            if row.lacks_evidence
            else row.question,
            "href": f"#id_evidence_{row.key}" if row.lacks_evidence else f"#id_answer_{row.key}_0",
        }
        for row in rows
    ]


@require_safe
@login_required
def result(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What the answers ask under the law in force and, where another is chosen, under that regime."""
    draft = _draft(request, reference)
    rows = _answered(draft)
    answers = {
        "signs": [row for row in rows if row.flagged],
        "unknown": [row for row in rows if row.answer == "unknown"],
        "unanswered": [row for row in rows if not row.answer],
    }
    counts = {name: len(each) for name, each in answers.items()}
    chosen = OF_RULE_SET[chosen_rule_set().name]
    regimes = [regime_duties(regime, **counts) for regime in dict.fromkeys([Regime.REGULATION_2021, chosen])]
    is_published = any(row.key == PUBLISHED for row in answers["signs"])
    context = {
        "draft": draft,
        "regimes": regimes,
        "is_published": is_published,
        "ready": not draft.gaps,
        **answers,
    }
    return render(request, "desks/drafts/flag_result.html", context)


@login_required
def flag(request: AuthenticatedRequest, reference: str, key: str) -> HttpResponse:
    """One question with its files; saving goes on to the next that is open. A file comes and goes with the answer."""
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
        return _after(request, result.draft, all_questions, index)
    context = {
        "draft": draft,
        "form": form,
        "question": all_questions[index],
        "before": all_questions[index - 1] if index else None,
        "total": len(all_questions),
        "lacks": next(row.lacks_evidence for row in _answered(draft) if row.key == key),
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
    answered = _answered(draft)
    ahead = [*answered[index:], *answered[:index]]  # this one first: a yes says what is known
    if following := next((each for each in ahead if each.is_open), None):
        return redirect("desks:flag", draft.reference, following.key)
    return redirect(_onwards(draft, answered))


def _answered(draft: Draft) -> list[AnsweredQuestion]:
    return answered_questions(draft.body, version=draft.questionnaire)
