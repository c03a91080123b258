"""Nobody reads or changes what is somebody else's (docs/guarantees.md, G8): the whole table, cell by cell."""

import os
import re
import subprocess
import sys

from exportctl.local.home import ROOT
from exportctl.local.prove import Finding, World, proof


@proof("G8")
def everybody_is_answered_as_the_tables_say(world: World) -> Finding:
    """Every address with every method, for all thirteen people of the tables."""
    environment = {
        **os.environ,
        "EXPORTCTL_HOME": str(world.cluster.home.path),
        "EXPORTCTL_THOROUGH": "1",
        "LOG_LEVEL": "INFO",
    }
    command = [sys.executable, "-m", "pytest", "-n2", "-q", "tests/house/test_permissions.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-600:]
    found = re.search(r"(\d+) passed", done.stdout)
    return Finding(int(found.group(1)) if found else 0, "rows of the tables, of all thirteen people each")
