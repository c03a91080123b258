from licensing.models.absences import Absence
from licensing.models.amendments import Amendment, AmendmentAttachment, AmendmentFieldSave
from licensing.models.authorisation_changes import AuthorisationChange, AuthorisationStep
from licensing.models.authorisations import (
    Authorisation,
    AuthorisationLine,
    AuthorisationVersion,
)
from licensing.models.authority_texts import AuthorityText
from licensing.models.balances import LineBalance
from licensing.models.catalogue import CatalogueEntry, CatalogueItem, CatalogueParty, CatalogueUpload
from licensing.models.closings import Closing
from licensing.models.conflicts import Conflict
from licensing.models.consultations import (
    Advice,
    BodyMail,
    ConditionsDraft,
    Consultation,
    ConsultedBody,
    SharedDocument,
)
from licensing.models.decision_periods import DecisionPeriod, DecisionPeriodChange
from licensing.models.documents import Document
from licensing.models.drafts import Draft, DraftAttachment, DraftFieldSave
from licensing.models.exporters import Exporter
from licensing.models.information_requests import (
    ClockStop,
    InformationReminder,
    InformationRequest,
    InformationStep,
)
from licensing.models.letter_services import LetterService, ServiceResult
from licensing.models.letterheads import LetterheadChange
from licensing.models.messages import Message, MessageReading, MessageThread
from licensing.models.notes import CaseNote, NoteMention, StruckNote
from licensing.models.proposals import Decision, Proposal, ProposalDraft
from licensing.models.request_drafts import RequestAttachment, RequestDraft, RequestFieldSave
from licensing.models.requests import AuthorisationRequest
from licensing.models.screenings import ScreeningCount, ScreeningLog
from licensing.models.search_documents import CaseSearch, SearchWord
from licensing.models.tags import RequestTag, Tag
from licensing.models.versions import RequestDestination, RequestLine, RequestParty, RequestVersion
from licensing.models.worklist_settings import DeskSettings, SavedView
from licensing.models.write_offs import Reversal, WriteOff

__all__ = [
    "Absence",
    "Advice",
    "Amendment",
    "AmendmentAttachment",
    "AmendmentFieldSave",
    "Authorisation",
    "AuthorisationChange",
    "AuthorisationLine",
    "AuthorisationRequest",
    "AuthorisationStep",
    "AuthorisationVersion",
    "AuthorityText",
    "BodyMail",
    "CaseNote",
    "CaseSearch",
    "CatalogueEntry",
    "CatalogueItem",
    "CatalogueParty",
    "CatalogueUpload",
    "ClockStop",
    "Closing",
    "ConditionsDraft",
    "Conflict",
    "Consultation",
    "ConsultedBody",
    "Decision",
    "DecisionPeriod",
    "DecisionPeriodChange",
    "DeskSettings",
    "Document",
    "Draft",
    "DraftAttachment",
    "DraftFieldSave",
    "Exporter",
    "InformationReminder",
    "InformationRequest",
    "InformationStep",
    "LetterService",
    "LetterheadChange",
    "LineBalance",
    "Message",
    "MessageReading",
    "MessageThread",
    "NoteMention",
    "Proposal",
    "ProposalDraft",
    "RequestAttachment",
    "RequestDestination",
    "RequestDraft",
    "RequestFieldSave",
    "RequestLine",
    "RequestParty",
    "RequestTag",
    "RequestVersion",
    "Reversal",
    "SavedView",
    "ScreeningCount",
    "ScreeningLog",
    "SearchWord",
    "ServiceResult",
    "SharedDocument",
    "StruckNote",
    "Tag",
    "WriteOff",
]
