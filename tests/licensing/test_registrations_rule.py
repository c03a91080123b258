"""What a company has to say of itself, and which change of it an officer approves."""

from datetime import date

import pytest

from licensing.rules.registrations import (
    changed_record,
    cleaned,
    differences,
    gaps,
    gives_another_number,
    needs_officer,
    receives_letters,
)

COMPANY = {
    "legal_name": "Nova Optik GmbH",
    "member_state": "DE",
    "declares_goods": True,
    "eori": "DE4711",
    "address": "Am Kanal 4, 48151 Musterhafen",
}


@pytest.mark.parametrize(
    ("changed", "pointers"),
    [
        ({}, []),
        ({"eori": "de 47 11"}, []),
        ({"eori": "4711"}, ["/eori"]),
        ({"eori": ""}, ["/eori"]),
        ({"declares_goods": False, "eori": ""}, ["/other_number"]),
        ({"declares_goods": False, "eori": "", "other_number": "HRB 4711"}, []),
        ({"declares_goods": None}, ["/declares_goods"]),
        ({"legal_name": "", "address": ""}, ["/legal_name", "/address"]),
        ({"agents": [{"name": "Speed Logistics"}]}, ["/agents/0/covers", "/agents/0/ends_on"]),
        ({"icp": {"version": "3"}}, ["/icp/adopted_on"]),
    ],
)
def test_whoever_declares_goods_has_an_eori_and_others_a_number_of_their_state(changed, pointers):
    assert [each["pointer"] for each in gaps(cleaned({**COMPANY, **changed}))] == pointers


@pytest.mark.parametrize(
    ("changed", "officer"),
    [
        ({"legal_name": "Nova Optik AG"}, True),
        ({"eori": "DE4712"}, True),
        ({"address": "Elsewhere"}, True),
        ({"owner": "Somebody else"}, True),
        ({"sites": [{"name": "Works", "address": "Here"}]}, False),
        ({"contacts": [{"name": "N. Neu"}], "icp": {"version": "3", "adopted_on": "2026-01-01"}}, False),
        ({"trade_name": ""}, False),  # it said nothing before
    ],
)
def test_what_customs_and_letters_read_is_changed_by_an_officer(changed, officer):
    after = {**COMPANY, **changed}

    assert bool(differences(COMPANY, after)) is (changed != {"trade_name": ""})
    assert needs_officer(COMPANY, after) is officer


@pytest.mark.parametrize(
    ("changed", "another"),
    [
        ({}, False),
        ({"address": "Elsewhere"}, False),
        ({"eori": "DE4712"}, True),
        ({"other_number": "HRB 1"}, True),
    ],
)
def test_each_number_is_looked_up_anew(changed, another):
    assert gives_another_number(COMPANY, {**COMPANY, **changed}) is another


def test_a_change_says_what_it_changes_and_a_correction_meanwhile_stays():
    record = {**COMPANY, "address": "Am Kanal 5", "trade_name": "Nova"}
    before = {**COMPANY, "trade_name": "Nova"}
    after = {**COMPANY, "legal_name": "Nova Optik AG"}

    counts = changed_record(record, before=before, after=after)

    assert counts == {**COMPANY, "legal_name": "Nova Optik AG", "address": "Am Kanal 5"}


@pytest.mark.parametrize(
    ("agent", "receives"),
    [
        ({"covers": ["receive"], "ends_on": "2026-11-30"}, True),
        ({"covers": ["receive"], "ends_on": "2026-11-29"}, False),
        ({"covers": ["send", "answer"], "ends_on": "2026-12-31"}, False),
    ],
)
def test_letters_go_to_an_agent_whose_power_covers_receipt_on_that_day(agent, receives):
    assert receives_letters(agent, on=date(2026, 11, 30)) is receives
