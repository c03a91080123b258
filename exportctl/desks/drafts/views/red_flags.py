"""The due-diligence questions of a draft: one a page, each with its evidence, and what the answers ask."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import form_response
from exportctl.desks.drafts.forms.parts import FlagForm
from exportctl.desks.drafts.views.notifications import clashes, own, seen_by
from notifications.actions import attachments
from notifications.actions.notifications import Saved
from notifications.models import CatchAllNotification
from notifications.queries.duties import asked_of
from notifications.queries.red_flags import Question, answered_questions, questions
from notifications.queries.rule_sets import chosen_rule_set
from notifications.rules.duties import OF_RULE_SET, Regime


@require_safe
@login_required
def flags(request: HttpRequest, reference: str) -> HttpResponse:
    """All due-diligence questions with what was answered."""
    found = own(request, reference)
    answered = answered_questions(found.body, version=found.questionnaire)
    context = {
        "notification": found,
        "flags": answered,
        "next": next((each for each in answered if not each.answer), None),
    }
    return render(request, "desks/drafts/flags.html", context)


@require_safe
@login_required
def result(request: HttpRequest, reference: str) -> HttpResponse:
    """What the answers ask under the regime chosen and, where that is not the law, under the law in force."""
    found = own(request, reference)
    rows = answered_questions(found.body, version=found.questionnaire)
    said = {
        "signs": [row for row in rows if row.flagged],
        "unknown": [row for row in rows if row.answer == "unknown"],
        "unanswered": [row for row in rows if not row.answer],
    }
    counts = {name: len(each) for name, each in said.items()}
    chosen = OF_RULE_SET[chosen_rule_set().name]
    regimes = [asked_of(regime, **counts) for regime in dict.fromkeys([chosen, Regime.REGULATION_2021])]
    context = {"notification": found, "regimes": regimes, **said}
    return render(request, "desks/drafts/flag_result.html", context)


@login_required
def flag(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """One question a page; saving goes on to the next. A file comes and goes with the answer: no text is lost."""
    found = own(request, reference)
    asked = questions(found.questionnaire)
    index = next((i for i, question in enumerate(asked) if question.key == key), None)
    if index is None:
        raise Http404
    form = FlagForm(request.POST or None, request.FILES or None, body=found.body, question=asked[index])
    saved = _save(request, found, form, key) if request.method == "POST" and form.is_valid() else None
    if saved and saved.clashes:
        return clashes(request, form, saved)
    if saved:
        return _after(request, found, asked, index)
    context = {
        "notification": found,
        "form": form,
        "question": asked[index],
        "before": asked[index - 1] if index else None,
        "total": len(asked),
        "files": found.attachments.filter(question=key).select_related("file"),
        **seen_by(request, found),
    }
    return form_response(request, "desks/drafts/flag.html", form, context)


def _save(request: HttpRequest, found: CatchAllNotification, form: FlagForm, key: str) -> Saved | None:
    with errors_in(form, field="file" if form.cleaned_data.get("file") else None):
        return attachments.save_answer(
            notification_id=found.pk,
            question=key,
            fields=form.sent(),
            loaded=form.fingerprints(),
            added=form.cleaned_data["file"],
            removed=_chosen(request),
            actor=request.user,
            at=clock.now(),
        )
    return None


def _chosen(request: HttpRequest) -> UUID | None:
    """The file whose “Remove” was pressed."""
    try:
        return UUID(request.POST["remove"])
    except (KeyError, ValueError):
        return None


def _after(
    request: HttpRequest, found: CatchAllNotification, asked: list[Question], index: int
) -> HttpResponse:
    if {"add", "remove"} & request.POST.keys():
        return redirect("desks:flag", found.reference, asked[index].key)
    if "leave" in request.POST:
        return redirect(found)
    if index + 1 < len(asked):
        return redirect("desks:flag", found.reference, asked[index + 1].key)
    return redirect("desks:flag_result", found.reference)
