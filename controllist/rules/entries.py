"""The life of an entry on the EU-wide list."""

from enum import StrEnum

from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission


class Status(StrEnum):
    LISTED = "listed"
    CORRECTED = "corrected"
    DELISTED = "delisted"


class Event(StrEnum):
    LIST = "list"
    CORRECT = "correct"
    DELIST = "delist"


ENTRY = Machine(
    "control list entry",
    (
        (Status.LISTED, Event.CORRECT, Status.CORRECTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.CORRECT, Status.CORRECTED, Permission.ADMINISTER),
        (Status.LISTED, Event.DELIST, Status.DELISTED, Permission.ADMINISTER),
        (Status.CORRECTED, Event.DELIST, Status.DELISTED, Permission.ADMINISTER),
    ),
    initial=Status.LISTED,
)
