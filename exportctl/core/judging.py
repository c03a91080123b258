"""The judgement of one file in a process of its own, whose time and memory end: a poisonous file kills that one alone.
The process knows the rules and nothing else: no settings, no database, none of this process's secrets.
"""

import json
import logging
import os
import subprocess
import sys
import traceback
from pathlib import Path

from exportctl.core.rules.uploads import Finding, Judgement

CPU_SECONDS = 45
SECONDS = 120  # on the wall: the machine may be busy
MEMORY = 1024**3  # octets of addresses, the interpreter's own among them
ROOT = Path(__file__).resolve().parents[2]
PASSED_ON = ("PATH", "LANG", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "SYSTEMROOT")

# The package without what its own start brings (Celery): half of the second that a judgement takes.
START = f"""import sys, types
package = types.ModuleType("exportctl")
package.__path__ = [{str(ROOT / "exportctl")!r}]
sys.modules["exportctl"] = package
from exportctl.core.judging import main
main(*sys.argv[1:])
"""

log = logging.getLogger(__name__)


def judged(path: Path, *, name: str, media_type: str, seconds: float = SECONDS) -> Judgement:
    """What is found in the file at `path`; TOO_HEAVY when its process had to be ended. Raises RuntimeError
    when no judgement can be made of any file."""
    environment = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    command = [sys.executable, "-P", "-c", START, name, media_type]
    with path.open("rb") as content:
        try:
            done = subprocess.run(
                command,
                stdin=content,
                capture_output=True,
                timeout=seconds,
                env={**environment, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
                cwd=path.parent,
            )
        except subprocess.TimeoutExpired:
            return Judgement(Finding.TOO_HEAVY)
    if done.returncode < 0:  # by a signal: its time had run out, or the system's memory
        return Judgement(Finding.TOO_HEAVY)
    if done.returncode:
        raise RuntimeError(f"no judgement: {done.stderr.decode(errors='replace')[-500:]}")
    if done.stderr:
        log.warning("of %s: %s", path.name, done.stderr.decode(errors="replace")[-2000:])
    return Judgement(**json.loads(done.stdout))


def main(name: str, media_type: str) -> None:
    """Judge standard input and print the judgement. Whatever is raised by a file says that it cannot be read."""
    from exportctl.core.rules.uploads import judge

    logging.disable(logging.CRITICAL)  # pypdf tells of every small mistake in a file
    _set_limits()
    try:
        judgement = judge(sys.stdin.buffer.read(), name, media_type)
    except MemoryError:
        judgement = Judgement(Finding.TOO_HEAVY)
    except Exception:
        traceback.print_exc()
        judgement = Judgement(Finding.DAMAGED)
    sys.stdout.write(json.dumps({"finding": judgement.finding, "detail": judgement.detail}))


def _set_limits() -> None:
    try:
        import resource
    except ImportError:  # Windows: only the time on the wall ends
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
