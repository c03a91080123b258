"""How a decision is contested, by the law of the authority's state, as far as we hold it."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from exportctl.core.calendar import Calendar
from exportctl.core.errors import YearsNotHeld
from licensing.rules.appeals import Period, Unit, last_day_to_appeal

DATA = Path(__file__).resolve().parent.parent / "data" / "appeals.json"


@dataclass(frozen=True)
class Appeal:
    """The first remedy against a decision: its name, where it is lodged, the period, and how certain the data is."""

    kind: str  # court, objection (with the authority or the one above it), board
    body: str  # as it is called there
    period: Period
    law: str
    through_authority: bool  # lodged with the authority that decided
    confidence_percent: int
    last_day: (
        date | None
    )  # None until the day of service is known, and where the calendar of that year is not held


@cache
def _rows() -> dict[str, dict[str, Any]]:
    periods = json.loads(DATA.read_text(encoding="utf-8"))
    return {row["state"]: row for row in periods["appeals"]}


def appeal_of(state: str, *, served_on: date | None, calendar: Calendar) -> Appeal | None:
    """The remedy by the law of `state`; None where no data is held. Its last day counts from service."""
    row = _rows().get(state)
    if row is None:
        return None
    period = Period(row["period"]["count"], Unit(row["period"]["unit"]))
    return Appeal(
        kind=row["kind"],
        body=row["body"],
        period=period,
        law=row["law"],
        through_authority=row["through_authority"],
        confidence_percent=row["confidence_percent"],
        last_day=_last_day(served_on, period, calendar) if served_on else None,
    )


def _last_day(served_on: date, period: Period, calendar: Calendar) -> date | None:
    try:
        return last_day_to_appeal(notified_on=served_on, period=period, calendar=calendar)
    except YearsNotHeld:
        return None
