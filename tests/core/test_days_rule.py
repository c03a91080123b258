"""Days as people type them, in the three languages of the pages."""

from datetime import date

import pytest
from django.utils import translation

from exportctl.core.formatting import long_day, short_day
from exportctl.core.rules.days import iso_day, read_day

DAYS = [date(2027, month, 15) for month in range(1, 13)] + [date(2028, 1, 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "2027-12-15", "15.12.2027", "15. 12. 2027", "15/12/2027", "15-12-2027", "15. Dezember 2027", "15 Dezember 2027",
        "15. Dez. 2027", "15 December 2027", "15 dec 2027", "15 décembre 2027", "15 DÉCEMBRE 2027", " 15  déc. 2027 ",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(typed):
    assert read_day(typed) == date(2027, 12, 15)


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_a_page_writes_can_be_typed(language, day):
    with translation.override(language):
        assert read_day(long_day(day)) == read_day(short_day(day)) == day


@pytest.mark.parametrize(
    "typed",
    ["", "2026-W50-2", "20261215", "2026-350", "15.12.27", "15 Smarch 2027", "31.02.2027", "12/15/2027",
     "٢٠٢٧-١٢-١٥", "2027-12-15T00:00", "15.12/2027", "0.0.2027"],
)  # fmt: skip
def test_anything_else_is_no_day(typed):
    with pytest.raises(ValueError):
        read_day(typed)


@pytest.mark.parametrize(
    "text", ["2026-W50-2", "20261215", "2026-350", "15.12.2026", "２０２６-12-15", "2026-12-15 "]
)
def test_a_machine_writes_year_month_and_day(text):
    with pytest.raises(ValueError):
        iso_day(text)
