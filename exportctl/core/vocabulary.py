"""The words of machines and acts, read from what the apps declare (settings.ACTS, given here at the start).

"This *proposal* is *approved*; it cannot be *taken*." A test asks every machine for every word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from exportctl.core.i18n import joined

if TYPE_CHECKING:  # a machine's errors are made of these words
    from exportctl.core.acts import Act, NoticeKind
    from exportctl.core.machine import Machine


_declared: dict[tuple[str, str], Act] = {}


def declare(acts: Iterable[Act]) -> None:
    """Take the acts of all apps; once, when the product starts. An error is made of these words, so this is pure."""
    _declared.update({(each.machine.name, each.name): each for each in acts})


def act(machine: str, event: str) -> Act | None:
    """The declaration of an audit event; None for a name that nothing declares."""
    return _declared.get((machine, str(event)))


def acts_of(machine: Machine) -> tuple[Act, ...]:
    """Every act on the objects of this machine, whichever app declares it."""
    return tuple(each for each in _declared.values() if each.machine.name == machine.name)


def feed_types(machine: Machine) -> dict[str, str]:
    """Audit event → type in GET /api/v1/events; what is not in it is not in the feed."""
    return {each.name: each.feed for each in acts_of(machine) if each.feed}


@cache
def every_feed_type() -> tuple[str, ...]:
    """The types of GET /api/v1/events, of all machines."""
    return tuple(sorted({each.feed for each in _declared.values() if each.feed}))


@cache
def notice_kinds() -> Mapping[str, NoticeKind]:
    """Every message that an act may owe, by its code."""
    return {kind.code: kind for each in _declared.values() for kind in each.notices}


@cache
def before_seats() -> tuple[str, ...]:
    """The kinds of messages that reach somebody who has no seat yet."""
    return tuple(kind.code for kind in notice_kinds().values() if kind.before_seat)


def thing(machine: str) -> Any:
    """What people call an object of this machine."""
    return (_machines()[machine].label if machine in _machines() else "") or _plain(machine)


def status(machine: str, code: str) -> Any:
    """A status of this machine within a sentence."""
    return (_machines()[machine].words.get(code) if machine in _machines() else "") or _plain(code)


def done(machine: str, event: str) -> Any:
    """What an event of this machine does to its object: "taken", "approved"."""
    declared = act(machine, event)
    return declared.label if declared else _plain(event)


def listing(machine: str, events: Iterable[str]) -> Any:
    """Such as: withdrawn, taken; in the reader's language."""
    return joined([done(machine, event) for event in events])


@cache
def _machines() -> dict[str, Machine]:
    return {each.machine.name: each.machine for each in _declared.values()}


def _plain(code: str) -> str:
    return str(code).replace("_", " ")
