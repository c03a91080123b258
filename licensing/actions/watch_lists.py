"""An authority's watch list: names are entered and taken off with a reason; open cases are looked through at once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.constraints import unless_taken
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.locks import lock_for_update
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.listed_names import list_names, unlist_names
from licensing.models import WatchListEntry
from licensing.rules.party_matches import Source
from licensing.rules.watch_lists import REMOVE, WATCH_LIST, State


@transaction.atomic
def watch_name(
    *,
    authority: Organisation,
    name: str,
    other_names: Sequence[str] = (),
    country: str = "",
    reason: str,
    actor: User,
    at: datetime,
) -> WatchListEntry:
    """Enter a name; what is like it in an open case is a hit from now on. Raises Forbidden, Invalid."""
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority.pk], at=at)
    message = _("This name is on your watch list already.")
    with unless_taken("watch_list_name_once", Invalid(message, errors=[error("/name", message)])):
        entry = WatchListEntry.objects.create(
            authority=authority,
            name=name,
            other_names=[each for each in dict.fromkeys(other_names) if each != name],
            country=country,
            reason=reason,
            added_by=actor,
            added_at=at,
        )
    record(entry, "watch", machine=WATCH_LIST, actor=actor, at=at, target=State.LISTED)
    list_names(
        source=Source.WATCH_LIST,
        entry=entry.pk,
        number=_number_of(entry),
        names=[entry.name, *entry.other_names],
        authority=authority,
        at=at,
    )
    return entry


@transaction.atomic
def unwatch_name(*, entry_id: UUID, reason: str, actor: User, at: datetime) -> WatchListEntry:
    """Take a name off; its open hits fall away, what officers said of others stays. Raises NotFound, WrongStatus."""
    entries = WatchListEntry.objects.filter(pk=entry_id)
    authority_id = entries.values_list("authority", flat=True).first()
    if authority_id is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority_id], at=at)
    entry = lock_for_update(entries)
    if entry is None:
        raise NotFound
    changes = {"removed_by": actor, "removed_at": at, "removed_because": reason}
    transition(entry, REMOVE, machine=WATCH_LIST, actor=actor, at=at, changes=changes)
    unlist_names(source=Source.WATCH_LIST, entry=entry.pk, at=at)
    return entry


def _number_of(entry: WatchListEntry) -> str:
    """The number by which a hit names it; a watch list has none of its own."""
    return f"W-{entry.pk.hex[:8]}"
