"""The demonstration on any day (docs/guarantees.md, G32): seeded, committed and compared."""

import hashlib
import time
from datetime import UTC, datetime, timedelta

from exportctl.demo.plan import span
from exportctl.local.prove import Finding, World, proof
from exportctl.local.supervisor import say
from tests.database import pointed_at
from tests.demo.calendars import shipped_calendars
from tests.demo.shown import broken_promises, shown

HARD = (  # days on which plans go wrong, at hours at which they do
    "2028-02-29T12:00:00Z",
    "2026-12-31T23:30:00Z",
    "2027-01-01T00:10:00Z",
    "2026-11-29T09:54:20Z",  # a Sunday
    "2026-12-24T18:00:00Z",
    "2027-03-28T01:00:00Z",  # the nights of the clock changes
    "2027-10-31T00:59:59Z",
    "2027-03-29T06:00:00Z",  # Easter Monday
    "2029-01-08T05:00:00Z",  # the first working day after the longest row of holidays
    "2026-03-01T00:00:00Z",  # the first and the last day of the span
    "2030-11-01T22:59:00Z",
)


def instants(count: int) -> list[datetime]:
    """The hard ones, then others spread evenly over the span: all days of the week, all hours of the day."""
    first, last = span(shipped_calendars())
    hard = [datetime.fromisoformat(text) for text in HARD]
    spread, start = count - len(hard), datetime(first.year, first.month, first.day, tzinfo=UTC)
    days = (last - first).days
    return hard + [
        start
        + timedelta(days=1 + number * (days - 2) // spread, hours=number * 7 % 24, minutes=number * 13 % 60)
        for number in range(spread)
    ]


@proof("G32")
def the_demonstration_shows_the_same_on_any_day(world: World) -> Finding:
    tried = instants(world.size(60, 730))
    found = {at: world.once(f"G32 {at:%Y-%m-%dT%H:%M:%SZ}", lambda at=at: seeded(world, at)) for at in tried}
    steps_and_counts = {line.rpartition(" ")[0] for line in found.values()}
    assert len(steps_and_counts) == 1, f"{len(steps_and_counts)} different demonstrations: {found}"
    slowest = max(int(line.rpartition(" ")[2]) for line in found.values())
    return Finding(
        len(tried), f"days seeded and committed, one and the same content, at most {slowest} s each"
    )


def seeded(world: World, at: datetime) -> str:
    """`891 steps <digest of all counts> <seconds>` of a demonstration seeded as of `at` in a database of its own."""
    say(f"… as of {at:%A %Y-%m-%d %H:%M}")
    with world.cluster.cloned() as clone:
        began = time.monotonic()
        played = clone.manage("seed_demo", "--skip-checks", f"--as-of={at.isoformat()}")
        seconds = time.monotonic() - began
        with pointed_at(clone):
            lacking, counts = broken_promises(at=at), shown()
    assert not lacking, f"as of {at}: {lacking[0]}"
    told = {name: sorted((str(key), count) for key, count in each.items()) for name, each in counts.items()}
    digest = hashlib.sha256(repr(told).encode()).hexdigest()[:16]
    return f"{played.split()[0]} steps {digest} {seconds:.0f}"
