"""The public statistics: the page, and the same figures to take with you."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from django.views.decorators.vary import vary_on_cookie

from exportctl.core import clock
from exportctl.core.api.rendering import dump
from exportctl.core.calendar import brussels_date, calendar_days
from exportctl.core.look.charts import Range, Series, Target
from exportctl.core.tables import csv_response
from exportctl.desks.public.presenters.destinations import world
from exportctl.desks.public.presenters.figures import Table, as_shown, in_words
from exportctl.desks.public.presenters.statistics import as_json, method, tables, year_label
from exportctl.desks.public.queries import statistics as queries
from exportctl.desks.public.queries.statistics import Statistics
from licensing.rules.decision_clock import DECISION_DAYS
from notifications.queries.regimes import chosen_regime
from notifications.rules.rule_sets import DEFAULT, RULE_SETS
from notifications.rules.suppression import Hidden

OUTCOME_LOOKS = {
    "grant": "d1",
    "grant_with_conditions": "d4",
    "refuse": "d2",
    "no_authorisation_required": "d5",
    "authorisation_required": "d3",
}
# The period that a chart's line is measured by, in working days.
PERIODS = {"decision_days": DECISION_DAYS, "procedure_days": RULE_SETS[DEFAULT].working_days}


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    counts = queries.statistics(at=clock.now())
    year = _year(request, counts)
    shown = {table.key: table for table in tables(counts) if table.period in ("", str(year))}
    charts = [
        _bars(shown["decisions"]),
        _line(shown["decision_days"]),
        _bars(shown["procedures"]),
        _line(shown["procedure_days"]),
        _columns(shown["received"]),
    ]
    context = {
        "figures": _figures(counts, shown),
        "charts": [chart for chart in charts if not chart["is_empty"]],
        "empty": [chart["table"].title for chart in charts if chart["is_empty"]],
        "functions": shown["functions"],
        "destinations": shown["destinations"],
        "world": world(shown["destinations"]),
        "years": [
            {"label": year_label(counts, each), "url": f"?year={each}#year", "current": each == year}
            for each in counts.years
        ],
        "method": method(counts),
        "regime": chosen_regime(),
    }
    return render(request, "desks/public/statistics.html", context)


@require_safe
@cache_control(public=True, max_age=300)
@vary_on_cookie  # which holds the language
@conditional_page
def statistics_csv(request: HttpRequest) -> HttpResponse:
    """One table as the page shows it (`?table=decisions`), or all of them, a figure a line; for codes ask for JSON."""
    key = request.GET.get("table", "")
    chosen = [table for table in tables(queries.statistics(at=clock.now())) if key in ("", table.key)]
    if not chosen:
        raise Http404
    if key:
        return csv_response(f"statistics-{key}.csv", *as_shown(chosen))
    head = (_("Table"), _("Row"), _("Column"), _("Figure"))
    return csv_response("statistics.csv", head, (fact for table in chosen for fact in table.facts()))


@require_safe
@cache_control(public=True, max_age=300)
@conditional_page
def statistics_json(request: HttpRequest) -> HttpResponse:
    """Everything, with the method."""
    everything = as_json(queries.statistics(at=clock.now()))
    everything["as_of"] = brussels_date(everything["as_of"])
    return HttpResponse(dump(everything), content_type="application/json")


def _year(request: HttpRequest, counts: Statistics) -> int:
    chosen = request.GET.get("year", "")
    return next((year for year in counts.years if str(year) == chosen), counts.years[-1])


def _figures(counts: Statistics, shown: dict[str, Table]) -> list[tuple[str, str]]:
    days = next((one for one in reversed(counts.decision_days) if one.median is not None), None)
    lines = [
        _of_the_latest(counts, _("Decisions in %(year)d, so far"), _("Decisions in %(year)d"), "decided"),
        _of_the_latest(
            counts, _("Refused in %(year)d, so far"), _("Refused in %(year)d"), "outcome", "refuse"
        ),
        (_("Entries on the list, in all"), in_words(sum(counts.listed.values()))),
    ]
    if days and days.median is not None:
        name = _("Median days to decide, Q%(quarter)d %(year)d") % {
            "quarter": days.quarter,
            "year": days.year,
        }
        lines.append((name, in_words(days.median)))
    return lines


def _of_the_latest(counts: Statistics, so_far: str, whole: str, what: str, code: str = "") -> tuple[str, str]:
    """Of the latest year whose figure may be shown; of this year, so far, where none may."""
    this_year = counts.years[-1]
    shown = (
        year for year in reversed(counts.years) if not isinstance(counts.figure(year, what, code), Hidden)
    )
    year = next(shown, this_year)
    return (so_far if year == this_year else whole) % {"year": year}, in_words(
        counts.figure(year, what, code)
    )


def _bars(table: Table) -> dict[str, Any]:
    series = [Series(row.label, row.values, OUTCOME_LOOKS.get(row.code, "")) for row in table.parts]
    totals = table.total.values if table.total else []
    return {
        "table": table,
        "kind": "stacked",
        "series": series,
        "totals": totals,
        "sentence": _sentence(table),
    } | _dashed(table)


def _columns(table: Table) -> dict[str, Any]:
    series = [Series(row.label, row.values) for row in table.rows]
    return {"table": table, "kind": "grouped", "series": series, "sentence": _sentence(table)} | _dashed(
        table
    )


def _line(table: Table) -> dict[str, Any]:
    low, middle, high = table.rows
    between = Range(_("middle half"), low.values, high.values)
    return {
        "table": table,
        "kind": "line",
        "series": [Series(_("median"), middle.values)],
        "between": between,
        "target": _target(PERIODS[table.key]),
        "sentence": _sentence(table),
        "is_empty": all(value is None for value in middle.values),
    }


def _target(working_days: int) -> Target:
    label = _("goal: %(days)d days (%(working)d working days)")
    days = calendar_days(working_days)
    return Target(days, label % {"days": days, "working": working_days})


def _dashed(table: Table) -> dict[str, bool]:
    drawn = [figure for row in table.parts for figure in row.figures]
    return {
        "has_hidden": any(isinstance(figure, Hidden) for figure in drawn),
        "is_empty": not any(drawn),
    }


def _sentence(table: Table) -> str:
    """What the drawing shows, for those who do not see it: the newest figures; the table has the rest."""
    if not table.columns:
        return table.title
    newest = table.labels[-1]
    latest = ", ".join(f"{row.label} {row.cells[-1]}" for row in table.rows)
    return _("%(title)s. %(period)s: %(figures)s. All figures are in the table below.") % {
        "title": table.title, "period": newest, "figures": latest,
    }  # fmt: skip
