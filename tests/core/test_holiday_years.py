"""The next year's public holidays, as the years before let one expect them, and as they are typed."""

import json
from datetime import date

import pytest

from exportctl.core.actions.loading import DATA
from exportctl.core.rules.holiday_years import (
    Holiday,
    days_typed,
    expected,
    gaps,
    line_of,
    lines_of,
    orthodox_easter,
    western_easter,
)

STATES = json.loads((DATA / "holidays.json").read_text(encoding="utf-8"))["states"]
NAMES = {"en": "A day", "de": "Ein Tag", "fr": "Un jour"}


def days_of(state, years):
    rows = ((date.fromisoformat(each["on"]), each["name"]) for each in STATES[state])
    return [(on, names) for on, names in rows if on.year in years]


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
        (2026, date(2026, 4, 5), date(2026, 4, 12)),
        (2031, date(2031, 4, 13), date(2031, 4, 13)),
        (2038, date(2038, 4, 25), date(2038, 4, 25)),
        (2049, date(2049, 4, 18), date(2049, 4, 25)),
    ],
)
def test_easter_of_both_churches(year, western, orthodox):
    assert (western_easter(year), orthodox_easter(year)) == (western, orthodox)


@pytest.mark.parametrize("state", sorted(STATES))
def test_what_is_expected_of_a_year_that_is_known_is_right_or_left_open(state):
    offered = expected(days_of(state, range(2025, 2030)), year=2030)

    known = {on for on, _names in days_of(state, [2030])}
    days = {each.on for each in offered if each.on}
    assert {on for on in days if on.weekday() < 5} <= known  # Spain names no holiday of a Sunday
    assert (
        len(days) >= len(known) - 6
    )  # what moves with a weekday, or shares its day in some years, is looked up


def test_too_few_years_let_nothing_be_expected():
    [open_day] = expected([(date(2026, 5, 1), NAMES)], year=2027)

    assert open_day == Holiday(None, NAMES)
    assert line_of(open_day) == "; A day; Ein Tag; Un jour"


def test_two_of_one_day_share_their_line():
    rows = [Holiday(date(2031, 5, 1), NAMES), Holiday(date(2031, 5, 1), {**NAMES, "en": "Another"})]

    assert lines_of(rows) == "2031-05-01; A day, Another; Ein Tag, Ein Tag; Un jour, Un jour"


def test_a_typed_list_is_read_in_the_order_of_its_days():
    days, errors = days_typed(
        "25/12/2031; Christmas; Weihnachten; Noël\n\n2031-01-01; New Year; Neujahr; Nouvel An\n"
    )

    assert not errors
    assert [day["on"] for day in days] == ["2031-01-01", "2031-12-25"]
    assert days[1]["names"] == {"en": "Christmas", "de": "Weihnachten", "fr": "Noël"}


@pytest.mark.parametrize(
    "line", ["2031-01-01; New Year", "; A; B; C", "soon; A; B; C", "2031-02-30; A; B; C"]
)
def test_a_line_that_cannot_be_read_is_named(line):
    days, [wrong] = days_typed(f"2031-05-01; A; B; C\n{line}")

    assert (len(days), wrong["pointer"]) == (1, "/days")
    assert wrong["detail"].startswith("Line 2: ")


def test_a_day_of_another_year_or_twice_is_refused():
    days = [{"on": "2031-01-01"}, {"on": "2030-12-25"}, {"on": "2031-01-01"}]

    assert len(gaps(days, year=2031)) == 2
    assert gaps([], year=2031)
    assert not gaps(days[:1], year=2031)


def test_days_that_are_looked_up_have_a_line_each_even_of_one_name():
    names = {"en": "Closing", "de": "Schließtag", "fr": "Fermeture"}
    assert lines_of([Holiday(None, names)] * 2) == "\n".join(["; Closing; Schließtag; Fermeture"] * 2)
