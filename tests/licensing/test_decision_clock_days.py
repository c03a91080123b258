"""The clock told day by day is the clock: the same days, the same number, the same last day."""

from datetime import date, timedelta

from licensing.rules.decision_clock import DayKind, day_spans, decision_clock, decision_clock_days
from tests.properties import given, st
from tests.union import plain_calendar

MONDAY = date(2026, 6, 1)


def june(day):
    return date(2026, 6, day)


def told(until, *, stops=(), off=()):
    return decision_clock_days(submitted_on=MONDAY, stops=stops, calendar=plain_calendar(*off), until=until)


def test_weekends_are_left_out_and_every_other_day_has_its_reason():
    days = told(june(10), stops=[(june(8), june(9))], off=[june(4)])

    assert [(day.on.day, day.kind.value, day.number) for day in days] == [
        (2, "counted", 1),
        (3, "counted", 2),
        (4, "holiday", None),
        (5, "counted", 3),
        (8, "stopped", None),
        (9, "stopped", None),
        (10, "counted", 4),
    ]


def test_a_holiday_inside_a_stop_is_a_holiday():
    (day,) = [day for day in told(june(5), stops=[(june(3), june(5))], off=[june(4)]) if day.on == june(4)]

    assert day.kind == DayKind.HOLIDAY


def test_neighbours_make_a_span():
    days = [june(day) for day in (3, 4, 5, 9, 11, 12)]

    assert day_spans(days) == [(june(3), june(5)), (june(9), june(9)), (june(11), june(12))]
    assert day_spans([]) == []


stops = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 15)), max_size=3).map(
    lambda found: [(MONDAY + timedelta(start), MONDAY + timedelta(start + days)) for start, days in found]
)


@given(stops, st.sets(st.integers(1, 90), max_size=6), st.integers(0, 90))
def test_it_counts_what_the_clock_counts(stops, off, passed):
    holidays = [MONDAY + timedelta(day) for day in off]
    today = MONDAY + timedelta(passed)
    calendar = plain_calendar(*holidays)
    clock = decision_clock(submitted_on=MONDAY, stops=stops, calendar=calendar, today=today, days=30)

    so_far = decision_clock_days(submitted_on=MONDAY, stops=stops, calendar=calendar, until=today)
    whole = decision_clock_days(submitted_on=MONDAY, stops=stops, calendar=calendar, until=clock.due_on)

    assert sum(day.kind == DayKind.COUNTED for day in so_far) == clock.days_used
    assert (whole[-1].on, whole[-1].number) == (clock.due_on, 30)
