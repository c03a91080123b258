"""Children that ended by themselves: when each is started again, and what the monitor says about it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from exportctl.local.children import Child

BACK_OFF = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)  # seconds; the last for good
FORGOTTEN_AFTER = 600.0  # seconds: an end that is longer ago does not count against a child
VITAL_RESTARTS = 3


@dataclass
class History:
    """The ends of one child: those that still count, and the restarts since `./run up`."""

    ends: list[float] = field(default_factory=list)  # monotonic seconds
    due: float | None = None  # when it is started again; None while it runs
    times: int = 0
    last_at: datetime | None = None
    ended: int | None = None  # its last exit code


class Restarts:
    """Decides when a child that ended is due to be started again."""

    def __init__(self, back_off: Sequence[float] = BACK_OFF) -> None:
        self.back_off = back_off
        self.histories: dict[str, History] = {}

    def wait_for(self, child: Child) -> float | None:
        """Seconds until this ended child is started again; None when it is vital and has ended too often."""
        history, now = self.histories.setdefault(child.name, History()), time.monotonic()
        history.ends = [end for end in history.ends if now - end < FORGOTTEN_AFTER]
        earlier = len(history.ends)
        if child.vital and earlier >= VITAL_RESTARTS:
            return None
        wait = self.back_off[min(earlier, len(self.back_off) - 1)]
        history.ends.append(now)
        history.due, history.ended = now + wait, child.ended
        return wait

    def is_expected(self, child: Child) -> bool:
        """Is it known that this child has ended?"""
        return self._due(child) is not None

    def is_due(self, child: Child) -> bool:
        due = self._due(child)
        return due is not None and time.monotonic() >= due

    def record(self, child: Child) -> None:
        """It has been started again, or at least tried: an end from now on is another one."""
        history = self.histories[child.name]
        history.due, history.times, history.last_at = None, history.times + 1, datetime.now(UTC)

    def rows(self) -> list[dict[str, Any]]:
        """For `restarts.json`: each process that was started again since `./run up`."""
        return [
            {
                "process": name,
                "times": history.times,
                "last_at": history.last_at.isoformat(),
                "ended": history.ended,
            }
            for name, history in self.histories.items()
            if history.last_at is not None
        ]

    def _due(self, child: Child) -> float | None:
        history = self.histories.get(child.name)
        return history.due if history else None
