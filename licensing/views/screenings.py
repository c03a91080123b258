"""The screening question for people. Nobody is asked who they are; nothing of the question is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.tables import csv_response
from licensing.actions.screenings import ask
from licensing.forms.screenings import ItemForm, TableForm
from licensing.queries.screenings import Screening
from licensing.rules.screenings import Verdict

COLUMNS = ("id", "verdict", "entries", "why", "legal_basis", "regime", "in_force", "edition")
SHOWN_COUNTS = (Verdict.AUTHORISATION_REQUIRED, Verdict.POSSIBLE_MATCH, Verdict.NOT_LISTED)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """One item, or a table: two forms on one page, each answered in place."""
    if request.method != "POST":
        return render(request, "licensing/check.html", {"item": ItemForm(), "table": TableForm()})
    asks_table = request.POST.get("asks") == "table"
    form = TableForm(request.POST, request.FILES) if asks_table else ItemForm(request.POST)
    forms = {"item": ItemForm(), "table": form} if asks_table else {"item": form, "table": TableForm()}
    context: dict[str, Any] = {**forms, "asked": form, "asks_table": asks_table}
    if not form.is_valid():
        return render(request, "licensing/check.html", context, status=422)
    screening = ask(lines=form.lines, user=None, at=clock.now())
    if request.POST.get("as") == "csv":
        return csv_response("screening.csv", COLUMNS, (_cells(row, screening) for row in screening.results))
    context |= _answer(form.lines, screening)
    return render(request, "licensing/check.html", context)


def _answer(lines: list[dict[str, Any]], screening: Screening) -> dict[str, Any]:
    verdicts = [result["verdict"] for result in screening.results]
    return {
        "edition": screening.edition,
        "rows": list(zip(lines, screening.results, strict=True)),
        "counts": [{"verdict": verdict.value, "count": verdicts.count(verdict)} for verdict in SHOWN_COUNTS],
        "summary": _summary(verdicts),
    }


def _summary(verdicts: list[str]) -> str:
    needed = verdicts.count(Verdict.AUTHORISATION_REQUIRED)
    if needed:
        return _("%(needed)d of %(all)d lines need an authorisation.") % {
            "needed": needed,
            "all": len(verdicts),
        }
    if possible := verdicts.count(Verdict.POSSIBLE_MATCH):
        return _("%(possible)d of %(all)d lines may be on the list.") % {
            "possible": possible,
            "all": len(verdicts),
        }
    return _("None of these lines is on the list.")


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
