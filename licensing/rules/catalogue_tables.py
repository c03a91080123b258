"""Many items at once, as a table: every row checked by itself, every error at its row and column."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from controllist.rules.functions import FUNCTIONS, terms
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.folding import letters_and_digits
from exportctl.core.rules.uploaded_tables import Columns, Row, Table, read
from licensing.rules.catalogue import Kind, checked_entry, key
from licensing.rules.shapes import JsonObject

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
UPLOAD = Columns(names=COLUMNS, needed=("name",), most=MOST_ROWS, called=CALLED)


@dataclass(frozen=True)
class Mistake:
    """An error in a table: row, column, the cell's text, and what is wrong with it."""

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


def read_items(source: str | bytes) -> Table:
    """The rows of a file or a text. Raises NotATable, NoHead or TooMany."""
    return read(source, UPLOAD)


def in_cells(kind: Kind, body: JsonObject) -> list[str]:
    """A catalogue item as a row of such a table."""
    return [
        "; ".join(value) if isinstance(value := body.get(name) or "", list) else str(value)
        for name in CATALOGUE_COLUMNS[kind]
    ]


def report(rows: Sequence[Row], *, known_keys: Collection[str]) -> Report:
    """Check every row by itself, then against `known_keys` (keys of the catalogue) and the rows above it."""
    items: list[dict[str, Any]] = []
    mistakes: list[Mistake] = []
    first: dict[str, int] = {}
    for row in rows:
        item, wrong = _checked(row)
        if not wrong:
            wrong = _twice(row, key(Kind.ITEM, item), known_keys, first)
        mistakes += wrong
        if not wrong:
            items.append(item)
    return Report(tuple(items), tuple(mistakes))


def _checked(row: Row) -> tuple[dict[str, Any], list[Mistake]]:
    value: dict[str, Any] = {name: cell for name, cell in row.cells.items() if name != "functions"}
    codes, unknown = _functions(row.cells.get("functions", ""))
    item, errors = checked_entry(Kind.ITEM, {**value, "functions": codes})
    mistakes = [_mistake(row, problem["pointer"].split("/")[1], problem["detail"]) for problem in errors]
    for word in unknown:
        message = _("“%(word)s” is no function. Use the codes of the template: %(codes)s.")
        detail = str(message) % {"word": word[:60], "codes": ", ".join(FUNCTIONS)}
        mistakes.append(_mistake(row, "functions", detail))
    return item, mistakes


def _twice(row: Row, own: str, known_keys: Collection[str], first: dict[str, int]) -> list[Mistake]:
    column = "model" if row.cells.get("model") else "name"
    if own in known_keys:
        message = _(
            "Your catalogue has this maker and model already. Leave the row out, or change the entry there."
        )
        return [_mistake(row, column, str(message))]
    if own in first:
        message = _("The same maker and model as row %(row)d. Keep one of them.")
        return [_mistake(row, column, str(message) % {"row": first[own]})]
    first[own] = row.number
    return []


def _mistake(row: Row, column: str, detail: str) -> Mistake:
    return Mistake(row.number, column, row.cells.get(column, "")[:80], detail)


def _functions(cell: str) -> tuple[list[str], list[str]]:
    """Codes or words in any language, whatever separates them; and the words that are neither."""
    words = [word.strip() for word in cell.replace(",", ";").replace("|", ";").replace("\n", ";").split(";")]
    known = _spoken()
    by_word = {word: known.get(letters_and_digits(word)) for word in words if word}
    codes = dict.fromkeys(code for code in by_word.values() if code)
    return list(codes), [word for word, code in by_word.items() if code is None]


def _spoken() -> dict[str, str]:
    spoken = {letters_and_digits(code): code for code in FUNCTIONS}
    for term, codes in terms().items():
        if len(codes) == 1:
            spoken.setdefault(letters_and_digits(term), codes[0])
    return spoken
