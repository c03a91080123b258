"""How a decision is contested, and what follows once that is decided. Pure.

Which remedies there are, and until when, is the law of the authority's state (licensing/data/appeals.json, as far as it
is held); a period counts from the service of the letter.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exportctl.core.i18n import gettext as _
from exportctl.core.i18n import gettext_lazy, pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Date, Errors, Object, Text, YesNo, error
from licensing.rules.authorisations import Event as AuthorisationEvent
from licensing.rules.requests import GRANTS, Outcome


class Kind(StrEnum):
    OBJECTION = "objection"  # with the authority itself, or the one above it
    BOARD = "board"
    COURT = "court"


class State(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    ANNULLED = "annulled"
    ANNULLED_IN_PART = "annulled_in_part"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class Timeliness(StrEnum):
    """Was it lodged within its period?"""

    NOT_SERVED = "not_served"  # no period runs before the letter is served
    IN_TIME = "in_time"
    LATE = "late"
    UNKNOWN = "unknown"  # the period of that state is not held


class Effect(StrEnum):
    """What carrying out its outcome does."""

    NONE = "none"
    REOPEN = "reopen"  # the case is decided anew
    END = "end"  # of what was granted
    RESTORE = "restore"  # the authorisation is what it was
    RESUME = "resume"  # the act, whose effect the remedy suspended, counts again
    OVERTAKEN = "overtaken"  # something else has been done since: nothing is left to carry out
    BY_HAND = "by_hand"  # officers change the authorisation as the judgment says


HANDLE = Permission.HANDLE
OUTCOMES = (State.UPHELD, State.ANNULLED, State.ANNULLED_IN_PART, State.CHANGED, State.WITHDRAWN)
REMEDY = Machine(
    "remedy",
    tuple((State.OPEN, outcome, outcome, HANDLE) for outcome in OUTCOMES),
    initial=State.OPEN,
    label=pgettext_lazy("thing", "remedy"),
    words={
        State.OPEN: pgettext_lazy("status of a remedy", "open"),
        State.UPHELD: pgettext_lazy("status of a remedy", "ended: the act was upheld"),
        State.ANNULLED: pgettext_lazy("status of a remedy", "ended: the act was annulled"),
        State.ANNULLED_IN_PART: pgettext_lazy("status of a remedy", "ended: the act was annulled in part"),
        State.CHANGED: pgettext_lazy("status of a remedy", "ended: the act was changed"),
        State.WITHDRAWN: pgettext_lazy("status of a remedy", "withdrawn"),
    },
)
REMEDY_OUTCOME = four_eyes_machine(
    "remedy outcome", HANDLE, label=pgettext_lazy("thing", "outcome of a remedy")
)
SUCCESSFUL = frozenset({State.ANNULLED, State.ANNULLED_IN_PART, State.CHANGED})
CONTESTED_CHANGES = (AuthorisationEvent.SUSPEND, AuthorisationEvent.REVOKE, AuthorisationEvent.ANNUL)

LODGING = Object(
    members={
        "about": Text(most=36, gap=gettext_lazy("Say which decision it is lodged against.")),
        "kind": Choice(options=tuple(Kind), gap=gettext_lazy("Choose the kind of remedy.")),
        "body": Text(most=200, gap=gettext_lazy("Say with whom it was lodged.")),
        "lodged_on": Date(gap=gettext_lazy("Give the day on which it was lodged.")),
        "lodged_by": Text(most=300, gap=gettext_lazy("Say who lodged it.")),
        "file_number": Text(most=60, required=False),
        "suspensive": YesNo(gap=gettext_lazy("Say whether it suspends the effect of the decision.")),
        "words": Text(most=8000, lines=True, required=False),
    }
)
OUTCOME = Object(
    members={
        "outcome": Choice(options=OUTCOMES, gap=gettext_lazy("Choose how it ended.")),
        "decided_on": Date(gap=gettext_lazy("Give the day of the judgment or decision.")),
        "file_number": Text(most=60, required=False),
        "grounds": Text(most=8000, lines=True, gap=gettext_lazy("Say what was decided, and why.")),
    }
)


# What is carried out on what was contested, as long as it stands.
NEEDS_ACT = frozenset({Effect.REOPEN, Effect.END, Effect.RESTORE, Effect.RESUME})


@dataclass(frozen=True)
class Contested:
    """What a remedy is lodged against: a decision on a request, or an act on an authorisation."""

    outcome: str = ""  # of the decision
    event: str = ""  # of the act


def stays(contested: Contested, *, suspensive: bool) -> bool:
    """Does lodging it suspend the effect of the act? A refusal gives nothing that could be suspended."""
    return suspensive and contested.event in CONTESTED_CHANGES


def effect_of(contested: Contested, outcome: str, *, stayed: bool = False, overtaken: bool = False) -> Effect:
    """What follows from the outcome: nothing, unless the act was annulled or changed, or its effect was suspended.

    `overtaken`: what was contested does not stand any more, so that there is nothing to carry out.
    """
    follows = _effect(contested, outcome, stayed)
    return Effect.OVERTAKEN if overtaken and follows in NEEDS_ACT else follows


def _effect(contested: Contested, outcome: str, stayed: bool) -> Effect:
    if outcome not in SUCCESSFUL:
        return Effect.RESUME if stayed else Effect.NONE
    if contested.event:
        if contested.event in CONTESTED_CHANGES and outcome == State.ANNULLED:
            return Effect.RESTORE
        return Effect.BY_HAND
    if contested.outcome in GRANTS:
        return Effect.END if outcome == State.ANNULLED else Effect.BY_HAND
    return Effect.REOPEN if contested.outcome != Outcome.NO_AUTHORISATION_REQUIRED else Effect.NONE


def timeliness(*, lodged_on: date, served_on: date | None, last_day: date | None) -> Timeliness:
    """`last_day` of the period, as it follows from the day of service."""
    if served_on is None or lodged_on < served_on:
        return Timeliness.NOT_SERVED
    if last_day is None:
        return Timeliness.UNKNOWN
    return Timeliness.LATE if lodged_on > last_day else Timeliness.IN_TIME


def wrong_days(*, pointer: str, day: date, first: date, today: date) -> Errors:
    """A day on which it cannot have happened: before what it is about, or in the future."""
    if first <= day <= today:
        return []
    message = _("Give a day from %(first)s to today.") % {"first": first.isoformat()}
    return [error(pointer, message)]
