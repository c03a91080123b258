"""Dated law, rule by rule: what is forbidden on a day, what lifts it, and what an arms embargo is not."""

from datetime import date, timedelta

import pytest

from licensing.rules.measures import Answer, Export, Kind, Measure, answer, reaches
from licensing.rules.measures_table import RuleRow, faults_of, split_cn
from tests.factories import AT, DAY
from tests.properties import given, st

BAN = Measure(
    number="M-1",
    kind=Kind.PROHIBITION,
    act="Regulation (EU) 9999/1",
    article="Article 2",
    country="XX",
    entries=("ANNEX_I",),
    applies_from=AT,
    old_contracts_until=date(2027, 3, 1),
)
MEDICAL = Measure(
    number="M-2", kind=Kind.EXEMPTION, act=BAN.act, country="XX", uses=("other",), applies_from=AT
)
NUCLEAR = Measure(
    number="M-3", kind=Kind.DEROGATION, act=BAN.act, country="XX", entries=("0",), applies_from=AT
)
ENCRYPTOR = Export(country="XX", control_entry="5A002.a.1", cn_code="85176200")


def changed(measure, **changes):
    return Measure(**{name: getattr(measure, name) for name in Measure.__dataclass_fields__} | changes)


def prohibited(export, *measures, at=AT):
    return answer(measures, export, at=at).is_prohibited


@pytest.mark.parametrize(
    ("changes", "at", "stands"),
    [
        ({}, AT - timedelta(microseconds=1), False),
        ({}, AT, True),
        ({"applies_until": AT + DAY}, AT + DAY - timedelta(microseconds=1), True),
        ({"applies_until": AT + DAY}, AT + DAY, False),
        ({"applies_from": AT + DAY}, AT, False),
    ],
)
def test_a_rule_counts_from_its_instant_to_its_end(changes, at, stands):
    assert prohibited(ENCRYPTOR, changed(BAN, **changes), at=at) is stands


@pytest.mark.parametrize(
    ("scope", "export", "reached"),
    [
        ({"country": "XX"}, {"country": "XX"}, True),
        ({"country": "XX"}, {"country": "YY"}, False),
        ({"country": ""}, {"country": "YY"}, True),
        ({"entries": ("5A002",)}, {"control_entry": "5A002.a"}, True),
        ({"entries": ("5a002.A",)}, {"control_entry": "5A002.a.1"}, True),
        ({"entries": ("5A002.a",)}, {"control_entry": "5A002.b"}, False),
        ({"entries": ("5A00",)}, {"control_entry": "5A002"}, True),
        ({"entries": ("5A002.a.1",)}, {"control_entry": "5A002.a.11"}, False),
        ({"entries": ("ANNEX_I",)}, {"control_entry": "CS-2026-0001"}, False),
        ({"entries": ("ANNEX_I",)}, {}, False),
        ({"cn_codes": ("8517",)}, {"cn_code": "85176200"}, True),
        ({"cn_codes": ("8517",)}, {"cn_code": "84715000"}, False),
        ({"entries": ("9",), "cn_codes": ("8517",)}, {"cn_code": "85176200"}, True),  # one scope of goods
        ({"uses": ("military",)}, {"uses": frozenset({"military"})}, True),
        ({"uses": ("military",)}, {"uses": frozenset({"other"})}, False),
        ({"uses": ("military",)}, {"uses": None}, True),  # it may be
        ({"listed": ("EU.1",)}, {"listed": frozenset({"EU.1", "EU.2"})}, True),
        ({"listed": ("EU.1",)}, {"listed": frozenset()}, False),
        ({"listed": ("*",)}, {"listed": frozenset({"EU.9"})}, True),
    ],
)
def test_whatever_a_rule_names_has_to_be_met(scope, export, reached):
    rule = Measure(**{"number": "M", "kind": Kind.PROHIBITION, "act": "A", "applies_from": AT, **scope})

    assert reaches(rule, Export(**{"country": "XX", **export})) is reached


