"""“Do I have to notify?”, for everybody. The answers travel in the address alone: nothing is stored."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from exportctl.core import access
from exportctl.core.queries.organisations import authorities
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from notifications.forms.duties import QuestionForm, RegimeForm
from notifications.queries.duties import GuidedCheck, guided_check
from notifications.rules.duties import Regime
from notifications.rules.duty_check import longest

TONES = {"authorisation": "madder", "notify": "ochre", "ask": "ochre"}  # of the answer


@require_safe
def duty(request: HttpRequest) -> HttpResponse:
    """The regime, a question, or the answer: whatever the address has come to."""
    form = RegimeForm(request.GET if "regime" in request.GET else None)
    if "choose" in request.GET or not form.is_valid():
        if "choose" in request.GET:
            form = RegimeForm(initial=request.GET.dict())
        return form_response(request, "notifications/duties/start.html", form, {})
    check = guided_check(Regime(form.cleaned_data["regime"]), request.GET.dict())
    context = {
        "found": check,
        "back": _back(check),
        "law": "" if check.regime.in_force else _address(check, regime=Regime.REGULATION_2021),
        "files": access.has_seat(request.user, Permission.FILE),
    }
    if check.way.answer:
        rows = [(step, _address(check, until=step.key)) for step in check.steps]
        context |= {"rows": rows, "tone": TONES.get(check.answer["kind"], ""), "authorities": authorities()}
        return render(request, "notifications/duties/answer.html", context)
    asked_again = request.GET.get("asked") == check.way.question
    question = QuestionForm(request.GET if asked_again else None, question=check.question)
    context |= {"number": len(check.steps) + 1, "most": longest(check.regime)}
    return form_response(request, "notifications/duties/question.html", question, context)


def _back(check: GuidedCheck) -> str:
    """The page before: the last question again, or the choice of the regime."""
    if not check.steps:
        return f"{reverse('notifications:duty')}?{urlencode({'choose': '1', 'regime': check.regime})}"
    return _address(check, until=check.steps[-1].key)


def _address(check: GuidedCheck, *, until: str = "", regime: Regime | None = None) -> str:
    """The same way under another regime, or up to a question that is to be answered again."""
    replies = {}
    for step in check.way.steps:
        if step.question == until:
            break
        replies[step.question] = step.reply
    return f"{reverse('notifications:duty')}?{urlencode({'regime': regime or check.regime, **replies})}"
