"""The watch list of an authority, what stands on it first."""

from exportctl.core.models import Organisation
from licensing.models import WatchListEntry


def watch_list_of(authority: Organisation) -> list[WatchListEntry]:
    """Every name that ever stood there; one query."""
    rows = WatchListEntry.objects.filter(authority=authority).select_related("added_by", "removed_by")
    return sorted(rows, key=lambda row: row.status)
