"""The evidence file: whoever holds it recomputes the procedure with the standard library alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from exportctl.core.api.rendering import dump
from exportctl.core.signing import sign
from notifications.actions.closing import close_due
from notifications.actions.positions import record_position
from notifications.queries.evidence import evidence_of
from tests.factories import DAY, make_delegate, make_procedure
from tests.notifications.test_closing import FIFTEEN_LARGE, OBJECTION, choose
from tests.notifications.test_extensions import extend

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]


def verify(tmp_path, document):
    file = tmp_path / "evidence.json"
    file.write_bytes(dump(document))
    command = [sys.executable, "-I", "-c", "import sys; sys.path.insert(0, sys.argv.pop(1)); import runpy;"
               " runpy.run_module('verifier', run_name='__main__')", str(ROOT), str(file)]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)


def test_an_open_procedure_can_be_recomputed(product_clock, tmp_path):
    procedure = make_procedure()
    record_position(procedure_id=procedure.pk, actor=make_delegate("FR"), **OBJECTION)

    done = verify(tmp_path, evidence_of(procedure, at=product_clock.at))

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("states", [[], FIFTEEN_LARGE])
@pytest.mark.parametrize(
    "rule_set", ["qualified_majority_objection", "single_objection", "unanimous_agreement"]
)
def test_a_closed_one_and_its_outcome_as_well(product_clock, tmp_path, rule_set, states):
    choose(rule_set)
    procedure = make_procedure()
    for state in states:
        record_position(procedure_id=procedure.pk, actor=make_delegate(state), **OBJECTION)
    extend(procedure, at=product_clock.at)
    procedure.refresh_from_db()
    close_due(at=procedure.closes_at)
    procedure.refresh_from_db()

    evidence = evidence_of(procedure, at=procedure.closes_at + DAY)
    done = verify(tmp_path, evidence)

    assert done.returncode == 0, done.stdout + done.stderr
    assert (evidence["status"], evidence["outcome"]) == ("closed", procedure.outcome)
    assert evidence["extension"]["working_days"] == 10


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("outcome", lambda evidence: evidence | {"outcome": "listed"}),
        ("due", lambda evidence: evidence | {"due": evidence["due"] | {"FR": evidence["due"]["FI"]}}),
        ("positions", lambda evidence: evidence | {"positions": evidence["positions"][1:]}),
        ("populations", lambda evidence: evidence | {"populations": evidence["populations"] | {"FR": 1}}),
        ("tally", lambda evidence: evidence | {"tally": evidence["tally"] | {"states": 14}}),
    ],
)
def test_a_changed_figure_is_noticed_even_if_somebody_signs_it_again(product_clock, tmp_path, name, change):
    procedure = make_procedure()
    for state in FIFTEEN_LARGE:
        record_position(procedure_id=procedure.pk, actor=make_delegate(state), **OBJECTION)
    close_due(at=procedure.closes_at)
    procedure.refresh_from_db()
    evidence = json.loads(dump(evidence_of(procedure, at=procedure.closes_at)))

    done = verify(tmp_path, sign(change(evidence)))

    assert done.returncode == 1, f"{name}: {done.stdout}"
