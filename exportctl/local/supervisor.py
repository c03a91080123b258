"""Starts processes in order, watches them, starts again what ended by itself, stops them in reverse.

While they start, any death ends it all: what never ran is not started again. From then on every child is started
again, the later the more often it ended; PostgreSQL and the web three times within ten minutes, the others for ever.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

from exportctl.local.children import Child, wait_until
from exportctl.local.restarts import Restarts


class Stopped(Exception):
    """Somebody asked us to stop."""


class ChildDied(Exception):
    def __init__(self, child: Child) -> None:
        super().__init__(f"The {child.name} process ended by itself ({child.ended}).")
        self.child = child


def say(line: str) -> None:
    """Progress; stdout belongs to results."""
    print(line, file=sys.stderr, flush=True)


class Supervisor:
    def __init__(self, restarts: Restarts | None = None) -> None:
        self.children: list[Child] = []
        self.stop_asked = False
        self.restarts = restarts or Restarts()
        self.after_restart: Callable[[], None] = lambda: None

    def listen(self) -> None:
        """From now on Ctrl-C and SIGTERM are noticed where we wait, never in the middle of a step."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop_asked = True

    def check(self) -> None:
        if self.stop_asked:
            raise Stopped
        for child in self.children:
            if child.ended is not None:
                raise ChildDied(child)

    def start(self, child: Child) -> None:
        self.children.append(child)
        child.start()
        self.check()

    def wait_for(self, what: str, ready: Callable[[], bool], *, within: float) -> None:
        if not wait_until(ready, within=within, check=self.check):
            raise RuntimeError(f"{what} did not answer within {within:.0f} seconds.")

    def finish(
        self, name: str, command: Sequence[str | Path], *, environment: Mapping[str, str], log: Path
    ) -> None:
        """Run a step to its end; a stop that is asked for meanwhile ends it."""
        step = Child(name, command, log=log, environment=environment)
        step.start()
        try:
            wait_until(lambda: step.ended is not None, within=float("inf"), check=self.check)
        finally:
            step.stop()
        if step.ended:
            raise ChildDied(step)

    def watch(self) -> None:
        """Until somebody asks us to stop, or a vital child has ended too often."""
        while True:
            if self.stop_asked:
                raise Stopped
            for child in self.children:
                self._look_after(child)
            time.sleep(0.2)

    def _look_after(self, child: Child) -> None:
        if child.ended is None:
            return
        if not self.restarts.is_expected(child):
            child.end_remains()
            wait = self.restarts.wait_for(child)
            if wait is None:
                raise ChildDied(child)
            say(f"The {child.name} process ended by itself ({child.ended}). Started again in {wait:g} s.")
        elif self.restarts.is_due(child):
            self._start_again(child)

    def _start_again(self, child: Child) -> None:
        self.restarts.record(child)
        try:
            child.start_again()
        except OSError as error:  # no memory, no files left: counted as one more end
            say(f"The {child.name} process could not be started: {error}")
        self.after_restart()

    def stop(self) -> None:
        """The last started goes first: nobody loses the server that it still talks to."""
        for child in reversed(self.children):
            child.stop()

    def run(self, start: Callable[[], None]) -> int:
        """Start, watch, stop. 0 when asked to stop, 1 when something failed, its log shown."""
        try:
            start()
            self.watch()
        except Stopped:
            say("Stopping …")
            return 0
        except ChildDied as death:
            say(f"{death}\nThe end of {death.child.log}:\n{death.child.tail()}")
            return 1
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            say(str(error))
            return 1
        finally:
            self.stop()
        return 0
