from licensing.models.absences import Absence
from licensing.models.amendments import Amendment, AmendmentAttachment, AmendmentFieldSave
from licensing.models.authorisation_changes import AuthorisationChange, AuthorisationStep
from licensing.models.authorisations import (
    Authorisation,
    AuthorisationLine,
    AuthorisationVersion,
)
from licensing.models.authority_texts import AuthorityText
from licensing.models.balances import LineBalance, MovedRest
from licensing.models.catalogue import CatalogueEntry, CatalogueItem, CatalogueParty, CatalogueUpload
from licensing.models.change_requests import ChangeRequest
from licensing.models.classification_questions import ClassificationOpinion, ClassificationQuestion
from licensing.models.classifications import ClassificationConfirmation
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
from licensing.models.customs_enquiries import CustomsEnquiry, CustomsEnquiryPaper
from licensing.models.customs_holds import CustomsHold
from licensing.models.customs_messages import CustomsMessage
from licensing.models.decision_periods import DecisionPeriod, DecisionPeriodChange
from licensing.models.denial_imports import DenialImport
from licensing.models.denials import Denial, DenialParty, DenialReview, PassedDenial
from licensing.models.documents import Document
from licensing.models.drafts import Draft, DraftAttachment, DraftFieldSave
from licensing.models.duty_turns import DutyTurn
from licensing.models.end_use_statements import EndUseStatement, EndUseStatementLink
from licensing.models.exporters import Exporter
from licensing.models.general_bars import GeneralBar, GeneralBarService
from licensing.models.general_editions import GeneralEdition
from licensing.models.general_registrations import FirstUseNotice, GeneralRegistration, GeneralReminder
from licensing.models.general_reports import GeneralReport
from licensing.models.information_requests import (
    ClockStop,
    InformationReminder,
    InformationRequest,
    InformationStep,
)
from licensing.models.letter_services import LetterService, ServiceResult
from licensing.models.letterheads import LetterheadChange
from licensing.models.list_impacts import ListImpact
from licensing.models.measures import LawHead, MeasureChange, RestrictiveMeasure
from licensing.models.messages import Message, MessageReading, MessageThread
from licensing.models.notes import CaseNote, NoteMention, StruckNote
from licensing.models.party_matches import ListedName, MatchRelease, PartyMatch
from licensing.models.pending_acts import PendingAct
from licensing.models.proposals import Decision, Proposal, ProposalDraft
from licensing.models.registrations import Registration, RegistrationPaper
from licensing.models.remedies import Remedy, RemedyOutcome
from licensing.models.request_drafts import RequestAttachment, RequestDraft, RequestFieldSave
from licensing.models.requests import AuthorisationRequest
from licensing.models.requirements import PassedRequirement, RequirementPaper, SharedRequirement
from licensing.models.routing_rules import RoutingRule
from licensing.models.sanctions_lists import SanctionsEntry, SanctionsList
from licensing.models.sandbox import Sandbox, SandboxEvent
from licensing.models.screening_jobs import ScreeningJob, ScreeningJobPart
from licensing.models.screenings import ScreeningCount, ScreeningLog
from licensing.models.search_documents import CaseSearch, SearchWord
from licensing.models.state_consultations import ExplainedGrant, InterestsCase, StateConsultation
from licensing.models.tags import RequestTag, Tag
from licensing.models.versions import RequestDestination, RequestLine, RequestParty, RequestVersion
from licensing.models.watch_lists import WatchListEntry
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
    "ChangeRequest",
    "ClassificationConfirmation",
    "ClassificationOpinion",
    "ClassificationQuestion",
    "ClockStop",
    "Closing",
    "ConditionsDraft",
    "Conflict",
    "Consultation",
    "ConsultedBody",
    "CustomsEnquiry",
    "CustomsEnquiryPaper",
    "CustomsHold",
    "CustomsMessage",
    "Decision",
    "DecisionPeriod",
    "DecisionPeriodChange",
    "Denial",
    "DenialImport",
    "DenialParty",
    "DenialReview",
    "DeskSettings",
    "Document",
    "Draft",
    "DraftAttachment",
    "DraftFieldSave",
    "DutyTurn",
    "EndUseStatement",
    "EndUseStatementLink",
    "ExplainedGrant",
    "Exporter",
    "FirstUseNotice",
    "GeneralBar",
    "GeneralBarService",
    "GeneralEdition",
    "GeneralRegistration",
    "GeneralReminder",
    "GeneralReport",
    "InformationReminder",
    "InformationRequest",
    "InformationStep",
    "InterestsCase",
    "LawHead",
    "LetterService",
    "LetterheadChange",
    "LineBalance",
    "ListImpact",
    "ListedName",
    "MatchRelease",
    "MeasureChange",
    "Message",
    "MessageReading",
    "MessageThread",
    "MovedRest",
    "NoteMention",
    "PartyMatch",
    "PassedDenial",
    "PassedRequirement",
    "PendingAct",
    "Proposal",
    "ProposalDraft",
    "Registration",
    "RegistrationPaper",
    "Remedy",
    "RemedyOutcome",
    "RequestAttachment",
    "RequestDestination",
    "RequestDraft",
    "RequestFieldSave",
    "RequestLine",
    "RequestParty",
    "RequestTag",
    "RequestVersion",
    "RequirementPaper",
    "RestrictiveMeasure",
    "Reversal",
    "RoutingRule",
    "SanctionsEntry",
    "SanctionsList",
    "Sandbox",
    "SandboxEvent",
    "SavedView",
    "ScreeningCount",
    "ScreeningJob",
    "ScreeningJobPart",
    "ScreeningLog",
    "SearchWord",
    "ServiceResult",
    "SharedDocument",
    "SharedRequirement",
    "StateConsultation",
    "StruckNote",
    "Tag",
    "WatchListEntry",
    "WriteOff",
]
