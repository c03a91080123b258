"""The list as REST publishes it: bytes made once per edition, form and process."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from controllist.queries.columns import COLUMNS, cells_of
from controllist.queries.entries import public
from controllist.queries.snapshot import Head, Snapshot, snapshot
from exportctl.core.api.rendering import dump
from exportctl.core.tables import csv_text

NDJSON = "application/x-ndjson"
MEDIA_TYPES = {"json": "application/json", "ndjson": NDJSON, "csv": "text/csv; charset=utf-8"}


def whole_list(form: str = "json") -> bytes:
    """`{edition, entries}` with every entry, those taken off included; as NDJSON and CSV the entries alone."""
    current = snapshot()
    known, document = _whole.get(form, (None, b""))
    if known != current.head:
        document = as_form(form, _answer(current, since=0))
        _whole[form] = (current.head, document)
    return document


def changes_since(edition: int) -> dict[str, Any]:
    """The same with the entries that changed after `edition`."""
    return _answer(snapshot(), since=edition)


def as_form(form: str, answer: Mapping[str, Any]) -> bytes:
    """The answer as JSON, its entries a line each, or as a table."""
    if form == "ndjson":
        return b"".join(dump(entry) + b"\n" for entry in answer["entries"])
    if form == "csv":
        with override("en"):  # commas: the file is the same in every language
            return csv_text(COLUMNS, map(cells_of, answer["entries"])).encode()
    return dump(answer)


def _answer(current: Snapshot, *, since: int) -> dict[str, Any]:
    return {
        "edition": current.edition,
        "entries": [public(entry) for entry in current.entries if entry.edition > since],
    }


_whole: dict[str, tuple[Head | None, bytes]] = {}
