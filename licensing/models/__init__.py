from licensing.models.conflicts import Conflict
from licensing.models.documents import Document
from licensing.models.exporters import Exporter
from licensing.models.information import ClockStop, InformationRequest
from licensing.models.proposals import Decision, Proposal
from licensing.models.requests import AuthorisationRequest, DecisionPeriod
from licensing.models.screenings import ScreeningCount, ScreeningLog

__all__ = [
    "AuthorisationRequest",
    "ClockStop",
    "Conflict",
    "Decision",
    "DecisionPeriod",
    "Document",
    "Exporter",
    "InformationRequest",
    "Proposal",
    "ScreeningCount",
    "ScreeningLog",
]
