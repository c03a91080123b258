from licensing.models.catalogue import CatalogueEntry, CatalogueItem, CatalogueParty, CatalogueUpload
from licensing.models.conflicts import Conflict
from licensing.models.consultations import (
    Advice,
    BodyMail,
    ConditionsDraft,
    Consultation,
    ConsultedBody,
)
from licensing.models.documents import Document
from licensing.models.drafts import ProposalDraft
from licensing.models.exporters import Exporter
from licensing.models.information import ClockStop, InformationReminder, InformationRequest, InformationStep
from licensing.models.messages import Message, MessageReading, MessageThread
from licensing.models.notes import CaseNote, NoteMention, StruckNote
from licensing.models.proposals import Decision, Proposal
from licensing.models.requests import AuthorisationRequest, DecisionPeriod
from licensing.models.screenings import ScreeningCount, ScreeningLog

__all__ = [
    "Advice",
    "AuthorisationRequest",
    "BodyMail",
    "CaseNote",
    "CatalogueEntry",
    "CatalogueItem",
    "CatalogueParty",
    "CatalogueUpload",
    "ClockStop",
    "ConditionsDraft",
    "Conflict",
    "Consultation",
    "ConsultedBody",
    "Decision",
    "DecisionPeriod",
    "Document",
    "Exporter",
    "InformationReminder",
    "InformationRequest",
    "InformationStep",
    "Message",
    "MessageReading",
    "MessageThread",
    "NoteMention",
    "Proposal",
    "ProposalDraft",
    "ScreeningCount",
    "ScreeningLog",
    "StruckNote",
]
