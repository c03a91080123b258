"""Uploaded tables: read as spreadsheets write them, refused in one of three words, never an error of ours."""

import contextlib
import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from exportctl.core.rules.formulas import disarmed
from exportctl.core.rules.uploaded_tables import (
    MOST_COLUMNS,
    MOST_UNPACKED,
    Columns,
    Figure,
    NoHead,
    NotATable,
    Row,
    Table,
    TooMany,
    read,
)
from exportctl.core.tables import csv_text, xlsx_bytes
from tests.properties import given, st

COLUMNS = Columns(names=("name", "model"), needed=("name",), most=5, called={"bezeichnung": "name"})
CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


def sheet(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_whatever_separates_and_encodes_it(separator, encoding):
    text = f"Name{separator}Model{separator}Colour\r\nMeßgerät{separator} M-1 {separator}red\r\n\r\n"

    table = read(text.encode(encoding), COLUMNS)

    assert table == Table((Row(2, {"name": "Meßgerät", "model": "M-1"}),), ("colour",))


def test_what_people_call_a_column_is_its_name():
    assert read("Bezeichnung\nMast\n", COLUMNS).rows[0].cells == {"name": "Mast"}


def test_rows_count_as_in_the_spreadsheet_and_empty_ones_are_passed_over():
    expected = [2, 4]

    assert [row.number for row in read("name\na\n \nb\n", COLUMNS).rows] == expected
    assert [row.number for row in read(sheet(["name"], ["a"], [None], ["b"]), COLUMNS).rows] == expected


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (85176200, "85176200"),
        (85176200.0, "85176200"),
        (1.5, "1.5"),
        (True, "true"),
        (date(2026, 11, 25), "2026-11-25"),
        (datetime(2026, 11, 25, 9, 30), "2026-11-25T09:30:00"),
        ("  Halo LX ", "Halo LX"),
    ],
)
def test_a_cell_of_a_sheet_is_its_text(cell, text):
    assert read(sheet(["name", "model"], ["x", cell]), COLUMNS).rows[0].cells["model"] == text


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("", NoHead),
        (b"", NoHead),
        ("model\nA\n", NoHead),
        (sheet([]), NoHead),
        ('name\n"Mast\n', NotATable),
        (b"PK\x03\x04 and nothing more", NotATable),
        ("name\n" + "x\n" * 6, TooMany),
        (sheet(["name"], *[["x"]] * 6), TooMany),
        ("name;" + ";".join(f"column {number}" for number in range(MOST_COLUMNS)), NotATable),
    ],
)
def test_what_cannot_be_taken_is_refused_as_a_whole(source, error):
    with pytest.raises(error):
        read(source, COLUMNS)


def test_the_number_of_rows_is_told():
    with pytest.raises(TooMany) as refused:
        read("name\n" + "x\n" * 7, COLUMNS)

    assert refused.value.args == (7,)


def test_empty_names_behind_the_head_are_no_columns():
    assert [row.cells for row in read("name;" + ";" * 200 + "\nMast;;\n", COLUMNS).rows] == [{"name": "Mast"}]


def packed(parts):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_a_sheet_that_names_a_row_far_away_is_not_walked_to_its_end():
    with zipfile.ZipFile(io.BytesIO(sheet(["name"], ["Mast"]))) as archive:
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = parts[page].replace(b'r="2"', b'r="999999999"').replace(b'"A2"', b'"A999999999"')

    assert read(packed(parts), COLUMNS).rows == ()


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<w/>"},
        {"xl/workbook.xml": "<workbook/>"},
        {"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": "x"},
        {"xl/workbook.xml": "<workbook/>", "big.xml": "0" * (MOST_UNPACKED + 1)},
    ],
    ids=["another document", "an empty one", "one with macros", "a bomb"],
)
def test_an_archive_that_is_no_plain_sheet_is_refused(parts):
    with pytest.raises(NotATable):
        read(packed(parts), COLUMNS)


