"""The public statistics, as they may be published: counted in SQL, small numbers hidden (guarantee G13)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.db.models import Sum as SumOf
from django.db.models.functions import ExtractYear

from controllist.queries.snapshot import snapshot
from controllist.rules.functions import FUNCTIONS
from exportctl.core.references import BRUSSELS
from exportctl.core.replica import reading
from licensing.labels import region_of, regions
from licensing.models import AuthorisationRequest, Closing, Decision
from licensing.rules.requests import Outcome
from notifications.models import ObjectionProcedure, ReportedFigure
from notifications.models.reported_figures import DECIDED, RECEIVED
from notifications.rules.machines import State
from notifications.rules.suppression import SMALL, Figure, Hidden, Sum, suppressed

YEARS, QUARTERS = 4, 8  # at most, the present one with them
OUTCOMES = tuple(outcome.value for outcome in Outcome)
ENDINGS = ("listed", "lapsed", "withdrawn")

# (year, what is counted, code): ("decided", ""), ("outcome", "refuse"), ("function", …), ("refused_destination", …)
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Days:
    """How long a step took in the quarter in which it ended, in whole days; None: ended fewer than five times."""

    year: int
    quarter: int
    low: int | None
    median: int | None
    high: int | None


@dataclass(frozen=True)
class Statistics:
    """`figures` as they may be shown; what is not in there is zero."""

    at: datetime
    years: list[int]
    figures: dict[Key, Figure]
    destinations: list[str]  # countries that reach five in a year, then regions for all others
    listed: Counter[str]  # entries of the public list, by their first function
    decision_days: list[Days]
    procedure_days: list[Days]
    has_reports: bool = False  # some cases are kept elsewhere and were reported month by month

    @property
    def counting(self) -> datetime:
        """The instant after `at`: the year and the quarter that it is in are not over."""
        return (self.at + timedelta(microseconds=1)).astimezone(BRUSSELS)

    def figure(self, year: int, what: str, code: str = "") -> Figure:
        return self.figures.get((year, what, code), 0)


def statistics(*, at: datetime) -> Statistics:
    """As of the end of the last month that is over: whoever asks every day learns of no single case.

    Eight aggregate queries and the list's head, however much there is to count.
    """
    at = _last_months_end(at)
    this_year = at.astimezone(BRUSSELS).year
    years = range(this_year - YEARS + 1, this_year + 1)
    reported = _reported(years, at)
    decided = [*_decided(years, at), *(row for row in reported if row["counted"] == DECIDED)]
    places = _places(decided)
    counts, public = _others(years, at)
    for row in reported:
        if row["counted"] == RECEIVED:
            counts[row["year"], "received", ""] += row["n"]
    figures: dict[Key, Figure] = dict(suppressed(counts, [])) | public
    for year in years:
        decisions, sums = _of_decisions(year, [row for row in decided if row["year"] == year], places)
        counts |= decisions
        figures |= suppressed(decisions, sums, worth=_worth)
    listed = Counter((entry.functions or ["other"])[0] for entry in snapshot().binding)
    return Statistics(
        at=at,
        years=[
            year
            for year in years
            if year == this_year or any(n for key, n in counts.items() if key[0] <= year)
        ],
        figures=figures,
        destinations=[*sorted(set(places.values()) - set(regions())), *regions()],
        listed=listed,
        decision_days=_days(DECISION_DAYS, at),
        procedure_days=_days(PROCEDURE_DAYS, at, untold=_untold_endings(figures)),
        has_reports=bool(reported),
    )


def _last_months_end(at: datetime) -> datetime:
    """The last instant of the month before, in Brussels."""
    today = at.astimezone(BRUSSELS)
    return today.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0) - timedelta(microseconds=1)


def _untold_endings(figures: Mapping[Key, Figure]) -> set[int]:
    """The years in which a quarter's quartiles, shown from five on, would tell a hidden number of procedures."""
    return {
        year
        for (year, what, _code), shown in figures.items()
        if what == "ended" and isinstance(shown, Hidden)
    }


def _year(instant: str) -> ExtractYear:
    return ExtractYear(instant, tzinfo=BRUSSELS)


def _of(
    years: Iterable[int], at: datetime, rows: QuerySet[Any], instant: str, *codes: Any
) -> list[dict[str, Any]]:
    """Year of `instant` (Brussels), which is not after `at`, and codes → `n`, in one query."""
    dated = rows.filter(**{f"{instant}__lte": at}).annotate(year=_year(instant)).filter(year__in=list(years))
    return list(dated.values("year", *codes).annotate(n=Count("pk")).order_by("year"))


def _decided(years: Iterable[int], at: datetime) -> list[dict[str, Any]]:
    lines, destinations = "request__version__lines", "request__version__destinations"
    rows = Decision.objects.annotate(
        line=FilteredRelation(lines, condition=Q(**{f"{lines}__number": 1})),
        place=FilteredRelation(destinations, condition=Q(**{f"{destinations}__number": 1})),
    ).annotate(destination=F("place__country"), function=F("line__functions__0"))
    return _of(years, at, rows, "decided_at", "outcome", "destination", "function")


def _reported(years: Iterable[int], at: datetime) -> list[dict[str, Any]]:
    """What authorities reported of months that are over, as `_decided` has its rows; of what, in `counted`."""
    today = at.astimezone(BRUSSELS).date()
    rows = ReportedFigure.objects.filter(month__lte=today).annotate(year=ExtractYear("month"))
    kinds = ("year", "counted", "outcome", "function", "destination")
    return list(rows.filter(year__in=list(years)).values(*kinds).annotate(n=SumOf("number")).order_by(*kinds))


