from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from exportctl.core.calendar import brussels_date, event_day
from exportctl.core.errors import YearsNotHeld
from tests.plain_words import in_plain_words
from tests.properties import given, st
from tests.union import PEOPLE, ZONES, calendar, plain_calendar

in_plain_words()

states = st.sampled_from(sorted(PEOPLE))
days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def counted(days_off, event, number):
    """The oracle: walk day by day, cross out weekends and days off, stop at the number."""
    day, left = event, number
    while left:
        day += timedelta(days=1)
        if day.isoweekday() not in (6, 7) and day not in days_off:
            left -= 1
    return day


@given(states, days, st.integers(1, 250))
def test_the_last_day_is_the_one_that_counting_days_finds(state, event, number):
    days_off = calendar(state).holidays

    assert calendar(state).last_day(event, number) == counted(days_off, event, number)


@given(states, days, st.integers(1, 120))
def test_the_days_up_to_the_last_day_are_the_days_of_the_period(state, event, number):
    last = calendar(state).last_day(event, number)

    assert calendar(state).working_days_between(event, last) == number
    assert calendar(state).working_days_between(event, last - timedelta(days=1)) == number - 1


@given(states, days, st.integers(1, 249))
def test_one_day_more_never_ends_earlier_and_never_on_a_day_off(state, event, number):
    longer = calendar(state).last_day(event, number + 1)

    assert longer > calendar(state).last_day(event, number)
    assert calendar(state).is_working_day(longer)


@given(states, days, days)
def test_working_days_between_two_dates_are_those_that_counting_finds(state, after, until):
    days_off, day, found = calendar(state).holidays, after, 0
    while day < until:
        day += timedelta(days=1)
        found += day.isoweekday() < 6 and day not in days_off

    assert calendar(state).working_days_between(after, until) == found


@pytest.mark.parametrize(
    ("state", "last"),
    [
        *((state, date(2026, 4, 14)) for state in ("FR", "PL")),
        *((state, date(2026, 4, 15)) for state in ("DE", "SE", "HU", "GR", "BG")),
    ],
)
def test_ten_working_days_from_30_march_2026_end_on_different_days(state, last):
    assert calendar(state).last_day(date(2026, 3, 30), 10) == last


def test_the_institutions_have_days_of_their_own():
    commission = plain_calendar(
        *(date(2026, 4, day) for day in (2, 3, 6)), date(2026, 5, 1), zone="Europe/Brussels"
    )

    assert commission.last_day(date(2026, 3, 30), 10) == date(2026, 4, 16)


def test_the_day_of_the_event_is_not_counted_even_when_it_is_a_working_day():
    monday = date(2026, 6, 1)

    assert plain_calendar().last_day(monday, 1) == date(2026, 6, 2)


def test_an_event_on_a_saturday_counts_from_monday():
    assert plain_calendar().last_day(date(2026, 6, 6), 1) == date(2026, 6, 8)


def test_a_holiday_in_the_window_is_named_and_one_on_a_weekend_is_not():
    thursday, saturday = date(2026, 6, 4), date(2026, 6, 6)
    off = plain_calendar(thursday, saturday)

    assert off.holidays_between(date(2026, 6, 1), date(2026, 6, 8)) == (thursday,)
    assert off.holidays_between(thursday, date(2026, 6, 8)) == ()


@given(states, days)
def test_a_day_ends_at_midnight_where_the_state_is(state, last):
    due = calendar(state).due_instant(last)

    before = (due - timedelta(microseconds=1)).astimezone(ZoneInfo(ZONES[state]))
    assert due.tzinfo is UTC
    assert before.date() == last
    assert due.astimezone(ZoneInfo(ZONES[state])).date() == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "last", "due"),
    [
        ("DE", date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the night before summer time
        ("DE", date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        ("DE", date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),
        ("DE", date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # a day of 25 hours
        ("PT", date(2026, 12, 1), datetime(2026, 12, 2, 0, tzinfo=UTC)),
        ("IE", date(2026, 7, 1), datetime(2026, 7, 1, 23, tzinfo=UTC)),
        ("CY", date(2026, 12, 1), datetime(2026, 12, 1, 22, tzinfo=UTC)),
        ("GR", date(2027, 3, 28), datetime(2027, 3, 28, 21, tzinfo=UTC)),
    ],
)
def test_a_due_instant_follows_zone_and_summer_time(state, last, due):
    assert calendar(state).due_instant(last) == due


def test_a_day_of_the_clock_change_counts_like_any_other():
    friday = date(2026, 3, 27)

    assert plain_calendar().last_day(friday, 1) == date(2026, 3, 30)
    assert plain_calendar().last_day(date(2026, 10, 23), 1) == date(2026, 10, 26)


def test_the_event_day_is_the_date_in_brussels():
    late_evening = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)

    assert event_day(late_evening) == brussels_date(late_evening) == date(2026, 7, 2)
    assert calendar("PT").local_date(late_evening) == date(2026, 7, 1)


def test_an_instant_without_a_zone_has_no_date():
    with pytest.raises(ValueError, match="without a time zone"):
        brussels_date(datetime(2026, 7, 1, 12))


@pytest.mark.parametrize("event", [date(2024, 12, 31), date(2031, 1, 1)])
def test_an_event_outside_the_years_held_is_refused(event):
    with pytest.raises(YearsNotHeld) as refused:
        calendar("AT").last_day(event, 1)

    assert refused.value.extra == {"years": [2025, 2026, 2027, 2028, 2029, 2030]}


def test_a_last_day_outside_the_years_held_is_refused_by_name_of_the_years():
    with pytest.raises(YearsNotHeld) as refused:
        calendar("AT").last_day(date(2030, 12, 30), 10)

    assert str(refused.value) == "Public holidays are held for 2025 to 2030; 2031 is not."
    assert (refused.value.status, refused.value.code) == (422, "invalid")


def test_the_last_day_that_can_be_reckoned_is_the_last_one_held():
    assert plain_calendar().last_day(date(2030, 12, 30), 1) == date(2030, 12, 31)


@pytest.mark.parametrize("number", [0, -1, 251])
def test_a_period_has_one_to_250_working_days(number):
    with pytest.raises(ValueError, match="1 to 250"):
        plain_calendar().last_day(date(2026, 1, 1), number)
