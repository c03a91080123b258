"""The lives of a catch-all notification and of an objection procedure. `SYSTEM`: only the clock may do it."""

from enum import StrEnum

from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.acts import four_eyes_machine
from exportctl.core.rules.permissions import Permission


class NotificationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class NotificationEvent(StrEnum):
    SUBMIT = "submit"
    WITHDRAW = "withdraw"


NOTIFICATION = Machine(
    "catch-all notification",
    (
        (NotificationState.DRAFT,     NotificationEvent.SUBMIT,   NotificationState.SUBMITTED, Permission.FILE),
        (NotificationState.DRAFT,     NotificationEvent.WITHDRAW, NotificationState.WITHDRAWN, Permission.FILE),
        (NotificationState.SUBMITTED, NotificationEvent.WITHDRAW, NotificationState.WITHDRAWN, Permission.FILE),
    ),
    initial=NotificationState.DRAFT,
)  # fmt: skip


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    OPEN = "open"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    LIST = "list"
    LAPSE = "lapse"


class Outcome(StrEnum):
    LISTED = "listed"
    LAPSED = "lapsed"


CLOSING_EVENT = {Outcome.LISTED: Event.LIST, Outcome.LAPSED: Event.LAPSE}

PROCEDURE = Machine(
    "objection procedure",
    (
        # source     event           target           who
        (State.OPEN, Event.EXTEND,   State.OPEN,      Permission.ADMINISTER),
        (State.OPEN, Event.WITHDRAW, State.WITHDRAWN, Permission.HANDLE),
        (State.OPEN, Event.LIST,     State.CLOSED,    SYSTEM),
        (State.OPEN, Event.LAPSE,    State.CLOSED,    SYSTEM),
    ),
    initial=State.OPEN,
)  # fmt: skip

EXTENSION = four_eyes_machine("extension", Permission.ADMINISTER)
WITHDRAWAL = four_eyes_machine("withdrawal of a refusal", Permission.HANDLE)
SELECTION = four_eyes_machine("choice of a rule set", Permission.ADMINISTER)
