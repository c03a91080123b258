"""Short codes: every spelling that people and machines use, and the one that is stored."""

import pytest

from exportctl.core.rules.codes import (
    Unreadable,
    as_stored,
    ascii_digits,
    country_code,
    customs_code,
    declared_customs_code,
    reference,
    squeezed,
)
from tests.properties import given, st


@pytest.mark.parametrize(
    "text",
    [
        "85176200",
        " 8517 62 00 ",
        "8517.62.00",
        "8517-62-00",
        "8517\u00a062\u00a000",  # no-break spaces, as EUR-Lex prints them
        "8517\u202f62\u202f00",
        "8517\u200b6200",
        "٨٥١٧٦٢٠٠",
        "８５１７６２００",
        "8517\t6200\n",
    ],
)
def test_a_customs_code_is_read_however_it_is_written(text):
    assert customs_code(text) == "85176200"
    assert declared_customs_code(text) == "85176200"
    assert declared_customs_code(f"{text.strip()} 90") == "85176200"  # of TARIC


@pytest.mark.parametrize("text", ["8517 62 00 00", "8517620000", "8517.62.0090"])
def test_of_the_ten_digits_of_taric_the_last_two_are_to_be_left_out(text):
    with pytest.raises(Unreadable, match="85176200"):
        customs_code(text)


@pytest.mark.parametrize(
    "text", ["8517", "851762", "8517620", "851762000", "85O76200", "ex 8517 62 00", "abc", "+"]
)
def test_what_is_no_customs_code_is_refused(text):
    with pytest.raises(Unreadable):
        customs_code(text)


@pytest.mark.parametrize(
    ("text", "code"), [("DE", "DE"), ("de", "DE"), (" fr ", "FR"), ("XS", "RS"), ("ＤＥ", "DE"), ("XK", "XK")]
)
def test_a_country_is_read_in_capitals(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(("text", "code"), [("EL", "GR"), ("el", "GR"), ("UK", "GB"), ("uk ", "GB")])
def test_codes_that_are_not_iso_name_the_one_that_is(text, code):
    with pytest.raises(Unreadable, match=code):
        country_code(text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("DE-2026-00418", "DE-2026-00418"),
        ("de-2026-00418", "DE-2026-00418"),
        ("DE 2026 418", "DE-2026-00418"),
        ("de2026418", "DE-2026-00418"),
        ("n-2026-000001", "N-2026-000001"),
        ("p-2026-0031", "P-2026-0031"),
        ("P\u20112026\u20110031", "P-2026-0031"),  # hyphens that do not break
        ("cs-0001", "CS-0001"),
        ("CS0001", "CS-0001"),
        ("cs 1", "CS-0001"),
        ("\u0421S-0001", "CS-0001"),  # a Cyrillic letter
        ("CS-٠٠٠١", "CS-0001"),
        ("CS-12345", "CS-12345"),
        ("", ""),
        ("list", ""),
        ("2026", ""),
        ("DE-1826-00418", ""),
        ("DE-2026-0041899", ""),
        ("DEU-2026-00418", ""),
    ],
)
def test_a_reference_is_read_however_it_is_written(text, stored):
    assert reference(text) == stored


@pytest.mark.parametrize(
    ("segment", "stored"),
    [
        ("cs-0001", "CS-0001"),
        ("CS-1", "CS-1"),
        ("N-2026-99999", "N-2026-99999"),
        ("list.csv", "list.csv"),
        ("", ""),
    ],
)
def test_an_address_keeps_what_is_no_reference_and_the_zeros_it_came_with(segment, stored):
    assert as_stored(segment) == stored


@given(st.text(max_size=30))
def test_what_is_stored_is_read_as_itself(text):
    assert reference(reference(text)) == reference(text)
    assert as_stored(as_stored(text)) == as_stored(text)
    assert squeezed(squeezed(text)) == squeezed(text)


@given(st.text(max_size=30))
def test_digits_are_those_of_ascii_and_nothing_else_changes(text):
    read = ascii_digits(text)
    assert len(read) == len(text)
    assert all(sign.isascii() for sign in read if sign.isdecimal())
