"""Working days and majorities, written a second time from the texts of the law (docs/adr/0003)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Reading:
    """One rule set: its window, what may be added, and the shares; None for what it does not ask."""

    window: int
    most_added: int
    states: Fraction | int | None
    people: Fraction | None = None
    of_all_27: bool = False
    few_cannot_block: bool = False
    in_force: bool = False


READINGS = {
    "qualified_majority_objection": Reading(
        30, 30, Fraction(11, 20), Fraction(13, 20), few_cannot_block=True
    ),
    "qualified_majority_objection_72": Reading(30, 30, Fraction(18, 25), Fraction(13, 20)),
    "four_states_35_percent": Reading(30, 30, 4, Fraction(7, 20), of_all_27=True),
    "single_objection": Reading(10, 20, 1),
    "unanimous_agreement": Reading(30, 30, None, in_force=True),
}


def instant(text: str) -> datetime:
    """An RFC 3339 instant; ValueError without an offset."""
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if found.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return found


def due(opened_at: datetime, working_days: int, calendar: Mapping[str, Any]) -> datetime:
    """The end of the last working day, by Regulation 1182/71: Articles 2(2), 3(1) and 3(2)(b)."""
    holidays = {date.fromisoformat(day) for day in calendar["holidays"]}
    day = opened_at.astimezone(ZoneInfo("Europe/Brussels")).date()
    _held(day, calendar)
    while working_days:
        day += timedelta(days=1)
        _held(day, calendar)
        if day.isoweekday() <= 5 and day not in holidays:
            working_days -= 1
    after = day + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(calendar["zone"])).astimezone(UTC)


def _held(day: date, calendar: Mapping[str, Any]) -> None:
    if day.year not in calendar["years"]:
        raise ValueError(f"the holidays of {day.year} are not in the file")


def tally(
    name: str, participants: list[str], populations: Mapping[str, int], latest: Mapping[str, str]
) -> tuple[dict[str, Any], str]:
    """The tally as it is published, and the outcome that follows. `latest`: each state's counting stance."""
    reading = READINGS[name]
    objecting = sorted(state for state in participants if latest.get(state) == "object")
    agreeing = sum(latest.get(state) == "agree" for state in participants)
    if reading.states is None:
        listed = agreeing == len(participants)
        return _figures(objecting, agreeing, len(participants), None, None), "listed" if listed else "lapsed"
    least = reading.states
    if isinstance(least, Fraction):
        least = _ceiling(least * len(participants))
    reached = len(objecting) >= least
    people = None
    if reading.people is not None:
        total = sum(populations[state] for state in (populations if reading.of_all_27 else participants))
        people = (sum(populations[state] for state in objecting), _ceiling(reading.people * total), total)
        blocked = _can_block(participants, objecting, populations) if reading.few_cannot_block else True
        reached = reached and (people[0] >= people[1] or not blocked)
    return _figures(objecting, len(objecting), least, people, reached), "lapsed" if reached else "listed"


def _can_block(participants: list[str], objecting: list[str], populations: Mapping[str, int]) -> bool:
    """Article 238(3)(a): the fewest members with more than 35 % of the people, plus one, can block."""
    heaviest = sorted((populations[state] for state in participants), reverse=True)
    outside = len(participants) - len(objecting)
    return outside >= 1 and Fraction(sum(heaviest[: outside - 1]), sum(heaviest)) > Fraction(7, 20)


def _figures(
    objecting: list[str], states: int, needed: int, people: tuple[int, int, int] | None, reached: bool | None
) -> dict[str, Any]:
    population, population_needed, total = people or (None, None, None)
    return {
        "objecting": objecting,
        "states": states,
        "states_needed": needed,
        "population": population,
        "population_needed": population_needed,
        "population_total": total,
        "majority_reached": reached,
    }


def _ceiling(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)
