"""Seals the audit trail: gives events their place, and signs a root over all of them."""

from datetime import datetime
from random import SystemRandom

from django.db import connection, transaction

from exportctl.core import signing
from exportctl.core.head_file import NotAHead, head_outside, write_head
from exportctl.core.merkle import Frontier
from exportctl.core.models import AuditEvent, AuditHead, AuditLeaf, SealState
from exportctl.core.queries.audit import contradicts, hash_of, head_text

LOCK = 0x5EA1  # of this database: one sealer at a time
BATCH = 5000
MICROSECONDS = 1_000_000  # of a second
WINDOW = 50_000  # how far back an ordinary round looks for late commits; a thorough one looks everywhere

# Every row older than the oldest transaction that runs: nothing can still be written before it. A row of a
# transaction that this server has yet to begin came with a restored dump, and is as old as the dump.
READY = """
SELECT event.* FROM core_auditevent AS event
 WHERE event.id > %(after)s
   AND (event.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        OR event.xact >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint)
   AND NOT EXISTS (SELECT FROM core_auditleaf AS leaf WHERE leaf.event_id = event.id)
 ORDER BY event.id LIMIT %(most)s
"""


@transaction.atomic
def seal(*, at: datetime, thorough: bool = True) -> int:
    """Seal one batch at `at` (the machine's clock). Returns how many events got a place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0  # another sealer is at it
    events = list(AuditEvent.objects.raw(READY, {"after": _after(thorough), "most": BATCH}))
    if events:
        _append(events, at)
    return len(events)


def keep_head_outside() -> bool:
    """Write the last head beside the signing key. False, and nothing written, where the head there contradicts it.

    What was cut off is then still told by the file, until whoever runs this site has looked.
    """
    head = AuditHead.objects.order_by("-size").first()
    try:
        outside = head_outside()
    except NotAHead:
        return False
    if outside is not None and contradicts(outside):
        return False
    if head is not None and (outside is None or head.size > outside.size):
        write_head(head.note)
    return True


def _after(thorough: bool) -> int:
    if thorough:
        return 0
    last = AuditLeaf.objects.order_by("-position").values_list("event_id", flat=True).first()
    return max((last or 0) - WINDOW, 0)


def _append(events: list[AuditEvent], at: datetime) -> None:
    state = SealState.objects.get()
    frontier = Frontier.from_list(state.frontier)
    leaves = []
    for position, (event, feed_id) in enumerate(
        zip(events, _feed_ids(len(events), at), strict=True), state.size
    ):
        hashed = hash_of(event)
        frontier.append(hashed)
        leaves.append(AuditLeaf(position=position, event=event, hash=hashed.hex(), feed_id=feed_id))
    AuditLeaf.objects.bulk_create(leaves)
    size, root = state.size + len(leaves), frontier.root()
    note = signing.signed_note(head_text(size, root))
    AuditHead.objects.create(size=size, root=root.hex(), sealed_at=at, note=note)
    SealState.objects.filter(pk=state.pk).update(size=size, frontier=frontier.as_list())


def _feed_ids(count: int, at: datetime) -> list[int]:
    """Rising numbers that tell a reader of the feed when, and never how much happens that is not theirs.

    Microseconds of the sealing, each at a random place within its second: a gap says no more than the clock does.
    """
    last = AuditLeaf.objects.order_by("-position").values_list("feed_id", flat=True).first() or 0
    start = max(last + 1, int(at.timestamp() * MICROSECONDS))
    return [start + offset for offset in sorted(SystemRandom().sample(range(MICROSECONDS), count))]
