"""When a letter counts as served, by the rule of its authority."""

from datetime import date

import pytest

from licensing.rules.letter_services import Rule, ServiceRule, Standing, presumption, served_day, standing
from licensing.rules.letterheads import service_gaps
from tests.union import calendar

FRIDAY, MONDAY, TUESDAY = date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 10)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (ServiceRule(Rule.DAYS, 4), TUESDAY),
        (ServiceRule(Rule.DAYS, 1), date(2026, 11, 7)),  # a Saturday counts
        (ServiceRule(Rule.DAYS, 1, moves=True), MONDAY),
        (ServiceRule(Rule.DAYS, 4, moves=True), TUESDAY),
        (ServiceRule(Rule.SLIP), None),
        (ServiceRule(Rule.OPENED), None),
    ],
)
def test_the_day_of_sending_is_not_counted_and_a_free_day_moves_where_the_rule_says_so(rule, day):
    assert presumption(rule, sent_on=FRIDAY, calendar=calendar("DE")).counts_on == day


def test_a_later_slip_goes_before_the_presumed_day_an_earlier_one_does_not():
    assert served_day(counts_on=MONDAY, slip_on=TUESDAY) == TUESDAY
    assert served_day(counts_on=TUESDAY, slip_on=MONDAY) == TUESDAY
    assert served_day(counts_on=None, slip_on=MONDAY) == MONDAY
    assert served_day(counts_on=None, slip_on=None) is None


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"sent": False}, Standing.NOT_SENT),
        ({}, Standing.SENT),
        ({"counts_on": TUESDAY}, Standing.SENT),  # not before the day has come
        ({"counts_on": MONDAY}, Standing.SERVED),
        ({"slip_on": MONDAY}, Standing.SERVED),
        ({"counts_on": MONDAY, "failed": True}, Standing.FAILED),  # it came back
    ],
)
def test_where_a_letter_is(facts, where):
    known = {"sent": True, "failed": False, "counts_on": None, "slip_on": None} | facts

    assert standing(**known, today=MONDAY) == where


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ({}, []),
        ({"post_rule": "slip"}, ["/service_law"]),
        ({"post_rule": "days", "service_law": "§ 41 VwVfG"}, ["/post_days"]),
        ({"post_rule": "days", "post_days": 4, "service_law": "§ 41 VwVfG"}, []),
    ],
)
def test_a_rule_of_service_rests_on_a_provision_and_has_its_days(fields, pointers):
    assert [each["pointer"] for each in service_gaps(fields)] == pointers
