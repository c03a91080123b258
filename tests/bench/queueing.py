"""How long one waits for a free process: callers who come at random, processes that take as long as was measured."""

import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 20_000  # callers, so that a ninety-ninth percentile stands on two hundred


@dataclass(frozen=True)
class Waits:
    """Of `servers` processes: the wait that half of the callers and one in a hundred exceed, and how busy they are."""

    servers: int
    p50: float
    p99: float
    busy: float


def simulate(*, rate: float, times: Sequence[float], servers: int, callers: int = LEAST) -> Waits:
    """First come, first served, with `rate` callers a second; service times are drawn from `times`."""
    chance = random.Random(1)  # the same crowd for every number of processes
    free = [0.0] * servers  # when each is free again
    now, waits, work = 0.0, [], 0.0
    for _caller in range(callers):
        now += chance.expovariate(rate)
        took = chance.choice(times)
        begins = max(now, heapq.heappop(free))
        heapq.heappush(free, begins + took)
        waits.append(begins - now)
        work += took
    waits.sort()
    span = max(now, 1e-9) * servers
    return Waits(servers, waits[callers // 2], waits[int(callers * 0.99)], work / span)


def enough(*, rate: float, times: Sequence[float], longest: float, busiest: float) -> Waits:
    """The fewest processes with which one in a hundred waits longer than `longest`, none of them busier than that."""
    mean = sum(times) / len(times)
    servers = max(1, int(rate * mean))
    while True:
        waits = simulate(rate=rate, times=times, servers=servers)
        if waits.p99 <= longest and waits.busy <= busiest:
            return waits
        servers += 1
