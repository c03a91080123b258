"""The way to appeal: periods as dates, and the data that is held for the states."""

import json
from datetime import date

import pytest

from licensing.queries.appeals import DATA, appeal_of
from licensing.rules.appeals import Period, Unit, is_contestable, last_day_to_appeal
from tests.properties import given, st
from tests.union import plain_calendar

HELD = json.loads(DATA.read_text(encoding="utf-8"))


def last(told_on, count, unit, *off):
    return last_day_to_appeal(
        notified_on=told_on, period=Period(count, Unit(unit)), calendar=plain_calendar(*off)
    )


def test_the_day_of_the_news_does_not_count():
    assert last(date(2026, 6, 1), 30, "days") == date(2026, 7, 1)
    assert last(date(2026, 6, 1), 2, "weeks") == date(2026, 6, 15)


def test_a_month_ends_on_the_same_number_or_on_its_own_last_day():
    assert last(date(2026, 6, 10), 1, "months") == date(2026, 7, 10)
    assert last(date(2026, 8, 31), 1, "months") == date(2026, 9, 30)
    assert last(date(2026, 11, 30), 3, "months") == date(2027, 3, 1)  # 28 February 2027 is a Sunday


def test_an_end_on_a_weekend_or_holiday_moves_to_the_next_working_day():
    assert last(date(2026, 6, 13), 1, "months") == date(2026, 7, 13)
    assert last(date(2026, 6, 11), 1, "months") == date(2026, 7, 13)  # 11 July is a Saturday
    assert last(date(2026, 6, 11), 1, "months", date(2026, 7, 13)) == date(2026, 7, 14)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(1, 6), st.sampled_from(list(Unit)))
def test_the_last_day_is_a_working_day_after_the_news(told_on, count, unit):
    day = last_day_to_appeal(notified_on=told_on, period=Period(count, unit), calendar=plain_calendar())

    assert day > told_on
    assert day.weekday() < 5


def test_each_row_names_a_state_once_with_its_law_and_how_sure_it_is():
    states = [row["state"] for row in HELD["appeals"]]

    assert states == sorted(set(states))
    assert HELD["source"]
    for row in HELD["appeals"]:
        assert row["law"]
        assert row["kind"] in {"court", "objection", "board"}
        assert 0 < row["confidence_percent"] < 100
        assert Period(row["period"]["count"], Unit(row["period"]["unit"])).count > 0


def test_a_state_without_a_row_has_no_invented_one():
    assert appeal_of("MT", served_on=date(2026, 6, 1), calendar=plain_calendar()) is None


@pytest.mark.parametrize(("state", "expected"), [("DE", date(2026, 7, 1)), ("FR", date(2026, 8, 3))])
def test_the_last_day_of_a_state_we_hold(state, expected):
    assert appeal_of(state, served_on=date(2026, 6, 1), calendar=plain_calendar()).last_day == expected


def test_beyond_the_years_held_the_day_is_left_open():
    appeal = appeal_of("LU", served_on=date(2099, 12, 1), calendar=plain_calendar())

    assert appeal.last_day is None
    assert appeal.period.count == 3


def test_until_service_is_known_there_is_no_last_day():
    assert appeal_of("DE", served_on=None, calendar=plain_calendar()).last_day is None


@pytest.mark.parametrize(
    ("outcome", "burdens", "states_remedy"),
    [
        ("refuse", [], True),
        ("grant_with_conditions", [], True),
        ("authorisation_required", [], True),
        ("grant", [], False),
        ("grant", ["less"], True),
        ("no_authorisation_required", [], False),
    ],
)
def test_a_grant_of_less_than_was_asked_for_can_be_contested(outcome, burdens, states_remedy):
    assert is_contestable(outcome, burdens=burdens) is states_remedy
