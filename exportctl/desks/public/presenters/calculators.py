"""The answers of the public calculators, for people."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.formatting import day_and_month
from exportctl.core.models import PublicHoliday
from exportctl.core.queries.reference import member_states
from notifications.queries.calculators import Deadline, Majority
from notifications.queries.populations import bases_of, warnings
from notifications.queries.rule_set_wording import regime_in_words, rule_in_words
from notifications.rules.machines import Outcome
from notifications.rules.majority import blocking_minority
from notifications.rules.rule_sets import Decision


def majority_in_words(answer: Majority, *, on: date) -> dict[str, Any]:
    """The bars with their sentence, the rule, its regime, and the figures it was counted from, as of `on`."""
    count, rules, people = answer.count, answer.rules, answer.people
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
            "counting": "agreement" if rules.decision == Decision.ALL_AGREE else "objections",
            "sentence": _("The item would be listed.") if listed else _("The item would not be listed."),
        },
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
