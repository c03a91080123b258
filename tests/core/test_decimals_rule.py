"""Numbers as people type them: read where they have one reading, asked where they have two."""

import pytest

from exportctl.core.rules.decimals import Ambiguous, NotANumber, read_decimal, typed_decimal
from tests.properties import given, st

LANGUAGES = ("en", "de", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("480000", "480000"), ("2,5", "2.5"), ("2.5", "2.5"), (" 2.50 ", "2.5"), ("480.000,00", "480000"),
        ("480,000.00", "480000"), ("480 000", "480000"), ("480\u202f000,5", "480000.5"), ("1\u00a0500", "1500"),
        ("1'500.25", "1500.25"), ("1’500", "1500"), ("1.234.567", "1234567"), ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"), ("1.234,567", "1234.567"), ("0.500", "0.5"), ("0,125", "0.125"), ("007", "7"),
        ("1,1250", "1.125"),
    ],
)  # fmt: skip
def test_a_number_with_one_reading_is_read_on_every_page(language, typed, stored):
    assert read_decimal(typed, language=language) == stored


@pytest.mark.parametrize(("language", "typed"), [("de", "480.000"), ("en", "480,000")])
def test_thousands_are_read_as_the_language_of_the_page_writes_them(language, typed):
    assert read_decimal(typed, language=language) == "480000"


@pytest.mark.parametrize(
    ("language", "typed", "readings"),
    [
        ("en", "480.000", ("480000", "480")),
        ("fr", "480.000", ("480000", "480")),
        ("fr", "1,500", ("1500", "1.5")),
        ("de", "1,500", ("1500", "1.5")),
        ("de", "1500.000", ("1500000", "1500")),
        ("de", "1 500.000", ("1500000", "1500")),
        ("en", "1.125", ("1125", "1.125")),
    ],
)
def test_a_number_with_two_readings_is_asked(language, typed, readings):
    with pytest.raises(Ambiguous) as asked:
        read_decimal(typed, language=language)

    assert asked.value.args == readings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed",
    ["", "x", "-1", "+1", "12 34", "1.2.3", "1.500.00", "1,000.000,5", "1e5", "1_000", "٢", "２", "5.", ".5", "NaN",
     "1" * 41, "480.000 EUR", "480.000,-"],
)  # fmt: skip
def test_anything_else_is_no_number(language, typed):
    with pytest.raises(NotANumber):
        read_decimal(typed, language=language)


@given(
    language=st.sampled_from(LANGUAGES),
    number=st.decimals(0, 10**14, places=6).map(lambda number: f"{number:f}".rstrip("0").rstrip(".")),
)
def test_what_a_field_shows_is_read_again(language, number):
    assert read_decimal(typed_decimal(number, language=language), language=language) == number