def _places(decided: list[dict[str, Any]]) -> dict[str, str]:
    """Country → the row that counts it: its own where it reaches five in some year, else its region's."""
    by_year: Counter[tuple[str, int]] = Counter()
    for row in decided:
        by_year[row["destination"], row["year"]] += row["n"]
    often = {country for (country, _year), n in by_year.items() if n >= SMALL}
    return {row["destination"]: row["destination"] for row in decided if row["destination"] in often} | {
        row["destination"]: region_of(row["destination"])
        for row in decided
        if row["destination"] not in often
    }


def _of_decisions(
    year: int, rows: list[dict[str, Any]], places: dict[str, str]
) -> tuple[Counter[Key], list[Sum[Key]]]:
    """Every decision once by outcome, once by its item's first function, once by destination; refusals as well."""
    all_places = sorted({*places.values(), *regions()})
    counts: Counter[Key] = Counter()
    for row in rows:
        function = row["function"] if row["function"] in FUNCTIONS else "other"
        place, refused = places[row["destination"]], row["outcome"] == Outcome.REFUSE
        named = [("decided", ""), ("outcome", row["outcome"]), ("function", function), ("destination", place)]
        named += [("refused_function", function), ("refused_destination", place)] if refused else []
        for what, code in named:
            counts[year, what, code] += row["n"]
    sums: list[Sum[Key]] = []
    total, refusals = (year, "decided", ""), (year, "outcome", Outcome.REFUSE.value)
    for whole, what, codes in (
        (total, "outcome", OUTCOMES),
        (total, "function", FUNCTIONS),
        (total, "destination", all_places),
        (refusals, "refused_function", FUNCTIONS),
        (refusals, "refused_destination", all_places),
    ):
        parts = tuple((year, what, code) for code in codes)
        for key in (whole, *parts):
            counts[key] += 0
        sums.append(Sum(whole, parts))
    return counts, sums


def _worth(key: Key) -> int:
    """What the reader should rather do without: where single refusals went, the total, then functions and places."""
    return {"outcome": 3, "function": 2, "destination": 2, "decided": 1}.get(key[1], 0)


def _others(years: Iterable[int], at: datetime) -> tuple[Counter[Key], dict[Key, Figure]]:
    """What came in, what was closed without a decision, how procedures ended; and how many entries the list got."""
    counts: Counter[Key] = Counter()
    public: dict[Key, Figure] = {}
    for row in _of(years, at, AuthorisationRequest.objects.exclude(submitted_at=None), "submitted_at"):
        counts[row["year"], "received", ""] += row["n"]
    for row in _of(years, at, Closing.objects.all(), "closed_at"):
        counts[row["year"], "closed", ""] += row["n"]
    ended = ObjectionProcedure.objects.exclude(status=State.OPEN.value)
    for row in _of(years, at, ended, "closes_at", "outcome"):
        if row["outcome"] == "listed":
            public[row["year"], "ended", "listed"] = row["n"]
        else:
            counts[row["year"], "ended", row["outcome"] or "withdrawn"] += row["n"]
    return counts, public


# Days on which the clock stood still are left out.
DECISION_DAYS = """
    SELECT decision.decided_at AS ended_at, decision.decided_at - request.submitted_at - coalesce((
        SELECT sum(least(coalesce(stop.until_at, decision.decided_at), decision.decided_at) - stop.from_at)
        FROM licensing_clockstop stop
        WHERE stop.request_id = request.id AND stop.from_at < decision.decided_at
    ), interval '0') AS took
    FROM licensing_decision decision JOIN licensing_authorisationrequest request ON request.id = decision.request_id
"""
PROCEDURE_DAYS = """
    SELECT closes_at AS ended_at, closes_at - opened_at AS took
    FROM notifications_objectionprocedure WHERE status = 'closed'
"""
QUARTILES = """
    SELECT extract(year FROM day)::int, extract(quarter FROM day)::int, count(*),
        percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY extract(epoch FROM took) / 86400)
    FROM (
        SELECT ended_at AT TIME ZONE 'Europe/Brussels' AS day, took FROM ({steps}) step
        WHERE ended_at <= %s AND took IS NOT NULL
    ) dated
    GROUP BY 1, 2
"""


def _days(steps: str, at: datetime, *, untold: Collection[int] = ()) -> list[Days]:
    """The middle half of each of the last eight quarters in which a step ended, oldest first.

    Of `untold` years there is none.
    """
    with reading().cursor() as cursor:
        cursor.execute(QUARTILES.format(steps=steps), [at])
        by_quarter = {
            (year, quarter): (0 if year in untold else n, days)
            for year, quarter, n, days in cursor.fetchall()
        }
    quarters = _last_quarters(at)
    first = next((place for place, quarter in enumerate(quarters) if quarter in by_quarter), len(quarters))
    return [_in_quarter(quarter, *by_quarter.get(quarter, (0, []))) for quarter in quarters[first:]]


def _last_quarters(at: datetime) -> list[tuple[int, int]]:
    today = at.astimezone(BRUSSELS)
    last = today.year * 4 + (today.month - 1) // 3
    return [(number // 4, number % 4 + 1) for number in range(last - QUARTERS + 1, last + 1)]


def _in_quarter(quarter: tuple[int, int], n: int, days: list[float]) -> Days:
    return Days(*quarter, *([round(each) for each in days] if n >= SMALL else [None] * 3))
