"""A state's own list and a correlation as files: what is wrong with a row is told with its number."""

from datetime import date

import pytest

from controllist.rules.dated_tables import WrongRows, correlation_rows, national_rows

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("5A902,a,,\n5a 902,b,,", "there twice"),
        ("5A902,a,2026-02-01,2026-02-01", "end before it begins"),
        ("5A902,a,soon,", "year-month-day"),
    ],
)
def test_a_row_that_cannot_count_is_named(rows, sentence):
    with pytest.raises(WrongRows) as refused:
        national_rows(f"code,text,from,until\n{rows}\n".encode(), starts_on=DAY, publication="OJ C")
    assert [sentence in each[1] for each in refused.value.args] == [True]


def test_a_code_may_stand_twice_with_two_days_and_a_customs_code_with_several_entries():
    table = b"code,text,from\n5A902,a,\n5A902,b,2026-06-01\n"
    codes = b"cn_code,control_entry\n8517 62 00,5A001.f\n85176200,5A001.j\n"

    assert [row.starts_on.month for row in national_rows(table, starts_on=DAY, publication="")] == [1, 6]
    (row,) = correlation_rows(codes, starts_on=DAY)
    assert row.control_entries == ("5A001.f", "5A001.j")
