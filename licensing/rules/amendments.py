"""A correction of what was sent, by its exporter, before the decision: its life, and what it changes. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.permissions import Permission
from licensing.rules.drafts import differences, value_at
from licensing.rules.shapes import JsonObject

MOST_REASON = 4000  # characters
# What changes nothing of the export: whom to ask, how it is called, how fast it is wanted.
ASIDE = frozenset({"contact", "own_reference", "covering_note", "urgent_because", "agent"})
BLANK: tuple[Any, ...] = (None, "", [], {})
AMOUNTS = frozenset({"quantity", "value"})  # less of them is less to look at


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


def weighs(before: JsonObject, after: JsonObject) -> bool:
    """Does a correction touch item, party, destination, use or a larger amount, so that much is looked at anew?"""
    names = ({*before} | {*after}) - ASIDE
    return any(_weighs(name, before.get(name), after.get(name)) for name in names)


def _weighs(name: str, was: Any, now: Any) -> bool:
    if was == now or (was in BLANK and now in BLANK):
        return False
    if name in AMOUNTS:
        return _is_more(was, now)
    if isinstance(was, dict) and isinstance(now, dict):
        return weighs(was, now)
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        return any(_weighs("", *pair) for pair in zip(was, now, strict=True))
    return True


def _is_more(was: Any, now: Any) -> bool:
    try:
        return Decimal(str(now)) > Decimal(str(was))
    except InvalidOperation:
        return True
