"""What the terms of an act change in an authorisation, and which terms are refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from licensing.rules.authorisation_shares import rest_of, shares
from licensing.rules.authorisation_terms import (
    Contents,
    LineContents,
    changed,
    differences,
    gaps,
    lessens,
    shape_of,
)
from licensing.rules.authorisations import OF_TWO_OFFICERS, Balance, Event
from licensing.rules.write_offs import InForce, Step, in_force_on, status_on

TODAY = date(2026, 11, 10)
LINE = LineContents(
    number=1,
    name="Encryptor",
    description="",
    cn_code="85176200",
    control_entry="5A002.a",
    quantity=Decimal(100),
    unit="pieces",
    value=Decimal(5000),
    limits_value=True,
    currency="EUR",
)
BEFORE = Contents(
    valid_from=date(2026, 11, 3),
    valid_until=date(2028, 11, 2),
    lines=(LINE, replace(LINE, number=2, quantity=None, value=None, limits_value=False)),
    conditions=("Report each delivery.",),
    parties={"end_user": ("State Hospitals Trust", "1 Park Road")},
)
BALANCES = {
    1: Balance(Decimal(100), Decimal(40), Decimal(5000), Decimal(2000)),
    2: Balance(None, Decimal(7), None, Decimal(0)),
}


def wrong(event, **terms):
    found = gaps(event, before=BEFORE, terms=terms, balances=BALANCES, today=TODAY)
    return [each["pointer"] for each in found]


def test_a_change_says_what_differs_and_nothing_else():
    terms = {
        "valid_until": "2027-11-02",
        "lines": [{"line": 1, "quantity": "80"}],
        "end_user": {"address": "2 Park Road"},
        "conditions": ["Report each delivery.", "Report each re-export."],
    }
    after = changed(BEFORE, terms)

    assert [(each.member, each.line, each.after) for each in differences(BEFORE, after)] == [
        ("end_user_address", None, "2 Park Road"),
        ("quantity", 1, "80 pieces"),
        ("valid_until", None, "2027-11-02"),
        ("conditions", None, "Report each delivery.\nReport each re-export."),
    ]


@pytest.mark.parametrize(
    ("event", "terms", "pointers"),
    [
        ("amend", {"lines": [{"line": 1, "quantity": "40"}]}, []),
        ("amend", {"lines": [{"line": 1, "quantity": "39.9"}]}, ["/lines/0/quantity"]),
        ("amend", {"lines": [{"line": 1, "value": "1999.99"}]}, ["/lines/0/value"]),
        ("amend", {"lines": [{"line": 2, "quantity": "5"}]}, ["/lines/0/quantity"]),
        ("amend", {"lines": [{"line": 3, "quantity": "5"}]}, ["/lines/0/line"]),
        ("amend", {}, ["/grounds"]),
        ("amend", {"end_user": {"name": "State Hospital Trust"}}, []),
        ("correct", {"end_user": {"name": "Meridian Optics"}}, ["/end_user/name"]),
        ("amend", {"lines": [{"line": 1, "quantity": "120"}], "substantial": True}, ["/substantial"]),
        ("amend", {"lines": [{"line": 1, "quantity": "50"}], "substantial": True}, []),
        ("amend", {"valid_until": "2029-01-01"}, ["/valid_until"]),
        ("amend", {"valid_until": "2026-11-09"}, ["/valid_until"]),
        ("extend", {"valid_until": "2028-11-02"}, ["/valid_until"]),
        ("extend", {"valid_until": "2029-11-02"}, []),
        ("extend", {"valid_until": "2037-01-01"}, ["/valid_until"]),
        ("correct", {"valid_until": "2026-11-05"}, []),
        ("correct", {"valid_until": "2026-11-01"}, ["/valid_until"]),
        ("renew", {"valid_until": "2026-11-09"}, ["/valid_until"]),
        ("renew", {"valid_until": "2028-11-09"}, []),
        ("split", {"parts": []}, ["/parts"]),
        ("split", {"parts": [{"lines": [{"line": 1, "quantity": "20", "value": "1000"}]}]}, []),
        ("split", {"parts": [{"lines": [{"line": 1, "quantity": "20"}]}]}, ["/parts/0/lines/0/value"]),
        ("split", {"parts": [{"lines": [{"line": 1, "quantity": "61", "value": "1000"}]}]}, ["/parts"]),
        ("split", {"parts": [{"lines": [{"line": 2, "quantity": "1"}]}]}, ["/parts/0/lines/0/quantity"]),
    ],
)
def test_terms_that_do_not_fit_are_refused_where_they_stand(event, terms, pointers):
    assert wrong(event, **terms) == pointers


@pytest.mark.parametrize(
    ("terms", "less"),
    [
        ({"lines": [{"line": 1, "quantity": "99"}]}, True),
        ({"lines": [{"line": 1, "quantity": "101"}]}, False),
        ({"valid_until": "2028-11-01"}, True),
        ({"conditions": []}, False),
        ({"conditions": ["Report each delivery.", "More."]}, True),
        ({"end_user": {"address": "2 Park Road"}}, False),
    ],
)
def test_what_takes_something_away_may_be_a_limitation(terms, less):
    assert lessens(BEFORE, changed(BEFORE, terms)) is less


def test_a_rest_moves_once_and_the_last_part_gets_what_the_others_leave():
    part = {"lines": [{"line": 1, "quantity": "20", "value": "1000"}]}

    first, rest = shares([part], BALANCES)

    assert first == {1: (Decimal(20), Decimal(1000))}
    assert rest == {1: (Decimal(40), Decimal(2000)), 2: (None, None)}
    assert rest_of(BALANCES) == {1: (Decimal(60), Decimal(3000)), 2: (None, None)}


def test_every_act_of_two_officers_has_a_shape():
    assert all("grounds" in shape_of(event).members for event in OF_TWO_OFFICERS)
    assert set(shape_of(Event.EXTEND).members) == {
        "grounds",
        "change_request",
        "valid_until",
        "longer_because",
    }


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2026, 11, 2), 1), (date(2026, 11, 9), 1), (date(2026, 11, 10), 3), (date(2026, 12, 1), 3)],
)
def test_the_version_in_force_is_that_of_the_day_and_a_correction_that_of_what_it_corrects(day, number):
    first, amended = InForce(1, date(2026, 11, 3), date(2028, 1, 1)), InForce(2, TODAY, date(2027, 1, 1))
    corrected = InForce(3, TODAY, date(2027, 2, 1))

    assert in_force_on([corrected, first, amended], day).number == number


def test_a_step_counts_from_its_day_and_an_annulment_whose_effect_is_suspended_not_at_all():
    issued, suspended = Step("valid", date(2026, 11, 3)), Step("suspended", date(2026, 11, 5))
    revoked, stayed = Step("revoked", date(2026, 11, 8)), Step("valid", TODAY)
    steps = [issued, suspended, revoked, stayed]

    days = [date(2026, 11, day) for day in (4, 6, 8, 9, 12)]
    assert [status_on(steps, day) for day in days] == ["valid", "suspended", "revoked", "revoked", "valid"]
    annulled = [issued, Step("annulled", date(2026, 11, 8))]
    assert status_on([*annulled, stayed], date(2026, 11, 4)) == "valid"
    assert status_on([*annulled, stayed, annulled[1]], TODAY) == "annulled"


@pytest.mark.parametrize(
    ("event", "until", "reason", "wrong"),
    [
        ("extend", "2030-11-02", "", False),  # four years from the first day
        ("extend", "2030-11-03", "", True),
        ("extend", "2031-06-30", "The dam is finished in 2031.", False),
        ("renew", "2030-11-30", "", True),
    ],
)
def test_a_large_project_lasts_longer_than_four_years_only_with_a_reason(event, until, reason, wrong):
    before = replace(BEFORE, valid_from=date(2026, 11, 3), longest_months=48)
    terms = {"valid_until": until, "longer_because": reason}

    found = gaps(event, before=before, terms=terms, balances=BALANCES, today=TODAY)

    assert [each["pointer"] for each in found] == ["/longer_because"] * wrong
    assert (
        gaps(event, before=replace(before, longest_months=None), terms=terms, balances=BALANCES, today=TODAY)
        == []
    )