def test_a_use_that_nobody_states_forbids_nothing_and_is_pointed_out():
    military = changed(BAN, uses=("military",))

    assert answer([military], ENCRYPTOR, at=AT) == Answer(possible=(military,))


def test_an_exemption_or_derogation_lifts_what_the_same_act_forbids():
    hospital = Export(country="XX", control_entry="5A002.a", uses=frozenset({"other"}))
    found = answer([BAN, MEDICAL, NUCLEAR], hospital, at=AT)

    assert found.is_prohibited
    assert found.lifting == (MEDICAL,)
    assert found.lifted_by("M-2")
    assert not found.lifted_by("M-3")  # of another item
    assert not answer([BAN, MEDICAL], changed_uses(hospital, "military"), at=AT).lifting


def changed_uses(export, use):
    return Export(country=export.country, control_entry=export.control_entry, uses=frozenset({use}))


def test_two_acts_forbid_and_one_exemption_is_not_enough():
    other = changed(BAN, number="M-9", act="Regulation (EU) 9999/2")
    both = answer([BAN, other, changed(MEDICAL, uses=())], ENCRYPTOR, at=AT)

    assert len(both.prohibitions) == 2
    assert not both.lifted_by("M-2")
    assert answer([BAN, other, changed(MEDICAL, uses=(), lifts=("M-1", "M-9"))], ENCRYPTOR, at=AT).lifted_by(
        "M-2"
    )


def test_an_arms_embargo_alone_is_no_prohibition():
    embargo = changed(BAN, number="M-4", kind=Kind.ARMS_EMBARGO, entries=())
    found = answer([embargo], ENCRYPTOR, at=AT)

    assert found.embargoes == (embargo,)
    assert not found.is_prohibited


@given(
    kind=st.sampled_from([*Kind]),
    country=st.sampled_from(["XX", "YY", ""]),
    entry=st.sampled_from(["5A002", "9", ""]),
)
def test_no_further_rule_but_a_prohibition_forbids(kind, country, entry):
    rule = changed(BAN, number="M-5", kind=kind, country=country, entries=(entry,) if entry else ())

    assert prohibited(ENCRYPTOR, rule) == (kind == Kind.PROHIBITION and reaches(rule, ENCRYPTOR))
    assert prohibited(ENCRYPTOR, BAN, rule)  # nothing makes it fall away by itself


@pytest.mark.parametrize(
    ("scope", "columns"),
    [
        ({"entries": ("5", "5A", "5a00", "5A002", "5A002.a.1", "ANNEX_I")}, []),
        ({"entries": ("X.A.I.001",)}, ["entries"]),
        ({"entries": ("5A0021",)}, ["entries"]),
        ({"entries": ("5A002." + "a" * 30,)}, ["entries"]),
        ({"cn_codes": ("84", "8471", "84713000")}, []),
        (
            {"cn_codes": ("847", "8471300090", "8471 30 8472")},
            ["cn_codes"] * 3,
        ),
        ({"uses": ("military", "hospital")}, ["uses"]),
        ({"listed": ("EU." + "1" * 60,)}, ["listed"]),
        ({"lifts": ("EU-M-2026-0001",)}, ["lifts"]),
        ({"kind": "derogation", "lifts": ("EU-M-" + "1" * 20,)}, ["lifts"]),
        ({"country": ""}, ["country"]),
        ({"applies_until": AT}, ["applies_until"]),
    ],
)
def test_a_rule_of_codes_that_name_nothing_is_none(scope, columns):
    row = {"kind": "prohibition", "country": "IN", "act": "A", "title": "t", "applies_from": AT}

    assert [column for column, _sentence in faults_of(RuleRow(**{**row, **scope}))] == columns


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ()),
        ("8471 30 00, 8517.62\n93", ("84713000", "851762", "93")),
        ("8471 8517;8471", ("8471", "8517")),
        ("8471 30 8517", ("8471 30 8517",)),
    ],
)
def test_a_customs_code_is_read_as_the_tariff_prints_it(text, codes):
    assert split_cn(text) == codes
