"""Changing the list. Each change is a new edition, a new leaf of the log, and a newly signed head."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_bytes
from typing import Any

from django.db import transaction

from controllist.actions.search import write_search
from controllist.models import ControlListEntry, Edition, EntryChange, ListHead, LogHead, LogLeaf
from controllist.queries.entries import public
from controllist.rules.entries import ENTRY, EVENT_OF, ActKind, Change, Event, Status
from controllist.rules.leaves import committed, leaf_bytes
from controllist.rules.listing import EntryWords, Origin, code_of, derived, words_of
from exportctl.core import locks, merkle
from exportctl.core.canonical import rfc3339
from exportctl.core.models import User
from exportctl.core.references import BRUSSELS
from exportctl.core.signing import signed_checkpoint
from exportctl.core.transitions import record, transition

SALT_BYTES = 32
THE_HEAD = 1


@transaction.atomic
def list_item(*, words: EntryWords, origin: Origin, at: datetime) -> ControlListEntry:
    """Put an item on the list, as the close of its procedure decided. It binds from `at`.

    Takes the list's head and keeps it until commit: numbers, editions and leaves have no gaps.
    """
    head = hold_head()
    head.last_code += 1
    head.edition += 1
    entry = _entry(words, origin, at)
    entry.code, entry.edition = code_of(head.last_code), head.edition
    entry.save(force_insert=True)
    record(
        entry,
        "create",
        machine=ENTRY,
        actor=None,
        at=at,
        target=ENTRY.initial,
        code=entry.code,
        edition=entry.edition,
        procedure=origin.procedure,
    )
    _publish(head, entry, public(entry), event=Event.LIST, at=at)
    return entry


def carry_out(
    *, head: ListHead, entry: ControlListEntry, change: EntryChange, actor: User, at: datetime
) -> None:
    """Publish what two officers agreed on: the entry as it was, with what the change says. It counts from `at`.

    `head` and `entry` are held; the entry's row follows its new leaf by the database's own hand.
    """
    head.edition += 1
    kind = Change(change.kind)
    before = public(entry)
    facts: dict[str, Any] = {"code": entry.code, "edition": head.edition, "change": str(change.pk)}
    transition(entry, EVENT_OF[kind], machine=ENTRY, actor=actor, at=at, **facts)
    content = {
        **before,
        **change.content,
        "edition": head.edition,
        "status": str(entry.status),
        "change": kind.value,
        "sequence": entry.sequence + 1,
        "changed_at": rfc3339(at),
        "delisted_at": rfc3339(at) if kind is Change.DELISTING else None,
    }
    if kind is Change.REVIEW:
        content["reviewed_at"] = rfc3339(at)
    _publish(head, entry, content, event=EVENT_OF[kind], at=at)
    entry.refresh_from_db()


def hold_head() -> ListHead:
    """The list's head, locked, which orders all changes of the list; the first change inserts it."""
    if head := locks.lock_for_update(ListHead.objects.filter(pk=THE_HEAD)):
        return head
    ListHead.objects.bulk_create([ListHead(pk=THE_HEAD)], ignore_conflicts=True)
    return ListHead.objects.select_for_update().get(pk=THE_HEAD)


def _entry(words: EntryWords, origin: Origin, at: datetime) -> ControlListEntry:
    return ControlListEntry(
        status=Status.LISTED.value,
        listed_on=at.astimezone(BRUSSELS).date(),
        effective_from=at,
        name=words.name,
        manufacturer=words.manufacturer,
        model_names=list(words.models),
        functions=list(words.functions),
        description=words.description,
        cn_code=words.cn_code,
        **derived(words),
        rule_set=origin.rule_set,
        regime=origin.regime,
        in_force=origin.in_force,
        destination=origin.destination,
        ground=origin.ground.value,
        change=Change.LISTING.value,
        changed_at=at,
        act_kind=ActKind.OUTCOME.value,
        act_reference=origin.act_reference,
        authentic_language=words.language,
        provenance=origin.procedure,
        notifying_state_id=origin.notifying_state,
        procedure_opened_at=origin.opened_at,
        procedure_closed_at=origin.closed_at,
        bands=dict(origin.bands),
    )


def _publish(
    head: ListHead, entry: ControlListEntry, content: Mapping[str, Any], *, event: Event, at: datetime
) -> None:
    """The edition, its leaf, and a signed head over all leaves, in the caller's transaction."""
    edition = Edition.objects.create(
        number=content["edition"],
        at=at,
        event=event.value,
        entry=entry,
        content=dict(content),
        derived=derived(words_of(content)),
    )
    write_search(entry=entry, public=content)
    frontier = merkle.Frontier.from_list(head.frontier)
    _append_leaf(frontier, edition, content)
    LogHead.objects.create(
        size=frontier.size,
        root=frontier.root().hex(),
        checkpoint=signed_checkpoint(size=frontier.size, root=frontier.root()),
        at=at,
    )
    head.frontier = frontier.as_list()
    head.save(update_fields=["edition", "last_code", "frontier"])


def _append_leaf(frontier: merkle.Frontier, edition: Edition, content: Mapping[str, Any]) -> None:
    salts = {field: token_bytes(SALT_BYTES) for field in committed(content)}
    leaf = leaf_bytes(content, salts)
    digest = merkle.leaf_hash(leaf)
    LogLeaf.objects.create(
        index=frontier.size,
        entry=edition.entry,
        edition=edition,
        leaf=leaf,
        hash=digest.hex(),
        salts={field: salt.hex() for field, salt in salts.items()},
    )
    frontier.append(digest)
