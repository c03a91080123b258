"""The public calculators: a majority for any set of states, a deadline for any day."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.calendar import MOST_WORKING_DAYS, Calendar, brussels_date
from exportctl.core.errors import Invalid, YearsNotHeld
from exportctl.core.models import PopulationSet
from exportctl.core.queries.reference import calendars, figures_of, populations_on
from exportctl.core.rules.codes import Unreadable, country_code
from exportctl.core.rules.days import iso_day
from exportctl.core.shapes import error
from notifications.rules.rule_sets import DEFAULT, RULE_SETS, RuleSet
from notifications.rules.stances import Stance
from notifications.rules.tally import Tally, tally

Parameters = Mapping[str, str]  # query parameters; lists are comma-separated


@dataclass(frozen=True)
class Majority:
    """A count with what it was counted from."""

    rules: RuleSet
    notifying: str
    population_set: PopulationSet
    populations: Mapping[str, int]
    count: Tally
    year_asked: bool = False  # a year was asked for: its figures are meant, not today's

    def counted_on(self, at: datetime) -> date:
        """The day whose figures are meant."""
        return self.population_set.starts_on if self.year_asked else brussels_date(at)

    def as_rest(self) -> dict[str, Any]:
        """The answer of `GET /majority` (contract)."""
        return {
            "rule_set": self.rules.name,
            "regime": self.rules.regime,
            "in_force": self.rules.in_force,
            "population_year": self.population_set.starts_on.year,
            **self.count.as_majority(),
        }

    @property
    def people(self) -> dict[str, int]:
        """Those of the participants: all but the notifying state."""
        return {state: people for state, people in self.populations.items() if state != self.notifying}


def majority(query: Parameters, *, at: datetime) -> Majority:
    """Count what was asked. Raises Invalid with a pointer for every wrong or missing parameter."""
    errors: list[dict[str, str]] = []
    population_set, populations = _populations(query.get("population_year", ""), errors, at)
    name = query.get("rule_set", "") or DEFAULT
    if name not in RULE_SETS:
        errors.append(_one_of("/rule_set", RULE_SETS))
    notifying = query.get("notifying", "")
    if notifying not in populations:
        errors.append(_one_of("/notifying", populations, [notifying]))
    by_stance = {Stance.OBJECT: _codes("objecting", query, populations, errors)}
    by_stance[Stance.AGREE] = _codes("agreeing", query, populations, errors)
    if both := sorted(set(by_stance[Stance.OBJECT]) & set(by_stance[Stance.AGREE])):
        errors.append(error("/agreeing", _("%(code)s cannot both object and agree.") % {"code": both[0]}))
    if errors:
        raise Invalid(errors=errors, **_checked_years(errors))
    stances = {code: str(stance) for stance, codes in by_stance.items() for code in codes}
    people = {code: number for code, number in populations.items() if code != notifying}
    count = tally(name, people, notifying, populations, stances)
    year_asked = bool(query.get("population_year"))
    return Majority(RULE_SETS[name], notifying, population_set, populations, count, year_asked)


def _populations(
    year: str, errors: list[dict[str, str]], at: datetime
) -> tuple[PopulationSet, dict[str, int]]:
    """The set that starts in `year`; without a year the one that counts today."""
    counting, figures = populations_on(brussels_date(at))
    if not year:
        return counting, figures
    chosen = PopulationSet.objects.filter(starts_on__year=int(year)).first() if _is_year(year) else None
    if chosen is None:
        years = ", ".join(map(str, population_years()))
        message = _("Population figures are held for these years: %(years)s.") % {"years": years}
        errors.append(error("/population_year", message))
        return counting, figures
    return chosen, figures_of(chosen)


def population_years() -> list[int]:
    starts = PopulationSet.objects.order_by("starts_on").values_list("starts_on", flat=True)
    return [start.year for start in starts]


def _is_year(text: str) -> bool:
    return re.fullmatch(r"[12][0-9]{3}", text) is not None


def _checked_years(errors: list[dict[str, str]]) -> dict[str, Any]:
    about_years = any(problem["pointer"] == "/population_year" for problem in errors)
    return {"years": population_years()} if about_years else {}


def _codes(name: str, query: Parameters, known: Iterable[str], errors: list[dict[str, str]]) -> list[str]:
    codes = [code for code in query.get(name, "").split(",") if code]
    if unknown := sorted(set(codes) - set(known)):
        errors.append(_one_of(f"/{name}", known, unknown))
    return codes


def _one_of(pointer: str, codes: Iterable[str], unknown: Iterable[str] = ()) -> dict[str, str]:
    """What there is to choose from; of EL and UK what to write for them."""
    try:
        for code in unknown:
            country_code(code)
    except Unreadable as unreadable:
        return error(pointer, unreadable.args[0])
    return error(pointer, _("Choose among: %(options)s.") % {"options": ", ".join(sorted(codes))})


@dataclass(frozen=True)
class Deadline:
    """The last day in one Member State, and the holidays that made it as late as it is."""

    last_day: date
    due_at: datetime
    holidays: tuple[date, ...]


def deadlines(query: Parameters) -> dict[str, Deadline]:
    """Each Member State's last day. Raises Invalid, YearsNotHeld with the years that are held."""
    errors: list[dict[str, str]] = []
    event = _day(query.get("event", ""), errors)
    days = query.get("working_days", "")
    if not re.fullmatch(r"[0-9]{1,3}", days) or not 1 <= int(days) <= MOST_WORKING_DAYS:
        message = _("Give a whole number from %(least)d to %(most)d.") % {
            "least": 1,
            "most": MOST_WORKING_DAYS,
        }
        errors.append(error("/working_days", message))
    if errors or event is None:
        raise Invalid(errors=errors)
    try:
        return {
            code: _deadline(calendar, event, int(days))
            for code, calendar in calendars(added_days=False).items()
        }
    except YearsNotHeld as unheld:
        pointer = "/event" if unheld.year == event.year else "/working_days"
        years = unheld.extra["years"]
        raise YearsNotHeld(year=unheld.year, years=years, errors=[error(pointer, unheld.message)]) from unheld


def _day(text: str, errors: list[dict[str, str]]) -> date | None:
    try:
        return iso_day(text)
    except ValueError:
        errors.append(error("/event", _("Give a date as year-month-day, for example 2026-12-15.")))
        return None


def _deadline(calendar: Calendar, event: date, working_days: int) -> Deadline:
    last_day = calendar.last_day(event, working_days)
    return Deadline(last_day, calendar.due_instant(last_day), calendar.holidays_between(event, last_day))
