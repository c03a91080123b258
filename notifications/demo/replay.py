"""The demonstration's history, replayed through the product's own actions on the product's clock."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from exportctl.core import clock
from exportctl.core.models import User
from exportctl.core.references import BRUSSELS
from notifications.actions.closing import close_due
from notifications.models import ObjectionProcedure
from notifications.queries.delegate import calendar_in

Act = Callable[[datetime], None]
GRACE = timedelta(seconds=20)  # the sweep's usual delay after a window's end


@dataclass(order=True)
class Step:
    at: datetime
    order: int
    act: Act = field(compare=False)


class Replay:
    """Steps in the order of their instants. A step may plan others; those after the present never happen."""

    def __init__(self, *, people: dict[str, User], present: datetime) -> None:
        self.people = people
        self.present = present
        self._steps: list[Step] = []
        self._order = count()

    def plan(self, at: datetime, act: Act) -> None:
        if at < self.present:
            heapq.heappush(self._steps, Step(at, next(self._order), act))

    def run(self) -> int:
        """Play every step; returns how many there were."""
        played = 0
        while self._steps:
            step = heapq.heappop(self._steps)
            clock.move_to(step.at)
            step.act(step.at)
            played += 1
        return played

    def office_hour(self, days_ago: float, *, key: str) -> datetime:
        """A believable instant on a weekday about `days_ago` days ago, the same for the same key."""
        day = (self.present - timedelta(days=days_ago)).astimezone(BRUSSELS).date()
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return min(self.at(day, key=key), self.present - timedelta(minutes=5))

    def at(self, day: date, *, key: str, zone: str = "Europe/Brussels") -> datetime:
        """Between 8:30 and 16:30 of `day` there, by the key."""
        minutes = int(sha256(key.encode()).hexdigest()[:6], 16) % 480
        return datetime.combine(day, time(8, 30), tzinfo=ZoneInfo(zone)) + timedelta(minutes=minutes)

    def watch(self, procedure: ObjectionProcedure) -> None:
        """Close the procedure when its time comes."""
        self.plan(procedure.closes_at + GRACE, _close)

    def positions(
        self, procedure: ObjectionProcedure, given: list[dict[str, Any]], cast: Callable[..., None]
    ) -> None:
        """Each position on its working day of its own state's window."""
        opened_on = date.fromisoformat(procedure.frozen["opened_on"])
        for number, said in enumerate(given):
            calendar = calendar_in(procedure, said["state"])
            day = calendar.last_day(opened_on, said["working_day"])
            key = f"{procedure.reference} {number:02}"
            self.plan(self.at(day, key=key, zone=calendar.zone), _casting(cast, procedure, said))


def _close(at: datetime) -> None:
    close_due(at=at)


def _casting(cast: Callable[..., None], procedure: ObjectionProcedure, said: dict[str, Any]) -> Act:
    def act(at: datetime) -> None:
        cast(procedure, said)

    return act
