"""The Union's consolidated list: received as a file, then taken into use, with a look through all open cases."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.errors import Invalid
from exportctl.core.formatting import long_day
from exportctl.core.locks import lock_all_for_update, lock_for_update
from exportctl.core.models import User
from exportctl.core.queries.reference import commission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.actions.listed_names import named, store_names
from licensing.actions.party_matches import lapse_matches, match_names
from licensing.models import ListedName, SanctionsEntry, SanctionsList
from licensing.queries.sanctions_lists import list_in_use
from licensing.rules.party_matches import Source
from licensing.rules.sanctions_lists import (
    IMPORTER,
    SANCTIONS_LIST,
    Consolidated,
    Event,
    NotAList,
    State,
    read,
)

IN_ONE_INSERT = 2_000


def read_list(*, content: bytes) -> Consolidated:
    """The list in a file. Raises Invalid at `/file`, which says what to send instead."""
    try:
        return read(content)
    except NotAList as refused:
        raise Invalid(errors=[error("/file", refused.message)]) from refused


@transaction.atomic
def receive_list(
    *, consolidated: Consolidated, is_sample: bool = False, actor: User | None, at: datetime
) -> SanctionsList:
    """Keep a list that was read (`read_list`); `take_list_into_use` compares with it. Raises Forbidden, Invalid.

    `actor` is None for the command of whoever runs the instance. A list older than the one in use would let go of
    whoever was listed since, and is refused.
    """
    if actor is not None:
        access.hold_seat(
            actor=actor, permission=IMPORTER, organisations=[each.pk for each in commission()], at=at
        )
    _require_not_older(consolidated)
    received = SanctionsList.objects.create(
        form=consolidated.form.value,
        dated_on=consolidated.dated_on,
        digest=consolidated.digest,
        is_sample=is_sample,
        entry_count=len(consolidated.entries),
        name_count=consolidated.name_count,
        imported_by=actor,
        imported_at=at,
    )
    SanctionsEntry.objects.bulk_create(_entries(received, consolidated), batch_size=IN_ONE_INSERT)
    facts: dict[str, Any] = {
        "dated_on": consolidated.dated_on.isoformat(),
        "entries": len(consolidated.entries),
    }
    record(received, "receive", machine=SANCTIONS_LIST, actor=actor, at=at, target=State.RECEIVED, **facts)
    return received


def _require_not_older(consolidated: Consolidated) -> None:
    in_use = list_in_use()
    if in_use and consolidated.dated_on < in_use.dated_on:
        text = _("This list is of %(day)s, and the one in use is of %(in_use)s. Take the newest list.")
        days = {"day": long_day(consolidated.dated_on), "in_use": long_day(in_use.dated_on)}
        raise Invalid(errors=[error("/file", text % days)])


@transaction.atomic
def take_list_into_use(*, list_id: UUID, at: datetime) -> SanctionsList | None:
    """Compare with this list from now on: names that are new are looked for in every open case, those that are gone
    ask nothing any more. None where another worker has it, or it is in use already.
    """
    waiting = SanctionsList.objects.filter(pk=list_id, status=State.RECEIVED.value)
    received = lock_for_update(waiting, skip_locked=True)
    if received is None:
        return None
    for former in lock_all_for_update(SanctionsList.objects.filter(status=State.IN_USE.value)):
        transition(former, Event.REPLACE, machine=SANCTIONS_LIST, actor=None, at=at)
    for passed_over in lock_all_for_update(_older(received)):
        transition(passed_over, Event.REPLACE, machine=SANCTIONS_LIST, actor=None, at=at)
    new, left = _exchange_names(received, at)
    transition(received, Event.TAKE_INTO_USE, machine=SANCTIONS_LIST, actor=None, at=at, new_names=len(new))
    match_names(names=new, at=at)
    lapse_matches(source=Source.SANCTIONS, entries=left, at=at)  # last: a case is locked before its hits
    return received


def _older(received: SanctionsList) -> QuerySet[SanctionsList]:
    """Received before it and never used: the newer one is the list."""
    waiting = SanctionsList.objects.filter(status=State.RECEIVED.value)
    return waiting.filter(imported_at__lt=received.imported_at)


def _exchange_names(received: SanctionsList, at: datetime) -> tuple[list[ListedName], set[UUID]]:
    """What stood there and stands there still keeps its row; the new rows, and the entries that are gone."""
    standing = ListedName.objects.standing().filter(source=Source.SANCTIONS.value)
    former = {(each.number, each.name): each for each in standing.defer("keys")}
    wanted = {(entry.number, name): entry for entry in received.entries.all() for name in entry.names}
    gone = [row for place, row in former.items() if place not in wanted]
    standing.filter(pk__in=[row.pk for row in gone]).update(until=at)
    still = {number for number, _name in wanted}
    left = {row.entry for row in gone if row.number not in still}
    entries = {number: row.entry for (number, _name), row in former.items()}
    new = store_names(
        names=[
            named(
                source=Source.SANCTIONS,
                entry=entries.get(number, entry.pk),
                number=number,
                name=name,
            )
            for (number, name), entry in wanted.items()
            if (number, name) not in former
        ]
    )
    return new, left


def _entries(received: SanctionsList, consolidated: Consolidated) -> Iterator[SanctionsEntry]:
    for entry in consolidated.entries:
        yield SanctionsEntry(
            sanctions_list=received,
            number=entry.number,
            kind=entry.kind or "entity",
            programme=entry.programme,
            act=entry.act,
            act_on=entry.act_on,
            remark=entry.remark,
            names=entry.names,
            countries=entry.countries,
            born=entry.born,
        )
