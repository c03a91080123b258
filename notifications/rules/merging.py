"""Two people at one draft: what a field was when the page was loaded decides whose value stands. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from exportctl.core.canonical import canonical

DIGITS = 12  # of a fingerprint: enough to tell two values of one field apart
BLANK: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Clash:
    """A field that two people changed from the same start, to different values."""

    pointer: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Settled:
    """`taken`: what is to be saved, by pointer. `clashes`: what somebody has to choose first."""

    taken: dict[str, Any]
    clashes: tuple[Clash, ...]


def fingerprint(value: Any) -> str:
    """A short digest of a field's value; every blank has the same one."""
    return sha256(canonical(None if value in BLANK else value)).hexdigest()[:DIGITS]


def settle(held: Mapping[str, Any], mine: Mapping[str, Any], loaded: Mapping[str, str]) -> Settled:
    """Merge `mine` (values by pointer) into the body `held`, knowing each field's fingerprint as it was loaded.

    What only one of the two changed is that one's; what both changed to different values clashes. A field whose
    fingerprint is not given was not looked at before: it is simply set.
    """
    taken: dict[str, Any] = {}
    clashes = []
    for pointer, value in mine.items():
        theirs = value_at(held, pointer)
        ours, now = fingerprint(value), fingerprint(theirs)
        start = loaded.get(pointer, now)
        if ours in (now, start):
            continue
        if now == start:
            taken[pointer] = value
        else:
            clashes.append(Clash(pointer, value, theirs))
    return Settled(taken, tuple(clashes))


def value_at(body: Any, pointer: str) -> Any:
    """The value a JSON pointer leads to; None where there is none."""
    for name in pointer.strip("/").split("/"):
        body = body.get(name) if isinstance(body, Mapping) else None
    return body


def patch_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON merge patch (RFC 7396) that sets each pointer's value; a blank takes it out."""
    patch: dict[str, Any] = {}
    for pointer, value in fields.items():
        *path, last = pointer.strip("/").split("/")
        place = patch
        for name in path:
            place = place.setdefault(name, {})
        place[last] = None if value in BLANK else value
    return patch


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The pointers whose value differs, in order. A list counts as one value."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return sorted(
        pointer
        for pointer in old.keys() | new.keys()
        if fingerprint(old.get(pointer)) != fingerprint(new.get(pointer))
    )


def _leaves(value: Any, pointer: str = "") -> Iterable[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        yield pointer, value
        return
    for name, each in value.items():
        yield from _leaves(each, f"{pointer}/{name}")
