"""The pure rules of authorisations and write-offs: days, balances, what counted when."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportctl.core.rules.codes import Unreadable
from licensing.rules.authorisations import (
    AUTHORISATION,
    Balance,
    Event,
    Standing,
    State,
    conditions_of,
    document_code,
    months_of,
    possible_events,
    report_periods,
    standing,
    stored_conditions,
    valid_until,
)
from licensing.rules.requests import Form
from licensing.rules.write_offs import (
    NearingEnd,
    Period,
    Step,
    exceeds,
    invalid_on,
    movement_number,
    nearing_end,
    same,
    status_on,
)

FIRST, LAST = date(2026, 11, 3), date(2028, 11, 2)
FULL = Balance(Decimal(100), Decimal(0), None, Decimal(0))


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 11, 3), 24, date(2028, 11, 2)),
        (date(2026, 12, 1), 24, date(2028, 11, 30)),
        (date(2026, 1, 1), 24, date(2027, 12, 31)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 30), 6, date(2028, 2, 29)),
        (date(2026, 11, 3), 1, date(2026, 12, 2)),
        (date(2027, 3, 1), 12, date(2028, 2, 29)),
    ],
)
def test_an_authorisation_is_valid_for_months_less_a_day(first, months, last):
    assert valid_until(first, months=months) == last


@given(st.dates(date(2021, 9, 9), date(2090, 1, 1)), st.integers(1, 120))
def test_no_authorisation_ends_before_it_begins_or_a_month_too_late(first, months):
    last = valid_until(first, months=months)
    assert 27 * months <= (last - first).days + 1 <= 31 * months


def test_the_decision_says_how_long_then_the_request_then_the_regulation():
    assert [months_of(12, 6), months_of(None, 6), months_of(None, None)] == [12, 6, 24]


def balance(granted=None, used=0, value=None, value_used=0):
    limits = [None if each is None else Decimal(each) for each in (granted, value)]
    return Balance(limits[0], Decimal(used), limits[1], Decimal(value_used))


@pytest.mark.parametrize(
    ("stored", "on", "balances", "reads"),
    [
        ("valid", FIRST, [FULL], "valid"),
        ("valid", LAST, [FULL], "valid"),
        ("valid", date(2028, 11, 3), [FULL], "expired"),
        ("suspended", date(2028, 11, 3), [FULL], "expired"),
        ("revoked", date(2028, 11, 3), [FULL], "revoked"),
        ("valid", FIRST, [balance(5, 5)], "exhausted"),
        ("valid", FIRST, [balance(5, 5), FULL], "valid"),
        ("suspended", FIRST, [balance(5, 5)], "suspended"),
        ("valid", FIRST, [balance(None, 10**6)], "valid"),
        ("valid", FIRST, [balance(5, 2, 1000, 1000)], "exhausted"),
        ("valid", FIRST, [], "valid"),
    ],
)
def test_expired_and_exhausted_follow_from_the_day_and_from_what_is_left(stored, on, balances, reads):
    assert standing(stored, until=LAST, balances=balances, on=on) == reads


def test_what_has_expired_is_annulled_corrected_or_renewed_and_no_more():
    expired = set(possible_events("valid", Standing.EXPIRED))
    assert expired == {
        "annul",
        "correct",
        "renew",
        "decline",
    }  # a request of its holder may still be answered
    assert set(possible_events("valid", Standing.VALID)) == {
        "suspend",
        "continue",
        "revoke",
        "annul",
        "surrender",
        "amend",
        "extend",
        "correct",
        "renew",
        "split",
        "reissue",
        "decline",
    }
    assert possible_events("annulled", Standing.ANNULLED) == ()  # by a court alone


def test_every_status_that_is_stored_is_read_as_itself():
    assert {state.value for state in State} == set(AUTHORISATION.states)
    assert {state.value for state in State} < {each.value for each in Standing}


def test_a_code_for_customs_needs_law():
    assert document_code(Form.INDIVIDUAL, in_force=True) == "X060"
    assert document_code(Form.GLOBAL, in_force=True) == "X070"
    assert document_code(Form.INDIVIDUAL, in_force=False) == ""
    assert document_code(None, in_force=True) == ""  # of a notification


STEPS = [
    Step("valid", FIRST),
    Step("suspended", date(2027, 1, 10)),
    Step("valid", date(2027, 1, 20)),
    Step("revoked", date(2027, 3, 1)),
]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 2), "not_yet"),
        (FIRST, ""),
        (date(2027, 1, 9), ""),
        (date(2027, 1, 10), "suspended"),
        (date(2027, 1, 19), "suspended"),
        (date(2027, 1, 20), ""),
        (date(2027, 2, 28), ""),
        (date(2027, 3, 1), "revoked"),
        (date(2029, 1, 1), "revoked"),
    ],
)
def test_what_counted_on_the_day_of_acceptance(day, why):
    assert invalid_on(day, period=Period(FIRST, LAST), steps=STEPS) == why


def test_after_the_last_day_nothing_is_covered():
    assert invalid_on(date(2028, 11, 3), period=Period(FIRST, LAST), steps=STEPS[:1]) == "expired"


def test_an_annulment_counts_from_the_beginning():
    assert status_on([*STEPS, Step("annulled", date(2027, 6, 1))], FIRST) == "annulled"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("26DE1234567890ABC1", "26DE1234567890ABC1"),
        ("26de 1234 5678 90ab c1", "26DE1234567890ABC1"),
        ("26DE1234567890АВС1", "26DE1234567890ABC1"),  # Cyrillic look-alikes
    ],
)
def test_an_mrn_is_read_however_it_is_written(typed, stored):
    assert movement_number(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "26DE", "2DE1234567890ABC12", "26D11234567890ABC1", "26DE1234567890ABC1X"]
)
def test_what_is_no_mrn_is_refused_with_what_to_write(typed):
    with pytest.raises(Unreadable, match="two digits"):
        movement_number(typed)


def test_what_has_no_limit_is_never_exceeded():
    assert not exceeds(Decimal(10**9), None)
    assert not exceeds(Decimal(5), Decimal(5))
    assert exceeds(Decimal("5.000001"), Decimal(5))


def test_two_write_offs_are_the_same_by_quantity_unit_and_a_value_that_both_name():
    first = {"quantity": Decimal("2.0"), "unit": "kg", "value": None}
    assert same(first, {**first, "quantity": Decimal(2), "value": Decimal(3)})
    assert not same({**first, "value": Decimal(4)}, {**first, "value": Decimal(3)})
    assert not same(first, {**first, "unit": "g"})


@pytest.mark.parametrize(
    ("used", "on", "reads"),
    [
        (79, FIRST, NearingEnd()),
        (80, FIRST, NearingEnd(percent=80)),
        (99, FIRST, NearingEnd(percent=90)),
        (100, FIRST, NearingEnd(percent=100)),
        (0, date(2028, 9, 4), NearingEnd(days=60)),
        (0, date(2028, 9, 3), NearingEnd()),
        (0, LAST, NearingEnd(days=1)),
        (0, date(2028, 11, 3), NearingEnd()),
    ],
)
def test_a_holder_is_warned_by_quantity_and_by_day(used, on, reads):
    assert nearing_end([balance(100, used)], last=LAST, on=on) == reads


def test_a_condition_is_a_text_or_says_whom_it_is_for():
    shown, held = conditions_of(["Report each shipment.", {"text": "Keep records.", "show": "holder"}])
    assert (shown.for_customs, held.for_customs, held.text) == (True, False, "Keep records.")


def test_every_act_of_two_officers_can_happen():
    assert {Event.SUSPEND, Event.REINSTATE, Event.REVOKE, Event.ANNUL} < set(AUTHORISATION.events)


def test_the_use_is_reported_for_each_period_within_a_month_after_its_end():
    periods = report_periods(date(2026, 11, 4), date(2028, 5, 3), months=12)

    assert [(each.first, each.last, each.due_on) for each in periods] == [
        (date(2026, 11, 4), date(2027, 11, 3), date(2027, 12, 3)),
        (date(2027, 11, 4), date(2028, 5, 3), date(2028, 6, 3)),
    ]


def test_a_condition_is_stored_with_whom_it_is_for_and_its_day():
    stored = stored_conditions(["One.", "Two."], [None, {"show": False, "due_on": "2027-01-31"}])

    assert stored == ["One.", {"text": "Two.", "show": "holder", "due_on": "2027-01-31"}]
    assert stored_conditions(["One."], []) == ["One."]
