"""What a Member State may say in a procedure, which of its positions counts, and the receipt for each."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from exportctl.core.canonical import canonical


class Stance(StrEnum):
    OBJECT = "object"
    AGREE = "agree"  # "no objection"; under unanimous agreement: "it should be imposed here too"
    COMMENT = "comment"


class PositionGround(StrEnum):
    PROPORTIONALITY = "proportionality"
    LEGITIMATE_END_USE = "legitimate_end_use"
    ITEM_NOT_CYBER_SURVEILLANCE = "item_not_cyber_surveillance"
    END_USER_NOT_OF_CONCERN = "end_user_not_of_concern"
    SAFEGUARDS_SUFFICIENT = "safeguards_sufficient"
    ALREADY_CONTROLLED = "already_controlled"
    FOREIGN_AVAILABILITY = "foreign_availability"
    OTHER = "other"


COUNTING = frozenset({Stance.OBJECT, Stance.AGREE})


class Recorded(Protocol):
    """A position as far as counting needs it."""

    @property
    def state(self) -> str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def stance(self) -> str: ...


def effective_stances(positions: Iterable[Recorded]) -> dict[str, str]:
    """Per state its latest objection or agreement; a comment changes nothing, silence is absent."""
    counting = [position for position in positions if position.stance in COUNTING]
    return {
        position.state: str(position.stance)
        for position in sorted(counting, key=lambda position: position.sequence)
    }


def receipt(
    *, state: str, sequence: int, stance: str, grounds: Sequence[str], reason: str, cast_at: str
) -> str:
    """SHA-256 of the position's canonical JSON; `cast_at` as it is published (RFC 3339, UTC)."""
    position: Mapping[str, object] = {
        "state": state,
        "sequence": sequence,
        "stance": str(stance),
        "grounds": [str(ground) for ground in grounds],
        "reason": reason,
        "cast_at": cast_at,
    }
    return sha256(canonical(position)).hexdigest()
