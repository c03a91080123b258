from notifications.models.assessments import Assessment
from notifications.models.notifications import Attachment, CatchAllNotification, FieldSave
from notifications.models.procedures import (
    DueInstant,
    LinkedRefusal,
    ObjectionProcedure,
    Participant,
    Position,
    ProcedureOutcome,
)

from notifications.models.acts import Extension, RuleSetSelection, Withdrawal  # isort: skip
from notifications.models.standard_texts import StandardText  # isort: skip
from notifications.models.contributions import Contribution, Instruction  # isort: skip
from notifications.models.releases import Release  # isort: skip
from notifications.models.reported_figures import ReportedFigure  # isort: skip

__all__ = [
    "Assessment",
    "Attachment",
    "CatchAllNotification",
    "Contribution",
    "DueInstant",
    "Extension",
    "FieldSave",
    "Instruction",
    "LinkedRefusal",
    "ObjectionProcedure",
    "Participant",
    "Position",
    "ProcedureOutcome",
    "Release",
    "ReportedFigure",
    "RuleSetSelection",
    "StandardText",
    "Withdrawal",
]
