"""The lines of a request as a table: the columns of the catalogue, and how much of each. Pure."""

from collections.abc import Iterable
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.uploaded_tables import Columns, Row
from exportctl.core.shapes import Object, check
from licensing.rules.catalogue import NUMBER
from licensing.rules.catalogue_tables import CALLED, Mistake, functions_of
from licensing.rules.catalogue_tables import COLUMNS as OF_ITEMS
from licensing.rules.request_lines import MOST_ITEMS

NUMBERS = ("quantity", "value")
COLUMNS = (*OF_ITEMS, "quantity", "unit", "value")
UPLOAD = Columns(
    names=COLUMNS,
    needed=("name", NUMBER, "control_entry"),
    most=MOST_ITEMS,
    called={
        **CALLED,
        "qty": "quantity",
        "menge": "quantity",
        "quantité": "quantity",
        "einheit": "unit",
        "unité": "unit",
        "amount": "value",
        "wert": "value",
        "valeur": "value",
    },
)
NOTHING_TO_GO_BY = _("Name the item, or give its number in your catalogue or its entry.")


def lines_of(rows: Iterable[Row], element: Object) -> tuple[list[dict[str, Any]], list[Mistake]]:
    """The rows as lines of this shape. Gaps may be filled later, as in any draft; what is wrong is told by cell."""
    lines: list[dict[str, Any]] = []
    mistakes: list[Mistake] = []
    for row in rows:
        line, wrong = _read(row, element)
        mistakes += wrong
        lines.append(line)
    return ([], mistakes) if mistakes else (lines, [])


def _read(row: Row, element: Object) -> tuple[dict[str, Any], list[Mistake]]:
    if not any(row.cells.get(name) for name in UPLOAD.needed):
        return {}, [Mistake(row.number, "name", "", str(NOTHING_TO_GO_BY))]
    given: dict[str, Any] = {name: cell for name, cell in row.cells.items() if name != "functions"}
    codes, mistakes = functions_of(row)
    if codes:
        given["functions"] = codes
    clean, errors = check(given, element)
    for problem in errors:
        column = problem["pointer"].split("/")[1]
        mistakes.append(Mistake(row.number, column, row.cells.get(column, "")[:80], problem["detail"]))
    return clean, mistakes
