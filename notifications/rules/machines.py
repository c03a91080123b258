"""The lives of a catch-all notification and of an objection procedure. `SYSTEM`: only the clock may do it."""

from enum import StrEnum

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.four_eyes import four_eyes_machine
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
    label=pgettext_lazy("thing", "catch-all notification"),
    words={
        NotificationState.DRAFT: pgettext_lazy("status", "a draft"),
        NotificationState.SUBMITTED: pgettext_lazy("status", "submitted"),
        NotificationState.WITHDRAWN: pgettext_lazy("status", "withdrawn"),
    },
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
    label=pgettext_lazy("thing", "objection procedure"),
    words={
        State.OPEN: pgettext_lazy("status", "open"),
        State.CLOSED: pgettext_lazy("status", "closed"),
        State.WITHDRAWN: pgettext_lazy("status", "withdrawn"),
    },
)  # fmt: skip

EXTENSION = four_eyes_machine("extension", Permission.ADMINISTER, label=pgettext_lazy("thing", "extension"))
WITHDRAWAL = four_eyes_machine(
    "withdrawal of a refusal", Permission.HANDLE, label=pgettext_lazy("thing", "withdrawal of a refusal")
)
SELECTION = four_eyes_machine(
    "choice of a rule set", Permission.ADMINISTER, label=pgettext_lazy("thing", "choice of a rule set")
)
