from datetime import date, timedelta

import pytest

from licensing.rules.decision_clock import decision_clock, decision_clock_days
from tests.properties import given, st
from tests.union import calendar, plain_calendar

MONDAY = date(2026, 6, 1)


def clock(today, *, stops=(), days=30, submitted_on=MONDAY, decided_on=None, off=()):
    return decision_clock(
        submitted_on=submitted_on,
        stops=stops,
        calendar=plain_calendar(*off),
        today=today,
        days=days,
        decided_on=decided_on,
    )


def june(day):
    return date(2026, 6, day)


def test_the_day_of_submission_does_not_count():
    assert (clock(MONDAY).days_used, clock(MONDAY).days_left) == (0, 30)
    assert clock(june(2)).days_used == 1


def test_thirty_working_days_end_on_the_thirtieth():
    assert clock(MONDAY).due_on == date(2026, 7, 13)


def test_weekends_and_holidays_do_not_count():
    assert clock(june(8), off=[june(4)]).days_used == 4  # 2, 3, 5 and 8 June


def test_the_last_day_is_not_late_and_the_next_one_is():
    on_time, late = clock(june(8), days=5), clock(june(9), days=5)

    assert (on_time.due_on, on_time.days_used, on_time.days_left, on_time.overdue) == (june(8), 5, 0, False)
    assert (late.days_used, late.days_left, late.overdue) == (6, 0, True)


def test_a_weekend_after_the_last_day_is_late_already():
    friday = clock(june(5), days=4)
    saturday = clock(june(6), days=4)

    assert (friday.overdue, saturday.overdue) == (False, True)
    assert saturday.days_used == 4


def test_while_information_is_awaited_the_clock_stands_and_names_no_day():
    paused = clock(june(12), stops=[(june(4), None)])

    assert (paused.paused, paused.due_on, paused.days_used, paused.days_left) == (True, None, 2, 28)
    assert not paused.overdue


def test_a_day_touched_by_a_stop_is_not_counted():
    asked_and_answered = clock(june(12), stops=[(june(4), june(9))], days=10)

    assert asked_and_answered.days_used == 5  # 2, 3, 10, 11, 12 June
    assert asked_and_answered.due_on == june(19)


def test_a_question_answered_the_same_day_costs_that_day():
    assert clock(june(5), stops=[(june(3), june(3))]).days_used == 3


def test_overlapping_stops_are_taken_away_once():
    overlapping = clock(june(12), stops=[(june(3), june(5)), (june(4), june(8))])
    joined = clock(june(12), stops=[(june(3), june(8))])

    assert overlapping == joined


def test_it_goes_on_only_when_the_last_question_is_answered():
    assert clock(june(12), stops=[(june(3), june(5)), (june(4), None)]).paused


def test_a_stop_after_the_last_day_does_not_undo_lateness():
    late = clock(june(12), days=3, stops=[(june(10), None)])

    assert (late.overdue, late.paused, late.due_on) == (True, True, None)


def test_a_question_on_the_last_day_saves_it():
    asked_in_time = clock(june(12), days=3, stops=[(june(4), None)])

    assert (asked_in_time.overdue, asked_in_time.days_used) == (False, 2)


def test_after_the_decision_the_clock_stands_still():
    decided = clock(date(2026, 12, 1), decided_on=june(5))

    assert (decided.days_used, decided.overdue) == (4, False)
    assert decided == clock(june(5))


def test_a_late_decision_stays_late():
    assert clock(date(2026, 12, 1), days=3, decided_on=june(5)).overdue


@pytest.mark.parametrize(
    ("today", "days", "stops", "shown"),  # what is shown: used, last day, overdue, the year that is missing
    [
        (date(2030, 12, 3), 30, [], (1, None, False, 2031)),
        (date(2031, 1, 8), 30, [], (None, None, False, 2031)),
        (date(2031, 1, 8), 5, [], (None, date(2030, 12, 9), True, None)),
        (date(2031, 1, 8), 30, [(date(2030, 12, 4), None)], (1, None, False, None)),
        (date(2031, 1, 8), 1, [(date(2030, 12, 4), None)], (1, None, True, None)),
        (date(2031, 1, 8), 30, [(date(2030, 12, 4), date(2030, 12, 5))], (None, None, False, 2031)),
    ],
)
def test_what_lies_past_the_years_held_is_left_open_and_never_guessed(today, days, stops, shown):
    known = clock(today, submitted_on=date(2030, 12, 2), days=days, stops=stops)

    assert (known.days_used, known.due_on, known.overdue, known.missing_year) == shown


def test_a_decision_before_the_end_of_the_years_held_is_counted_as_ever():
    decided = clock(date(2031, 1, 8), submitted_on=date(2030, 12, 2), decided_on=date(2030, 12, 4), days=30)

    assert (decided.days_used, decided.overdue, decided.missing_year) == (2, False, 2031)


def test_the_days_shown_end_with_the_years_held():
    days = decision_clock_days(
        submitted_on=date(2030, 12, 26), stops=[], calendar=plain_calendar(), until=date(2031, 1, 8)
    )

    assert [day.on.day for day in days] == [27, 30, 31]


days_2026 = st.dates(date(2026, 1, 1), date(2027, 6, 30))
answered = st.tuples(days_2026, st.integers(0, 30)).map(lambda stop: (stop[0], stop[0] + timedelta(stop[1])))


def counted(state, submitted_on, stops, until):
    """The oracle: every day after submission that is no weekend, no holiday and in no stop."""
    off, found, day = calendar(state).holidays, [], submitted_on
    while day < until:
        day += timedelta(days=1)
        stopped = {asked + timedelta(n) for asked, end in stops for n in range((end - asked).days + 1)}
        if day.isoweekday() < 6 and day not in off and day not in stopped:
            found.append(day)
    return found


@given(st.sampled_from(["DE", "FR", "GR", "CY", "SE"]), days_2026, st.lists(answered, max_size=4), st.data())
def test_days_used_and_due_day_are_those_that_counting_finds(state, submitted_on, stops, data):
    today = submitted_on + timedelta(days=data.draw(st.integers(0, 90)))

    found = decision_clock(
        submitted_on=submitted_on, stops=stops, calendar=calendar(state), today=today, days=30
    )

    assert found.days_used == len(counted(state, submitted_on, stops, today))
    assert found.due_on == counted(state, submitted_on, stops, submitted_on + timedelta(days=400))[29]
    assert found.overdue == (today > found.due_on)
    assert found.days_left == max(0, 30 - found.days_used)


@given(days_2026, st.lists(answered, max_size=3), answered)
def test_one_stop_more_never_brings_the_end_forward(submitted_on, stops, more):
    before = clock(submitted_on, submitted_on=submitted_on, stops=stops)
    after = clock(submitted_on, submitted_on=submitted_on, stops=[*stops, more])

    assert after.due_on >= before.due_on
