"""Lines of a catalogue as they are read: whatever is wrong with one stops no other."""

import io

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
