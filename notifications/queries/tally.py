"""The count of a procedure: from its frozen facts and its positions alone."""

from collections.abc import Iterable, Mapping

from notifications.models import ObjectionProcedure, Position
from notifications.rules.rule_sets import RULE_SETS, RuleSet
from notifications.rules.stances import effective_stances
from notifications.rules.tally import Tally, tally


class Cast:
    """A stored position, as far as counting needs it."""

    def __init__(self, position: Position) -> None:
        self.state = str(position.member_state_id)
        self.sequence = position.sequence
        self.stance = position.stance


def tally_of(procedure: ObjectionProcedure) -> Tally:
    """The count as it stands. Reads `positions.all()`: prefetch it for a list of procedures."""
    return counted(procedure, stances_of(procedure.positions.all()))


def stances_of(positions: Iterable[Position]) -> dict[str, str]:
    """Per state the objection or agreement that counts; the silent absent."""
    return effective_stances(Cast(position) for position in positions)


def counted(procedure: ObjectionProcedure, stances: Mapping[str, str]) -> Tally:
    populations = procedure.frozen["populations"]
    return tally(
        procedure.rule_set,
        participants_of(procedure),
        str(procedure.notifying_state_id),
        populations,
        stances,
    )


def participants_of(procedure: ObjectionProcedure) -> dict[str, int]:
    """The people of each participating state, as frozen when the window opened."""
    notifying = str(procedure.notifying_state_id)
    return {state: people for state, people in procedure.frozen["populations"].items() if state != notifying}


def rules_of(procedure: ObjectionProcedure) -> RuleSet:
    """The rule set that was frozen on the procedure."""
    return RULE_SETS[procedure.rule_set]
