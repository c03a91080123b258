"""Lines of a catalogue as they are read: whatever is wrong with one stops no other."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from licensing.rules.screening_jobs import (
    CSV,
    NDJSON,
    SHEET,
    Broken,
    NoLines,
    State,
    lines_in,
    seconds_left,
    state,
)


def read(octets: bytes, kind: str = CSV):
    return list(lines_in(io.BytesIO(octets), kind))


def test_a_table_is_read_by_its_head_whatever_separates_it():
    semicolons = '\ufeffID;Maker;Model;remark\n7;Vexor;"Halo; LX";x\n\n;Müller;FÜ-220\n'.encode()

    assert read(semicolons.replace(b"Maker", b"Manufacturer")) == [
        {"id": "7", "manufacturer": "Vexor", "model": "Halo; LX"},
        {"id": "2", "manufacturer": "Müller", "model": "FÜ-220"},
    ]


def test_a_line_that_cannot_be_read_is_one_answer():
    lines = read(b'model,name\nHalo LX,x\nM\xfcller,y\na,b,c\n"' + b"x" * 200_000 + b'"\nGaze 4,z\n')

    assert [line if isinstance(line, Broken) else line["id"] for line in lines[:1]] == ["1"]
    assert [line.number for line in lines if isinstance(line, Broken)] == [2, 3, 4]
    assert lines[-1]["model"] == "Gaze 4"

    spoken = read(b'{"id": 1, "name": "x"}\nno json\n[1]\n\n{"id": 4}\n' + b"y" * 70_000 + b"\n{}", NDJSON)
    assert [isinstance(line, Broken) for line in spoken] == [False, True, True, False, True, False]


def test_a_sheet_is_read_as_a_table():
    book = Workbook()
    book.active.append(["model", "cn_code", "quantity"])
    book.active.append(["Halo LX", 85176200, 2.5])
    octets = io.BytesIO()
    book.save(octets)

    assert read(octets.getvalue(), SHEET) == [
        {"id": "1", "model": "Halo LX", "cn_code": "85176200", "quantity": "2.5"}
    ]


def sheet_with(rows: str, before: bytes = b"") -> bytes:
    """A sheet of these rows, as somebody writes it who means no good; `before` stands in front of all of it."""
    book, octets = Workbook(), io.BytesIO()
    book.active.append(["model"])
    book.save(octets)
    forged = io.BytesIO()
    with zipfile.ZipFile(octets) as old, zipfile.ZipFile(forged, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = before + content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
            new.writestr(part, content)
    return forged.getvalue()


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="2"><c r="XFD2"><v>1</v></c></row>',
        '<row r="2"><c r = "&#65;1048576"><v>1</v></c></row>',
        "<row>" + "<c><v>1</v></c>" * 101 + "</row>",
        '<row r="100001"/><row><c><v>1</v></c></row>',
    ],
)
def test_a_sheet_with_a_cell_far_out_is_refused_before_it_takes_all_memory(rows):
    assert len(read(sheet_with('<row r="2"><c r="A2"><v>1</v></c></row>'), SHEET)) == 1
    with pytest.raises(NoLines, match="goes beyond row 100001 or column 100"):
        read(sheet_with(rows), SHEET)


@pytest.mark.parametrize(
    "before",
    [b"no XML: ", b"&nobody;", b'<?xml version="1.0" encoding="nonsense"?>'],
    ids=["text", "entity", "encoding"],
)
def test_a_sheet_that_one_reader_finds_damaged_and_the_other_does_not_is_refused(before):
    with pytest.raises(NoLines, match="cannot be read"):
        read(sheet_with('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', before), SHEET)


@pytest.mark.parametrize("rows", ['<row r="A1048576"><c/></row>', '<row><c r="1048576XFD"/></row>'])
def test_a_place_that_nobody_can_tell_is_refused(rows):
    with pytest.raises(NoLines, match="cannot be read"):
        read(sheet_with(rows), SHEET)


def test_a_sheet_that_was_damaged_on_its_way_is_refused_as_a_whole():
    octets = bytearray(sheet_with(""))
    octets[octets.index(b"sheet1.xml") + 12] ^= 0xFF  # within what is compressed
    with pytest.raises(NoLines):
        read(bytes(octets), SHEET)


def test_a_line_or_a_row_without_an_end_is_never_held_whole():
    endless = io.BytesIO(b"model\n" + b"x" * 5_000_000 + b"\nGaze 4\n")
    quoted = b"model\n" + b'"a\n","b' * 20_000 + b'"\nGaze 4\n'

    assert [type(line) for line in lines_in(endless, CSV)] == [Broken, dict]
    assert isinstance(read(quoted)[0], Broken)
    with pytest.raises(NoLines):
        read(b"x" * 200_000)


@pytest.mark.parametrize(("octets", "kind"), [(b"", CSV), (b"colour\nred\n", CSV), (b"PK\x03\x04", SHEET)])
def test_what_is_no_table_is_refused_as_a_whole(octets, kind):
    with pytest.raises(NoLines):
        read(octets, kind)


def test_where_a_job_stands_and_how_long_it_takes():
    nothing = {"wanted": False, "started": False, "finished": False, "cancelled": False, "failed": False}

    assert state(**nothing) == State.SHOWN
    assert state(**nothing | {"wanted": True}) == State.QUEUED
    assert state(**nothing | {"wanted": True, "started": True}) == State.RUNNING
    assert state(**nothing | {"wanted": True, "started": True, "finished": True}) == State.DONE
    assert state(**nothing | {"wanted": True, "cancelled": True}) == State.CANCELLED
    assert seconds_left(lines=1000, done=250, seconds=10) == 30
    assert seconds_left(lines=1000, done=0, seconds=10) is None


@pytest.mark.parametrize("kind", [CSV, NDJSON])
def test_a_spreadsheet_that_is_sent_as_text_is_told_what_it_is_and_what_to_do(kind):
    octets = io.BytesIO()
    Workbook().save(octets)

    with pytest.raises(NoLines, match=r"is a spreadsheet \(XLSX\).*ends in \.xlsx"):
        read(octets.getvalue(), kind)
    with pytest.raises(NoLines, match=r"older Excel \(\.xls\)"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), kind)
