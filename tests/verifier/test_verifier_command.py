"""The command as people run it: another process, no site-packages, nothing of the product."""

import ast
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.verifier.samples import PUBLIC, audit, evidence, proof, some_positions

ROOT = Path(__file__).parents[2]
FINGERPRINT = sha256(PUBLIC).hexdigest()


def verify(*arguments):
    """Isolated from the environment and without site-packages: the standard library is all there is."""
    command = [sys.executable, "-E", "-S", "-m", "verifier", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def stored(tmp_path):
    def store(document):
        file = tmp_path / "file.json"
        file.write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")
        return file

    return store


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (evidence(positions=some_positions()), "valid: evidence of procedure P-2026-0031"),
        (proof(), "valid: proof of list entry CS-0004"),
        (audit(), "valid: audit trail of 6 events"),
    ],
    ids=["evidence", "proof", "audit"],
)
def test_a_valid_file_is_exit_0_and_shows_whose_key_it_was(stored, document, title):
    run = verify(stored(document))

    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-1] == title
    assert FINGERPRINT in run.stdout.replace(" ", "")


def test_a_changed_file_is_exit_1_and_says_what_is_wrong(stored):
    document = evidence(positions=some_positions())
    document["tally"]["states"] = 26

    run = verify(stored(document))

    assert run.returncode == 1
    assert "tally: states is 26; counted again it is 1" in run.stdout
    assert "not valid: evidence of procedure P-2026-0031" in run.stdout


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}"])
def test_an_unreadable_file_is_exit_2(tmp_path, text):
    file = tmp_path / "file.json"
    file.write_text(text, encoding="utf-8")

    run = verify(file)

    assert run.returncode == 2
    assert run.stdout.startswith("unreadable: ")


def test_a_file_that_is_not_there_is_exit_2(tmp_path):
    assert verify(tmp_path / "nothing").returncode == 2


@pytest.mark.parametrize(
    "key",
    [
        PUBLIC.hex(),
        PUBLIC.hex().upper(),
        FINGERPRINT,
        " ".join(FINGERPRINT[at : at + 4] for at in range(0, 64, 4)),
    ],
)
def test_the_expected_key_may_be_given_in_hex_or_as_its_fingerprint(stored, key):
    assert verify(stored(proof()), "--key", key).returncode == 0


@pytest.mark.parametrize("key", ["00" * 32, "nonsense"])
def test_another_key_than_the_expected_one_is_exit_1(stored, key):
    run = verify(stored(proof()), "--key", key)

    assert run.returncode == 1
    assert "signed with another key than the one you gave" in run.stdout


def test_the_verifier_imports_the_standard_library_alone():
    imported = set()
    for file in (ROOT / "verifier").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0
                imported.add(node.module.partition(".")[0])

    assert imported <= sys.stdlib_module_names | {"verifier"}
