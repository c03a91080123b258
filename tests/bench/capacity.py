"""`capacity`: how many web processes the Union's load takes, by a simulation of queues over times measured here."""

import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from time import perf_counter, process_time
from typing import Any

from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from exportctl.local.supervisor import say
from tests.bench.queueing import enough
from tests.database import pointed_at
from tests.proofs.plans import hot

SCALE = "0.01"
ROUNDS = 40
LONGEST, BUSIEST = 0.05, 0.7  # seconds that one in a hundred may wait; the rest is for a zone that fails
# A second, on average and at ten times that: a declaration is screened with ten lines, every third is written off; two
# thousand officers and customs officers turn a page every minute and a half, the list is searched.
LOAD = {
    "a screening of ten lines": 30.0,
    "a write-off": 10.0,
    "the worklist": 10.0,
    "an open case": 10.0,
    "the list’s search": 5.0,
}


@benchmark("capacity")
def capacity(world: World) -> list[Measure]:
    """Its value is the number of processes at ten times the average; each measured time is printed."""
    world.cluster.collect_static_files()
    with world.cluster.cloned() as clone:
        say(f"Seeding {SCALE} of the Union …")
        clone.manage("seed_union", "--scale", SCALE, "--skip-checks")
        with pointed_at(clone):
            calls = hot()
            times = {name: measured(name, calls[name]) for name in LOAD}
    drawn = [took.whole for name, rate in LOAD.items() for took in times[name] * round(rate / 5)]
    rate = sum(LOAD.values())
    figures = []
    for unit, factor in (("average", 1), ("peak", 10)):
        waits = enough(rate=factor * rate, times=drawn, longest=LONGEST, busiest=BUSIEST)
        web, database = (
            sum(factor * LOAD[name] * mean(getattr(took, part) for took in times[name]) for name in LOAD)
            for part in ("web", "database")
        )
        sys.stdout.write(
            f"  {factor * rate:.0f} calls/s: {waits.servers} processes, {100 * waits.busy:.0f} % busy, p99 wait"
            f" {1000 * waits.p99:.0f} ms; {web:.1f} cores of web, {database:.1f} cores of PostgreSQL\n"
        )
        figures.append(Measure(waits.servers, f"processes-{unit}"))
    return figures


@dataclass(frozen=True)
class Took:
    """Seconds of processor of one call: other work on the same machine makes them no longer."""

    web: float
    database: float

    @property
    def whole(self) -> float:
        return self.web + self.database


def measured(name: str, call: Any) -> list[Took]:
    """Django's whole stack and PostgreSQL, one after the other; what a process reads once is read before."""
    from django.db import connection

    for _round in range(3):
        call()
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    times, wall = [], []
    for _round in range(ROUNDS):
        began, busy, worked = perf_counter(), process_time(), nanoseconds(backend)
        answer = call()
        took = Took(process_time() - busy, (nanoseconds(backend) - worked) / 1e9)
        wall.append(perf_counter() - began)
        times.append(took)
        assert answer.status_code in (200, 201)
    web, database = (1000 * median(getattr(each, part) for each in times) for part in ("web", "database"))
    sys.stdout.write(
        f"  {name}: {web:.1f} ms of web, {database:.1f} ms of PostgreSQL ({1000 * median(wall):.0f} ms of the wall)\n"
    )
    return times


def nanoseconds(backend: Path) -> int:
    """That this server process has run so far."""
    return int(backend.read_text().split()[0])
