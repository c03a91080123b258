"""`./run prove [NAME …] [--full]`: the heavy proofs of docs/guarantees.md, a line each, resumable.

A proof is a function in tests/proofs/, registered by `@proof("G1")`. It gets a `World` and returns what it
found; a promise that does not hold is a raised AssertionError.
"""

import argparse
import contextlib
import importlib
import json
import os
import pkgutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exportctl.local.cluster import Clone, Cluster
from exportctl.local.home import ROOT, Home
from exportctl.local.instance import product_digest
from exportctl.local.site import Site, serving
from exportctl.local.supervisor import say


@dataclass(frozen=True)
class Finding:
    """What a proof saw: how many tries, and the figure that the promise is about."""

    n: int
    figure: str


@dataclass(frozen=True)
class World:
    """What a proof may use. Its databases are durable: a kill loses nothing that was acknowledged."""

    cluster: Cluster
    full: bool
    ledger: "Ledger | None" = None

    def once(self, part: str, find: Callable[[], str]) -> str:
        """What `find` finds of one part of a proof (`G32 2028-02-29`); a run that goes on does not ask again.

        A part that raises is asked again.
        """
        known = self.ledger.passed() if self.ledger else {}
        if line := known.get(part):
            return line.removeprefix(f"{part} ok ")
        result = find()
        if self.ledger:
            self.ledger.write(part, f"{part} ok {result}")
        return result

    def size(self, quick: int, full: int) -> int:
        return full if self.full else quick

    @contextlib.contextmanager
    def database(self) -> Iterator[Clone]:
        """A migrated database for this proof alone; Django's connection is to it.

        It is marked a demonstration: elsewhere nothing is decided on what is not law.
        """
        from tests.database import mark_demonstration, pointed_at

        with self.cluster.cloned() as clone, pointed_at(clone):
            mark_demonstration(clone)
            yield clone

    @contextlib.contextmanager
    def demonstration(self) -> Iterator[Clone]:
        """The same with the demo data, at the fixed present that they end at."""
        from tests.database import pointed_at

        with self.cluster.cloned(self.cluster.seeded()) as clone, pointed_at(clone):
            yield clone

    @contextlib.contextmanager
    def site(self, clone: Clone, *, workers: int = 2) -> Iterator[Site]:
        with serving(clone, workers=workers) as site:
            yield site


class Impossible(Exception):
    """This machine lacks what a proof needs; says what, and how to get it."""


Proof = Callable[[World], Finding]
PROOFS: dict[str, Proof] = {}
NAMES = (*(f"G{number}" for number in range(1, 34)), "failover", "plans")


def proof(name: str) -> Callable[[Proof], Proof]:
    """Register the proof of one promise."""

    def register(function: Proof) -> Proof:
        if name not in NAMES or name in PROOFS:
            raise ValueError(f"{name} is no promise of docs/guarantees.md, or it is proved already.")
        PROOFS[name] = function
        return function

    return register


def prove(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run prove", description="Run the heavy proofs.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="G1 … G33, failover, plans; all when none is given"
    )
    parser.add_argument("--full", action="store_true", help="the largest sizes")
    parser.add_argument("--again", action="store_true", help="also those that this commit has passed")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"{', '.join(sorted(unknown))}: there are {', '.join(NAMES)}")
    names = [name for name in NAMES if not options.names or name in options.names]
    home = Home.of_environment()
    ledger = Ledger(home.path / "proofs" / f"{commit()}{'-full' if options.full else ''}.json")
    if options.again:
        ledger.forget(names)
    known = ledger.passed()
    with workshop(home, "tests.proofs") as cluster:
        if any(name in PROOFS and name not in known for name in names):
            say("Preparing a database …")
            cluster.start()
        world = World(cluster, options.full, ledger)
        lines = [line_of(name, known, ledger, world) for name in names]
    return 1 if any(" FALLS SHORT " in line for line in lines) else 0


def line_of(name: str, known: dict[str, str], ledger: "Ledger", world: World) -> str:
    """Run one proof, or say why not; printed at once, and remembered."""
    fresh = run if name in PROOFS else skip
    line = known.get(name) or fresh(name, world)
    print(line, flush=True)
    ledger.write(name, line)
    return line


def skip(name: str, _world: World) -> str:
    from tests.proofs.not_yet import REASONS

    return f"{name} SKIPPED n=0 {REASONS[name]}"


def run(name: str, world: World) -> str:
    say(f"Proving {name} …")
    try:
        finding = PROOFS[name](world)
    except Impossible as reason:
        return f"{name} SKIPPED n=0 {first_line(reason)}"
    except AssertionError as shortfall:
        return f"{name} FALLS SHORT n=0 {first_line(shortfall)}"
    except Exception as error:
        traceback.print_exc()
        return f"{name} FALLS SHORT n=0 {type(error).__name__}: {first_line(error)}"
    return f"{name} ok n={finding.n} {finding.figure}"


def first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


@dataclass(frozen=True)
class Ledger:
    """What was found for one state of the code: an interrupted run goes on where it stopped."""

    file: Path

    def passed(self) -> dict[str, str]:
        return {name: line for name, line in self._read().items() if line.startswith(f"{name} ok ")}

    def write(self, name: str, line: str) -> None:
        self._save({**self._read(), name: line})

    def _save(self, lines: dict[str, str]) -> None:
        self.file.parent.mkdir(exist_ok=True)
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps(lines, indent=1), encoding="utf-8")
        draft.replace(self.file)

    def forget(self, names: list[str]) -> None:
        """These proofs, and the parts of them that were finished."""
        lines = {name: line for name, line in self._read().items() if name.split()[0] not in names}
        self._save(lines)

    def _read(self) -> dict[str, str]:
        return json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else {}


def commit() -> str:
    """The checkout's commit; where the product's files differ from it (or there is none), their digest."""
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        git = ["git", "-C", str(ROOT)]
        changed = subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True).stdout
        if not changed:
            head = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
            return head.stdout.strip()
    return f"uncommitted-{product_digest()[:16]}"


@contextlib.contextmanager
def workshop(home: Home, package: str) -> Iterator[Cluster]:
    """A durable server, not started yet, this process as the product, and what `package` registers."""
    import django

    with tempfile.TemporaryDirectory() as state:
        cluster = Cluster(home, Path(state), careless=False)
        os.environ.update(cluster.environment, LOG_LEVEL="CRITICAL")  # killed connections complain by design
        django.setup()
        load(package)
        try:
            yield cluster
        finally:
            cluster.stop()


def load(package: str) -> None:
    """Import every module of a package of proofs or benchmarks: they register themselves."""
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        importlib.import_module(f"{package}.{module.name}")
