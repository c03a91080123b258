"""The two-officer act: proposed by one, approved by another (contract: "Two officers")."""

from enum import StrEnum
from typing import Any

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine


class Status(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    DISCARDED = "discarded"


class Event(StrEnum):
    APPROVE = "approve"
    DISCARD = "discard"


def four_eyes_machine(name: str, permission: str, *, label: Any) -> Machine:
    """The machine of one kind of act; `permission` is what both officers need, `label` what people call it."""
    return Machine(
        name,
        (
            (Status.PROPOSED, Event.APPROVE, Status.APPROVED, permission),
            (Status.PROPOSED, Event.DISCARD, Status.DISCARDED, permission),
        ),
        initial=Status.PROPOSED,
        label=label,
        words={
            Status.PROPOSED: pgettext_lazy("status", "proposed"),
            Status.APPROVED: pgettext_lazy("status", "approved"),
            Status.DISCARDED: pgettext_lazy("status", "discarded"),
        },
    )
