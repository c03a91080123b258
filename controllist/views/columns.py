"""The columns of the list for spreadsheets. Codes stay codes: the file is the same in every language."""

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
)


def cells(entry: ControlListEntry) -> list[object]:
    """One row; several values in a cell are separated by semicolons."""
    shown = public(entry)
    return [_cell(shown[column]) for column in COLUMNS]


def _cell(value: object) -> object:
    if isinstance(value, dict):
        value = [part for part in value.values() if part]
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value
