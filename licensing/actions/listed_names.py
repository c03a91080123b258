"""Names that come onto a list and leave it: the one way in for every source of hits.

A further source of names calls `list_names` when an entry comes into force and `unlist_names` when it ends; its hits,
who is told and who may settle them follow from `licensing/rules/party_matches.py`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core.models import Organisation
from licensing.actions.party_matches import lapse_matches, match_names
from licensing.models import ListedName
from licensing.rules.party_matches import Source
from licensing.rules.party_names import keys

IN_ONE_INSERT = 2_000


@transaction.atomic
def list_names(
    *,
    source: Source,
    entry: UUID,
    number: str,
    names: Iterable[str],
    authority: Organisation | None = None,
    at_once: bool = True,
    at: datetime,
) -> list[ListedName]:
    """Enter the names of one entry and look for them in every open case. `authority`: whose list it is, else all's.

    Not `at_once` from inside an act that holds a case: looking locks the others, and the worker does it
    (`seek_names`). Whoever proposes a grant meets the names from now on in either way.
    """
    listed = store_names(
        names=[
            named(source=source, entry=entry, number=number, name=name, authority=authority, sought=at_once)
            for name in dict.fromkeys(names)
        ]
    )
    if at_once:
        match_names(names=listed, at=at)
    return listed


@transaction.atomic
def seek_names(*, at: datetime) -> int:
    """Look for names in every open case that wait for it; the number of them. Cases are locked before names."""
    waiting = list(ListedName.objects.standing().filter(sought=False).order_by("pk"))
    match_names(names=waiting, at=at)
    ListedName.objects.filter(pk__in=[each.pk for each in waiting]).update(sought=True)
    return len(waiting)


@transaction.atomic
def unlist_names(*, source: Source, entry: UUID, at: datetime) -> None:
    """The entry stands there no more: its open and confirmed hits fall away."""
    ListedName.objects.standing().filter(source=source.value, entry=entry).update(until=at)
    lapse_matches(source=source, entries=[entry], at=at)


def named(
    *,
    source: Source,
    entry: UUID,
    number: str,
    name: str,
    authority: Organisation | None = None,
    sought: bool = True,
) -> ListedName:
    """A row that is not stored yet."""
    found = sorted(keys(name))
    return ListedName(
        source=source.value,
        entry=entry,
        number=number,
        name=name,
        keys=found,
        authority=authority,
        sought=sought,
    )


def store_names(*, names: Sequence[ListedName]) -> list[ListedName]:
    """Insert them; what has no letter to go by is left out."""
    return ListedName.objects.bulk_create([each for each in names if each.keys], batch_size=IN_ONE_INSERT)
