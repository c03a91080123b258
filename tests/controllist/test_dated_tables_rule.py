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
        ("5A902,a,,2026-07-01\n5a902,b,2026-06-01,", "counts until 2026-07-01 by another row"),
        (f"5A902{'.a' * 20},a,,", "as long as this"),
    ],
)
def test_a_row_that_cannot_count_is_named(rows, sentence):
    with pytest.raises(WrongRows) as refused:
        national_rows(f"code,text,from,until\n{rows}\n".encode(), starts_on=DAY, publication="OJ C")
    assert [sentence in each[1] for each in refused.value.args] == [True]


def test_what_is_longer_than_it_may_be_is_named_and_never_cut():
    long = {"publication": f"code,publication\n5A902,{'P' * 121}\n", "act": "code\n5A902\n"}
    for table in long.values():
        with pytest.raises(WrongRows, match="longer than 120"):
            national_rows(table.encode(), starts_on=DAY, publication="A" * 121)
    with pytest.raises(WrongRows, match="as long as this"):
        correlation_rows(f"cn_code,control_entry\n8517,5A002{'.a' * 20}\n".encode(), starts_on=DAY)


def test_a_code_may_stand_twice_with_two_days_and_a_customs_code_with_several_entries():
    table = b"code,text,from\n5A902,a,\n5A902,b,2026-06-01\n"
    codes = b"cn_code,control_entry\n8517 62 00,5A001.f\n85176200,5A001.j\n"

    rows = national_rows(table, starts_on=DAY, publication="")
    assert [(row.starts_on.month, row.ends_on) for row in rows] == [(1, date(2026, 6, 1)), (6, None)]
    (row,) = correlation_rows(codes, starts_on=DAY)
    assert row.control_entries == ("5A001.f", "5A001.j")


def test_rows_of_a_code_follow_one_another_whatever_their_order_and_gaps_stay_gaps():
    days = ("5A902,2026-09-01,", "5A903,2026-01-01,", "5A902,2026-01-01,2026-03-01", "5A902,2026-05-01,")
    table = "\n".join(("code,from,until", *days)).encode()
    codes = b"cn_code,control_entry,from\n8517,5A001,2026-01-01\n8517,5A002,2026-05-01\n"

    rows = national_rows(table, starts_on=DAY, publication="")
    ends = {row.starts_on.month: row.ends_on for row in rows if row.code == "5A902"}
    assert ends == {1: date(2026, 3, 1), 5: date(2026, 9, 1), 9: None}
    assert [row.ends_on for row in correlation_rows(codes, starts_on=DAY)] == [date(2026, 5, 1), None]
