"""Where a procedure stands, for those who may see it: the bars, the map, the table, and the words."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.formatting import day_and_month, number
from exportctl.core.models import MemberState
from notifications.models import ObjectionProcedure, Participant, Position
from notifications.queries.tally import participants_of, rules_of, tally_of
from notifications.rules.machines import Outcome, State
from notifications.rules.majority import blocking_minority
from notifications.rules.rule_sets import Decision
from notifications.rules.stances import Stance
from notifications.rules.tally import Missing, Tally, what_is_missing


def bars(procedure: ObjectionProcedure, count: Tally, *, at: datetime) -> dict[str, Any]:
    """The two threshold bars with the sentence above them, drawn from the frozen figures."""
    people, rules = participants_of(procedure), rules_of(procedure)
    return {
        "states": count.states,
        "states_needed": count.states_needed,
        "participating": len(people),
        "population": count.population,
        "population_needed": count.population_needed,
        "population_total": count.population_total,
        "majority_reached": bool(count.majority_reached),
        "blocking_minority": blocking_minority(people) if rules.blocking_minority else None,
        "counting": "agreement" if rules.decision == Decision.ALL_AGREE else "objections",
        "sentence": verdict(procedure, count, at=at),
        "missing": still_missing(procedure, count) if procedure.status_at(at) == State.OPEN else "",
    }


def verdict(procedure: ObjectionProcedure, count: Tally, *, at: datetime) -> str:
    """One sentence: how it stands, or how it ended."""
    if procedure.status == State.WITHDRAWN:
        return _("The refusal was withdrawn: there is no outcome.")
    if procedure.outcome == Outcome.LISTED:
        return _("The item is listed.")
    if procedure.outcome == Outcome.LAPSED:
        return _("The item is not listed. The refusal stands.")
    listed = count.outcome == Outcome.LISTED
    if procedure.status_at(at) == State.CLOSED:
        return _("The window is closed; the result is being recorded.")
    return (
        _("As it stands, the item will be listed.")
        if listed
        else _("As it stands, the item will not be listed.")
    )


def still_missing(procedure: ObjectionProcedure, count: Tally) -> str:
    """What the other outcome would take."""
    missing = what_is_missing(count, participants_of(procedure), procedure.frozen["populations"])
    if missing is None:
        return ""
    if rules_of(procedure).decision == Decision.ALL_AGREE:
        sentence = ngettext(
            "%(n)d state has not agreed yet.", "%(n)d states have not agreed yet.", missing.states
        )
        return sentence % {"n": missing.states}
    return missing_in_words(missing)


def missing_in_words(missing: Missing) -> str:
    """How many more states and people would stop the listing, with an example."""
    more = ngettext("%(n)d more state", "%(n)d more states", missing.states) % {"n": missing.states}
    if not missing.people:
        return _("To keep the item off the list: %(more)s.") % {"more": more}
    sentence = _("To keep the item off the list: %(more)s with at least %(people)s people%(example)s.")
    return sentence % {"more": more, "people": number(missing.people), "example": _example(missing)}


def _example(missing: Missing) -> str:
    if not missing.named:
        return ""
    states = {state.code: state.name for state in MemberState.objects.filter(code__in=missing.named)}
    named = ", ".join(states[code] for code in missing.named)
    if not missing.others:
        return _(", for example %(named)s") % {"named": named}
    sentence = ngettext(
        ", for example %(named)s and any %(n)d other",
        ", for example %(named)s and any %(n)d others",
        missing.others,
    )
    return sentence % {"named": named, "n": missing.others}


def positions_of(procedure: ObjectionProcedure) -> list[dict[str, Any]]:
    """All 27 by name: stance, people, own last day; the notifying state is not counted."""
    latest = _latest(procedure)
    parts: dict[str, Participant] = {part.member_state_id: part for part in procedure.participants.all()}
    rows = []
    for state in MemberState.objects.all():
        part = parts.get(state.code)
        stance = latest.get(state.code, "") if part else "notifies"
        people, last_day = (part.people, part.last_day) if part else (0, None)
        rows.append(
            {
                "code": state.code,
                "name": state.name,
                "stance": stance,
                "population": people,
                "last_day": last_day,
            }
        )
    return sorted(rows, key=lambda row: str(row["name"]))


def _latest(procedure: ObjectionProcedure) -> dict[str, str]:
    """The stance shown for each state: the latest of object and agree, a comment where there is neither."""
    shown: dict[str, str] = {}
    for position in sorted(procedure.positions.all(), key=lambda position: position.sequence):
        state = str(position.member_state_id)
        if position.stance != Stance.COMMENT or state not in shown:
            shown[state] = position.stance
    return shown


def own_position(procedure: ObjectionProcedure, state: str) -> Position | None:
    own = [position for position in procedure.positions.all() if position.member_state_id == state]
    return max(own, key=lambda position: position.sequence, default=None)


def why_this_day(part: Participant, names: Mapping[date, str]) -> str:
    """The public holidays that moved a state's last day: "11 November (Armistice Day)"."""
    holidays_in_words = [f"{day_and_month(day)} ({name})" for day, name in sorted(names.items())]
    return ", ".join(holidays_in_words)


def tally_and_bars(procedure: ObjectionProcedure, *, at: datetime) -> tuple[Tally, dict[str, Any]]:
    count = tally_of(procedure)
    return count, bars(procedure, count, at=at)
