"""The process that judges one file: what it is given, and how it ends."""

import sys

import pytest

from exportctl.core import judging
from exportctl.core.judging import judged
from exportctl.core.rules.uploads import PDF, Finding, Judgement
from tests.core.hostile_files import HOSTILE
from tests.core.made_files import pdf

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(pdf())
    return path


def test_a_file_is_judged_in_another_process(file):
    assert judged(file, name="offer.pdf", media_type=PDF) == Judgement()

    file.write_bytes(HOSTILE["script_escaped.pdf"][0])
    assert judged(file, name="offer.pdf", media_type=PDF) == Judgement(Finding.PROGRAM, "JavaScript")


def start(monkeypatch, code: str) -> None:
    """What the process does instead of judging."""
    monkeypatch.setattr(judging, "START", f"import os, signal, sys, time; {code}")


def judge_by(monkeypatch, code: str) -> None:
    """What stands in place of the rules."""
    stand_in = f"import exportctl.core.rules.uploads as rules\n{code}\nrules.judge = judge\n"
    monkeypatch.setattr(judging, "START", judging.START.replace("main(*sys", f"{stand_in}main(*sys"))


def test_one_that_takes_too_long_is_ended(file, monkeypatch):
    start(monkeypatch, "time.sleep(60)")
    assert judged(file, name="a.pdf", media_type=PDF, seconds=0.3).finding == Finding.TOO_HEAVY


@POSIX
def test_one_that_the_system_ends_took_too_much(file, monkeypatch):
    start(monkeypatch, "os.kill(os.getpid(), signal.SIGKILL)")
    assert judged(file, name="a.pdf", media_type=PDF).finding == Finding.TOO_HEAVY


def test_a_process_that_cannot_judge_says_nothing_of_the_file(file, monkeypatch):
    start(monkeypatch, "sys.exit('no module named x')")
    with pytest.raises(RuntimeError, match="no module named x"):
        judged(file, name="a.pdf", media_type=PDF)


def test_it_knows_none_of_our_secrets(file, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    start(monkeypatch, "sys.exit(','.join(sorted(os.environ)))")
    with pytest.raises(RuntimeError) as raised:
        judged(file, name="a.pdf", media_type=PDF)
    assert "SECRET" not in str(raised.value)
    assert "DATABASE" not in str(raised.value)


@pytest.mark.parametrize(
    ("raised", "finding"), [("MemoryError", Finding.TOO_HEAVY), ("KeyError", Finding.DAMAGED)]
)
def test_whatever_a_file_raises_is_its_finding(file, monkeypatch, raised, finding):
    judge_by(monkeypatch, f"def judge(*_): raise {raised}")
    assert judged(file, name="a.pdf", media_type=PDF).finding == finding


@POSIX
def test_its_memory_ends(file, monkeypatch):
    judge_by(monkeypatch, "def judge(*_): return bytes(3 * 1024**3)")
    assert judged(file, name="a.pdf", media_type=PDF).finding == Finding.TOO_HEAVY
