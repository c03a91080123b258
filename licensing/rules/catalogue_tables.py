"""Many items at once, as a table: every row checked by itself, every error at its row and column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any

from controllist.rules.functions import FUNCTIONS, terms
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import in_every_language, language
from exportctl.core.rules.folding import letters_and_digits
from exportctl.core.rules.uploaded_tables import Columns, NoHead, NotATable, Row, Table, TooMany, read
from licensing.rules.catalogue import NUMBER, Kind, checked_entry, key
from licensing.rules.failures import failure
from licensing.rules.shapes import JsonObject

MOST_ROWS = 50_000
COLUMNS = (
    NUMBER, "name", "manufacturer", "model", "functions", "description", "cn_code", "control_entry", "origin", "cas",
)  # fmt: skip
# What a catalogue is written as: items so that they can be read again.
CATALOGUE_COLUMNS = {Kind.ITEM: COLUMNS, Kind.PARTY: ("name", "address", "country", "kind")}
# What people call the columns; the template has the names above.
CALLED = {
    "item": "name", "maker": "manufacturer", "type": "model", "function": "functions", "cn": "cn_code",
    "number": NUMBER, "item no": NUMBER, "item no.": NUMBER, "material": NUMBER, "entry": "control_entry",
    "bezeichnung": "name", "hersteller": "manufacturer", "modell": "model", "funktionen": "functions",
    "beschreibung": "description", "warennummer": "cn_code", "artikelnummer": NUMBER, "materialnummer": NUMBER,
    "listenposition": "control_entry", "ursprung": "origin", "ursprungsland": "origin",
    "nom": "name", "fabricant": "manufacturer", "modèle": "model", "fonctions": "functions", "code nc": "cn_code",
    "référence": NUMBER, "numéro d’article": NUMBER, "rubrique": "control_entry", "origine": "origin",
}  # fmt: skip
UPLOAD = Columns(names=COLUMNS, needed=("name", NUMBER), most=MOST_ROWS, called=CALLED)


MISTAKES = ("row", "column", "cell", "detail")  # what a report says of each


class Change(StrEnum):
    """What a row does to the catalogue."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Mistake:
    """An error in a table: row, column, the cell's text, and what is wrong with it.

    `said` is the same in every language, of one that is stored: a colleague may read another than the uploader.
    """

    row: int
    column: str
    cell: str
    detail: str
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What is wrong, for whoever reads it now."""
        return self.said.get(language()) or self.detail

    @property
    def cells(self) -> tuple[int, str, str, str]:
        return (self.row, self.column, self.cell, self.words)


@dataclass(frozen=True)
class Known:
    """An entry that is in the catalogue already."""

    id: Any
    body: JsonObject
    is_archived: bool = False


@dataclass(frozen=True)
class Stock:
    """What of the catalogue some rows meet: entries by their number, and by their key those that have none."""

    numbered: Mapping[str, Known] = field(default_factory=dict)
    unnumbered: Mapping[str, Known] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """A row that is fine: what it does, and to which entry (None: a new one)."""

    row: int
    change: Change
    body: dict[str, Any]
    entry: Any = None


@dataclass(frozen=True)
class Report:
    items: tuple[Planned, ...]
    mistakes: tuple[Mistake, ...]

    @property
    def wrong_rows(self) -> int:
        return len({mistake.row for mistake in self.mistakes})


def read_items(source: str | bytes) -> Table:
    """The rows of a file or a text. Raises NotATable, NoHead or TooMany."""
    return read(source, UPLOAD)


def read_or_why(source: str | bytes) -> tuple[Table | None, dict[str, Any]]:
    """The table, or why there is none (`failures`)."""
    try:
        table = read_items(source)
    except NoHead:
        return None, failure("no_head")
    except NotATable as error:
        return None, failure(error.code, **error.gaps)
    except TooMany as error:
        return None, failure("too_many", count=error.args[0], most=MOST_ROWS)
    return (table, {}) if table.rows else (None, failure("empty"))


def in_cells(kind: Kind, body: JsonObject) -> list[str]:
    """A catalogue item as a row of such a table."""
    return [
        "; ".join(value) if isinstance(value := body.get(name) or "", list) else str(value)
        for name in CATALOGUE_COLUMNS[kind]
    ]


def number_of(row: Row) -> str:
    """The company's own number that a row names; "" where it names none."""
    return row.cells.get(NUMBER, "").strip()


def key_of(row: Row) -> str:
    """The key of what a row says by itself, right or wrong."""
    return key(Kind.ITEM, row.cells)


