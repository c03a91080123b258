"""Tables that people take with them: CSV and XLSX that a spreadsheet opens as text and numbers, never as a formula."""

import csv
import io
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from exportctl.core.references import BRUSSELS
from exportctl.core.rules.formulas import armed

SEPARATOR = {"en": ","}  # elsewhere the comma is the decimal sign, and spreadsheets split at semicolons
BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # characters; Excel declares a file with more to be damaged
WIDEST_COLUMN = 60  # characters
EXACT = 10**15  # a spreadsheet's numbers are doubles: longer ones are written as text, to the last digit
FORMATS: dict[str, dict[str, Any]] = {
    "head": {"bold": True},
    "day": {"num_format": "yyyy-mm-dd"},
    "moment": {"num_format": 'yyyy-mm-dd hh:mm "Brussels"'},
}


def csv_response(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download called `name`."""
    return _download(name, csv_text(head, rows), "text/csv; charset=utf-8")


def xlsx_response(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A download called `name`: days, instants and numbers keep their type, everything else is text."""
    return _download(name, xlsx_bytes(name, head, rows), XLSX)


TABLES = {"csv": csv_response, "xlsx": xlsx_response}  # what `?export=…` asks for

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a table to take along: its head, and what a row has in it."""

    label: object
    cell: Callable[[Row], object]


def table_kind(request: HttpRequest) -> str:
    """Which table the address asks for instead of the page; "" for the page."""
    kind = request.GET.get("export", "")
    return kind if kind in TABLES else ""


def table_response(
    kind: str, name: str, columns: Sequence[Column[Row]], rows: Iterable[Row], *, note: str = ""
) -> HttpResponse:
    """A download called `name`, of a kind among TABLES; a note stands below the rows."""
    cells = ([column.cell(row) for column in columns] for row in rows)
    head = [str(column.label) for column in columns]
    return TABLES[kind](f"{name}.{kind}", head, chain(cells, [[note]] if note else []))


def csv_text(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """As a spreadsheet in the active language opens it. (A `sep=` line would make Excel forget the BOM.)"""
    separator = SEPARATOR.get((get_language() or "en")[:2], ";")
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator)
    for row in chain([head], rows):
        writer.writerow([_csv_cell(cell, separator) for cell in row])
    return BOM + written.getvalue()


def csv_stream(head: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same row by row, for a table that is never held at once."""
    separator = SEPARATOR.get((get_language() or "en")[:2], ";")
    written = io.StringIO(BOM)
    written.seek(len(BOM))
    writer = csv.writer(written, delimiter=separator)
    for row in chain([head], rows):
        writer.writerow([_csv_cell(cell, separator) for cell in row])
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def xlsx_bytes(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet, its head frozen; rows go out one by one, however many there are."""
    written = io.BytesIO()
    with Workbook(written, {"constant_memory": True}) as book:
        formats = {key: book.add_format(value) for key, value in FORMATS.items()}
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name.rsplit(".", 1)[0])[:31])
        sheet.freeze_panes(1, 0)
        widths: dict[int, int] = defaultdict(int)
        for place, row in enumerate(chain([head], rows)):
            for column, cell in enumerate(row):
                shown = _write(sheet, place, column, cell, formats)
                widths[column] = min(max(widths[column], shown + 2), WIDEST_COLUMN)
        for column, width in widths.items():
            sheet.set_column(column, column, width)
    return written.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: object, formats: dict[str, Any]) -> int:
    """Write one cell; returns how many characters it shows. `write()` would guess: "=1+1" is a text here."""
    if isinstance(cell, datetime):
        local = cell.astimezone(BRUSSELS).replace(tzinfo=None) if cell.tzinfo else cell
        sheet.write_datetime(row, column, local, formats["moment"])
        return len("2026-11-25 10:42 Brussels")
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats["day"])
        return len("2026-11-25")
    if isinstance(cell, int | float | Decimal) and _fits_a_double(cell):
        sheet.write_number(row, column, cell)
        return len(str(cell))
    text = "" if cell is None else str(cell)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    sheet.write_string(row, column, text, None if row else formats["head"])
    return max(map(len, text.splitlines()), default=0)


def _fits_a_double(number: int | float | Decimal) -> bool:
    whole = not isinstance(number, bool) and math.isfinite(number)
    return whole and -EXACT < number < EXACT and len(str(number)) <= 16


def _csv_cell(cell: object, separator: str) -> str:
    """Numbers stay numbers, with the decimal sign of the language; a text is never a formula."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) and math.isfinite(cell):
        number = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
        return number if separator == "," else number.replace(".", ",")
    if isinstance(cell, datetime) and cell.tzinfo:
        return cell.astimezone(BRUSSELS).isoformat(" ", "seconds")
    return "" if cell is None else armed(str(cell))


def _download(name: str, content: str | bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
