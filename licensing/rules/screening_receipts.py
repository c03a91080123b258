"""A receipt for a screening: what was asked and answered, when and from which edition, in one number. Pure.

It holds no line and no answer. Whoever kept both shows by it what was answered; asked again with the receipt, the
question is answered as it was then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

import orjson

from exportctl.core.canonical import from_rfc3339, rfc3339
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Integer, Object, Pattern, Text

TYPE = "screening"
MOST_ANSWERS = 5_000  # that a process remembers as they are written
CHANGED = _("This receipt was not given here, or it was changed.")
_HEX = Pattern(form="[0-9a-f]{0,200}", message=CHANGED)
RECEIPT = Object(
    required=False,
    members={
        "type": Text(most=40),
        "at": Text(most=40),
        "edition": Integer(),
        "lines": Integer(),
        "digest": Pattern(form="[0-9a-f]{64}", message=CHANGED),
        "signature": Object(members={"algorithm": Text(most=20), "key": _HEX, "value": _HEX}),
    },
)


@dataclass(frozen=True)
class Then:
    """When a receipt was given, and from which edition of the list."""

    at: datetime
    edition: int


def receipt_of(
    lines: Sequence[bytes], results: Sequence[Mapping[str, Any]], *, at: datetime, edition: int
) -> dict[str, Any]:
    """What is signed, of the lines as `written`. Sentences are left out: they are in the reader's language."""
    digest = sha256(b"[[" + b",".join(lines) + b"],[")
    digest.update(b",".join(map(_written_answer, results)))
    digest.update(b"]]")
    return {
        "type": TYPE,
        "at": rfc3339(at),
        "edition": edition,
        "lines": len(results),
        "digest": digest.hexdigest(),
    }


def written(value: Any) -> bytes:
    """As canonical JSON: texts and whole numbers, and names in ASCII, each object's in their order."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _written_answer(result: Mapping[str, Any]) -> bytes:
    before, after = _written_around(
        result["verdict"],
        result["legal_basis"],
        result["authorisation"],
        result["regime"],
        result["in_force"],
        *((entry["code"], entry["score"]) for entry in result["entries"]),
    )
    return before + orjson.dumps(result["id"]) + after


@lru_cache(MOST_ANSWERS)
def _written_around(
    verdict: str,
    legal_basis: str | None,
    authorisation: str | None,
    regime: str | None,
    in_force: bool | None,
    *entries: tuple[str, float],
) -> tuple[bytes, bytes]:
    """An answer as canonical JSON, before and after the id of its line: many lines are answered the same."""
    said = {
        "id": 0,
        "verdict": verdict,
        "legal_basis": legal_basis,
        "authorisation": authorisation,
        "regime": regime,
        "in_force": in_force,
        "entries": entries,
    }
    before, _id, after = written(said).partition(b'"id":0')
    return before + b'"id":', after


def then_of(receipt: Mapping[str, Any]) -> Then:
    """Raises ValueError where it is no receipt, or its instant is none."""
    if receipt["type"] != TYPE:
        raise ValueError(receipt["type"])
    return Then(from_rfc3339(receipt["at"]), receipt["edition"])
