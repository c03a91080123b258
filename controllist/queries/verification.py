"""The list's table compared with its log: what `verify_all` asks of the list."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from controllist.models import ControlListEntry, Edition, ListHead, LogHead, LogLeaf
from controllist.queries.entries import public
from controllist.rules.listing import leaf_bytes
from controllist.rules.matching import item_key, model_key
from exportctl.core import merkle, signing
from exportctl.core.note import checkpoint_body


def faults() -> Iterator[str]:
    yield from _log()
    yield from _table()


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
        if public(entry) != newest.pop(entry.pk, None):
            yield f"entry {entry.code} does not say what the log says"
        keys = [item_key(entry.manufacturer, model) for model in entry.model_names]
        models = [model_key(model) for model in entry.model_names]
        if (entry.item_keys, entry.model_keys) != (keys, models):
            yield f"entry {entry.code} is not found by its own maker and models"
    yield from (f"entry {content['code']} is in the log and not in the table" for content in newest.values())
