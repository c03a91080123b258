"""Tables of which an ordinary test run tries a part, tried whole (docs/guarantees.md, G8, G23, G27)."""

import os
import re
import subprocess
import sys

from exportctl.local.home import ROOT
from exportctl.local.prove import Finding, World, proof


@proof("G8")
def everybody_is_answered_as_the_tables_say(world: World) -> Finding:
    """Every address with every method, for all thirteen people of the tables; every message leads somewhere."""
    files = ("permissions", "double_presses", "todos")
    passed = thoroughly(world, *(f"tests/house/test_{name}.py" for name in files))
    return Finding(passed, "rows of the tables, of all thirteen people each")


@proof("G23")
def wrong_input_is_answered_in_words(world: World) -> Finding:
    """A hundred calls right and a hundred wrong, of each operation, by three people."""
    passed = thoroughly(world, "tests/house/test_schema.py")
    return Finding(passed, "operations of REST, 600 drawn calls each, none answered 500")


@proof("G27")
def every_page_keeps_its_own_policy(world: World) -> Finding:
    """Every page in a browser: its policy, its colours and widths, and the ways through the product."""
    passed = thoroughly(world, "tests/journeys")
    return Finding(passed, "walks in a browser; no page broke its policy or failed axe")


def thoroughly(world: World, *files: str) -> int:
    """Run test files with all that they know, on servers of their own; returns how many tests passed."""
    environment = {
        **os.environ,
        "EXPORTCTL_HOME": str(world.cluster.home.path),
        "EXPORTCTL_THOROUGH": "1",
        "LOG_LEVEL": "INFO",
    }
    command = [sys.executable, "-m", "pytest", "-n2", "-q", *files]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.M)
    assert done.returncode == 0, f"{len(failed)} failed: {', '.join(failed[:20]) or done.stdout[-600:]}"
    found = re.search(r"(\d+) passed", done.stdout)
    return int(found.group(1)) if found else 0
