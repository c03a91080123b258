"""`./run test [pytest arguments]`: all tests, each worker on a PostgreSQL of its own."""

import os
import subprocess
import sys

from exportctl.local.home import ROOT, Home
from exportctl.local.supervisor import say


def test(arguments: list[str]) -> int:
    """Two workers unless the arguments say otherwise; file names are relative to the checkout."""
    home = Home.of_environment()
    say("Running the tests …")
    workers = [] if any(part.startswith(("-n", "--numprocesses", "--pdb")) for part in arguments) else ["-n2"]
    command = [sys.executable, "-m", "pytest", *workers, *arguments]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "EXPORTCTL_HOME": str(home.path)})
