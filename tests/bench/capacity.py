"""`capacity`: how many web processes the Union's load takes, by a simulation of queues over times measured here."""

import sys
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
    drawn = [took for name, rate in LOAD.items() for took in times[name] * round(rate / 5)]
    rate = sum(LOAD.values())
    figures = []
    for unit, factor in (("average", 1), ("peak", 10)):
        waits = enough(rate=factor * rate, times=drawn, longest=LONGEST, busiest=BUSIEST)
        line = f"{factor * rate:.0f} calls/s: {waits.servers} processes, {100 * waits.busy:.0f} % busy, "
        sys.stdout.write(f"  {line}p50 wait {1000 * waits.p50:.0f} ms, p99 wait {1000 * waits.p99:.0f} ms\n")
        figures.append(Measure(waits.servers, f"processes-{unit}"))
    return figures


def measured(name: str, call: Any) -> list[float]:
    """Django's whole stack and PostgreSQL, one after the other; what a process reads once is read before."""
    for _round in range(3):
        call()
    wall, cpu = [], []
    for _round in range(ROUNDS):
        start, busy = perf_counter(), process_time()
        answer = call()
        wall.append(perf_counter() - start)
        cpu.append(process_time() - busy)
        assert answer.status_code in (200, 201)
    middle = (1000 * sorted(each)[ROUNDS // 2] for each in (wall, cpu))
    sys.stdout.write("  {}: {:.1f} ms, of which {:.1f} ms in the web process\n".format(name, *middle))
    return wall
