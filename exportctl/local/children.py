"""Processes of ours: each in a session of its own, with a log, a signal to stop by and some patience."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

LARGEST_LOG = 20 * 1024 * 1024
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)
GIVING_WAY = 10  # nice(1)


class Child:
    """One process. Its own session keeps the terminal's Ctrl-C from it: we stop children in order."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        environment: Mapping[str, str],
        stop_by: signal.Signals = signal.SIGTERM,
        patience: float = 30,
        vital: bool = False,
        gives_way: bool = False,
        **options: Any,
    ) -> None:
        """`vital`: without it there is no product; what ends too often is not started again for ever.

        `gives_way`: nobody waits at a page for what it does, and it takes what processors the others leave.
        """
        self.name, self.command, self.log = name, [str(part) for part in command], log
        self.environment, self.stop_by, self.patience, self.options = environment, stop_by, patience, options
        self.vital, self.gives_way = vital, gives_way
        self.process: subprocess.Popen[bytes] | None = None
        self.log_starts_at = 0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with open(self.log, "ab") as log:
            self.log_starts_at = log.tell()
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent(self.stop_by) if sys.platform == "linux" else None,
                **self.options,
            )
        if self.gives_way:
            _give_way(self.process.pid)

    def end_remains(self) -> None:
        """It ended by itself: what it had started in its session ends too, and frees its ports."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def start_again(self) -> None:
        """As before, on the same ports; its log says why there is a gap."""
        with open(self.log, "a", encoding="utf-8") as log:
            log.write(f"--- {self.name} ended by itself ({self.ended}) and is started again\n")
        self.start()

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process else None

    @property
    def ended(self) -> int | None:
        """Its exit code once it has ended."""
        return self.process.poll() if self.process else None

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_by)
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def tail(self, lines: int = 30) -> str:
        """The last lines that it wrote since it was started."""
        with open(self.log, "rb") as log:
            log.seek(self.log_starts_at)
            return "\n".join(log.read().decode("utf-8", "replace").splitlines()[-lines:])


def wait_until(ready: Callable[[], bool], *, within: float, check: Callable[[], None]) -> bool:
    """Ask until it is ready; `check` raises when there is no point in waiting on."""
    ends = time.monotonic() + within
    while not ready():
        check()
        if time.monotonic() > ends:
            return False
        time.sleep(0.03)
    return True


def _die_with_parent(by: signal.Signals) -> Callable[[], None]:
    """Linux tells a child when its parent is gone: a killed supervisor leaves nothing running."""
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(SET_PARENT_DEATH_SIGNAL, int(by), 0, 0, 0)


def _give_way(pid: int) -> None:
    """Linux shares processors by session first (sched(7), autogroups): the session gives way, and what it starts."""
    with contextlib.suppress(OSError):  # it ended at once, or this kernel has no autogroups
        os.setpriority(os.PRIO_PROCESS, pid, GIVING_WAY)
        Path(f"/proc/{pid}/autogroup").write_text(str(GIVING_WAY))
