"""Lines of a story as the content has them, and the steps that they become on a day: order is sequence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from exportctl.core.calendar import Calendar
from exportctl.demo.plan.offices import OPEN_MINUTES, Office

GAP = timedelta(minutes=10)  # at least, between two steps of a story
REST = timedelta(minutes=5)  # at least, between the last step and the present
MIDDAY = 240
COMMISSION = "BE"  # the calendar by which the Commission's officers work: its own is held for one year only


@dataclass(frozen=True)
class Line:
    """One act of a story, some days before the present, or on the last working day before that."""

    days_ago: int
    act: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    apart: bool = False  # on a later working day than the line before it


@dataclass(frozen=True)
class Step:
    """One act at its instant. `office` is where it is done; nobody's where the clock itself acts."""

    at: datetime
    story: str
    thread: str  # what happens in one order: the course of a case, its positions, its exchange …
    act: str
    office: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Present:
    """The instant from which the demonstration looks back, and the offices of all Member States."""

    at: datetime
    offices: Mapping[str, Office]

    @classmethod
    def of(cls, at: datetime, calendars: Mapping[str, Calendar]) -> "Present":
        """To the minute: what happens at the present has happened."""
        offices = {code: Office(calendar) for code, calendar in sorted(calendars.items())}
        return cls(at.replace(second=0, microsecond=0), offices)

    def today(self, code: str) -> date:
        return self.offices[code].calendar.local_date(self.at)

    def last(self, code: str) -> datetime:
        """When the desks there are sorted: the last instant of office hours."""
        return self.offices[code].latest(self.at - REST, minute=OPEN_MINUTES)

    def until(self, code: str) -> datetime:
        """No story goes on after this instant there."""
        return self.offices[code].latest(self.last(code) - GAP, minute=MIDDAY)


def instants(
    lines: Sequence[Line], *, office: Office, today: date, until: datetime, place: int
) -> list[datetime]:
    """An instant for each line, in their order, the last of them not after `until`.

    Reckoned from the last line back: each on its day, or as much earlier as the one after it asks for. So a
    weekend moves steps into the week before and never past each other.
    """
    instants: list[datetime] = []
    for line, minute in reversed(list(zip(lines, minutes(lines, place=place), strict=True))):
        day = office.working_day(today - timedelta(days=line.days_ago))
        at = office.latest(min(office.minute(day, minute), until), minute=minute)
        instants.append(at)
        until = office.day_before(at) if line.apart else at - GAP
    return instants[::-1]


def minutes(lines: Sequence[Line], *, place: int) -> list[int]:
    """Those of one day spread over its hours; `place` shifts them, so that stories differ."""
    percent = 10 + 37 * place % 80
    minutes: list[int] = []
    for _day, group in groupby(lines, key=lambda line: line.days_ago):
        count = len(list(group))
        minutes += [OPEN_MINUTES * (100 * number + percent) // (100 * count) for number in range(count)]
    return minutes
