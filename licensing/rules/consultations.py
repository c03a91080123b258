"""Asking other bodies for advice: its life, and what a proposal has to wait for. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Choices, Date, ListOf, Object, Pattern, Text
from licensing.rules.requests import Outcome


class State(StrEnum):
    ASKED = "asked"
    ADVISED = "advised"
    DROPPED = "dropped"


class Event(StrEnum):
    ADVISE = "advise"  # by the body itself, through its link
    RECORD = "record"  # by an officer, on the body's behalf
    REMIND = "remind"
    ASK_AGAIN = "ask_again"
    DROP = "drop"


HANDLE = Permission.HANDLE

CONSULTATION = Machine(
    "consultation",
    (
        (State.ASKED,   Event.REMIND,    State.ASKED,   SYSTEM),
        (State.ASKED,   Event.ADVISE,    State.ADVISED, SYSTEM),
        (State.ASKED,   Event.RECORD,    State.ADVISED, HANDLE),
        (State.ASKED,   Event.ASK_AGAIN, State.ASKED,   HANDLE),
        (State.ADVISED, Event.ASK_AGAIN, State.ASKED,   HANDLE),
        (State.ASKED,   Event.DROP,      State.DROPPED, HANDLE),
        (State.ADVISED, Event.DROP,      State.DROPPED, HANDLE),
    ),
    initial=State.ASKED,
    label=pgettext_lazy("thing", "consultation"),
    words={
        State.ASKED: pgettext_lazy("status", "waiting for advice"),
        State.ADVISED: pgettext_lazy("status", "answered with advice"),
        State.DROPPED: pgettext_lazy("status", "not needed any more"),
    },
)  # fmt: skip


class BodyState(StrEnum):
    ACTIVE = "active"
    RETIRED = "retired"


BODY = Machine(
    "consulted body",
    (
        (BodyState.ACTIVE, "change", BodyState.ACTIVE, HANDLE),
        (BodyState.ACTIVE, "retire", BodyState.RETIRED, HANDLE),
    ),
    initial=BodyState.ACTIVE,
    label=pgettext_lazy("thing", "consulted body"),
    words={
        BodyState.ACTIVE: pgettext_lazy("status", "in use"),
        BodyState.RETIRED: pgettext_lazy("status", "retired"),
    },
)


class Stance(StrEnum):
    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"
    CONDITIONS = "conditions"


class Part(StrEnum):
    """What of a case a body may be shown."""

    ITEM = "item"
    AMOUNT = "amount"
    PARTIES = "parties"
    END_USE = "end_use"
    EXPORTER = "exporter"
    RED_FLAGS = "red_flags"
    CONDITIONS = "conditions"


MOST_QUESTION, MOST_ADVICE, MOST_GIVER = 4000, 8000, 200
_DAY = Date(gap=_("Give the day by which the body is to answer."))
_UUID = Pattern(
    form="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    message=_("Give an id as the lists have it."),
    clean=str.lower,
)
# Over REST: the question, put for the first time or again, and what a body said by letter or telephone.
ASKED_AGAIN = Object(
    members={
        "question": Text(most=MOST_QUESTION, lines=True, gap=_("Say what you want advice on.")),
        "due_on": _DAY,
        "documents": ListOf(each=_UUID, most=100, required=False),
    }
)
ASKED = Object(
    members={
        "body": replace(_UUID, gap=_("Say which body is asked.")),
        "parts": Choices(options=tuple(Part), gap=_("Choose what the body may see.")),
        **ASKED_AGAIN.members,
    }
)
ADVICE = Object(
    members={
        "stance": Choice(options=tuple(Stance), gap=_("Choose what the advice is.")),
        "text": Text(most=MOST_ADVICE, lines=True, required=False),
        "given_by": Text(most=MOST_GIVER, gap=_("Say who gave the advice.")),
    }
)


BODY_KINDS = ("foreign_ministry", "interior_ministry", "technical", "data_protection", "other")
# Over REST: a body that the authority may ask; without a language messages go in the authority's.
BODY_ENTRY = Object(
    members={
        "kind": Choice(options=BODY_KINDS, gap=_("Choose the kind of the body.")),
        "name": Text(most=MOST_GIVER, is_name=True, gap=_("Name the body.")),
        "email": Text(most=254, gap=_("Give the e-mail address of the office.")),
        "language": Choice(options=("en", "de", "fr"), required=False),
    }
)


class Hindrance(StrEnum):
    WAITING = "waiting"  # its day has not passed yet
    LATE = "late"  # its day has passed in silence: a reason is enough
    CHANGED = "changed"  # its advice was on other conditions
    AMENDED = "amended"  # its advice was on what the exporter corrected since: a reason is enough


@dataclass(frozen=True)
class ConsultationState:
    """One consultation as it stands; `conditions` are those that the body was last asked about."""

    body: str
    state: str
    due_on: date
    conditions: tuple[str, ...]
    is_outdated: bool = False  # its advice was on an earlier version of the request


GRANTING = frozenset({Outcome.GRANT, Outcome.GRANT_WITH_CONDITIONS})


def hindrance(
    question: ConsultationState, *, outcome: str, conditions: Sequence[str], today: date
) -> Hindrance | None:
    """Why a proposal may not go past this body yet; None when it may.

    Advice covers what the body was shown: a grant under other conditions, or without them, is another question.
    """
    if question.state == State.DROPPED:
        return None
    if question.state == State.ASKED:
        return Hindrance.LATE if today > question.due_on else Hindrance.WAITING
    if outcome in GRANTING and tuple(conditions) != question.conditions:
        return Hindrance.CHANGED
    return Hindrance.AMENDED if question.is_outdated else None


def hindrances(
    every: Iterable[ConsultationState], *, outcome: str, conditions: Sequence[str], today: date
) -> dict[Hindrance, list[ConsultationState]]:
    """All of them, by kind."""
    by_hindrance: dict[Hindrance, list[ConsultationState]] = {}
    for question in every:
        if kind := hindrance(question, outcome=outcome, conditions=conditions, today=today):
            by_hindrance.setdefault(kind, []).append(question)
    return by_hindrance
