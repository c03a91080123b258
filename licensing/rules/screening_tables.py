"""Lines of a declaration as a table that people paste or upload: CSV with named columns."""

import csv
import io
from dataclasses import dataclass

from licensing.rules.screenings import LINE, MOST_LINES

COLUMNS = tuple(LINE.members)
SEPARATORS = ",;\t"


class NoHead(ValueError):
    """The first row names no column that a line has."""


class TooMany(ValueError):
    """More rows than one question may have; the argument is their number."""


@dataclass(frozen=True)
class Table:
    lines: list[dict[str, str]]
    unknown: tuple[str, ...]  # columns that say nothing here


def read_table(text: str) -> Table:
    """The rows as lines; a row without an id gets its number. Raises NoHead or TooMany."""
    text = text.lstrip("\ufeff")
    head = text.partition("\n")[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=max(SEPARATORS, key=head.count)))
    names = [name.strip().lower().replace(" ", "_") for name in rows[0]] if rows else []
    if not set(names) & set(COLUMNS):
        raise NoHead
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if len(filled) > MOST_LINES:
        raise TooMany(len(filled))
    lines = [_line(names, row, number) for number, row in enumerate(filled, start=1)]
    return Table(lines, tuple(name for name in names if name and name not in COLUMNS))


def decoded(data: bytes) -> str:
    """A file as spreadsheets write it: UTF-8, or the code page of Western Europe."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _line(names: list[str], row: list[str], number: int) -> dict[str, str]:
    cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name in COLUMNS}
    return {"id": str(number), **{name: cell for name, cell in cells.items() if cell}}
