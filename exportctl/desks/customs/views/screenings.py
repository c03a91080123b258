"""The screening question for people. Nobody is asked who they are; nothing of the question is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.tables import csv_response
from exportctl.core.views.forms import form_response
from exportctl.desks.customs.forms.screenings import ItemForm, TableForm
from licensing.actions.screenings import ask
from licensing.queries.screenings import Screening, with_items
from licensing.rules.screenings import UNKNOWN_NUMBER, Verdict

COLUMNS = ("id", "verdict", "entries", "why", "legal_basis", "regime", "in_force", "edition")
SHOWN_COUNTS = (
    Verdict.PROHIBITED,
    Verdict.AUTHORISATION_REQUIRED,
    Verdict.POSSIBLE_MATCH,
    Verdict.NOT_LISTED,
)
TONES = {
    Verdict.PROHIBITED: "madder",
    Verdict.AUTHORISATION_REQUIRED: "madder",
    Verdict.POSSIBLE_MATCH: "ochre",
    Verdict.NOT_LISTED: "plain",
}
OF_ONE = {
    Verdict.PROHIBITED: _("This export is prohibited."),
    Verdict.AUTHORISATION_REQUIRED: _("This item needs an authorisation."),
    Verdict.POSSIBLE_MATCH: _("This item may be on the list."),
    Verdict.NOT_LISTED: _("This item is not on the list."),
}
OF_MANY = {
    Verdict.PROHIBITED: _("%(count)d of %(all)d lines are prohibited."),
    Verdict.AUTHORISATION_REQUIRED: _("%(count)d of %(all)d lines need an authorisation."),
    Verdict.POSSIBLE_MATCH: _("%(count)d of %(all)d lines may be on the list."),
    Verdict.NOT_LISTED: _("None of these %(all)d lines is on the list."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """One item, or a table (`?asks=table`): each is answered in place."""
    given = request.POST if request.method == "POST" else request.GET
    asks_table = given.get("asks") == "table"
    if request.method != "POST":
        context: dict[str, Any] = {
            "form": TableForm() if asks_table else ItemForm(),
            "asks_table": asks_table,
        }
        return render(request, "desks/customs/screening.html", context)
    form = TableForm(request.POST, request.FILES) if asks_table else ItemForm(request.POST)
    context = {"form": form, "asks_table": asks_table}
    if not form.is_valid():
        return form_response(request, "desks/customs/screening.html", form, context)
    form.lines, unknown = with_items(form.lines, reader=request.user)
    for _place, number in unknown:
        form.add_error(None, f"{number}: {UNKNOWN_NUMBER}")
    if unknown:
        return form_response(request, "desks/customs/screening.html", form, context)
    screening = ask(lines=form.lines, user=None, at=clock.now())
    if request.POST.get("as") == "csv":
        return csv_response("screening.csv", COLUMNS, (_cells(row, screening) for row in screening.results))
    context |= _answer(form.lines, screening)
    return render(request, "desks/customs/screening.html", context)


def _answer(lines: list[dict[str, Any]], screening: Screening) -> dict[str, Any]:
    verdicts = [result["verdict"] for result in screening.results]
    counts = [(each, verdicts.count(each)) for each in SHOWN_COUNTS]
    counts = [(each, count) for each, count in counts if count or each != Verdict.PROHIBITED]
    return {
        "edition": screening.edition,
        "rows": list(zip(lines, screening.results, strict=True)),
        "counts": [{"verdict": verdict.value, "count": count} for verdict, count in counts],
        "summary": _summary(verdicts),
        "tone": TONES[_worst(verdicts)],
        "worst": _worst(verdicts).value,
        "searchable": lines[0].get("name") or lines[0].get("model") if len(lines) == 1 else "",
    }


def _summary(verdicts: list[str]) -> str:
    """The worst verdict, and how many lines have it."""
    worst = _worst(verdicts)
    numbers = {"count": verdicts.count(worst), "all": len(verdicts)}
    if numbers["all"] == 1:
        return str(OF_ONE[worst])
    return str(OF_MANY[worst]) % numbers


def _worst(verdicts: list[str]) -> Verdict:
    return next(verdict for verdict in SHOWN_COUNTS if verdict in verdicts)


def _cells(result: dict[str, Any], screening: Screening) -> list[object]:
    entries = "; ".join(f"{entry['code']} ({entry['score']}): {entry['why']}" for entry in result["entries"])
    return [
        result["id"],
        result["verdict"],
        entries,
        result["why"],
        result["legal_basis"],
        result["regime"],
        "" if result["in_force"] is None else str(result["in_force"]).lower(),
        screening.edition,
    ]
