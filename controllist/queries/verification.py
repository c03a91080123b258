"""The list's table compared with its log: what `verify_all` asks of the list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from controllist.models import (
    ControlListEntry,
    Edition,
    EntryChange,
    ListHead,
    LogHead,
    LogLeaf,
    SearchDocument,
)
from controllist.queries.log import ForkedLog, published_size
from controllist.rules.entries import ENTRY, EVENT_OF, Event
from controllist.rules.entry_changes import ENTRY_CHANGE, follows
from controllist.rules.leaves import leaf_bytes
from controllist.rules.listing import as_columns
from controllist.rules.search import words_by_field
from exportctl.core import merkle, signing
from exportctl.core.models import AuditEvent
from exportctl.core.note import checkpoint_body
from exportctl.core.rules.four_eyes import Status

FOUND_BY = {"item_keys", "model_keys", "search"}  # columns made of the words


def faults() -> Iterator[str]:
    yield from _log()
    yield from _table()
    yield from _changes()
    yield from _search()
    yield from _published()


def _log() -> Iterator[str]:
    """Every leaf is that of its edition, every head that of its leaves, and the last head covers the last leaf."""
    heads = {head.size: head for head in LogHead.objects.all()}
    frontier = merkle.Frontier()
    for index, leaf in enumerate(LogLeaf.objects.select_related("edition").order_by("index").iterator(500)):
        salts = {field: bytes.fromhex(salt) for field, salt in leaf.salts.items()}
        committed = leaf_bytes(leaf.edition.content, salts)
        if (leaf.index, bytes(leaf.leaf), leaf.hash) != (index, committed, merkle.leaf_hash(committed).hex()):
            yield f"leaf {leaf.index} of the list's log does not commit to edition {leaf.edition_id}"
        frontier.append(merkle.leaf_hash(bytes(leaf.leaf)))
        if head := heads.pop(frontier.size, None):
            yield from _head(head, frontier.root())
    yield from (
        f"a head of {size} leaves of the list's log was signed; they are not all there" for size in heads
    )
    state = ListHead.objects.first()
    if state and (state.edition, merkle.Frontier.from_list(state.frontier).root()) != (
        frontier.size,
        frontier.root(),
    ):
        yield "the list's own edge of its log is not that of the leaves"


def _head(head: LogHead, root: bytes) -> Iterator[str]:
    if head.root != root.hex():
        yield f"the first {head.size} leaves of the list's log do not have the root that was signed"
    body = checkpoint_body(settings.LOG_ORIGIN, head.size, bytes.fromhex(head.root))
    if signing.opened_note(head.checkpoint) != body:
        yield f"the checkpoint of {head.size} leaves does not bear this instance's signature"


def _table() -> Iterator[str]:
    """Pages and screening read the table: each row says what the newest edition of its entry says."""
    newest: dict[Any, dict[str, Any]] = dict(
        Edition.objects.order_by("number").values_list("entry_id", "content")
    )
    for entry in ControlListEntry.objects.order_by("code"):
        logged = as_columns(newest.pop(entry.pk)) if entry.pk in newest else {}
        other = {column for column, value in logged.items() if getattr(entry, column) != value}
        if not logged or other - FOUND_BY:
            yield f"entry {entry.code} does not say what the log says"
        if other & FOUND_BY:
            yield f"entry {entry.code} is not found by its own maker and models"
    yield from (f"entry {content['code']} is in the log and not in the table" for content in newest.values())


def _search() -> Iterator[str]:
    """Each entry is found by the words that its newest edition has."""
    documents = dict(SearchDocument.objects.values_list("entry_id", "words"))
    newest = Edition.objects.order_by("entry_id", "-number").distinct("entry_id")
    for entry, content in newest.values_list("entry_id", "content"):
        if set(documents.get(entry, ())) != set().union(*words_by_field(content).values()):
            yield f"entry {content['code']} is not found by its own words"


def _published() -> Iterator[str]:
    """What was published as files is a beginning of this log."""
    try:
        if settings.LOG_DIRECTORY:
            published_size(Path(settings.LOG_DIRECTORY))
    except ForkedLog as error:
        yield str(error)


def _changes() -> Iterator[str]:
    """Every correction and delisting is what one officer proposed and another approved, as the trail has it."""
    approved = {str(change.pk): change for change in EntryChange.objects.filter(status=Status.APPROVED.value)}
    proposed = _proposed()
    for change in approved.values():
        if proposed.get(str(change.pk)) != change.content_hash:
            yield f"change {change.pk} of entry {change.entry_id} is not the one that was proposed"
    by_edition = {facts["edition"]: facts["change"] for facts in _facts(ENTRY.name, *EVENT_OF.values())}
    former: dict[Any, dict[str, Any]] = {}
    for edition in Edition.objects.order_by("number"):
        before, content = former.get(edition.entry_id), edition.content
        former[edition.entry_id] = content
        if before is None and edition.event == Event.LIST:
            continue
        change = approved.pop(by_edition.get(edition.number, ""), None)
        if before is None or change is None or not follows(content, before=before, change=change):
            yield f"edition {edition.number} of the list is no change that two officers approved"
    yield from (f"change {pk} of the list was approved and is in no edition" for pk in approved)


def _proposed() -> dict[str, Any]:
    proposals = AuditEvent.objects.filter(machine=ENTRY_CHANGE.name, event="propose")
    return {str(pk): facts.get("content") for pk, facts in proposals.values_list("object_id", "facts")}


def _facts(machine: str, *events: str) -> list[dict[str, Any]]:
    of_machine = AuditEvent.objects.filter(machine=machine, event__in=events)
    return list(of_machine.values_list("facts", flat=True))
