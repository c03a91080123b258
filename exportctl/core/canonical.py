"""How values are written for machines: canonical JSON (RFC 8785), equal values as equal bytes, for hashes and seals.

Numbers are whole here: amounts travel as decimal strings, instants as RFC 3339.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

LARGEST = 2**53 - 1  # beyond it a reader with doubles would see another number (RFC 7493, section 2.2)


def canonical(value: Any) -> bytes:
    """The bytes of `value`. TypeError on floats, dates and the like, ValueError on what JSON cannot carry."""
    ordered = _ordered(value, "")
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def content_hash(value: Any) -> str:
    """SHA-256, in hex, of the canonical JSON: of a proposal, what the second officer approves."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _ordered(value: Any, pointer: str) -> Any:
    """The same value with the members of every object in the order of their UTF-16 code units."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError(f"{pointer or '/'}: {value} is too large for JSON; write it as a string")
        return value
    if isinstance(value, list | tuple):
        return [_ordered(item, f"{pointer}/{index}") for index, item in enumerate(value)]
    if isinstance(value, dict):
        if unnamed := [key for key in value if not isinstance(key, str)]:
            raise TypeError(f"{pointer or '/'}: the name {unnamed[0]!r} is not a string")
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: _ordered(value[name], f"{pointer}/{name}") for name in names}
    raise TypeError(f"{pointer or '/'}: {type(value).__name__} has no canonical form; write it as a string")


def rfc3339(instant: datetime) -> str:
    """`2026-11-25T09:42:00.123456Z`: UTC, with microseconds only where there are any."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def iso_or_none(day: date | None) -> str | None:
    """`2026-11-25`; None of a day that nobody knows yet."""
    return day.isoformat() if day else None


def from_rfc3339(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
