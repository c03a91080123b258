"""The public calculators as pages. They ask by GET: every answer has an address that can be passed on."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.formatting import deadline
from exportctl.core.forms.errors import errors_in
from exportctl.core.queries.reference import member_states
from exportctl.core.tables import csv_response
from exportctl.core.views.forms import form_response
from exportctl.desks.public.forms.calculators import DeadlineForm, MajorityForm
from exportctl.desks.public.presenters.calculators import (
    calendar_strip,
    majority_in_words,
    tiles,
    why_so_late,
)
from notifications.queries import calculators as queries
from notifications.queries.rule_set_wording import labels
from notifications.rules.rule_sets import DEFAULT

DAYS = 30  # of the period that the page begins with: that of the objection procedure
HEAD = (_("Code"), _("Member State"), _("Last day"), _("Until"), _("Why"))


@require_safe
def majority(request: HttpRequest) -> HttpResponse:
    """Without a question, or with half of one, the page begins: nobody objects yet to what the first state notified."""
    states = {state.code: state.name for state in member_states()}
    question = request.GET.copy()
    for name, first in (("rule_set", DEFAULT), ("notifying", next(iter(states), ""))):
        if not question.get(name):  # an address may leave out what has a first choice
            question[name] = first
    form = MajorityForm(question, labels=labels(), states=states)
    answer = None
    if form.is_valid():
        with errors_in(form):
            at = clock.now()
            counted = queries.majority(form.parameters(), at=at)
            chosen = form.cleaned_data["objecting"]
            answer = majority_in_words(counted, chosen=chosen, on=counted.counted_on(at))
    return _page(
        request, "majority", form, answer, tiles=tiles(states), chosen=request.GET.getlist("objecting")
    )


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Without a question, the period that begins today: what the page says is seen before anything is typed."""
    begun = {"event": local_date(clock.now(), BRUSSELS), "working_days": DAYS}
    form = DeadlineForm(request.GET or begun)
    answer, strip = None, None
    if form.is_valid():
        with errors_in(form):
            answer = why_so_late(queries.deadlines(form.parameters()))
            strip = calendar_strip(answer)
            if request.GET.get("export") == "csv":
                return csv_response("deadlines.csv", [str(word) for word in HEAD], map(_line, answer))
    return _page(request, "deadlines", form, answer, strip=strip)


def _line(row: Any) -> list[object]:
    return [
        row["code"],
        row["name"],
        row["last_day"],
        deadline(row["due_at"], ZoneInfo(row["zone"])),
        "; ".join(row["holidays"]),
    ]


def _page(request: HttpRequest, name: str, form: forms.Form, answer: object, **more: object) -> HttpResponse:
    template = f"desks/public/calculators/{name}.html"
    return form_response(request, template, form, {"answer": answer, **more})
