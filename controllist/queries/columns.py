"""The columns of the list for spreadsheets. Codes stay codes: the file is the same in every language."""

from collections.abc import Mapping
from typing import Any

from controllist.models import ControlListEntry
from controllist.queries.entries import public

COLUMNS = (
    "code",
    "name",
    "manufacturer",
    "models",
    "functions",
    "description",
    "cn_code",
    "listed_on",
    "effective_from",
    "edition",
    "status",
    "regime",
    "in_force",
    "destination",
    "ground",
    "change",
    "changed_at",
    "change_ground",
    "legal_act",
    "delisted_at",
    "publication",
    "reviewed_at",
    "authentic_language",
)


def cells(entry: ControlListEntry) -> list[object]:
    """One row; several values in a cell are separated by semicolons."""
    return cells_of(public(entry))


def cells_of(content: Mapping[str, Any]) -> list[object]:
    """The same of an entry as REST shows it; early editions say less."""
    return [_cell(content.get(column)) for column in COLUMNS]


def _cell(value: object) -> object:
    if isinstance(value, dict):
        value = [part for part in value.values() if part]
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value
