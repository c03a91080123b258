"""`./run test` as a whole: the tests and, beside them, the checks of `./run lint`; either may fail it."""

import os
import sys

import pytest

from exportctl.local import test as testing


def python(statement: str) -> list[str]:
    return [sys.executable, "-c", statement]


CONTENT, FALLEN, OBJECTING = python("pass"), python("exit(3)"), python("print('mypy objects'); exit(1)")


@pytest.mark.parametrize(
    ("tests", "lint", "code"),
    [(CONTENT, CONTENT, 0), (FALLEN, CONTENT, 3), (CONTENT, OBJECTING, 1), (FALLEN, OBJECTING, 3)],
)
def test_the_run_fails_when_either_does(tests, lint, code, capsys):
    assert testing.beside(tests, lint, dict(os.environ)) == code
    assert ("mypy objects" in capsys.readouterr().out) == (lint is OBJECTING)


def test_chosen_tests_are_run_without_the_checks(monkeypatch):
    called = []
    monkeypatch.setattr(testing.subprocess, "call", lambda command, **_: called.append(command) or 0)

    assert testing.test(["-q", "tests/local"]) == 0
    assert [command[1:] for command in called] == [["-m", "pytest", "-n2", "-q", "tests/local"]]
