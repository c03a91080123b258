"""A correction of what was sent, by its exporter, before the decision: its life, and what it changes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission
from licensing.rules.drafts import differences, value_at
from licensing.rules.shapes import JsonObject

MOST_REASON = 4000  # characters


class State(StrEnum):
    DRAFT = "draft"  # the working copy of whoever corrects
    SENT = "sent"
    DISCARDED = "discarded"


class Event(StrEnum):
    SEND = "send"
    DISCARD = "discard"


AMENDMENT = Machine(
    "amendment",
    (
        (State.DRAFT, Event.SEND,    State.SENT,      Permission.FILE),
        (State.DRAFT, Event.DISCARD, State.DISCARDED, Permission.FILE),
    ),
    initial=State.DRAFT,
    label=pgettext_lazy("thing", "correction"),
    words={
        State.DRAFT: pgettext_lazy("status", "a draft"),
        State.SENT: pgettext_lazy("status", "sent"),
        State.DISCARDED: pgettext_lazy("status", "discarded"),
    },
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A value of the body that is not what it was; None where there was, or is, none."""

    pointer: str
    before: Any
    after: Any


def differences_of(before: JsonObject, after: JsonObject) -> list[Difference]:
    """What a version says otherwise than the one before, by pointer, in order. A list counts as one value."""
    return [
        Difference(pointer, value_at(before, pointer), value_at(after, pointer))
        for pointer in differences(before, after)
    ]


def is_outdated(advised_on: Sequence[int], *, version: int) -> bool:
    """Was the last advice, given on these versions of a request in turn, given on an earlier one than `version`?"""
    return bool(advised_on) and advised_on[-1] < version