class TableCheck:
    """Checks a table part by part, in its order: a row is compared with the catalogue and with the rows above it.

    A row with a number changes the entry of that number and keeps what the table has no column for; a number given
    for the first time goes to the entry without one that has the same maker and model.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        self._columns = frozenset(columns)
        self._numbers: dict[str, int] = {}
        self._keys: dict[str, int] = {}
        self._adopted: set[Any] = set()

    def check(self, rows: Sequence[Row], *, stock: Stock) -> Report:
        """The next rows. `stock` holds what of the catalogue they name."""
        items: list[Planned] = []
        mistakes: list[Mistake] = []
        for row in rows:
            known = self._known(row, stock)
            item, wrong = self._checked(row, known)
            if wrong or self._twice(row, item, known):
                mistakes += self._worded(row, known)
            else:
                items.append(_planned(row, item, known))
        return Report(tuple(items), tuple(mistakes))

    def _worded(self, row: Row, known: Known | None) -> list[Mistake]:
        """The mistakes of a wrong row in every language; a wrong row leaves no trace in what is compared."""

        def write() -> list[Mistake]:
            item, wrong = self._checked(row, known)
            return wrong or self._twice(row, item, known)

        each = in_every_language(write)
        rows = zip(*each.values(), strict=True)
        return [
            replace(
                mistake, said={code: one.detail for code, one in zip(each, (mistake, *others), strict=True)}
            )
            for mistake, *others in rows
        ]

    def _known(self, row: Row, stock: Stock) -> Known | None:
        """The entry that the row is about; one without a number is given a new number once."""
        number = number_of(row)
        if number in stock.numbered:
            return stock.numbered[number]
        same = stock.unnumbered.get(key_of(row))
        if not number or same is None:
            return same
        if same.id in self._adopted:
            return None
        self._adopted.add(same.id)
        return same

    def _checked(self, row: Row, known: Known | None) -> tuple[dict[str, Any], list[Mistake]]:
        value: dict[str, Any] = {name: cell for name, cell in row.cells.items() if name != "functions"}
        codes, unknown = functions_of(row)
        if "functions" in self._columns or codes:
            value["functions"] = codes
        stays = known.body if known else {}
        stays = {name: each for name, each in stays.items() if name not in self._columns}
        item, errors = checked_entry(Kind.ITEM, {**stays, **value})
        mistakes = [_mistake(row, problem["pointer"].split("/")[1], problem["detail"]) for problem in errors]
        return item, mistakes + unknown

    def _twice(self, row: Row, item: JsonObject, known: Known | None) -> list[Mistake]:
        if number := item.get(NUMBER):
            if number in self._numbers:
                message = _("The same item number as row %(row)d. Keep one of them.")
                return [_mistake(row, NUMBER, str(message) % {"row": self._numbers[number]})]
            self._numbers[number] = row.number
            return []
        own, column = key(Kind.ITEM, item), "model" if row.cells.get("model") else "name"
        if known and known.body != item:
            message = _(
                "Your catalogue has this maker and model already. Give the row its item number, leave it out, or"
                " change the entry there."
            )
            return [_mistake(row, column, str(message))]
        if own in self._keys:
            message = _("The same maker and model as row %(row)d. Keep one of them.")
            return [_mistake(row, column, str(message) % {"row": self._keys[own]})]
        self._keys[own] = row.number
        return []


def _planned(row: Row, item: dict[str, Any], known: Known | None) -> Planned:
    if known is None:
        return Planned(row.number, Change.ADDED, item)
    same = known.body == item and not known.is_archived  # what is named again is not archived
    change = Change.UNCHANGED if same else Change.CHANGED
    return Planned(row.number, change, item, known.id)


def _mistake(row: Row, column: str, detail: str) -> Mistake:
    return Mistake(row.number, column, row.cells.get(column, "")[:80], detail)


def functions_of(row: Row) -> tuple[list[str], list[Mistake]]:
    """The codes of a row's functions, and its words that are none."""
    codes, unknown = _functions(row.cells.get("functions", ""))
    message = _("“%(word)s” is no function. Use the codes of the template: %(codes)s.")
    said = [str(message) % {"word": word[:60], "codes": ", ".join(FUNCTIONS)} for word in unknown]
    return codes, [_mistake(row, "functions", detail) for detail in said]


def _functions(cell: str) -> tuple[list[str], list[str]]:
    """Codes or words in any language, whatever separates them; and the words that are neither."""
    if not cell:
        return [], []
    words = [word.strip() for word in cell.replace(",", ";").replace("|", ";").replace("\n", ";").split(";")]
    known = _spoken()
    by_word = {word: known.get(letters_and_digits(word)) for word in words if word}
    codes = dict.fromkeys(code for code in by_word.values() if code)
    return list(codes), [word for word, code in by_word.items() if code is None]


@cache
def _spoken() -> Mapping[str, str]:
    spoken = {letters_and_digits(code): code for code in FUNCTIONS}
    for term, codes in terms().items():
        if len(codes) == 1:
            spoken.setdefault(letters_and_digits(term), codes[0])
    return spoken
