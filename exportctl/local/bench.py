"""`./run bench [NAME …]`: benchmarks. A line each: name, value, unit, ratio to the limit of the same run.

A benchmark is a function in tests/bench/, registered by `@benchmark("worklist_1k")`; it gets a `World` and
returns one `Measure`, or several of one thing: the unit says which.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exportctl.local.home import Home
from exportctl.local.prove import World, workshop
from exportctl.local.supervisor import say

NAMES = (
    "screening_single",
    "screening_batch_1000",
    "screening_list_only_1000",
    "screening_bulk_million",
    "write_off",
    "control_list_unchanged",
    "list_search",
    "close_to_visible",
    "authorisation_pdf",
    "desks",
    "worklist_1k",
    "worklist_100k",
    "case_1k",
    "case_100k",
    "submit",
    "decide",
    "party_matching",
    "item_matching",
    "cold_start",
    "capacity",
)


@dataclass(frozen=True)
class Measure:
    """`ratio` is to the limit that was measured in the same run; None where there is no limit."""

    value: float
    unit: str
    ratio: float | None = None

    def line(self, name: str) -> str:
        return f"{name} {self.value:.4g} {self.unit} {'-' if self.ratio is None else f'{self.ratio:.3g}'}"


Benchmark = Callable[[World], Measure | Sequence[Measure]]
BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(name: str) -> Callable[[Benchmark], Benchmark]:
    """Register the benchmark of one name."""

    def register(function: Benchmark) -> Benchmark:
        if name not in NAMES or name in BENCHMARKS:
            raise ValueError(f"{name} is no benchmark of ours, or it is measured already.")
        BENCHMARKS[name] = function
        return function

    return register


def bench(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    chosen = parser.parse_args(arguments).names
    if unknown := set(chosen) - set(NAMES):
        parser.error(f"{', '.join(sorted(unknown))}: there are {', '.join(NAMES)}")
    names = [name for name in NAMES if not chosen or name in chosen]
    with workshop(Home.of_environment(), "tests.bench") as cluster:
        if missing := [name for name in names if name not in BENCHMARKS]:
            say(f"Not measured in this version: {', '.join(missing)}.")
        measured = [name for name in names if name in BENCHMARKS]
        if measured:
            cluster.start()
        for name in measured:
            say(f"Measuring {name} …")
            figures = BENCHMARKS[name](World(cluster, full=False))
            for figure in [figures] if isinstance(figures, Measure) else figures:
                print(figure.line(name), flush=True)
    return 0
