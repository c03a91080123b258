"""The list as one process holds it: read once per edition, checked against the database at every question."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, TypeVar

from django.db.models import QuerySet

from controllist.models import ControlListEntry, Edition
from controllist.rules.entries import Status
from controllist.rules.listing import as_columns
from controllist.rules.resemblance import Resemblance
from exportctl.core.prepared import prepared
from exportctl.core.replica import on_primary, reading

E = TypeVar("E", bound=ControlListEntry)

HEAD = (
    "SELECT head.edition, (SELECT root FROM controllist_loghead ORDER BY size DESC LIMIT 1)"
    " FROM controllist_listhead head"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The state of the list: its edition, and the log's root, which tells two lists of the same edition apart."""

    edition: int
    root: str

    @property
    def tag(self) -> str:
        return f"{self.edition}-{self.root[:16]}"


class Snapshot:
    """All entries as of one head, in the order of their codes, and what is derived from them."""

    def __init__(self, head: Head, entries: list[ControlListEntry]) -> None:
        self.head = head
        self.entries = entries
        self.answers: dict[Hashable, dict[Any, Any]] = {}  # of whoever asks this edition the same again
        self.binding = [entry for entry in entries if entry.status != Status.DELISTED]

    @property
    def edition(self) -> int:
        return self.head.edition

    @cached_property
    def taken_off(self) -> dict[str, ControlListEntry]:
        """By maker and model, what is on the list no more."""
        gone = (entry for entry in self.entries if entry.status == Status.DELISTED)
        return {key: entry for entry in gone for key in entry.item_keys}

    @cached_property
    def resemblance(self) -> Resemblance:
        """An index over `binding`; a match's `place` is an index into it."""
        return Resemblance(self.binding)


def head() -> Head:
    """The present edition (of a page that may be a moment old, its own); 0 before the first entry."""
    connection = reading()
    with connection.cursor() as cursor:
        cursor.execute(prepared(HEAD, connection))
        return head_of(*cursor.fetchone() or (None, None))


def head_of(edition: int | None, root: str | None) -> Head:
    """Of a row of `HEAD`, or of none."""
    return Head(edition or 0, root or "")


def snapshot(present: Head | None = None) -> Snapshot:
    """The list as it stands. One small query when this process knows the edition already; none if it was just read."""
    global _latest
    with on_primary():
        present = present or head()
        if _latest.head == present:
            return _latest
        with _loading:
            if _latest.head != present:
                _latest = _load(present)
            return _latest


def as_logged(entries: Iterable[E]) -> list[E]:
    """The entries with the words of the log, whatever their rows say; what is not in the log is not on the list.

    Pages, files and screening read entries through this: a row that somebody changed is shown to nobody.
    """
    rows = list(entries)
    newest = Edition.objects.filter(entry__in=[row.pk for row in rows]).order_by("number")
    contents = dict(newest.values_list("entry_id", "content"))
    logged = [row for row in rows if row.pk in contents]
    for row in logged:
        for column, value in as_columns(contents[row.pk]).items():
            setattr(row, column, value)
    return logged


def _load(present: Head) -> Snapshot:
    """Entries and their head from one statement, so that they belong together."""
    rows: list[Any] = list(_entries())  # with two columns more than the model has
    if rows:
        present = Head(rows[0].head_edition, rows[0].head_root)
    return Snapshot(present, as_logged(rows))


def _entries() -> QuerySet[ControlListEntry]:
    columns = {
        "head_edition": "SELECT edition FROM controllist_listhead",
        "head_root": "SELECT root FROM controllist_loghead ORDER BY size DESC LIMIT 1",
    }
    return ControlListEntry.objects.extra(select=columns).order_by("listed_on", "code")


_latest = Snapshot(Head(0, ""), [])
_loading = Lock()
