from notifications.models.notifications import Attachment, CatchAllNotification
from notifications.models.procedures import (
    LinkedRefusal,
    ObjectionProcedure,
    Participant,
    Position,
    ProcedureOutcome,
)

from notifications.models.acts import Extension, RuleSetSelection, Withdrawal  # isort: skip

__all__ = [
    "Attachment",
    "CatchAllNotification",
    "Extension",
    "LinkedRefusal",
    "ObjectionProcedure",
    "Participant",
    "Position",
    "ProcedureOutcome",
    "RuleSetSelection",
    "Withdrawal",
]
