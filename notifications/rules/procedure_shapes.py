"""What delegates, authorities and the Commission send about a procedure: for forms, REST, OpenAPI."""

from dataclasses import dataclass
from typing import Any

from exportctl.core.shapes import Choice, Choices, Errors, Integer, Object, Text
from notifications.rules.stances import PositionGround, Stance

STANCES = tuple(stance.value for stance in Stance)
GROUNDS = tuple(ground.value for ground in PositionGround)
LONGEST_REASON = 8000


@dataclass(frozen=True)
class PositionShape(Object):
    """An objection needs at least one ground and a reason; no objection and a comment may have them."""

    def missing(self, value: Any, pointer: str) -> Errors:
        errors = super().missing(value, pointer)
        if isinstance(value, dict) and value.get("stance") == Stance.OBJECT:
            for name, shape in OBJECTION.items():
                errors += shape.missing(value.get(name), f"{pointer}/{name}")
        return errors


OBJECTION = {"grounds": Choices(options=GROUNDS), "reason": Text(most=LONGEST_REASON, lines=True)}

POSITION = PositionShape(
    members={
        "stance": Choice(options=STANCES),
        "grounds": Choices(options=GROUNDS, required=False),
        "reason": Text(most=LONGEST_REASON, lines=True, required=False),
        "expected_sequence": Integer(required=False),
    }
)
EXTENSION = Object(members={"working_days": Integer(least=1, most=30), "reason": Text(lines=True)})
WITHDRAWAL = Object(members={"grounds": Text(lines=True)})
SELECTION = Object(members={"reason": Text(lines=True)})
APPROVAL = Object(members={"content_hash": Text(most=64)})
RETURN = Object(members={"comment": Text(lines=True)})
