"""The simulation behind the numbers of processes in docs/scale.md, against what is known of queues."""

import random

import pytest

from tests.bench.queueing import enough, simulate


def test_one_process_waits_as_the_formula_says():
    chance = random.Random(7)
    times = [chance.expovariate(1.0) for _each in range(20_000)]
    waits = simulate(rate=0.5, times=times, servers=1, callers=200_000)
    # M/M/1 with a load of one half: half of all find it free, and one in a hundred waits ln(50) / (1 - 0.5).
    assert waits.busy == pytest.approx(0.5, rel=0.05)
    assert waits.p50 < 0.1
    assert waits.p99 == pytest.approx(7.8, rel=0.15)


def test_as_few_as_are_enough():
    waits = enough(rate=100, times=[0.02], longest=0.05, busiest=0.7)
    assert waits.servers == 3
    assert waits.p99 <= 0.05
    assert enough(rate=1, times=[0.001], longest=0.05, busiest=0.7).servers == 1
