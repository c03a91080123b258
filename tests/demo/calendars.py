"""The calendars that the product is shipped with, read without a database."""

import json
from datetime import date
from functools import cache

from exportctl.core.calendar import Calendar
from exportctl.local.home import ROOT

DATA = ROOT / "exportctl/core/data"


@cache
def shipped_calendars() -> dict[str, Calendar]:
    holidays = json.loads((DATA / "holidays.json").read_text(encoding="utf-8"))
    states = json.loads((DATA / "member_states.json").read_text(encoding="utf-8"))["states"]
    years = frozenset(holidays["years"])
    return {
        state["code"]: Calendar(
            state["code"],
            state["timezone"],
            frozenset(date.fromisoformat(day["on"]) for day in holidays["states"][state["code"]]),
            years,
        )
        for state in states
    }
