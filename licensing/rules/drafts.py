"""Drafts of every kind: two people at one field, what a saved body keeps, what a copy takes over. Pure.

A field is known by its JSON pointer into the draft's body, and its value by a fingerprint: what a field was when
its page was loaded decides whose value stands.
"""

from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from exportctl.core.canonical import canonical

DIGITS = 12  # of a fingerprint: enough to tell two values of one field apart
BLANK: tuple[Any, ...] = (None, "", [], {})
MOST_ATTACHMENTS = 30


@dataclass(frozen=True)
class Clash:
    """A field that two people changed from the same start, to different values."""

    pointer: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """`values`: what is to be saved, by pointer. `clashes`: what somebody has to choose first."""

    values: dict[str, Any]
    clashes: tuple[Clash, ...]


def fingerprint(value: Any) -> str:
    """A short digest of a field's value; every blank has the same one."""
    return sha256(canonical(None if value in BLANK else value)).hexdigest()[:DIGITS]


def merge_fields(body: Mapping[str, Any], mine: Mapping[str, Any], loaded: Mapping[str, str]) -> Merge:
    """Merge `mine` (values by pointer) into `body` as it is now, with each field's fingerprint as it was loaded.

    What only one of the two changed is that one's; what both changed to different values clashes. A field whose
    fingerprint is not given was not looked at before: it is simply set.
    """
    values: dict[str, Any] = {}
    clashes = []
    for pointer, value in mine.items():
        theirs = value_at(body, pointer)
        ours, now = fingerprint(value), fingerprint(theirs)
        start = loaded.get(pointer, now)
        if ours in (now, start):
            continue
        if now == start:
            values[pointer] = value
        else:
            clashes.append(Clash(pointer, value, theirs))
    return Merge(values, tuple(clashes))


def value_at(body: Any, pointer: str) -> Any:
    """The value a JSON pointer leads to, through objects and lists; None where there is none."""
    for name in pointer.strip("/").split("/"):
        if isinstance(body, list):
            body = body[int(name)] if name.isdecimal() and int(name) < len(body) else None
        else:
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


def with_values(body: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of `body` with each pointer's value set: members of objects, whose lists may be gone through.

    A place behind the last of a list begins a new element.
    """
    changed: dict[str, Any] = deepcopy(dict(body))
    for pointer, value in fields.items():
        *path, last = pointer.strip("/").split("/")
        place: Any = changed
        for name, below in pairwise([*path, last]):
            place = _step_into(place, name, [] if below.isdecimal() else {})
        place[last] = value
    return changed


def _step_into(place: Any, name: str, empty: Any) -> Any:
    if isinstance(place, list):
        if int(name) >= len(place):
            place.append(empty)
        return place[min(int(name), len(place) - 1)]
    if not isinstance(place.get(name), (dict, list)):
        place[name] = empty
    return place[name]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The pointers whose value differs, in order. A list of plain values counts as one."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return sorted(
        pointer
        for pointer in old.keys() | new.keys()
        if fingerprint(old.get(pointer)) != fingerprint(new.get(pointer))
    )


def without_blanks(value: Any) -> Any:
    """`value` without nulls, empty texts and empty objects: they are gaps. An empty list is an answer."""
    if isinstance(value, dict):
        members = {name: without_blanks(each) for name, each in value.items()}
        return {name: each for name, each in members.items() if each not in (None, "", {})}
    return [without_blanks(each) for each in value] if isinstance(value, list) else value


def copy_of(
    body: Mapping[str, Any], parts: Collection[str], *, members: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    """The members of `body` that belong to the chosen `parts`; `members` says which each part has."""
    wanted = [name for part, names in members.items() if part in parts for name in names]
    return {name: body[name] for name in wanted if name in body}


def _leaves(value: Any, pointer: str = "") -> Iterable[tuple[str, Any]]:
    if isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        value = dict(enumerate(value))
    if not isinstance(value, Mapping):
        yield pointer, value
        return
    for name, each in value.items():
        yield from _leaves(each, f"{pointer}/{name}")
