"""Many items at once, as a spreadsheet writes them: CSV with a head, read row by row, every error at its place."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from controllist.rules.functions import FUNCTIONS, LANGUAGES, label, short_label
from controllist.rules.matching import folded
from exportctl.core.texts import _
from licensing.rules.catalogue import Kind, checked, key
from licensing.rules.screening_tables import SEPARATORS, NoHead, TooMany

MOST_ROWS = 1000
COLUMNS = ("name", "manufacturer", "model", "functions", "description", "cn_code")
# What a catalogue is written as: items so that they can be read again.
CATALOGUE_COLUMNS = {Kind.ITEM: COLUMNS, Kind.PARTY: ("name", "address", "country", "kind")}
# What people call the columns; the template has the names above.
CALLED = {
    "item": "name", "maker": "manufacturer", "type": "model", "function": "functions", "cn": "cn_code",
    "bezeichnung": "name", "hersteller": "manufacturer", "modell": "model", "funktionen": "functions",
    "beschreibung": "description", "warennummer": "cn_code",
    "nom": "name", "fabricant": "manufacturer", "modèle": "model", "fonctions": "functions", "code nc": "cn_code",
}  # fmt: skip
APOSTROPHE = ("'=", "'+", "'-", "'@")  # put before a formula by our own tables


class NotATable(ValueError):
    """Quotes that do not match, or a line longer than CSV may have."""


@dataclass(frozen=True)
class Row:
    number: int  # as the spreadsheet counts: the head is row 1
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]
    unknown: tuple[str, ...]  # columns that say nothing here


@dataclass(frozen=True)
class Mistake:
    """One thing wrong: where, what it says there, what is wrong and what to do."""

    row: int
    column: str
    cell: str
    detail: str


@dataclass(frozen=True)
class Report:
    items: tuple[dict[str, Any], ...]  # the rows that are fine, clean
    mistakes: tuple[Mistake, ...]

    @property
    def wrong_rows(self) -> int:
        return len({mistake.row for mistake in self.mistakes})


def read(text: str) -> Table:
    """The rows that hold something. Raises NoHead, TooMany or NotATable."""
    text = text.lstrip("\ufeff")
    head = next(iter(text.splitlines()), "")
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=max(SEPARATORS, key=head.count), strict=True))
    except csv.Error:
        raise NotATable from None
    names = [_column(name) for name in lines[0]] if lines else []
    if "name" not in names:
        raise NoHead
    filled = [(place, line) for place, line in enumerate(lines[1:], start=2) if any(map(str.strip, line))]
    if len(filled) > MOST_ROWS:
        raise TooMany(len(filled))
    rows = tuple(Row(place, _cells(names, line)) for place, line in filled)
    return Table(rows, tuple(dict.fromkeys(name for name in names if name and name not in COLUMNS)))


def in_cells(kind: Kind, body: Mapping[str, Any]) -> list[str]:
    """What is kept, as a row of such a table."""
    return [
        "; ".join(value) if isinstance(value := body.get(name) or "", list) else str(value)
        for name in CATALOGUE_COLUMNS[kind]
    ]


def report(rows: Sequence[Row], *, held: Collection[str]) -> Report:
    """Check every row by itself, then against `held` (keys of the catalogue) and the rows above it."""
    items: list[dict[str, Any]] = []
    mistakes: list[Mistake] = []
    first: dict[str, int] = {}
    for row in rows:
        item, wrong = _checked(row)
        if not wrong:
            wrong = _twice(row, key(Kind.ITEM, item), held, first)
        mistakes += wrong
        if not wrong:
            items.append(item)
    return Report(tuple(items), tuple(mistakes))


def _checked(row: Row) -> tuple[dict[str, Any], list[Mistake]]:
    value: dict[str, Any] = {name: cell for name, cell in row.cells.items() if name != "functions"}
    codes, unknown = _functions(row.cells.get("functions", ""))
    item, errors = checked(Kind.ITEM, {**value, "functions": codes})
    mistakes = [_mistake(row, found["pointer"].split("/")[1], found["detail"]) for found in errors]
    for word in unknown:
        said = _("“%(word)s” is no function. Use the codes of the template: %(codes)s.")
        detail = str(said) % {"word": word[:60], "codes": ", ".join(FUNCTIONS)}
        mistakes.append(_mistake(row, "functions", detail))
    return item, mistakes


def _twice(row: Row, own: str, held: Collection[str], first: dict[str, int]) -> list[Mistake]:
    column = "model" if row.cells.get("model") else "name"
    if own in held:
        said = _(
            "Your catalogue has this maker and model already. Leave the row out, or change the entry there."
        )
        return [_mistake(row, column, str(said))]
    if own in first:
        said = _("The same maker and model as row %(row)d. Keep one of them.")
        return [_mistake(row, column, str(said) % {"row": first[own]})]
    first[own] = row.number
    return []


def _mistake(row: Row, column: str, detail: str) -> Mistake:
    return Mistake(row.number, column, row.cells.get(column, "")[:80], detail)


def _column(name: str) -> str:
    plain = " ".join(name.casefold().replace("_", " ").split())
    return CALLED.get(plain, plain.replace(" ", "_"))


def _cells(names: Sequence[str], line: Sequence[str]) -> dict[str, str]:
    cells = {name: _plain(cell) for name, cell in zip(names, line, strict=False) if name in COLUMNS}
    return {name: cell for name, cell in cells.items() if cell}


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text.startswith(APOSTROPHE) else text


def _functions(cell: str) -> tuple[list[str], list[str]]:
    """Codes or labels in any language, whatever separates them; and the words that are neither."""
    words = [word.strip() for word in cell.replace(",", ";").replace("|", ";").replace("\n", ";").split(";")]
    known = _spoken()
    found = {word: known.get(folded(word)) for word in words if word}
    codes = dict.fromkeys(code for code in found.values() if code)
    return list(codes), [word for word, code in found.items() if code is None]


def _spoken() -> dict[str, str]:
    spoken = {folded(code): code for code in FUNCTIONS}
    for code in FUNCTIONS:
        for language in LANGUAGES:
            spoken.setdefault(folded(label(code, language)), code)
            spoken.setdefault(folded(short_label(code, language)), code)
    return spoken
