"""`./run prove`: every row of the guarantees has a proof or says why not; shortfalls count, results are kept."""

import json

import pytest

from exportctl.local import bench, prove
from exportctl.local.prove import Finding, Impossible, Ledger, World
from tests.proofs import (  # noqa: F401  (registers their proofs)
    any_day,
    authorisations,
    breadth,
    failover,
    not_yet,
    plans,
    procedures,
    seeding,
    uploads,
)


@pytest.fixture
def world() -> World:
    return World(cluster=None, full=False)  # what is tried here touches no database


def test_every_row_is_proved_or_says_why_not():
    assert set(prove.PROOFS) | set(not_yet.REASONS) == set(prove.NAMES)
    assert not set(prove.PROOFS) & set(not_yet.REASONS)


def test_a_proof_that_holds_prints_its_figure(monkeypatch, world):
    monkeypatch.setitem(prove.PROOFS, "G2", lambda world: Finding(world.size(3, 5), "casts"))
    assert prove.run("G2", world) == "G2 ok n=3 casts"


def test_a_promise_that_does_not_hold_falls_short(monkeypatch, world):
    def two_lost(_world: World) -> Finding:
        raise AssertionError("2 lost\nand more")

    monkeypatch.setitem(prove.PROOFS, "G2", two_lost)
    assert prove.run("G2", world) == "G2 FALLS SHORT n=0 2 lost"


def test_what_a_machine_cannot_try_is_skipped_with_the_reason(monkeypatch, tmp_path, world):
    monkeypatch.setattr(any_day, "LIBRARIES", tmp_path)

    assert prove.run("G33", world).startswith("G33 SKIPPED n=0 the machine's clock cannot be moved here")


def test_a_reason_that_has_several_lines_is_told_by_its_first(monkeypatch, world):
    def without_tools(_world: World) -> Finding:
        raise Impossible("no tools\nand more")

    monkeypatch.setitem(prove.PROOFS, "G2", without_tools)
    assert prove.run("G2", world) == "G2 SKIPPED n=0 no tools"


def test_only_what_held_is_not_tried_again(tmp_path, capsys, world):
    ledger = Ledger(tmp_path / "proofs" / "commit.json")
    for line in ("G1 ok n=3 casts", "G2 FALLS SHORT n=0 2 lost", "G9 SKIPPED n=0 not built"):
        ledger.write(line.split()[0], line)

    assert ledger.passed() == {"G1": "G1 ok n=3 casts"}
    assert prove.line_of("G1", ledger.passed(), ledger, world) == "G1 ok n=3 casts"
    assert capsys.readouterr().out == "G1 ok n=3 casts\n"
    assert len(json.loads(ledger.file.read_text())) == 3


def test_a_row_that_is_not_built_is_skipped_with_its_reason(tmp_path, world):
    line = prove.line_of("G9", {}, Ledger(tmp_path / "ledger.json"), world)
    assert line == f"G9 SKIPPED n=0 {not_yet.REASONS['G9']}"


def test_a_measure_is_a_line_of_four():
    assert bench.Measure(12.3456, "ms", 1.5).line("submit") == "submit 12.35 ms 1.5"
    assert bench.Measure(700, "per_second").line("write_off") == "write_off 700 per_second -"


def test_a_finished_part_of_a_proof_is_not_tried_again_until_it_is_forgotten(tmp_path):
    tried = []
    world = World(cluster=None, full=False, ledger=Ledger(tmp_path / "proofs" / "commit.json"))

    def find() -> str:
        tried.append("tried")
        return "891 steps"

    assert [world.once("G32 2028-02-29", find) for _twice in range(2)] == ["891 steps", "891 steps"]
    assert len(tried) == 1
    world.ledger.forget(["G32"])
    assert world.once("G32 2028-02-29", find) == "891 steps"
    assert len(tried) == 2