def test_a_sheet_that_names_entities_is_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    parts = {}
    with zipfile.ZipFile(io.BytesIO(sheet(["name"], ["x"]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    with pytest.raises(NotATable):
        read(packed({**parts, "xl/worksheets/sheet1.xml": bomb}), COLUMNS)


@pytest.mark.parametrize(
    "data",
    [
        "name\nŁucznik Radom".encode("cp1250"),
        "name\nБалкан Сигнал".encode("cp1251"),
        "name\nMüller".encode("cp1252"),
        "name\nΗλεκτρονικά Ωμέγα".encode("cp1253"),
        "name\nMüller".encode("mac_roman"),
        "name\nMast".encode("utf-16-le"),
        "name\nMast".encode("utf-32"),
        "name\nMast".encode("utf-16")[:-1],
    ],
)
def test_letters_are_never_guessed(data):
    with pytest.raises(NotATable) as refused:
        read(data, COLUMNS)

    assert "CSV UTF-8" in str(refused.value.sentence)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name,model\nA,"17 inch screen\nB,C\n', "Row 2 has a quotation mark"),
        ('name,model\nA,B\nC,"17 inch\nD,"E"\n', "Row 3 has a quotation mark"),
        ("name,model\nA,B\nTakes in calls, gives out, text\n", "Row 3 has more cells"),
        ("name,,model\nA,x,B\n", "Row 2 has more cells"),
        ("name,model,model\nA,B,C\n", "“model” is there twice"),
        ("name,Bezeichnung\nA,B\n", "“name” is there twice"),
        ("name\nA\nM\ufffdller\n", "Row 3 has “\ufffd”"),
    ],
)
def test_a_table_with_two_readings_is_refused_with_its_row(text, said):
    for source in (text, text.encode(), text.encode("utf-16")):
        with pytest.raises(NotATable) as refused:
            read(source, COLUMNS)

        assert said in str(refused.value.sentence)


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nname;model\nMast, tall;M\n",
        "sep=|\r\nname|model\r\nMast, tall|M\r\n",
        '"sep=;"\nname;model\nMast, tall;M\n',
        'name,model\n"Mast, tall",M\n',
        'name, model\n"Mast, tall", "M"\n',
        "name;model;;\nMast, tall;M;;;\n;;;;\n",
        "name;model\rMast, tall;M\r",
        'name;"model"\n"Mast, tall";M',
        "name;model;a,b\nMast, tall;M;\n",
        'sep=,\nname,model\n"Mast, tall",M\n',
    ],
)
def test_tables_as_spreadsheets_write_them_are_read(text):
    assert read(text, COLUMNS).rows == (Row(2, {"name": "Mast, tall", "model": "M"}),)


def test_empty_rows_before_the_head_are_passed_over():
    assert read("\n;;\nname;model\nA;B\n", COLUMNS).rows == (Row(4, {"name": "A", "model": "B"}),)


def test_a_number_of_a_sheet_is_told_from_a_typed_one():
    figure = read(sheet(["name", "model"], ["x", 1.125]), COLUMNS).rows[0].cells["model"]
    typed = read("name,model\nx,1.125\n", COLUMNS).rows[0].cells["model"]

    assert (figure, typed) == ("1.125", "1.125")
    assert (isinstance(figure, Figure), isinstance(typed, Figure)) == (True, False)


@given(names=st.lists(CELL, max_size=5))
def test_what_we_write_we_read(names):
    rows = [[name, "M"] for name in names]

    as_csv = read(csv_text(("name", "model"), rows), COLUMNS)
    as_xlsx = read(xlsx_bytes("x", ("name", "model"), rows), COLUMNS)

    kept = [disarmed(name.strip()) for name in names]
    assert [row.cells.get("name", "") for row in as_xlsx.rows] == kept
    # An apostrophe that somebody typed before a formula is taken for ours: nobody can tell them apart.
    assert [row.cells.get("name", "") for row in as_csv.rows] == kept


@given(data=st.binary(max_size=200))
def test_any_file_is_a_table_or_is_refused(data):
    for source in (data, b"PK\x03\x04" + data):
        with contextlib.suppress(NotATable, NoHead, TooMany):
            assert isinstance(read(source, COLUMNS), Table)
