"""The statistics as tables in the reader's language; page, CSV and JSON say the same."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from controllist.rules import functions
from exportctl.core import formatting
from exportctl.core.calendar import calendar_days
from exportctl.core.countries import country
from exportctl.desks.public.presenters.figures import Row, Table, plain
from exportctl.desks.public.queries.statistics import ENDINGS, OUTCOMES, Days, Statistics
from licensing import labels as terms
from licensing.rules.decision_clock import DECISION_DAYS
from notifications.rules.suppression import Figure

UNFINISHED = "*"


def tables(statistics: Statistics) -> list[Table]:
    """Every table, in the order of the page; functions and destinations once for each year, the newest first."""
    newest_first = list(reversed(statistics.years))
    return [
        decisions(statistics),
        _spans("decision_days", _("Days from submission to decision"), statistics.decision_days, statistics),
        procedures(statistics),
        _spans(
            "procedure_days",
            _("Days from the opening of a procedure to its close"),
            statistics.procedure_days,
            statistics,
        ),
        received(statistics),
        *(by_function(statistics, year) for year in newest_first),
        *(by_destination(statistics, year) for year in newest_first),
    ]


def year_label(statistics: Statistics, year: int) -> str:
    """The unfinished year carries a star."""
    return f"{year}{UNFINISHED}" if year == statistics.counting.year else str(year)


def until(statistics: Statistics, *, has_star: bool | None = None) -> list[str]:
    """What the star means, where there is one; in January no year of the tables is unfinished."""
    shown = statistics.counting.year in statistics.years if has_star is None else has_star
    return [_("* until %(day)s") % {"day": formatting.long_day(statistics.at)}] if shown else []


def _years(statistics: Statistics) -> list[tuple[str, str]]:
    return [(str(year), year_label(statistics, year)) for year in statistics.years]


def decisions(statistics: Statistics) -> Table:
    labels = {
        "grant": pgettext("decisions", "Granted"),
        "grant_with_conditions": pgettext("decisions", "Granted with conditions"),
        "refuse": pgettext("decisions", "Refused"),
        "no_authorisation_required": _("No authorisation required"),
        "authorisation_required": _("Authorisation required"),
    }
    rows = [
        Row(code, labels[code], [statistics.figure(year, "outcome", code) for year in statistics.years])
        for code in OUTCOMES
    ]
    total = Row(
        "all",
        _("All decisions"),
        [statistics.figure(year, "decided") for year in statistics.years],
        is_total=True,
    )
    return Table(
        "decisions", _("Decisions by outcome"), pgettext("decisions", "Outcome"), _years(statistics), [*rows, total],
        notes=until(statistics),
    )  # fmt: skip


def procedures(statistics: Statistics) -> Table:
    labels = {
        "listed": pgettext("procedures", "Listed"),
        "lapsed": pgettext("procedures", "Not listed"),
        "withdrawn": pgettext("procedures", "Withdrawn"),
    }
    rows = [
        Row(code, labels[code], [statistics.figure(year, "ended", code) for year in statistics.years])
        for code in ENDINGS
    ]
    return Table(
        "procedures", _("Procedures by how they ended"), pgettext("procedures", "Outcome"), _years(statistics),
        rows, notes=until(statistics),
    )  # fmt: skip


def received(statistics: Statistics) -> Table:
    labels = {"received": _("Notifications and requests"), "closed": _("Closed without a decision")}
    rows = [
        Row(
            code if code == "closed" else "all",
            labels[code],
            [statistics.figure(year, code) for year in statistics.years],
        )
        for code in labels
    ]
    return Table(
        "received", _("Notifications and requests received, and those closed without a decision"), _("Received"),
        _years(statistics), rows, notes=until(statistics),
    )  # fmt: skip


def by_function(statistics: Statistics, year: int) -> Table:
    language = get_language() or "en"
    title = _("By function: decisions in %(year)s, entries on the list in all") % {
        "year": year_label(statistics, year)
    }
    table = _by(
        statistics, year, "function", functions.FUNCTIONS, lambda code: functions.label(code, language)
    )
    rows = [Row(row.code, row.label, [*row.figures, statistics.listed[row.code]]) for row in table]
    columns = [*_decided(), ("listed", pgettext("procedures", "Listed"))]
    return Table("functions", title, _("Function"), columns, rows, period=str(year), notes=until(statistics))


def by_destination(statistics: Statistics, year: int) -> Table:
    title = _("By destination: decisions in %(year)s") % {"year": year_label(statistics, year)}
    rows = _by(statistics, year, "destination", statistics.destinations, destination)
    return Table(
        "destinations", title, _("Destination"), _decided(), rows, period=str(year), notes=until(statistics)
    )


def destination(code: str) -> str:
    if code not in terms.regions():
        return country(code)
    return _("Other countries: %(region)s") % {"region": terms.region(code)}


def _decided() -> list[tuple[str, str]]:
    return [("decided", _("Decided")), ("refused", pgettext("decisions", "Refused"))]


def _by(
    statistics: Statistics, year: int, what: str, codes: Sequence[str], label: Callable[[str], str]
) -> list[Row]:
    """The most first, hidden numbers as if they were all the same; last what is counted as others."""
    rows = [
        Row(
            code,
            label(code),
            [statistics.figure(year, what, code), statistics.figure(year, f"refused_{what}", code)],
        )
        for code in codes
    ]
    others = {"other", *terms.regions()}
    return sorted(rows, key=lambda row: (row.code in others, -_weight(row.figures[0])))


def _weight(figure: Figure | None) -> int:
    return figure if isinstance(figure, int) else 3


def _spans(key: str, title: str, days: Sequence[Days], statistics: Statistics) -> Table:
    now = statistics.counting
    last = (now.year, (now.month - 1) // 3 + 1)
    columns = [
        (
            f"{one.year}-Q{one.quarter}",
            _quarter(one) + (UNFINISHED if (one.year, one.quarter) == last else ""),
        )
        for one in days
    ]
    rows = [
        Row("lower_quarter", _("A quarter took at most"), [one.low for one in days]),
        Row("median", _("Half took at most (median)"), [one.median for one in days]),
        Row("upper_quarter", _("Three quarters took at most"), [one.high for one in days]),
    ]
    has_star = any((one.year, one.quarter) == last for one in days)
    return Table(key, title, _("Days"), columns, rows, notes=until(statistics, has_star=has_star))


def _quarter(days: Days) -> str:
    return pgettext("quarter of a year", "Q%(quarter)d %(year)02d") % {
        "quarter": days.quarter,
        "year": days.year % 100,
    }


def as_json(statistics: Statistics) -> dict[str, Any]:
    """Everything, with how it was counted."""
    return {
        "as_of": statistics.at,
        "years": statistics.years,
        "method": method(statistics),
        "tables": [
            {
                "table": table.key, "title": table.title, "period": table.period or None,
                "columns": [{"code": code, "label": label} for code, label in table.columns],
                "rows": [
                    {"code": row.code, "label": row.label, "figures": [plain(figure) for figure in row.figures]}
                    for row in table.rows
                ],
            }
            for table in tables(statistics)
        ],
    }  # fmt: skip


def method(statistics: Statistics) -> list[str]:
    """How it is counted and what is hidden: the page and the file say it in the same sentences."""
    reports = _(
        "Received and decided cases that are kept elsewhere are added as the authorities report them, month by"
        " month. How long a decision took is known of the cases in this system alone."
    )
    return [
        *([reports] if statistics.has_reports else []),
        _(
            "Counted are all cases of all Member States that use this system, by the calendar year in Brussels in"
            " which they were submitted, decided or ended. A star marks a year or a quarter that is not over."
        ),
        _(
            "A decision counts once: under its outcome, under the first function declared for its item, and under"
            " its destination. A country has a row of its own if five or more decisions of one year concern it; all"
            " others count under their part of the world."
        ),
        _(
            "Days are calendar days. Those on which the decision clock stood still are left out. %(working)d working"
            " days are %(calendar)d calendar days without holidays."
        )
        % {"working": DECISION_DAYS, "calendar": calendar_days(DECISION_DAYS)},
        _(
            "Medians and quarters are shown only where at least five cases ended, and none would tell a hidden number."
        ),
        _(
            "The figures change once a month: what happened in a month is counted when it is over, so that nobody"
            " can follow a single case."
        ),
        _(
            "A number from one to four is shown as “under 5”. A total or a further number is not shown where one"
            " could work out from it that a hidden number is not 1, not 2, not 3 or not 4."
        ),
        _(
            "How procedures ended is published as numbers only. What is on the list is public, and is counted in full."
        ),
    ]
