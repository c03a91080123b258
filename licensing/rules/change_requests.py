"""What a holder asks to have changed in an authorisation (Regulation (EU) 2021/821, Article 12(4) of a split). Pure."""

from datetime import date
from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Date, Object, Text
from licensing.rules.authorisations import ASKED_FOR, GRANTS_ANEW
from licensing.rules.authorisations import Event as AuthorisationEvent
from licensing.rules.requests import Form

MOST_FILES = 10


class State(StrEnum):
    OPEN = "open"
    CARRIED_OUT = "carried_out"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    ASK = "ask"
    CARRY_OUT = "carry_out"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


CHANGE_REQUEST = Machine(
    "change request",
    (
        (State.OPEN, Event.CARRY_OUT, State.CARRIED_OUT, Permission.HANDLE),
        (State.OPEN, Event.DECLINE,   State.DECLINED,    Permission.HANDLE),
        (State.OPEN, Event.WITHDRAW,  State.WITHDRAWN,   Permission.FILE),
    ),
    initial=State.OPEN,
    label=pgettext_lazy("thing", "request for a change"),
    words={
        State.OPEN: pgettext_lazy("status of a request for a change", "with the authority"),
        State.CARRIED_OUT: pgettext_lazy("status of a request for a change", "carried out"),
        State.DECLINED: pgettext_lazy("status of a request for a change", "declined"),
        State.WITHDRAWN: pgettext_lazy("status of a request for a change", "withdrawn"),
    },
)  # fmt: skip


def is_owed(kind: str, *, form: Form | None, limits_quantity: bool) -> bool:
    """Has the authority to do what its holder asks? A global one with quantity limits is split (Article 12(4))."""
    return kind == AuthorisationEvent.SPLIT and form == Form.GLOBAL and limits_quantity


def refuses_export(kind: str, *, no_denial_because: str = "") -> bool:
    """Is declining it a refusal that the other states are told of (Article 16(1))? ADR 26.

    A renewal or an extension grants for a further time, so that declining it refuses that; unless two officers found
    that no export is refused, and say why: it was asked for too early, a new request is needed. Whatever else its
    holder asks for leaves the authorisation as it is; what goes beyond it is another request, with its own decision.
    """
    return kind in GRANTS_ANEW and not no_denial_because


class WrongDay(StrEnum):
    """Why a last day cannot be asked for."""

    NO_EXTENSION = "no_extension"
    NOT_LATER = "not_later"


def wrong_day(kind: str, *, last_day: date | None, valid_until: date | None) -> WrongDay | None:
    """What is wrong with the last day that a holder asks for; `valid_until` is the one so far."""
    if last_day is None:
        return None
    if kind != AuthorisationEvent.EXTEND:
        return WrongDay.NO_EXTENSION
    return WrongDay.NOT_LATER if valid_until and last_day <= valid_until else None


CHANGE_REQUEST_SHAPE = Object(
    members={
        "kind": Choice(
            options=tuple(event.value for event in ASKED_FOR), gap=_("Say what should be done with it.")
        ),
        "last_day": Date(required=False),  # the new one, of an extension
        "reason": Text(most=8000, lines=True, gap=_("Say what should change, and why.")),
    }
)
