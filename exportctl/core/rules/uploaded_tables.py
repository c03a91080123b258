"""Tables that people upload or paste: CSV as spreadsheets write it, or the first sheet of an XLSX file.

The first row names the columns; every cell comes out as text without blanks around it. It reads what `tables` writes.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from exportctl.core.rules.texts import plain_text
from exportctl.core.rules.uploads import Refused, media_type_of

SEPARATORS = ",;\t"
ARCHIVE = b"PK\x03\x04"
MOST_UNPACKED = 50 * 1024 * 1024  # octets: a sheet of a few thousand rows has one
MOST_COLUMNS = 100
APOSTROPHE = ("'=", "'+", "'-", "'@")  # put before a formula by our own tables

Line = tuple[int, list[str]]  # its row, as the spreadsheet counts, and its cells


class NotATable(ValueError):
    """Quotes that do not match, a cell longer than CSV may have, or a file that is no spreadsheet."""


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


def read(source: str | bytes, columns: Columns) -> Table:
    """The table in a text or a file. Raises NotATable, NoHead or TooMany."""
    if isinstance(source, bytes) and source.startswith(ARCHIVE):
        return _table(_sheet(source), columns)
    return _table(_lines(source if isinstance(source, str) else _decoded(source)), columns)


def _table(lines: Iterator[Line], columns: Columns) -> Table:
    _number, head = next(lines, (1, []))
    names = [_column(name, columns) for name in head]
    if not set(names) & set(columns.needed):
        raise NoHead
    filled = [(number, line) for number, line in lines if any(line)]
    if len(filled) > columns.most:
        raise TooMany(len(filled))
    rows = tuple(Row(number, _cells(names, line, columns)) for number, line in filled)
    return Table(rows, tuple(dict.fromkeys(name for name in names if name and name not in columns.names)))


def _column(name: str, columns: Columns) -> str:
    plain = " ".join(name.casefold().replace("_", " ").split())
    return columns.called.get(plain, plain.replace(" ", "_"))


def _cells(names: Sequence[str], line: Sequence[str], columns: Columns) -> dict[str, str]:
    cells = zip(names, line, strict=False)
    return {name: plain_text(_armed(cell)) for name, cell in cells if cell and name in columns.names}


def _armed(cell: str) -> str:
    return cell[1:] if cell.startswith(APOSTROPHE) else cell


def _decoded(data: bytes) -> str:
    """UTF-8, Excel's “Unicode text”, or the code page of Western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(text: str) -> Iterator[Line]:
    """The lines of a CSV; what stands most often in its first line separates."""
    text = text.lstrip("\ufeff")
    head = next(iter(text.splitlines()), "")
    rows = csv.reader(io.StringIO(text), delimiter=max(SEPARATORS, key=head.count), strict=True)
    try:
        yield from enumerate(([cell.strip() for cell in row] for row in rows), start=1)
    except csv.Error:
        raise NotATable from None


def _sheet(data: bytes) -> Iterator[Line]:
    """The lines of the first sheet of an XLSX file, formulas as their results."""
    from openpyxl import load_workbook  # here: most processes never read one

    _check_archive(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for number, row in enumerate(_rows(book), start=1):
            yield number, [_shown(cell) for cell in row]
    except Exception:  # of a damaged file openpyxl raises whatever it stumbles over
        raise NotATable from None


def _rows(book: Any) -> Iterable[Sequence[object]]:
    rows: Iterable[Sequence[object]] = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
    return rows


def _check_archive(data: bytes) -> None:
    try:
        media_type_of(data, "table.xlsx")
    except Refused:
        raise NotATable from None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise NotATable


def _shown(cell: object) -> str:
    """A cell as its text: whole numbers without a point, days as `2026-11-25`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not any((cell.hour, cell.minute, cell.second)):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
