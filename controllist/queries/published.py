"""The list as REST publishes it: bytes made once per edition and process."""

from typing import Any

from controllist.queries.entries import public
from controllist.queries.snapshot import Head, Snapshot, snapshot
from exportctl.core.api.rendering import dump


def whole_list() -> bytes:
    """`{edition, entries}` with every entry, those taken off included."""
    global _whole
    current = snapshot()
    known, document = _whole
    if known != current.head:
        document = dump(_answer(current, since=0))
        _whole = (current.head, document)
    return document


def changes_since(edition: int) -> dict[str, Any]:
    """The same with the entries that changed after `edition`."""
    return _answer(snapshot(), since=edition)


def _answer(current: Snapshot, *, since: int) -> dict[str, Any]:
    return {
        "edition": current.edition,
        "entries": [public(entry) for entry in current.entries if entry.edition > since],
    }


_whole: tuple[Head | None, bytes] = (None, b"")
