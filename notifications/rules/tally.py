"""Counting positions under a rule set: what is reached, what is needed, what follows, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exportctl.core.rules.bands import people_band, states_band
from notifications.rules.machines import Outcome
from notifications.rules.majority import blocking_minority, needed, objection_carries
from notifications.rules.rule_sets import Decision, Denominator, RuleSet, rule_set
from notifications.rules.stances import Stance


@dataclass(frozen=True, kw_only=True)
class Tally:
    """The count as it stands. What a rule set does not use is None (contract: `GET /majority`)."""

    rule_set: str
    objecting: tuple[str, ...]
    agreeing: tuple[str, ...]
    states: int
    states_needed: int
    population: int | None
    population_needed: int | None
    population_total: int | None
    majority_reached: bool | None
    outcome: str

    def as_rest(self) -> dict[str, Any]:
        """A procedure's `tally`."""
        return {"objecting": list(self.objecting), **self._figures()}

    def as_majority(self) -> dict[str, Any]:
        """The answer of the public calculator."""
        return {"outcome": self.outcome, **self._figures()}

    def _figures(self) -> dict[str, Any]:
        return {
            "states": self.states,
            "states_needed": self.states_needed,
            "population": self.population,
            "population_needed": self.population_needed,
            "population_total": self.population_total,
            "majority_reached": self.majority_reached,
        }


def tally(
    rule_set_name: str,
    participants: Mapping[str, int],
    notifying: str,
    populations_all: Mapping[str, int],
    stances: Mapping[str, str],
) -> Tally:
    """Count `stances` (state: object or agree; the silent absent) of the `participants` (state: people).

    `populations_all` holds all 27, the notifying state included; its own stance is ignored. ValueError for a
    state that takes no part.
    """
    rules = rule_set(rule_set_name)
    if unknown := stances.keys() - participants.keys() - {notifying}:
        raise ValueError(f"not participating: {sorted(unknown)}")
    counted = {state: stance for state, stance in stances.items() if state in participants}
    objecting = tuple(sorted(state for state, stance in counted.items() if stance == Stance.OBJECT))
    agreeing = tuple(sorted(state for state, stance in counted.items() if stance == Stance.AGREE))
    reached = _reached(rules, participants, populations_all, objecting, agreeing)
    listed = reached if rules.decision == Decision.ALL_AGREE else not reached
    people = population_counted(rules, participants, populations_all)
    return Tally(
        rule_set=rules.name,
        objecting=objecting,
        agreeing=agreeing,
        states=len(agreeing if rules.decision == Decision.ALL_AGREE else objecting),
        states_needed=states_needed(rules, len(participants)),
        population=None if people is None else sum(participants[state] for state in objecting),
        population_needed=None if people is None else needed(rules.people_percent or 0, people),
        population_total=people,
        majority_reached=None if rules.decision == Decision.ALL_AGREE else reached,
        outcome=(Outcome.LISTED if listed else Outcome.LAPSED).value,
    )


def states_needed(rules: RuleSet, participating: int) -> int:
    if rules.states_count is not None:
        return rules.states_count
    return needed(rules.states_percent or 0, participating)


def population_counted(
    rules: RuleSet, participants: Mapping[str, int], populations_all: Mapping[str, int]
) -> int | None:
    """The people of whom a share has to object; None where the rule set does not ask."""
    if rules.denominator is None:
        return None
    counted = populations_all if rules.denominator == Denominator.ALL else participants
    return sum(counted.values())


def _reached(
    rules: RuleSet,
    participants: Mapping[str, int],
    populations_all: Mapping[str, int],
    objecting: tuple[str, ...],
    agreeing: tuple[str, ...],
) -> bool:
    """Does the objection carry? Under unanimous agreement: do all agree?"""
    if rules.decision == Decision.ALL_AGREE:
        return len(agreeing) == len(participants)
    if rules.decision == Decision.MAJORITY_OBJECTS:
        return objection_carries(
            objecting,
            participants,
            states_percent=rules.states_percent or 0,
            people_percent=rules.people_percent or 0,
            with_blocking_minority=rules.blocking_minority,
        )
    enough_states = len(objecting) >= states_needed(rules, len(participants))
    total = population_counted(rules, participants, populations_all)
    if total is None:
        return enough_states
    weight = sum(participants[state] for state in objecting)
    return enough_states and weight >= needed(rules.people_percent or 0, total)


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What would still carry: so many `states` with so many `people`; for example `named` and any `others`.

    `people` is None where the rule set asks for none, 0 where enough of them object already.
    """

    states: int
    people: int | None
    named: tuple[str, ...]
    others: int


def what_is_missing(
    count: Tally, participants: Mapping[str, int], populations_all: Mapping[str, int]
) -> Missing | None:
    """The smallest addition that carries; None when it carries already.

    For unanimous agreement: the states that have not agreed, all of them by name.
    """
    rules = rule_set(count.rule_set)
    if rules.decision == Decision.ALL_AGREE:
        named = tuple(sorted(participants.keys() - set(count.agreeing)))
        return _missing(len(named), None, named) if named else None
    if count.majority_reached:
        return None
    open_states = max(count.states_needed - count.states, 0)
    if count.population is None or count.population_needed is None:
        return _missing(open_states, None, ())
    open_people = max(count.population_needed - count.population, 0)
    left = {state: people for state, people in participants.items() if state not in count.objecting}
    states, named = _smallest_addition(left, open_states, open_people)
    if rules.blocking_minority:
        # So many objecting that the rest can no longer block: then their people do not matter.
        unblocked = max(len(participants) - blocking_minority(participants) + 1 - count.states, open_states)
        if states is None or unblocked <= states:
            return _missing(unblocked, 0, ())
    return None if states is None else _missing(states, open_people, named)


def _missing(states: int, people: int | None, named: tuple[str, ...]) -> Missing:
    return Missing(states=states, people=people, named=named, others=states - len(named))


def _smallest_addition(
    left: Mapping[str, int], open_states: int, open_people: int
) -> tuple[int | None, tuple[str, ...]]:
    """How many of `left` have to join, and the largest that must be among them if the others may be any."""
    largest = sorted(left, key=lambda state: (-left[state], state))
    for size in range(max(open_states, 1), len(largest) + 1):
        for count in range(size + 1):
            named, rest = largest[:count], largest[count:]
            lightest = rest[len(rest) - (size - count) :]
            if sum(left[state] for state in named + lightest) >= open_people:
                return size, tuple(named)
    return None, ()


def public_bands(tally: Tally) -> dict[str, str | None]:
    """`people` is None where the rule set does not count them."""
    people = None
    if tally.population is not None and tally.population_total:
        people = people_band(tally.population, tally.population_total)
    return {"states": states_band(len(tally.objecting)), "people": people}
