"""Who is heard before an act, and from when an act that burdens counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from licensing.rules.effective_days import Facts, effective_day, gaps, missed, suspends_by_rule, waits
from licensing.rules.hearings import change_burdens, decision_burdens, wrong
from licensing.rules.hearings import gaps as hearing_gaps

TODAY = date(2026, 11, 3)


@dataclass(frozen=True)
class Asked:
    number: int
    quantity: Decimal | None = Decimal(10)
    value: Decimal | None = Decimal("500.00")


@pytest.mark.parametrize(
    ("outcome", "limits", "months", "burdens"),
    [
        ("refuse", [], None, ["refusal"]),
        ("authorisation_required", [], None, ["requirement"]),
        ("no_authorisation_required", [], None, []),
        ("grant", [], None, []),
        ("grant", [], 24, []),
        ("grant", [], 12, ["shorter"]),
        ("grant", [{"line": 1}, {"line": 2}, {"line": 3}], 36, []),
        ("grant", [{"line": 1}, {"line": 3}], None, ["lines"]),
        ("grant_with_conditions", [{"line": 1, "quantity": "9.5"}, {"line": 2}, {"line": 3}], None, ["less"]),
        ("grant", [{"line": 1, "value": "499.99"}, {"line": 2}, {"line": 3}], None, ["less"]),
        ("grant", [{"line": 1, "quantity": "10", "value": "500"}, {"line": 2}, {"line": 3}], None, []),
        ("grant", [{"line": 1}, {"line": 2}, {"line": 3, "quantity": "1000"}], None, ["less"]),
        ("grant", [{"line": 2, "quantity": "1"}], 6, ["lines", "less", "shorter"]),
    ],
)
def test_whoever_gets_less_than_was_asked_for_is_heard_and_it_is_said_why(outcome, limits, months, burdens):
    asked = [Asked(1), Asked(2), Asked(3, None, None)]  # of the third a category, without a quantity

    found = decision_burdens(outcome=outcome, lines=asked, limits=limits, asked_months=24, months=months)

    assert list(found) == burdens


def test_where_no_validity_was_asked_for_none_is_shorter():
    assert decision_burdens(outcome="grant", lines=[Asked(1)], months=1) == ()


def test_so_is_what_ends_suspends_or_lessens_an_authorisation():
    assert all(change_burdens(event, lessens=False) for event in ("suspend", "revoke", "annul"))
    assert change_burdens("amend", lessens=True)
    gentle = ("amend", "extend", "correct", "renew", "split", "reissue", "continue", "reinstate")
    assert not any(change_burdens(event, lessens=False) for event in gentle)


@pytest.mark.parametrize(
    ("hearing", "pointer"),
    [
        ({}, "/hearing/held_on"),
        (None, "/hearing/held_on"),
        ({"held_on": "", "waived": ""}, "/hearing/held_on"),
        ({"held_on": "2026-11-04"}, "/hearing/held_on"),
        ({"held_on": "2026-11-02", "waived": "Both."}, "/hearing/waived"),
        ({"held_on": "2026-11-03"}, None),
        ({"waived": "Goods at the quay."}, None),
    ],
)
def test_it_was_held_on_a_day_that_has_come_or_waived_with_a_reason(hearing, pointer):
    assert [each["pointer"] for each in hearing_gaps(hearing, today=TODAY)] == [pointer] * bool(pointer)
    if not any((hearing or {}).values()):
        assert wrong(hearing, today=TODAY) == []  # over REST what is left out is not recorded


@pytest.mark.parametrize(
    ("terms", "pointers"),
    [
        ({}, []),
        ({"holds_from": "service"}, []),
        ({"holds_from": "day", "holds_on": "2026-11-04"}, []),
        ({"holds_from": "day"}, ["/holds_on"]),
        ({"holds_from": "day", "holds_on": "2026-11-03"}, ["/holds_on"]),
        ({"holds_from": "day", "holds_on": "2028-01-01"}, ["/holds_on"]),
        ({"holds_on": "2026-11-04"}, ["/holds_on"]),
    ],
)
def test_a_day_is_given_where_an_act_counts_from_one(terms, pointers):
    assert [each["pointer"] for each in gaps(terms, today=TODAY)] == pointers


@pytest.mark.parametrize(
    ("terms", "facts", "day"),
    [
        ({"holds_from": "day", "holds_on": "2026-12-01"}, Facts(), date(2026, 12, 1)),
        ({"holds_from": "service"}, Facts(), None),
        ({"holds_from": "service"}, Facts(served_on=TODAY), TODAY),
        ({"holds_from": "final"}, Facts(served_on=TODAY), None),
        ({"holds_from": "final"}, Facts(last_day=date(2026, 12, 3)), date(2026, 12, 4)),
        ({"holds_from": "final"}, Facts(last_day=date(2026, 12, 3), contested=True), None),
        (
            {"holds_from": "final"},
            Facts(last_day=date(2026, 12, 3), rejected_on=[date(2027, 2, 1)]),
            date(2027, 2, 1),
        ),
        (
            {"holds_from": "day", "holds_on": "2026-12-01"},
            Facts(resumed_on=[date(2027, 2, 1)]),
            date(2027, 2, 1),
        ),
        ({"holds_from": "service"}, Facts(resumed_on=[TODAY]), None),
    ],
)
def test_the_day_follows_from_service_and_remedies(terms, facts, day):
    assert waits(terms)
    assert not waits({})
    assert effective_day(terms, facts=facts) == day


@pytest.mark.parametrize(
    ("terms", "pointers"),
    [
        ({}, []),
        ({"holds_from": "service"}, []),
        ({"holds_from": "day", "holds_on": "2026-11-03"}, []),
        ({"holds_from": "day", "holds_on": "2026-11-02"}, ["/holds_on"]),
    ],
)
def test_nothing_is_approved_for_a_day_that_is_over(terms, pointers):
    assert [each["pointer"] for each in missed(terms, today=TODAY)] == pointers


def test_a_reasoned_order_goes_before_the_rule_of_the_state():
    assert suspends_by_rule(rule="yes", terms={}) is True
    assert suspends_by_rule(rule="yes", terms={"immediate_because": "Goods at the quay."}) is False
    assert suspends_by_rule(rule="no", terms={}) is False
    assert suspends_by_rule(rule="", terms={}) is None
