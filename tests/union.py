"""The Union as tests know it, read from their own copy of the data (tests/data)."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import holidays

from exportctl.core.calendar import Calendar

DATA = Path(__file__).parent / "data"
YEARS = range(2025, 2031)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PEOPLE = {row["state"]: int(row["people"]) for row in _rows("states_2025.csv")}
ZONES = {row["state"]: row["zone"] for row in _rows("states_2025.csv")}
THRESHOLDS = _rows("qmv_thresholds.csv")


def others(notifying: str) -> dict[str, int]:
    """The participating states' people when `notifying` notifies."""
    return {state: people for state, people in PEOPLE.items() if state != notifying}


@cache
def calendar(state: str) -> Calendar:
    days = holidays.country_holidays(state, years=YEARS, observed=True, categories=("public",))
    inside = frozenset(day for day in days if day.year in YEARS)
    return Calendar(code=state, zone=ZONES[state], holidays=inside, years=frozenset(YEARS))


def plain_calendar(*days_off: date, zone: str = "Europe/Berlin") -> Calendar:
    return Calendar(code="XX", zone=zone, holidays=frozenset(days_off), years=frozenset(YEARS))
