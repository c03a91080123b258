"""The tests know no today (docs/guarantees.md, G33): they pass whatever day the machine says it is."""

import os
import re
import subprocess
import sys
from pathlib import Path

from exportctl.local.home import ROOT
from exportctl.local.prove import Finding, Impossible, World, proof

DAYS = (500, 365, 30, 7, 1)  # the farthest find the most
LIBRARIES = Path("/usr/lib")
ORDINARY = ["tests/controllist", "tests/core", "tests/licensing", "tests/notifications"]


@proof("G33")
def the_tests_pass_on_any_day(world: World) -> Finding:
    """pytest and its PostgreSQL under a machine's clock moved by each of `DAYS`; in full with all tests."""
    library = moved_clock()
    if library is None:
        raise Impossible("the machine's clock cannot be moved here: as root apt-get install faketime")
    chosen = ["tests", "-m", "not browser"] if world.full else ORDINARY
    passed = sum(
        int(world.once(f"G33 {days}", lambda days=days: str(passed_after(days, chosen, library, world))))
        for days in DAYS
    )
    return Finding(passed, f"tests passed, the machine's clock moved by {', '.join(map(str, DAYS))} days")


def moved_clock() -> Path | None:
    """Debian's library that tells a process another time; its variant for threads."""
    return next(iter(sorted(LIBRARIES.glob("*/faketime/libfaketimeMT.so.1"))), None)


def passed_after(days: int, chosen: list[str], library: Path, world: World) -> int:
    environment = {
        **os.environ,
        "EXPORTCTL_HOME": str(world.cluster.home.path),
        "LOG_LEVEL": "INFO",
        "LD_PRELOAD": str(library),
        "FAKETIME": f"+{days}d",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).with_name("moved_clock")), str(ROOT)]),
    }
    command = [sys.executable, "-m", "pytest", "-n2", "-q", "-p", "no:cacheprovider", *chosen]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    failed = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.M)
    assert done.returncode == 0, f"{days} days from now: {', '.join(failed) or done.stderr[-300:]}"
    found = re.search(r"(\d+) passed", done.stdout)
    return int(found.group(1)) if found else 0
