"""The rules of the house, read from the syntax tree (docs/architecture.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("exportctl", "controllist", "licensing", "notifications", "verifier")
SOURCES = sorted(
    path
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts and "data" not in path.parts
)
FUNCTION_WALL, FILE_WALL = 50, 400
BANNED_NAMES = {"utils", "helpers", "common", "services", "constants", "signals"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_passes_the_wall():
    long = {relative(path): n for path in SOURCES if (n := len(path.read_text().splitlines())) > FILE_WALL}
    assert not long, f"split by noun: {long}"


def test_no_function_passes_the_wall():
    long = {
        f"{relative(path)}:{node.name}": length
        for path in SOURCES
        for node in functions(path)
        if (length := node.end_lineno - node.lineno + 1) > FUNCTION_WALL
    }
    assert not long, f"take a thought out: {long}"


def test_no_module_is_a_drawer():
    named = [relative(path) for path in SOURCES if BANNED_NAMES & {path.stem, *path.parent.parts}]
    assert not named


def _writes_status(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr in {"update", "bulk_update", "update_or_create"}:
            return any(keyword.arg == "status" for keyword in node.keywords)
        if node.func.attr == "bulk_update":
            return any("status" in ast.dump(argument) for argument in node.args)
    return (
        isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "setattr"
        and "'status'" in ast.dump(node)
    )


def test_nobody_but_transition_writes_a_status():
    """HTTP answers and mailers have a `status`, too: those lines say so where they stand."""
    allowed = {"exportctl/core/transitions.py", "exportctl/core/api/calls.py"}
    writers = [
        f"{relative(path)}:{node.lineno}"
        for path in SOURCES
        if relative(path) not in allowed and "verifier" not in path.parts and "local" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if _writes_status(node)
    ]
    assert not writers


BANNED_CLOCKS = {"now", "utcnow", "today"}


def _reads_a_clock(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    owner = getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
    return node.func.attr in BANNED_CLOCKS and owner in {"timezone", "datetime", "date", "functions"}


# The machine's clock is right for leases, sessions and processes (architecture, rule 3).
MACHINE_CLOCK = ("exportctl/local/", "exportctl/core/actions/notices.py")


def test_only_the_clock_reads_the_clock():
    readers = [
        f"{relative(path)}:{node.lineno}"
        for path in SOURCES
        if not relative(path).startswith(MACHINE_CLOCK)
        for node in ast.walk(ast.parse(path.read_text()))
        if _reads_a_clock(node)
    ]
    assert not readers


@pytest.mark.parametrize(
    "word", ["auto_now", "auto_now_add", "CURRENT_TIMESTAMP", "models.functions import Now"]
)
def test_no_column_keeps_a_clock_of_its_own(word):
    assert not [relative(path) for path in SOURCES if word in path.read_text()]


def test_actions_never_see_a_request_nor_the_clock():
    """The one exception to "time comes in": a cast reads the clock once, after its locks are held."""
    readers = [
        relative(path)
        for path in SOURCES
        if "actions" in path.parts
        and path.name != "positions.py"
        and ("HttpRequest" in (text := path.read_text()) or "clock.now()" in text)
    ]
    assert not readers


@pytest.mark.parametrize("call", [".delay(", ".apply_async(", "on_commit("])
def test_the_unsent_row_is_the_queue(call):
    assert not [relative(path) for path in SOURCES if call in path.read_text()]


@pytest.mark.parametrize("call", ["get_objects_for_user", "has_perm(", "assign_perm", "remove_perm"])
def test_access_is_derived_from_live_seats_alone(call):
    assert not [relative(path) for path in SOURCES if call in path.read_text()]


def test_actions_take_keywords_only_and_are_annotated():
    loose = [
        f"{relative(path)}:{node.name}"
        for path in SOURCES
        if "actions" in path.parts
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and (
            node.args.args or node.returns is None or any(a.annotation is None for a in node.args.kwonlyargs)
        )
    ]
    assert not loose


def _asks_who_proposed(node: ast.AST) -> bool:
    proposer = {"proposed_by", "proposed_by_id"}
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return any(isinstance(side, ast.Attribute) and side.attr in proposer for side in sides)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        asked = {keyword.arg for keyword in node.keywords}
        return name in {"filter", "exclude", "Q"} and bool(asked & proposer)
    return False


def test_who_may_approve_is_asked_in_one_place():
    """Elsewhere it is `may_be_approved_by` or `was_proposed_by`: what a list shows is what the act allows."""
    askers = [
        f"{relative(path)}:{node.lineno}"
        for path in SOURCES
        if relative(path) != "exportctl/core/models/four_eyes.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if _asks_who_proposed(node)
    ]
    assert not askers


# Desks whose queries write no sentence and no address. Add what is clean; take nothing away.
QUERIES_OF_ROWS = ("api", "case", "catalogue", "customs", "oversight", "public")


@pytest.mark.parametrize("desk", QUERIES_OF_ROWS)
def test_queries_return_rows_and_presenters_words(desk):
    speaking = [
        relative(path)
        for path in SOURCES
        if relative(path).startswith(f"exportctl/desks/{desk}/queries/")
        and re.search(r"gettext|reverse\(|format_html", path.read_text())
    ]
    assert not speaking
