"""Who would have to join for the other outcome, and what the reader's own state alone would change."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exportctl.core.countries import in_sentence
from exportctl.core.formatting import percent
from exportctl.core.models import MemberState
from notifications.look.thresholds import share
from notifications.models import ObjectionProcedure
from notifications.queries.tally import counted, participants_of, rules_of, stances_of
from notifications.rules.machines import Outcome
from notifications.rules.rule_sets import Decision
from notifications.rules.stances import Stance
from notifications.rules.tally import Missing, Tally, what_is_missing

Row = tuple[str, str]


def who_would_join(procedure: ObjectionProcedure, count: Tally, *, own: MemberState | None) -> list[Row]:
    """Rows of "if these join → this follows"; nothing where the question is settled already."""
    missing = what_is_missing(count, participants_of(procedure), procedure.frozen["populations"])
    rows = [_enough(procedure, missing)] if missing else []
    stances = stances_of(procedure.positions.all())
    if own and own.code in participants_of(procedure):
        rows.append(_alone(procedure, stances, own))
    return rows


def if_objecting(procedure: ObjectionProcedure, own: MemberState) -> str:
    """What the count would read if the state objected: "10 states, 57.3 % of the people; no majority"."""
    stances = stances_of(procedure.positions.all())
    return figures_of(counted(procedure, {**stances, own.code: Stance.OBJECT.value}))


def figures_of(count: Tally) -> str:
    states = ngettext("%(n)d state", "%(n)d states", count.states) % {"n": count.states}
    if count.population is None or not count.population_total:
        return _("%(states)s of %(needed)d needed") % {"states": states, "needed": count.states_needed}
    people = percent(share(count.population, count.population_total, mark=count.population_needed))
    verdict = _("a majority") if count.majority_reached else _("no majority")
    sentence = _("%(states)s, %(people)s of the people; %(verdict)s")
    return sentence % {"states": states, "people": people, "verdict": verdict}


def _enough(procedure: ObjectionProcedure, missing: Missing) -> Row:
    rules = rules_of(procedure)
    if rules.decision == Decision.ALL_AGREE:
        waiting = ngettext("%(n)d more state agrees", "%(n)d more states agree", missing.states)
        return waiting % {"n": missing.states}, _("the item is listed")
    follows = _("the item is not listed")
    if not missing.named:
        more = ngettext("Any %(n)d more state", "Any %(n)d more states", missing.states)
        return more % {"n": missing.states}, follows
    names = _names(missing.named)
    if not missing.others:
        return _("With %(states)s") % {"states": names}, follows
    sentence = ngettext(
        "With %(states)s and any %(n)d other", "With %(states)s and any %(n)d others", missing.others
    )
    return sentence % {"states": names, "n": missing.others}, follows


def _names(codes: tuple[str, ...]) -> str:
    states: Mapping[str, Any] = MemberState.objects.in_bulk(codes)
    return ", ".join(states[code].name for code in codes)


def _alone(procedure: ObjectionProcedure, stances: Mapping[str, str], own: MemberState) -> Row:
    """Whatever the own state says now, what would follow if it said the other thing, and nobody else changed."""
    agreeing = rules_of(procedure).decision == Decision.ALL_AGREE
    wanted = Stance.AGREE if agreeing else Stance.OBJECT
    if stances.get(own.code) == wanted:
        left = {state: stance for state, stance in stances.items() if state != own.code}
        return _("Without %(state)s") % {"state": in_sentence(own.code)}, _figure(counted(procedure, left))
    then = counted(procedure, {**stances, own.code: wanted.value})
    sentence = _("%(state)s agrees, nobody else") if agreeing else _("%(state)s joins, nobody else")
    return sentence % {"state": in_sentence(own.code)}, _figure(then)


def _figure(then: Tally) -> str:
    """`10 · 57.3 %`, with what follows where it turns the outcome."""
    figure = str(then.states)
    if then.population is not None and then.population_total:
        people = percent(share(then.population, then.population_total, mark=then.population_needed))
        figure = f"{figure} · {people}"
    follows = _("listed") if then.outcome == Outcome.LISTED else _("not listed")
    return f"{figure} · {follows}"
