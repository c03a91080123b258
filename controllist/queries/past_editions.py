"""The list as it stood at an edition: what a screening of that day was answered from."""

from functools import lru_cache

from controllist.models import ControlListEntry, Edition
from controllist.queries.snapshot import Head, Snapshot, snapshot
from controllist.rules.listing import as_columns

MOST = 4  # past editions that a process holds


def snapshot_at(edition: int) -> Snapshot | None:
    """The present one for the present edition; None for one that there never was."""
    present = snapshot()
    if edition == present.edition:
        return present
    return _past(edition) if 0 <= edition < present.edition else None


@lru_cache(maxsize=MOST)
def _past(edition: int) -> Snapshot:
    """An edition never changes: the newest word on each entry up to it."""
    rows = Edition.objects.filter(number__lte=edition).order_by("entry_id", "-number").distinct("entry_id")
    entries = [ControlListEntry(pk=row.entry_id, **as_columns(row.content)) for row in rows]
    return Snapshot(Head(edition, ""), sorted(entries, key=lambda entry: (entry.listed_on, entry.code)))
