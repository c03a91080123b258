import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils import translation

from exportctl.core.tables import LONGEST_CELL, csv_text, xlsx_bytes, xlsx_response

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def sheet(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(opened(content).read("xl/worksheets/sheet1.xml"))


def cells(content: bytes) -> list[list[tuple[str, str]]]:
    """(type, value) of every cell; type is `n` for a number or a date, `inlineStr` for a text."""
    found = []
    for row in sheet(content).iter(f"{SHEET}row"):
        found.append([(c.get("t", "n"), "".join(c.itertext())) for c in row.iter(f"{SHEET}c")])
    return found


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("start", FORMULA)
def test_a_text_that_looks_like_a_formula_stays_text_in_both_formats(start):
    evil = f'{start}HYPERLINK("http://evil.example")'

    content = xlsx_bytes("list.xlsx", ["Name"], [[evil]])

    kind, _text = cells(content)[1][0]
    assert kind == "inlineStr"
    assert not list(sheet(content).iter(f"{SHEET}f"))
    assert csv_text(["Name"], [[evil]]).splitlines()[1].lstrip('"').startswith("'")


def test_numbers_days_and_instants_keep_their_type():
    row = [3, Decimal("2.5"), date(2026, 11, 25), datetime(2026, 11, 25, 9, 42, tzinfo=UTC)]

    number, fraction, day, moment = cells(xlsx_bytes("list.xlsx", ["a", "b", "c", "d"], [row]))[1]

    assert (number, fraction) == (("n", "3"), ("n", "2.5"))
    assert day == ("n", "46351")
    # 10:42 in Brussels, as the cell's format says.
    assert moment[0] == "n"
    assert float(moment[1]) == pytest.approx(46351 + (10 * 60 + 42) / 1440)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (True, "True"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (12345678901234567890, "12345678901234567890"),
        (Decimal("0.12345678901234567"), "0.12345678901234567"),
    ],
)
def test_what_a_spreadsheet_cannot_hold_as_a_number_is_written_out_as_text(cell, text):
    assert cells(xlsx_bytes("list.xlsx", ["a"], [[cell]]))[1] == [("inlineStr", text)]


@pytest.mark.parametrize(("language", "split_at"), [("en", ";"), ("en", "\t"), ("de", ","), ("fr", ",")])
@pytest.mark.parametrize("text", ["x{}=1+1", "x{} @SUM(A1)", 'x{}"=1+1', "x\n=1+1", "-1", "=1"])
def test_a_text_is_no_formula_even_for_a_spreadsheet_that_splits_elsewhere(language, split_at, text):
    with translation.override(language):
        written = csv_text(["a", "b"], [[text.format(split_at), "y"]]).lstrip("\ufeff")

    for part in re.split(r"[,;\t\r\n]", written):
        assert not part.strip(' "').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "-10,2.5,0.5,,x;y"), ("de", '-10;2,5;0,5;;"x;y"'), ("fr", '-10;2,5;0,5;;"x;y"')],
)
def test_a_csv_is_written_as_a_spreadsheet_of_the_language_reads_it(language, line):
    with translation.override(language):
        written = csv_text(list("abcde"), [[-10, Decimal("2.5"), 0.5, None, "x;y"]])

    assert written.splitlines()[1] == line


def test_nothing_leaves_its_cell_empty():
    assert cells(xlsx_bytes("list.xlsx", ["a", "b"], [[None, "b"]]))[1][0] == ("inlineStr", "")


def test_a_text_too_long_for_a_cell_is_cut_with_a_sign_instead_of_left_out():
    _kind, text = cells(xlsx_bytes("list.xlsx", ["a"], [["x" * (LONGEST_CELL + 5)]]))[1][0]

    assert len(text) == LONGEST_CELL
    assert text.endswith("x…")


def test_the_head_stays_in_sight_and_columns_are_as_wide_as_their_texts():
    content = xlsx_bytes("list.xlsx", ["Reference", "Item"], [["DE-2026-00418", "x" * 200]])

    pane = next(sheet(content).iter(f"{SHEET}pane"))
    widths = [float(column.get("width", 0)) for column in sheet(content).iter(f"{SHEET}col")]
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert 14 < widths[0] < 17
    assert 59 < widths[1] < 62


def test_any_name_makes_a_sheet():
    book = opened(
        xlsx_bytes("a/b[c]: 'very' long name of a download, longer than Excel allows.xlsx", ["a"], [])
    )

    name = re.search(rb'<sheet name="([^"]*)"', book.read("xl/workbook.xml"))
    assert name is not None
    assert 0 < len(name[1]) <= 31


def test_the_download_says_what_it_is():
    response = xlsx_response("cases.xlsx", ["a"], [["b"]])

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"] == 'attachment; filename="cases.xlsx"'
    assert response["X-Content-Type-Options"] == "nosniff"
