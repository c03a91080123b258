"""Parties of a request against lists of names: what a hit is, who may settle it, and which lists there are.

A hit is a question to an officer, never an answer. A confirmed one on the sanctions list is a prohibition (of the
legal act that the list names); one on a denial (Regulation (EU) 2021/821, Article 16) or on a watch list bars nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, Text
from licensing.rules.party_names import Likeness, likeness

MOST_REASON = 2000


class Source(StrEnum):
    """Where a listed name stands."""

    SANCTIONS = "sanctions"
    DENIAL = "denial"
    WATCH_LIST = "watch_list"


# To say "this is somebody else" of these takes two officers.
OF_TWO_OFFICERS = frozenset({Source.SANCTIONS, Source.DENIAL})


class State(StrEnum):
    OPEN = "open"
    RELEASED = "released"
    CONFIRMED = "confirmed"


class Event(StrEnum):
    RELEASE = "release"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    LAPSE = "lapse"  # the name stands on no list any more
    RETURN = "return"  # it stands there again, or with other names


HANDLE = Permission.HANDLE
PARTY_MATCH = Machine(
    "party match",
    (
        # source            event           target             who
        (State.OPEN,        Event.RELEASE,  State.RELEASED,    HANDLE),
        (State.OPEN,        Event.CONFIRM,  State.CONFIRMED,   HANDLE),
        (State.OPEN,        Event.LAPSE,    State.RELEASED,    SYSTEM),
        (State.RELEASED,    Event.REOPEN,   State.OPEN,        HANDLE),
        (State.RELEASED,    Event.RETURN,   State.OPEN,        SYSTEM),
        (State.CONFIRMED,   Event.REOPEN,   State.OPEN,        HANDLE),
        (State.CONFIRMED,   Event.LAPSE,    State.RELEASED,    SYSTEM),
    ),
    initial=State.OPEN,
    label=pgettext_lazy("thing", "hit of a party"),
    words={
        State.OPEN: pgettext_lazy("status of a hit", "open"),
        State.RELEASED: pgettext_lazy("status of a hit", "released"),
        State.CONFIRMED: pgettext_lazy("status of a hit", "confirmed"),
    },
)  # fmt: skip
MATCH_RELEASE = four_eyes_machine(
    "release of a party match", HANDLE, label=pgettext_lazy("thing", "release of a hit")
)

REASON = Object(members={"reason": Text(most=MOST_REASON)})


@dataclass(frozen=True, slots=True)
class Listed:
    """A name on a list, with the number under which its list has it."""

    source: str
    entry: UUID
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Hit:
    listed: Listed
    alike: Likeness

    @property
    def why(self) -> dict[str, Any]:
        return self.alike.as_facts()


def hits(name: str, listed: Iterable[Listed]) -> list[Hit]:
    """What of the lists is like `name`: of each entry the likest of its names, the likest entry first."""
    best: dict[tuple[str, UUID], Hit] = {}
    for hit in _alike(name, listed):
        place = (hit.listed.source, hit.listed.entry)
        if place not in best or hit.alike.score > best[place].alike.score:
            best[place] = hit
    return sorted(best.values(), key=lambda hit: (-hit.alike.score, hit.listed.source, hit.listed.number))


def _alike(name: str, listed: Iterable[Listed]) -> Iterator[Hit]:
    for each in listed:
        alike = likeness(name, each.name)
        if alike.is_match:
            yield Hit(each, alike)
