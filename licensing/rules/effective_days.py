"""From when on an act that burdens a holder counts, and whether a remedy suspends it. Pure.

At once, from a day, from the service of its letter, or once nobody can contest it any more: the first officer says
which, the letter says it. A remedy suspends it by the law of the authority's state, unless the authority orders with
reasons that it does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from exportctl.core.i18n import gettext as _
from exportctl.core.i18n import gettext_lazy
from exportctl.core.shapes import Choice, Date, Errors, Text, error
from licensing.rules.authorisations import Event
from licensing.rules.shapes import JsonObject

MOST_MONTHS_AHEAD = 12


class HoldsFrom(StrEnum):
    APPROVAL = "approval"  # by the second officer; so it is where nothing is said
    DAY = "day"
    SERVICE = "service"  # of the letter
    FINAL = "final"  # once its remedy's period has run out, or the remedy was without success


LABELS = {
    HoldsFrom.APPROVAL.value: gettext_lazy("At once, when the second officer approves"),
    HoldsFrom.DAY.value: gettext_lazy("From a day on"),
    HoldsFrom.SERVICE.value: gettext_lazy("From the day on which the letter counts as served"),
    HoldsFrom.FINAL.value: gettext_lazy("Once it is final: nobody can contest it any more"),
}
# By which event it begins, where it does not begin with the approval.
BEGINS = {
    Event.SUSPEND: Event.BEGIN_SUSPENSION,
    Event.REVOKE: Event.BEGIN_REVOCATION,
    Event.ANNUL: Event.BEGIN_ANNULMENT,
}
BACKWARD = frozenset({Event.ANNUL})  # from the beginning: there is something to it after the end, too
MEMBERS = {
    "holds_from": Choice(options=tuple(HoldsFrom), required=False),
    "holds_on": Date(required=False),
    "immediate_because": Text(most=4000, lines=True, required=False),
}


@dataclass(frozen=True)
class Facts:
    """What is known of the act and its letter today."""

    served_on: date | None = None
    last_day: date | None = None  # of its remedy
    contested: bool = False  # by a remedy that is open
    rejected_on: Iterable[date] = ()  # of the remedies that were without success
    resumed_on: Iterable[date] = ()  # when a remedy that suspended it was written down as ended


def holds_from(terms: JsonObject) -> HoldsFrom:
    return HoldsFrom(terms.get("holds_from") or HoldsFrom.APPROVAL)


def waits(terms: JsonObject) -> bool:
    """Does it begin later than with the approval?"""
    return holds_from(terms) != HoldsFrom.APPROVAL


def reaches(event: str, *, on: date, until: date | None) -> bool:
    """Is there anything left for an act that counts from `on`? `until`: the last day of what it ends or suspends.

    A suspension and a revocation count forward (Article 16(1)): after the last day nothing is left for them.
    """
    return until is None or on <= until or Event(event) in BACKWARD


def effective_day(terms: JsonObject, *, facts: Facts) -> date | None:
    """The day from which it counts; None while that is not known. What a remedy suspended counts from its end on."""
    day = _day(terms, facts)
    return max([day, *facts.resumed_on]) if day else None


def _day(terms: JsonObject, facts: Facts) -> date | None:
    match holds_from(terms):
        case HoldsFrom.DAY:
            return date.fromisoformat(terms["holds_on"])
        case HoldsFrom.SERVICE:
            return facts.served_on
        case HoldsFrom.FINAL:
            return _final_day(facts)
    return None


def _final_day(facts: Facts) -> date | None:
    """The day after the last for a remedy; where one was lodged, the day of the answer that rejected it."""
    if facts.contested or facts.last_day is None:
        return None
    return max([*facts.rejected_on, facts.last_day + timedelta(days=1)])


def gaps(terms: JsonObject, *, today: date) -> Errors:
    """A day where it counts from one, ahead of today and not years away; none otherwise."""
    day, begins = terms.get("holds_on"), holds_from(terms)
    if begins != HoldsFrom.DAY:
        text = _("Say that it counts from a day on, or leave the day out.")
        return [error("/holds_on", text)] if day else []
    if not day:
        return [error("/holds_on", _("Give the day from which it counts."))]
    last = today.replace(day=1) + timedelta(days=31 * MOST_MONTHS_AHEAD)
    if not today < date.fromisoformat(day) <= last:
        text = _("Give a day after today, within a year. What counts at once needs none.")
        return [error("/holds_on", text)]
    return []


def missed(terms: JsonObject, *, today: date) -> Errors:
    """What waited for its second officer until its day was over would count before anybody was told of it."""
    day = terms.get("holds_on")
    if not day or date.fromisoformat(day) >= today:
        return []
    text = _("The day from which it counts is over. Discard the proposal, and propose it with another day.")
    return [error("/holds_on", text)]


def suspends_by_rule(*, rule: str, terms: JsonObject) -> bool | None:
    """Does a remedy suspend the act? `rule`: of the authority, "yes", "no" or "" for none stored; None: not known."""
    if terms.get("immediate_because"):
        return False
    return {"yes": True, "no": False}.get(rule)
