"""Tables that people upload or paste: CSV as spreadsheets write it, or the first sheet of an XLSX file.

The first row names the columns; every cell comes out as text without blanks around it. It reads what `tables` writes.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.formulas import disarmed
from exportctl.core.rules.texts import plain_text
from exportctl.core.rules.uploads import Refused, media_type_of
from exportctl.core.rules.uploads.archives import BROKEN

SEPARATORS = ",;\t"
SEPARATOR_NAMED = re.compile('"?sep=([,;|\t])"?[,; ]*')  # Excel's own first line, which is no row
QUOTED = re.compile('"[^"]*"')
MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LOST = "\ufffd"  # what stands where a letter was lost before the table came here
ARCHIVE = b"PK\x03\x04"
OLD_SHEET = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # as Excel wrote until 2007
MOST_UNPACKED = 50 * 1024 * 1024  # octets: a sheet of a few thousand rows has one
MOST_UNPACKED_AT_ONCE = 150 * 1024 * 1024  # of one that is read by compiled code
MOST_COLUMNS = 100
OF_EVERY_SHEET = b"sheetData"  # the element that its rows lie in, without which nothing is read as a sheet
CELL = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,10})")
MOST_ROWS_OF_A_SHEET = (
    2**20
)  # as spreadsheets have them; a file may name any row, and all above it are walked

Line = tuple[int, list[str]]  # its row, as the spreadsheet counts, and its cells


# Why a file or a text cannot be read without guessing, and what to do: by the code that is stored of it.
SENTENCES: Mapping[str, Any] = {
    "unreadable": _("This table cannot be read. Save it as CSV or XLSX anew, then try again."),
    "old_sheet": _(
        "This file is a workbook of an older Excel (.xls). Save it as XLSX or as “CSV UTF-8”, then try again."
    ),
    "too_wide": _(
        "The head names %(count)d columns. At most %(most)d are read: leave out what is not needed."
    ),
    "twice": _("The column “%(column)s” is there twice. Keep one of them."),
    "more_cells": _(
        "Row %(row)d has more cells than the head has columns. Name each column in the head, and put"
        " a text that holds a separator between quotation marks."
    ),
    "letters_lost": _(
        "Row %(row)d has “�” where letters were lost before the table came here."
        " Save it as “CSV UTF-8” or as XLSX where it comes from, then try again."
    ),
    "letters_unknown": _(
        "The letters of this file cannot be told for certain, because it is not written in UTF-8."
        " In Excel, save it as “CSV UTF-8” or as XLSX, then try again."
    ),
    "quotation_mark": _(
        "Row %(row)d has a quotation mark that does not match: a text begins and ends with one, and one inside"
        " it is written twice. Mend the row, or save the table as XLSX."
    ),
    "too_large": _("Unpacked this table is larger than %(size)d MB. Save it as CSV, or split it."),
    "too_far": _(
        "This table goes beyond row %(rows)d or column %(columns)d. Delete what stands out there, or split"
        " the table."
    ),
}


class NotATable(ValueError):
    """A file or a text that cannot be read without guessing; its sentence says why, and what to do."""

    unreadable = SENTENCES["unreadable"]

    def __init__(self, code: str = "unreadable", **gaps: Any) -> None:
        super().__init__()
        self.code, self.gaps = code, gaps
        self.sentence = fill(SENTENCES[code], gaps)


class Figure(str):
    """A number that a spreadsheet holds as one: nobody typed it in a language."""


class NoHead(ValueError):
    """The first row names none of the columns that are needed."""


class TooMany(ValueError):
    """More rows than are taken at once; the argument is their number."""


@dataclass(frozen=True)
class Columns:
    """What may stand in the head, and how many rows below it."""

    names: tuple[str, ...]
    needed: tuple[str, ...]  # at least one of them
    most: int
    called: Mapping[str, str] = field(default_factory=dict)  # what people call them → name


@dataclass(frozen=True)
class Row:
    number: int  # as the spreadsheet counts: the head is row 1
    cells: Mapping[str, str]  # without the empty ones


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]  # those that hold something
    unknown: tuple[str, ...]  # columns that say nothing here
    names: tuple[str, ...] = field(default=(), compare=False)  # columns of the head that say something


def read(source: str | bytes, columns: Columns) -> Table:
    """The table in a text or a file. Raises NotATable, NoHead or TooMany."""
    if isinstance(source, bytes) and source.startswith(ARCHIVE):
        return _table(_sheet(source), columns)
    if isinstance(source, bytes) and source.startswith(OLD_SHEET):
        raise NotATable("old_sheet")
    return _table(_lines(source if isinstance(source, str) else _decoded(source)), columns)


def _table(lines: Iterator[Line], columns: Columns) -> Table:
    filled = ((number, line) for number, line in lines if any(line))
    names = [column_name(name, columns) for name in _head(filled)]
    if not set(names) & set(columns.needed):
        raise NoHead
    _refuse_twice([name for name in names if name in columns.names])
    rows = tuple(
        Row(number, _cells(number, names, line, columns)) for number, line in islice(filled, columns.most)
    )
    if more := sum(1 for _line in filled):  # counted, never held at once
        raise TooMany(columns.most + more)
    unknown = tuple(dict.fromkeys(name for name in names if name and name not in columns.names))
    return Table(rows, unknown, tuple(name for name in names if name in columns.names))


def _head(filled: Iterator[Line]) -> list[str]:
    """The names of the columns: of the first line that holds something, without the empty ones behind them."""
    _number, head = next(filled, (0, []))
    width = max((place for place, name in enumerate(head, start=1) if name), default=0)
    if width > MOST_COLUMNS:
        raise NotATable("too_wide", count=width, most=MOST_COLUMNS)
    return head[:width]


def column_name(name: str, columns: Columns) -> str:
    """What a column of the head is called here."""
    plain = " ".join(name.casefold().replace("_", " ").split())
    return columns.called.get(plain, plain.replace(" ", "_"))


def _refuse_twice(names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise NotATable("twice", column=name)


def _cells(number: int, names: Sequence[str], line: Sequence[str], columns: Columns) -> dict[str, str]:
    """What a row has in each column. A cell without a column is no cell to pass over: a comma may have cut a text."""
    named = [name or None for name in names] + [None] * len(line)
    cells = [(name, cell) for name, cell in zip(named, line, strict=False) if cell]
    if any(name is None for name, _cell in cells):
        raise NotATable("more_cells", row=number)
    if any(LOST in cell for _name, cell in cells):
        raise NotATable("letters_lost", row=number)
    return {name: _plain(cell) for name, cell in cells if name in columns.names}


def _plain(cell: str) -> str:
    return cell if isinstance(cell, Figure) else plain_text(disarmed(cell))


def _decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 with its mark. Other code pages look alike, and a guessed letter hides a listed item."""
    try:
        text = data.decode("utf-16" if data.startswith(MARKS_OF_UTF_16) else "utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise NotATable("letters_unknown")
    return text


def _lines(text: str) -> Iterator[Line]:
    """The lines of a CSV. What separates them says its first line, or what stands most often in the head."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _break, rest = text.partition("\n")
    if named := SEPARATOR_NAMED.fullmatch(first):
        separator, text = named[1], rest
    else:
        head = QUOTED.sub(
            "", next((line for line in io.StringIO(text) if line.strip(f" \n{SEPARATORS}")), "")
        )
        separator = max(SEPARATORS, key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator, strict=True, skipinitialspace=True)
    number = 0
    try:
        for number, row in enumerate(rows, start=1):
            yield number, [cell.strip() for cell in row]
    except csv.Error:
        raise NotATable("quotation_mark", row=number + 1) from None


def _sheet(data: bytes) -> Iterator[Line]:
    """The lines of the first sheet of an XLSX file, formulas as their results."""
    from openpyxl import load_workbook  # here: most processes never read one

    _check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for number, row in enumerate(_rows(book), start=1):
            if row.count(None) < len(row):
                yield number, [shown_cell(cell) for cell in row]
    except Exception:  # of a damaged file openpyxl raises whatever it stumbles over
        raise NotATable from None


def _rows(book: Any) -> Iterable[Sequence[object]]:
    rows: Iterable[Sequence[object]] = book.worksheets[0].iter_rows(
        max_row=MOST_ROWS_OF_A_SHEET, max_col=MOST_COLUMNS, values_only=True
    )
    return rows


def _check_archive(data: bytes, most: int = MOST_UNPACKED) -> None:
    try:
        media_type_of(data, "table.xlsx")
    except Refused:
        raise NotATable from None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > most:
            raise NotATable("too_large", size=most // 1024**2)


def require_bounded(data: bytes, *, rows: int) -> None:
    """For a reader that holds a sheet as wide and high as it goes: no cell lies far out. Raises NotATable.

    A file of a few hundred octets may name the last cell of the last row, and one such cell takes all memory.
    """
    _check_archive(data, MOST_UNPACKED_AT_ONCE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                _require_bounded_part(archive, part, rows)
    except NotATable:
        raise
    except BROKEN:
        raise NotATable from None


def _require_bounded_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, rows: int) -> None:
    """What is no XML is a picture, say. A damaged sheet is refused: the other reader would make something of it."""
    try:
        with archive.open(part) as content:
            _extent_of(rows).ParseFile(content)
    except (ExpatError, LookupError):  # LookupError of an encoding that nobody knows
        if OF_EVERY_SHEET in archive.read(part):
            raise NotATable from None


def _extent_of(rows: int) -> Any:
    """A parser of a sheet that stops with NotATable at a row or a cell too far out, or of which nobody can tell."""
    row = column = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        match name.rpartition(":")[2]:
            case "row":
                row, column = int(attributes.get("r", row + 1)), 0
            case "c" if "r" in attributes:
                if (place := CELL.fullmatch(attributes["r"])) is None:
                    raise NotATable
                row, column = max(row, int(place[2])), _column(place[1])
            case "c":
                column += 1
            case _:
                return
        if row > rows or column > MOST_COLUMNS:
            raise NotATable("too_far", rows=rows, columns=MOST_COLUMNS)

    parser = ParserCreate()
    parser.StartElementHandler = start
    return parser


def _column(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    column = 0
    for letter in letters.upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def shown_cell(cell: object) -> str:
    """A cell as its text: whole numbers without a point, days as `2026-11-25`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return Figure(int(cell))
    if isinstance(cell, int | float):
        return Figure(format(Decimal(str(cell)), "f"))
    if isinstance(cell, datetime) and not any((cell.hour, cell.minute, cell.second)):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
