"""The audit trail as it is sealed: RFC 6962 leaves over the events, signed heads over the leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from exportctl.core import signing
from exportctl.core.canonical import canonical, rfc3339
from exportctl.core.head_file import HeadOutside
from exportctl.core.merkle import Frontier, leaf_hash, root
from exportctl.core.models import AuditEvent, AuditHead, AuditLeaf, SealState
from exportctl.core.note import checkpoint_body

TYPE = "exportctl-audit/1"
NAMED = 20  # faults that are put into words


@dataclass(frozen=True)
class Sealing:
    """How far the trail is sealed; `unsealed` events are younger than the last head."""

    head: AuditHead | None
    unsealed: int


@dataclass
class Verification:
    sealed: int = 0
    heads: int = 0
    unsealed: int = 0
    faulty: int = 0
    faults: list[str] = field(default_factory=list)  # the first twenty, in words

    def blame(self, fault: str) -> None:
        self.faulty += 1
        if len(self.faults) < NAMED:
            self.faults.append(fault)


def as_dict(event: AuditEvent) -> dict[str, Any]:
    """What of an event is sealed: its leaf is the canonical JSON of this."""
    return {
        "id": event.pk,
        "at": rfc3339(event.at),
        "actor": str(event.actor_id) if event.actor_id else None,
        "machine": event.machine,
        "object": str(event.object_id),
        "event": event.event,
        "source": event.source,
        "target": event.target,
        "facts": {**event.facts, "channel": event.channel},
    }


def hash_of(event: AuditEvent) -> bytes:
    return leaf_hash(canonical(as_dict(event)))


def head_text(size: int, root_hash: bytes) -> str:
    """What the signature of a head covers: a checkpoint of a log of its own, beside the list's."""
    return checkpoint_body(f"{settings.LOG_ORIGIN}/audit", size, root_hash)


def sealing() -> Sealing:
    head = AuditHead.objects.order_by("-size").first()
    sealed = AuditLeaf.objects.count()  # counted first: what is sealed between the two counts is in both
    return Sealing(head, AuditEvent.objects.count() - sealed)


def contradicts(outside: HeadOutside) -> bool:
    """Whether the sealed trail is no longer the one under a head kept outside: cut, or another one since.

    Of heads as they were stored; `verify` recomputes them from the events.
    """
    head = AuditHead.objects.filter(size=outside.size).first()
    if head is not None:
        return head.root != outside.root
    hashes = AuditLeaf.objects.filter(position__lt=outside.size).order_by("position")
    leaves = [bytes.fromhex(value) for value in hashes.values_list("hash", flat=True)]
    return len(leaves) != outside.size or root(leaves).hex() != outside.root


def verify(*, since: Iterable[HeadOutside] = ()) -> Verification:
    """Recompute every leaf, every root and every signature from the events as they stand now.

    The trail has to go on from each head in `since`: it holds those events, with that root, and then others.
    """
    outside = {head.size: head for head in since}
    result = Verification(unsealed=AuditEvent.objects.filter(leaf=None).count())
    heads = {head.size: head for head in AuditHead.objects.order_by("size")}
    frontier = Frontier()
    for leaf in AuditLeaf.objects.select_related("event").order_by("position").iterator(2000):
        if leaf.position != result.sealed:
            result.blame(f"position {result.sealed} is missing; position {leaf.position} follows")
            result.sealed = leaf.position
        computed = hash_of(leaf.event)
        if computed.hex() != leaf.hash:
            result.blame(f"event {leaf.event_id} at position {leaf.position} is not what was sealed")
        frontier.append(computed)
        result.sealed += 1
        if head := heads.pop(result.sealed, None):
            _check_head(head, frontier.root(), result)
        known = outside.pop(result.sealed, None)
        if known is not None and known.root != frontier.root().hex():
            result.blame(f"the first {known.size} events are not those of the head kept outside the database")
    for size in heads:
        result.blame(f"a head of {size} events was signed; they are not all there")
    for size in outside:
        result.blame(
            f"the head kept outside the database covers {size} events; {result.sealed} are here: the end was cut off"
        )
    _check_end(frontier, result)
    return result


def _check_head(head: AuditHead, root: bytes, result: Verification) -> None:
    result.heads += 1
    if head.root != root.hex():
        result.blame(f"the first {head.size} events do not have the root that was sealed")
    if signing.opened_note(head.note) != head_text(head.size, bytes.fromhex(head.root)):
        result.blame(f"the head of {head.size} events does not bear this instance's signature")


def _check_end(frontier: Frontier, result: Verification) -> None:
    """The last leaf lies under the last head, and the sealer's own row agrees with both."""
    last = AuditHead.objects.order_by("-size").values_list("size", flat=True).first() or 0
    if last != result.sealed:
        result.blame(f"the last head covers {last} events; {result.sealed} have a place")
    state = SealState.objects.get()
    if state.size != result.sealed or Frontier.from_list(state.frontier).root() != frontier.root():
        result.blame("the sealer's own edge of the tree is not that of the events")


def events() -> Iterator[dict[str, Any]]:
    """Every sealed event in its place."""
    for leaf in AuditLeaf.objects.select_related("event").order_by("position").iterator(2000):
        yield {"position": leaf.position, **as_dict(leaf.event)}


def export(*, at: datetime) -> dict[str, Any]:
    """The sealed trail as one signed document, which `./run verify` recomputes without a database."""
    heads = AuditHead.objects.order_by("size")
    document = {
        "type": TYPE,
        "events": list(events()),
        "heads": [
            {
                "size": head.size,
                "root": head.root,
                "sealed_at": rfc3339(head.sealed_at),
                "note": signing.countersigned(head.note),
            }
            for head in heads
        ],
        "generated_at": rfc3339(at),
    }
    return signing.sign(document)
