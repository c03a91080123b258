"""The public calculators as pages. They ask by GET: every answer has an address that can be passed on."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.formatting import deadline
from exportctl.core.forms.errors import errors_in
from exportctl.core.tables import csv_response
from exportctl.core.views.forms import form_response
from exportctl.desks.public.forms.calculators import DeadlineForm, MajorityForm
from exportctl.desks.public.presenters.calculators import majority_in_words, why_so_late
from notifications.queries import calculators as queries
from notifications.queries.rule_set_wording import labels
from notifications.rules.rule_sets import DEFAULT

HEAD = (_("Code"), _("Member State"), _("Last day"), _("Until"), _("Why"))


@require_safe
def majority(request: HttpRequest) -> HttpResponse:
    initial = {"rule_set": DEFAULT}
    form = MajorityForm(request.GET or None, labels=labels(), initial=initial)
    answer = None
    if form.is_bound and form.is_valid():
        with errors_in(form):
            at = clock.now()
            counted = queries.majority(form.parameters(), at=at)
            answer = majority_in_words(counted, on=counted.counted_on(at))
    return _page(request, "majority", form, answer)


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    form = DeadlineForm(request.GET or None, initial={"working_days": 30})
    answer = None
    if form.is_bound and form.is_valid():
        with errors_in(form):
            answer = why_so_late(queries.deadlines(form.parameters()))
            if request.GET.get("export") == "csv":
                return csv_response("deadlines.csv", [str(word) for word in HEAD], map(_line, answer))
    return _page(request, "deadlines", form, answer)


def _line(row: Any) -> list[object]:
    return [
        row["code"],
        row["name"],
        row["last_day"],
        deadline(row["due_at"], ZoneInfo(row["zone"])),
        "; ".join(row["holidays"]),
    ]


def _page(request: HttpRequest, name: str, form: forms.Form, answer: object) -> HttpResponse:
    template = f"desks/public/calculators/{name}.html"
    return form_response(request, template, form, {"answer": answer})
