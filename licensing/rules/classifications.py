"""What an officer says of an item's place in Annex I."""

from exportctl.core.shapes import Object, Text
from licensing.rules.shapes import control_entry_of

CLASSIFICATION = Object(
    members={"control_entry": control_entry_of(required=False), "reason": Text(most=2000, required=False)}
)
