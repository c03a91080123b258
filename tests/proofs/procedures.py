"""Positions and procedures under load and under kills (docs/guarantees.md, G1, G3, G4, G5)."""

import json
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from exportctl.core import clock
from exportctl.core.models import MemberState
from exportctl.local.home import ROOT
from exportctl.local.instance import MANAGE
from exportctl.local.postgres import OWNER
from exportctl.local.prove import Finding, World, proof
from notifications.actions.closing import close_due
from notifications.actions.positions import record_position
from notifications.models import ObjectionProcedure, Position, ProcedureOutcome
from notifications.queries.evidence import evidence_of
from tests.database import in_thread, kill_backend, wait_for_waiter
from tests.factories import NOTIFICATION, make_delegate, make_procedure
from tests.notifications import test_kills as kills

THREADS = 16
OBJECTION = {"stance": "object", "grounds": ["proportionality"], "reason": "Too wide."}


def procedures(count: int, *, days_ago: int) -> list[ObjectionProcedure]:
    """As many open windows, each about an item of its own."""
    at = clock.now() - timedelta(days=days_ago)
    items = ({**NOTIFICATION["item"], "model": f"Model {number}"} for number in range(count))
    return [make_procedure(at=at, item=item) for item in items]


@proof("G1")
def every_acknowledged_position_is_stored_once(world: World) -> Finding:
    with world.database():
        opened = procedures(world.size(10, 2000), days_ago=3)
        voices = [
            make_delegate(code) for code in MemberState.objects.values_list("code", flat=True) if code != "DE"
        ]
        casts = [(each.pk, voice) for _change in range(3) for each in opened for voice in voices]

        def cast(one) -> str:
            procedure_id, voice = one
            return record_position(procedure_id=procedure_id, actor=voice, **OBJECTION).receipt

        receipts = all_at_once(cast, casts)
        stored = set(Position.objects.values_list("receipt", flat=True))
        assert len(receipts) == len(set(receipts)) == len(casts), (
            f"{len(receipts)} of {len(casts)} acknowledged"
        )
        assert stored == set(receipts), f"{len(stored ^ set(receipts))} positions differ"
    return Finding(len(casts), f"positions accepted and stored, {THREADS} threads, none lost, none doubled")


@proof("G3")
def racing_sweepers_close_each_procedure_once(world: World) -> Finding:
    with world.database():
        due = procedures(world.size(100, 2000), days_ago=100)
        began = time.monotonic()
        closed = all_at_once(lambda at: close_due(at=at), [clock.now()] * 4)
        seconds = time.monotonic() - began
        outcomes = ProcedureOutcome.objects.count()
        assert sum(closed) == outcomes == len(due), (
            f"{sum(closed)} closes, {outcomes} outcomes, {len(due)} due"
        )
        assert seconds < 60, f"the sweep took {seconds:.0f} s"
    return Finding(len(due), f"outcomes by 4 sweepers in {seconds:.1f} s, each exactly once")


@proof("G4")
def whoever_holds_the_evidence_recomputes_the_outcome(world: World) -> Finding:
    with world.demonstration():
        at, checked = clock.now(), 0
        file = Path(world.cluster.state) / "evidence.json"
        for procedure in ObjectionProcedure.objects.exclude(status="open"):
            file.write_text(json.dumps(evidence_of(procedure, at=at)), encoding="utf-8")
            assert verified(file), f"{procedure.reference} does not verify"
            checked += 1
            forged = json.loads(file.read_text())
            forged["outcome"] = "lapsed" if forged["outcome"] == "listed" else "listed"
            file.write_text(json.dumps(forged), encoding="utf-8")
            assert not verified(file), f"{procedure.reference} verifies with another outcome"
    return Finding(checked, "closed procedures of the demo data recomputed, each forgery refused")


@proof("G5")
def a_kill_leaves_all_or_nothing(world: World) -> Finding:
    """At each of the named statements, of the backend and of the worker in turn."""
    done = 0
    for _round in range(world.size(20, 100)):
        for statement in kills.STAGES.values():
            for kill in (close_under_killed_backend, close_under_killed_worker):
                kill(world, statement)
                done += 1
    return Finding(done, "SIGKILLs between named statements of a close: 0 missing, 0 double")


def close_under_killed_backend(world: World, statement: str) -> None:
    with world.database() as clone, closing(clone.connect(OWNER)) as holder:
        due = make_procedure(at=clock.now() - timedelta(days=100))
        holder.cursor().execute(statement)
        victim = in_thread(close_due, at=clock.now())
        wait_for_waiter(clone)
        kill_backend(clone, kills.waiting_backend(clone))
        assert victim.exception(20) is not None, "the killed close reported success"
        assert kills.nothing_happened(), "half a close was left"
        close_due(at=clock.now())
        kills.everything_happened_once(due)


def close_under_killed_worker(world: World, statement: str) -> None:
    with world.database() as clone, closing(clone.connect(OWNER)) as holder:
        due = make_procedure(at=clock.now() - timedelta(days=100))
        holder.cursor().execute(statement)
        worker = subprocess.Popen([*MANAGE, "close_due"], env=clone.environment, stderr=subprocess.DEVNULL)
        wait_for_waiter(clone, within=60)
        worker.kill()
        worker.wait()
        holder.rollback()
        close_due(at=clock.now())
        kills.everything_happened_once(due)


def all_at_once(work, arguments: list) -> list:
    """`work` on each, by threads that each have a connection of their own."""
    parts = [arguments[start::THREADS] for start in range(min(THREADS, len(arguments)))]
    futures = [in_thread(lambda part: [work(argument) for argument in part], part) for part in parts]
    return [found for future in futures for found in future.result()]


def verified(file: Path) -> bool:
    return subprocess.run([sys.executable, ROOT / "run", "verify", file], capture_output=True).returncode == 0
