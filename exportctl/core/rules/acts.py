"""The two-officer act: proposed by one, approved by another (contract: "Two officers")."""

from enum import StrEnum

from exportctl.core.machine import Machine


class Status(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    DISCARDED = "discarded"


class Event(StrEnum):
    APPROVE = "approve"
    DISCARD = "discard"


def four_eyes_machine(name: str, permission: str) -> Machine:
    """The machine of one kind of act; `permission` is what both officers need."""
    return Machine(
        name,
        (
            (Status.PROPOSED, Event.APPROVE, Status.APPROVED, permission),
            (Status.PROPOSED, Event.DISCARD, Status.DISCARDED, permission),
        ),
        initial=Status.PROPOSED,
    )
