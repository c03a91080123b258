from enum import StrEnum

from exportctl.core.machine import SYSTEM, Machine


class Status(StrEnum):
    QUARANTINED = "quarantined"
    CLEAN = "clean"
    REJECTED = "rejected"


class Event(StrEnum):
    PASS = "pass"
    REJECT = "reject"


FILE = Machine(
    "file",
    (
        (Status.QUARANTINED, Event.PASS, Status.CLEAN, SYSTEM),
        (Status.QUARANTINED, Event.REJECT, Status.REJECTED, SYSTEM),
    ),
    initial=Status.QUARANTINED,
)
