"""The answers of the public calculators, for people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.formatting import day_and_month
from exportctl.core.models import PublicHoliday
from exportctl.core.queries.reference import member_states
from notifications.look.states import TILES
from notifications.queries.calculators import Deadline, Majority
from notifications.queries.populations import bases_of, warnings
from notifications.queries.rule_set_wording import regime_in_words, rule_in_words
from notifications.queries.tally_page import missing_in_words
from notifications.rules.machines import Outcome
from notifications.rules.majority import blocking_minority
from notifications.rules.rule_sets import Decision
from notifications.rules.tally import what_is_missing

FRIDAY = 5
MOST_NAMED = 3  # states in a sentence; of more, their number


def tiles(states: Mapping[str, str]) -> list[dict[str, str]]:
    """The 27 in the order in which the eye meets them on the map, row by row; `states`: names by code."""
    by_place = sorted(TILES, key=lambda code: (TILES[code][1], TILES[code][0]))
    return [{"code": code, "name": states[code]} for code in by_place if code in states]


def majority_in_words(answer: Majority, *, chosen: Collection[str], on: date) -> dict[str, Any]:
    """The bars with their sentence, the rule, its regime, and the figures it was counted from, as of `on`."""
    count, rules, people = answer.count, answer.rules, answer.people
    agreement = rules.decision == Decision.ALL_AGREE
    listed = count.outcome == Outcome.LISTED
    return {
        "bars": {
            "states": count.states,
            "states_needed": count.states_needed,
            "participating": len(people),
            "population": count.population,
            "population_needed": count.population_needed,
            "population_total": count.population_total,
            "majority_reached": bool(count.majority_reached),
            "blocking_minority": blocking_minority(people) if rules.blocking_minority else None,
            "counting": "agreement" if agreement else "objections",
            "sentence": "",
        },
        "sentence": _("The item would be listed.") if listed else _("The item would not be listed."),
        "listed": listed,
        "missing": _missing(answer),
        "positions": _positions(answer, chosen, "agree" if agreement else "object"),
        "rule": rule_in_words(rules.name, people=people),
        "regime": regime_in_words(rules),
        "in_force": rules.in_force,
        "population_set": answer.population_set,
        "warnings": warnings(
            {
                "name": answer.population_set.name,
                "starts_on": answer.population_set.starts_on.isoformat(),
                "basis": bases_of(answer.population_set),
            },
            on=on,
            count=count,
        ),
    }


def _missing(answer: Majority) -> str:
    """What would turn the result; empty where the mark is reached."""
    missing = what_is_missing(answer.count, answer.people, answer.populations)
    if missing is None:
        return ""
    if answer.rules.decision == Decision.ALL_AGREE:
        sentence = ngettext(
            "%(n)d state has not agreed yet.", "%(n)d states have not agreed yet.", missing.states
        )
        return sentence % {"n": missing.states}
    return missing_in_words(missing)


def _positions(answer: Majority, chosen: Collection[str], stance: str) -> list[dict[str, Any]]:
    """Who was clicked on, for the arc."""
    return [
        {
            "code": code,
            "name": code,
            "stance": "notifies" if code == answer.notifying else stance if code in chosen else "none",
            "population": 0 if code == answer.notifying else number,
        }
        for code, number in answer.populations.items()
    ]


def calendar_strip(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The last days of the 27 on one strip: each day from the first to the last with the states that end on it."""
    by_day: dict[date, list[dict[str, str]]] = {}
    for row in rows:
        by_day.setdefault(row["last_day"], []).append({"code": row["code"], "name": row["name"]})
    first, last = min(by_day), max(by_day)
    days = [first + timedelta(days=after) for after in range((last - first).days + 1)]
    return {
        "days": [
            {"day": day, "states": by_day.get(day, []), "free": day.isoweekday() > FRIDAY} for day in days
        ],
        "first": first,
        "last": last,
        "first_states": named(by_day[first]),
        "last_states": named(by_day[last]),
    }


def named(states: Sequence[Mapping[str, str]]) -> str:
    """`Romania`, `Cyprus, Greece and Spain`; of more than three their number."""
    if len(states) > MOST_NAMED:
        return ngettext("%(n)d state", "%(n)d states", len(states)) % {"n": len(states)}
    names = [state["name"] for state in states]
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def why_so_late(deadlines: Mapping[str, Deadline]) -> list[dict[str, Any]]:
    """The 27 by name: last day, and the public holidays that took a working day out."""
    names = _holiday_names(deadlines)
    return [
        {
            "code": state.code,
            "name": state.name,
            "zone": state.timezone,
            "last_day": deadlines[state.code].last_day,
            "due_at": deadlines[state.code].due_at,
            "holidays": [
                f"{day_and_month(day)}: {names[state.code, day]}" for day in deadlines[state.code].holidays
            ],
        }
        for state in member_states()
    ]


def _holiday_names(deadlines: Mapping[str, Deadline]) -> dict[Any, str]:
    days = {day for deadline in deadlines.values() for day in deadline.holidays}
    rows = PublicHoliday.objects.filter(calendar__in=deadlines, on__in=days)
    return {(holiday.calendar, holiday.on): holiday.name for holiday in rows}
