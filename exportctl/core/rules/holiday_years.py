"""The public holidays of a year that is not held yet: how they are typed, and which the years before let one expect.

Nothing is counted with what is expected: an officer of the Commission compares it with the law and proposes it, a
second one approves. A day is offered where every year that is held shows the same rule; the others are looked up.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.days import read_day
from exportctl.core.shapes import Errors, error

LANGUAGES = ("en", "de", "fr")
FEWEST_YEARS = 3  # that have to show the same rule
MOST_DAYS = 60  # of one calendar in one year
DAYS_BEFORE = 183  # the end of the last year that is held: from then on the next one is something to enter
LEFT_OUT = "#"  # before a line of the years before that is no holiday of the new one
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Holiday:
    """`on` is None where the years before show no rule."""

    on: date | None
    names: Names


def western_easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus, for every year from 1583."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian computus, as a day of the Gregorian calendar; from 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def expected(before: Iterable[tuple[date, Names]], *, year: int) -> list[Holiday]:
    """What to expect in `year` after the years `before`: by day, then what has to be looked up."""
    days: dict[tuple[str, int], list[date]] = defaultdict(list)  # by name, and which of its days in a year
    names: dict[str, Names] = {}
    for on, of_day in sorted(before, key=lambda each: each[0]):
        name = of_day["en"]
        place = sum(other.year == on.year for key, those in days.items() if key[0] == name for other in those)
        days[name, place].append(on)
        names[name] = of_day
    years = {on.year for those in days.values() for on in those}
    rows = [
        Holiday(_expected_day(those, years, year), names[name])
        for (name, _place), those in days.items()
        if those[-1].year == max(years)
    ]
    return sorted(rows, key=lambda row: (row.on is None, row.on or date.max, row.names["en"]))


def _expected_day(days: list[date], years: Collection[int], year: int) -> date | None:
    """By the first rule that every year before shows; None where there is none, or too few years."""
    if len(years) < FEWEST_YEARS or [on.year for on in days] != sorted(years):
        return None
    for rule in (_fixed, _after(western_easter), _after(orthodox_easter)):
        if len({rule(on) for on in days}) == 1:
            return next((on for on in _days_of(year) if rule(on) == rule(days[0])), None)
    return None


def _fixed(on: date) -> object:
    return on.month, on.day


def _after(easter: Callable[[int], date]) -> Callable[[date], object]:
    def days_after(on: date) -> object:
        return (on - easter(on.year)).days

    return days_after


def _days_of(year: int) -> Iterable[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=count) for count in range((date(year + 1, 1, 1) - first).days))


def line_of(holiday: Holiday) -> str:
    """As it is typed: the day, then the names; the day stays open where it has to be looked up."""
    day = holiday.on.isoformat() if holiday.on else ""
    return "; ".join((day, *(holiday.names[language].replace(";", ",") for language in LANGUAGES)))


def lines_of(holidays: Iterable[Holiday]) -> str:
    """Each a line; two of one day share theirs, and of a day that is looked up each has its own."""
    by_day: dict[date | int, Holiday] = {}
    for place, each in enumerate(holidays):
        key = each.on or place
        earlier = by_day.get(key)
        names = (
            {language: f"{earlier.names[language]}, {each.names[language]}" for language in LANGUAGES}
            if earlier
            else each.names
        )
        by_day[key] = Holiday(each.on, names)
    return "\n".join(map(line_of, by_day.values()))


def days_typed(text: str) -> tuple[list[dict[str, object]], Errors]:
    """The days of a typed list, one a line: day; name in English; in German; in French. `#`: none that year."""
    days: list[dict[str, object]] = []
    errors: Errors = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split(";")]
        if not any(cells) or line.startswith(LEFT_OUT):
            continue
        if wrong := _wrong(cells):
            errors.append(
                error("/days", _("Line %(number)d: %(wrong)s") % {"number": number, "wrong": wrong})
            )
            continue
        names = dict(zip(LANGUAGES, cells[1:], strict=True))
        days.append({"on": read_day(cells[0]).isoformat(), "names": names})
    return sorted(days, key=lambda day: str(day["on"])), errors


def _wrong(cells: list[str]) -> object:
    if len(cells) != 1 + len(LANGUAGES) or not all(cells[1:]):
        return _("give the day and the name in three languages.")
    if not cells[0]:
        return _("look this day up, or say that it is no holiday that year.")
    try:
        read_day(cells[0])
    except ValueError:
        return _("give the day, for example 2031-12-25 or 25/12/2031.")
    return ""


def gaps(days: Collection[Mapping[str, object]], *, year: int) -> Errors:
    """What is wrong with the days of a whole year."""
    on = [str(day["on"]) for day in days]
    if not on:
        return [error("/days", _("Enter the public holidays of the year."))]
    errors = [
        error("/days", _("%(day)s does not lie in %(year)d.") % {"day": each, "year": year})
        for each in on
        if not each.startswith(f"{year}-")
    ]
    return errors + [
        error("/days", _("%(day)s stands there twice: write both names in one line.") % {"day": each})
        for each in sorted({each for each in on if on.count(each) > 1})
    ]
