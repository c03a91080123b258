"""A receipt for a screening: what was asked and answered, when and from which edition, in one number. Pure.

It holds no line and no answer. Whoever kept both shows by it what was answered; asked again with the receipt, the
question is answered as it was then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson

from exportctl.core.canonical import from_rfc3339, rfc3339
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import Integer, Object, Pattern, Text

TYPE = "screening"
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
    lines: Sequence[Mapping[str, Any]], results: Sequence[Mapping[str, Any]], *, at: datetime, edition: int
) -> dict[str, Any]:
    """What is signed. Sentences are left out: they are in the reader's language."""
    said = [
        {
            "id": result["id"],
            "verdict": result["verdict"],
            "legal_basis": result["legal_basis"],
            "authorisation": result["authorisation"],
            "regime": result["regime"],
            "in_force": result["in_force"],
            "entries": [[entry["code"], entry["score"]] for entry in result["entries"]],
        }
        for result in results
    ]
    written = orjson.dumps([list(lines), said], option=orjson.OPT_SORT_KEYS)
    return {
        "type": TYPE,
        "at": rfc3339(at),
        "edition": edition,
        "lines": len(results),
        "digest": sha256(written).hexdigest(),
    }


def then_of(receipt: Mapping[str, Any]) -> Then:
    """Raises ValueError where it is no receipt, or its instant is none."""
    if receipt["type"] != TYPE:
        raise ValueError(receipt["type"])
    return Then(from_rfc3339(receipt["at"]), receipt["edition"])
