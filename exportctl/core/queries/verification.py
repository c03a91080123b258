"""Reference data and sealed events compared with the audit trail: what `verify_all` asks of the kernel.

Every app has a module of this name; a fault is a sentence for whoever runs the site.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from exportctl.core.canonical import content_hash
from exportctl.core.models import AuditEvent, PopulationSet, ReferenceChange
from exportctl.core.queries.audit import hash_of
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.reference import REFERENCE_CHANGE

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "populations.json"


@contextmanager
def one_snapshot() -> Iterator[None]:
    """Everything that is read inside is of one instant: a sealer or an act that goes on makes nothing disagree.

    A head that is kept elsewhere is read before. Inside a transaction the caller's snapshot holds.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def faults() -> Iterator[str]:
    yield from _changes()
    yield from _populations()


def resealed(events: Iterable[AuditEvent]) -> Iterator[AuditEvent]:
    """Those of `events` that are not what was sealed. Needs `leaf` loaded; a young one has none yet."""
    return (
        event
        for event in events
        if (leaf := getattr(event, "leaf", None)) and leaf.hash != hash_of(event).hex()
    )


def _changes() -> Iterator[str]:
    """A change says what its first officer proposed, and was approved in the trail before it was in the table."""
    events: dict[object, dict[str, AuditEvent]] = {}
    for event in AuditEvent.objects.filter(machine=REFERENCE_CHANGE.name).order_by("pk"):
        events.setdefault(event.object_id, {})[event.event] = event
    for change in ReferenceChange.objects.order_by("proposed_at", "pk"):
        known = events.get(change.pk, {})
        proposed = known.get("propose")
        stored = proposed.facts.get("payload") if proposed else None
        if proposed is None or stored not in (None, content_hash(change.payload)):
            yield f"reference change {change.pk} is not what was proposed"
        if change.status == Status.APPROVED and "approve" not in known:
            yield f"reference change {change.pk} was approved by nobody"


def _populations() -> Iterator[str]:
    """Each set is one that the product is shipped with, or one that two officers approved."""
    known = {
        each["name"]: {code: row["population"] for code, row in each["states"].items()}
        for each in json.loads(SHIPPED.read_text(encoding="utf-8"))["sets"]
    }
    approved = ReferenceChange.objects.filter(kind="population_set", status=Status.APPROVED.value)
    known |= {payload["name"]: payload["figures"] for payload in approved.values_list("payload", flat=True)}
    for given in PopulationSet.objects.prefetch_related("figures").order_by("starts_on"):
        if {row.member_state_id: row.people for row in given.figures.all()} != known.get(given.name):
            yield f"the populations of set {given.name} are neither shipped nor approved like this"
