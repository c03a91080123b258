"""`./run test [pytest arguments]`: all tests, each worker on a PostgreSQL of its own, and beside them `./run lint`."""

import os
import subprocess
import sys
import tempfile

from exportctl.local.home import ROOT, Home
from exportctl.local.supervisor import say


def test(arguments: list[str]) -> int:
    """Two workers unless the arguments say otherwise; file names are relative to the checkout.

    Without arguments it is the whole proof: the checks of `./run lint` run meanwhile, and their objection fails it.
    """
    home = Home.of_environment()
    environment = {**os.environ, "EXPORTCTL_HOME": str(home.path)}
    say("Running the tests …")
    workers = [] if any(part.startswith(("-n", "--numprocesses", "--pdb")) for part in arguments) else ["-n2"]
    tests = [sys.executable, "-m", "pytest", *workers, *arguments]
    if arguments:
        return subprocess.call(tests, cwd=ROOT, env=environment)
    return beside(tests, [sys.executable, "-P", "-m", "exportctl.local", "lint"], environment)


def beside(tests: list[str], lint: list[str], environment: dict[str, str]) -> int:
    """Run both at once; what the second says is printed after the first. 0 when both are content."""
    with tempfile.TemporaryFile() as output:
        checks = subprocess.Popen(lint, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            failed = subprocess.call(tests, cwd=ROOT, env=environment)
            objected = checks.wait()
        finally:
            checks.kill()  # after Ctrl-C; an ended process does not mind
            checks.wait()
        output.seek(0)
        print(output.read().decode(errors="replace"), end="", flush=True)
    return failed or objected
