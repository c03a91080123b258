"""Corrections and delistings: what waits for a second officer, and what a proposal would change."""

from django.db.models import QuerySet

from controllist.models import ControlListEntry, EntryChange
from controllist.queries.changes import Difference, differences_of
from controllist.queries.entries import public
from exportctl.core.rules.four_eyes import Status


def waiting_entry_changes() -> QuerySet[EntryChange]:
    """What waits for a second officer, the oldest first."""
    waiting = EntryChange.objects.filter(status=Status.PROPOSED.value)
    return waiting.select_related("entry", "proposed_by").order_by("proposed_at", "pk")


def waiting_change(entry: ControlListEntry) -> EntryChange | None:
    """The one change of this entry that waits; None where none does."""
    return waiting_entry_changes().filter(entry=entry).first()


def differences(entry: ControlListEntry, change: EntryChange) -> list[Difference]:
    """What a correction changes of the entry's words, field by field; nothing for a delisting."""
    before = public(entry)
    return differences_of(before, {**before, **change.content})
