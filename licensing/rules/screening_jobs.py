"""A whole catalogue that is screened as a job: its lines as they are read from a file, and where it stands. Pure.

A line that cannot be read is a `Broken` and stops no other. What is read is never held at once: lines come one by one.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, BinaryIO

import orjson

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.uploaded_tables import (
    ARCHIVE,
    LOST,
    OLD_SHEET,
    SENTENCES,
    SEPARATORS,
    NotATable,
    column_name,
    require_bounded,
    shown_cell,
)
from licensing.rules.screenings import UPLOAD

CSV, NDJSON, SHEET = "csv", "ndjson", "xlsx"
MEDIA_TYPES = {
    "text/csv": CSV,
    "application/x-ndjson": NDJSON,
    "application/ndjson": NDJSON,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": SHEET,
}
MOST_LINES = {CSV: 1_000_000, NDJSON: 1_000_000, SHEET: 100_000}
LARGEST_MEGABYTES = 1024
LARGEST_SHEET_MEGABYTES = 50
LONGEST_LINE = 64 * 1024  # octets
PART = 1000  # lines that are answered by one statement
SHOWN = 20  # lines that are shown before they count
KEPT = timedelta(days=30)
MOST_WAITING = 20  # jobs of one organisation at once


class State(StrEnum):
    SHOWN = "shown"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


OVER = {State.DONE, State.CANCELLED, State.FAILED}
STATE_LABELS = {
    State.SHOWN.value: _("Waits for your decision"),
    State.QUEUED.value: _("Waits for its turn"),
    State.RUNNING.value: _("In work"),
    State.DONE.value: _("Done"),
    State.CANCELLED.value: _("Cancelled"),
    State.FAILED.value: _("Failed"),
}
NO_HEAD = _("The first row has to name at least one of these columns: %(columns)s.")
TOO_MANY = _("These are more than %(most)d lines. Split the file.")
NOT_JSON = _("This line is no JSON object.")
TOO_LONG = _("This line is longer than %(most)d octets.")
NOT_UTF_8 = _("This line is not written in UTF-8.")
MORE_CELLS = _("This line has more cells than the head has columns.")
NO_ROW = _("This line cannot be read as CSV.")
IS_SHEET = _(
    "This file is a spreadsheet (XLSX), not text. Give it a name that ends in .xlsx, or send it as"
    " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; or save it as “CSV UTF-8”."
)


@dataclass(frozen=True)
class Broken:
    """A line of which only its number is known, and what is wrong with it."""

    number: int
    detail: object


class NoLines(ValueError):
    """The whole file cannot be read; the argument says why."""


def state(*, wanted: bool, started: bool, finished: bool, cancelled: bool, failed: bool) -> State:
    """Where a job stands, by what has happened to it."""
    if failed:
        return State.FAILED
    if cancelled:
        return State.CANCELLED
    if finished:
        return State.DONE
    if not wanted:
        return State.SHOWN
    return State.RUNNING if started else State.QUEUED


def seconds_left(*, lines: int, done: int, seconds: float) -> int | None:
    """An estimate by what was done so far; None as long as nothing was."""
    return round(seconds * (lines - done) / done) if done and seconds > 0 else None


def lines_in(source: BinaryIO, kind: str) -> Iterator[dict[str, Any] | Broken]:
    """The lines of a file, one by one. Raises NoLines where it is none of its kind, or has too many."""
    _require_text(source, kind)
    readers = {CSV: _csv_lines, NDJSON: _json_lines, SHEET: _sheet_lines}
    most = MOST_LINES[kind]
    for number, line in enumerate(readers[kind](source), start=1):
        if number > most:
            raise NoLines(TOO_MANY % {"most": most})
        yield line


def _require_text(source: BinaryIO, kind: str) -> None:
    """What spreadsheets write would be told of columns that it has. Raises NoLines."""
    if kind == SHEET:
        return
    start = source.read(len(OLD_SHEET))
    source.seek(0)
    if start.startswith(ARCHIVE):
        raise NoLines(IS_SHEET)
    if start == OLD_SHEET:
        raise NoLines(SENTENCES["old_sheet"])


def _json_lines(source: BinaryIO) -> Iterator[dict[str, Any] | Broken]:
    number = 0
    while octets := source.readline(LONGEST_LINE + 1):
        number += 1
        if len(octets) > LONGEST_LINE:
            while octets and not octets.endswith(b"\n"):
                octets = source.readline(LONGEST_LINE)
            yield Broken(number, TOO_LONG % {"most": LONGEST_LINE})
        elif octets.strip():
            yield _json_line(number, octets)


def _json_line(number: int, octets: bytes) -> dict[str, Any] | Broken:
    try:
        line = orjson.loads(octets.removeprefix(b"\xef\xbb\xbf"))
    except ValueError:
        return Broken(number, NOT_JSON)
    return line if isinstance(line, dict) else Broken(number, NOT_JSON)


def _csv_lines(source: BinaryIO) -> Iterator[dict[str, Any] | Broken]:
    text = io.TextIOWrapper(source, encoding="utf-8-sig", errors="replace", newline="")
    head = text.readline(LONGEST_LINE)
    separator = max(SEPARATORS, key=head.count)
    text.seek(0)
    lines = _Lines(text)
    rows = csv.reader(lines, delimiter=separator, skipinitialspace=True)
    yield from _rows(_tolerant(rows, lines))
    text.detach()


class _Lines:
    """The lines of a text; csv.Error for one that is too long, and for a row of too many: neither is held whole."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.of_row = 0  # signs, since the row began

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = part = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        while len(part) == LONGEST_LINE and not part.endswith(("\n", "\r")):
            part = self._text.readline(LONGEST_LINE)
            self.of_row += len(part)
        self.of_row += len(line)
        if self.of_row > LONGEST_LINE:
            raise csv.Error
        return line


