"""The watch list of an authority, what stands on it first."""

from typing import Any

from exportctl.core.canonical import rfc3339
from exportctl.core.models import Organisation
from licensing.models import WatchListEntry


def watch_list_of(authority: Organisation) -> list[WatchListEntry]:
    """Every name that ever stood there; one query."""
    rows = WatchListEntry.objects.filter(authority=authority).select_related("added_by", "removed_by")
    return sorted(rows, key=lambda row: row.status)


def show_watched(entry: WatchListEntry) -> dict[str, Any]:
    """In the words of REST."""
    return {
        "id": str(entry.pk),
        "status": entry.status,
        "name": entry.name,
        "other_names": entry.other_names,
        "country": entry.country or None,
        "reason": entry.reason,
        "added_at": rfc3339(entry.added_at),
        "removed_at": rfc3339(entry.removed_at) if entry.removed_at else None,
        "removed_because": entry.removed_because or None,
    }