def _tolerant(rows: Iterator[list[str]], lines: _Lines) -> Iterator[list[str] | None]:
    """The rows; None for one that the reader cannot make out, after which it goes on."""
    while True:
        lines.of_row = 0
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _sheet_lines(source: BinaryIO) -> Iterator[dict[str, Any] | Broken]:
    from python_calamine import CalamineError, CalamineWorkbook  # here: most processes never read one

    data = source.read()
    try:
        require_bounded(
            data, rows=MOST_LINES[SHEET] + 1
        )  # it holds a sheet at once, as wide and high as it goes
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        rows = ([shown_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False))
    except NotATable as error:
        raise NoLines(error.sentence) from error
    except (CalamineError, IndexError) as error:
        raise NoLines(NotATable.unreadable) from error
    yield from _rows(rows)


def _rows(rows: Iterator[Sequence[str] | None]) -> Iterator[dict[str, Any] | Broken]:
    head = next((row for row in rows if row is None or any(row)), None)
    names = [column_name(name, UPLOAD) for name in head or ()]
    if not set(names) & set(UPLOAD.names):
        raise NoLines(NO_HEAD % {"columns": ", ".join(UPLOAD.names)})
    places = [(place, name) for place, name in enumerate(names) if name in UPLOAD.names]
    width, number = len(names), 0
    for row in rows:
        if row is not None and not any(row):
            continue
        number += 1
        yield _line(number, row, places, width)


def _line(
    number: int, row: Sequence[str] | None, places: Iterable[tuple[int, str]], width: int
) -> dict[str, Any] | Broken:
    if row is None:
        return Broken(number, NO_ROW)
    if any(LOST in cell for cell in row):
        return Broken(number, NOT_UTF_8)
    if any(cell.strip() for cell in row[width:]):
        return Broken(number, MORE_CELLS)
    cells = {name: row[place].strip() for place, name in places if place < len(row)}
    line = {name: cell for name, cell in cells.items() if cell}
    return {"id": str(number), **line}
