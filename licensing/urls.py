from django.urls import URLPattern, path

from licensing.api.authorisation_changes import viewset_of
from licensing.api.authorisations import AuthorisationViewSet
from licensing.api.catalogue import CatalogueUploadViewSet, CatalogueViewSet
from licensing.api.change_requests import ChangeRequestViewSet
from licensing.api.classification_questions import ClassificationQuestionViewSet
from licensing.api.consulted_bodies import ConsultedBodyViewSet
from licensing.api.control_entries import ControlEntryViewSet
from licensing.api.customs_enquiries import CustomsEnquiryPaperViewSet, CustomsEnquiryViewSet
from licensing.api.customs_holds import CustomsHoldViewSet
from licensing.api.customs_messages import CustomsMessageViewSet
from licensing.api.denial_imports import DenialImportViewSet
from licensing.api.denial_reviews import DenialReviewViewSet
from licensing.api.denials import DenialViewSet
from licensing.api.duty_turns import DutyTurnViewSet
from licensing.api.general_authorisations import GeneralAuthorisationViewSet
from licensing.api.general_bars import GeneralBarViewSet
from licensing.api.general_editions import GeneralEditionViewSet
from licensing.api.general_registrants import GeneralRegistrantViewSet
from licensing.api.general_registrations import GeneralRegistrationViewSet
from licensing.api.holder_reports import HolderReportViewSet
from licensing.api.measure_acts import MeasureActViewSet
from licensing.api.measures import MeasureViewSet
from licensing.api.pending_acts import PendingActViewSet
from licensing.api.record_reissues import RecordReissueViewSet
from licensing.api.registrations import RegistrationViewSet
from licensing.api.requirements import (
    PassedDenialViewSet,
    RequirementPaperViewSet,
    RequirementViewSet,
    SharedRequirementViewSet,
)
from licensing.api.routing_rules import RoutingRuleViewSet
from licensing.api.sanctions_lists import SanctionsListViewSet
from licensing.api.sandbox import SandboxViewSet
from licensing.api.screening_jobs import ScreeningJobViewSet
from licensing.api.screenings import ScreeningViewSet
from licensing.api.state_consultations import StateConsultationViewSet
from licensing.api.state_papers import StatePaperViewSet
from licensing.api.watch_lists import WatchListViewSet
from licensing.api.write_offs import WriteOffViewSet
from licensing.rules.authorisations import OF_TWO_OFFICERS

AUTHORISATION = "authorisations/<str:reference>"
BAR = "general-bars/<str:reference>"
BODY = "consulted-bodies/<uuid:body_id>"
CONSULTATION = "consultations/<uuid:consultation_id>"
EDITION = "general-editions/<uuid:edition_id>"
GENERAL = "general-authorisations/<str:code>"
JOB = "screening-jobs/<uuid:job_id>"
ENQUIRY = "customs-enquiries/<str:reference>"
HOLD = "customs-holds/<uuid:hold_id>"
CLASSIFICATION = "classifications/<str:reference>"
MEASURE = "measures/<str:number>"
PENDING_ACT = "pending-acts/<uuid:pending_id>"
REISSUES = "registrations/<str:reference>/reissues"
ROUTING_RULE = "routing-rules/<uuid:rule_id>"
SHARED = "requirements/shared/<uuid:requirement_id>"
REVIEW = "denials/<str:reference>/reviews/<uuid:review_id>"
DENIAL_IMPORT = "denial-imports/<uuid:import_id>"

api_urlpatterns: list[URLPattern] = [
    path("screenings", ScreeningViewSet.as_view({"post": "create"}), name="screenings"),
    path("sandbox", SandboxViewSet.as_view({"get": "list"}), name="sandbox"),
    path("sandbox/reset", SandboxViewSet.as_view({"post": "reset"}), name="reset_sandbox"),
    path("screening-jobs", ScreeningJobViewSet.as_view({"post": "create"}), name="screening_jobs"),
    path(JOB, ScreeningJobViewSet.as_view({"get": "retrieve"}), name="screening_job"),
    path(f"{JOB}/result", ScreeningJobViewSet.as_view({"get": "result"}), name="screening_job_result"),
    path(f"{JOB}/cancel", ScreeningJobViewSet.as_view({"post": "cancel"}), name="cancel_screening_job"),
    path("control-entries", ControlEntryViewSet.as_view({"get": "list"}), name="control_entries"),
    path(
        "control-entries/<str:code>", ControlEntryViewSet.as_view({"get": "retrieve"}), name="control_entry"
    ),
    path(
        "general-authorisations",
        GeneralAuthorisationViewSet.as_view({"get": "list"}),
        name="general_authorisations",
    ),
    path(
        "general-authorisations/check",
        GeneralAuthorisationViewSet.as_view({"post": "check"}),
        name="general_authorisation_check",
    ),
    path(
        f"{GENERAL}/registrations",
        GeneralRegistrationViewSet.as_view({"post": "register"}),
        name="general_registrations",
    ),
    path(f"{GENERAL}/first-use", GeneralRegistrationViewSet.as_view({"post": "first_use"}), name="first_use"),
    path(
        f"{GENERAL}/reports", GeneralRegistrationViewSet.as_view({"post": "report"}), name="general_reports"
    ),
    path(f"{MEASURE}/hits", MeasureActViewSet.as_view({"get": "list"}), name="measure_hits"),
    path(f"{MEASURE}/acts", MeasureActViewSet.as_view({"post": "create"}), name="measure_acts"),
    path(
        f"{MEASURE}/acts/approve", MeasureActViewSet.as_view({"post": "approve"}), name="approve_measure_acts"
    ),
    path(
        f"{MEASURE}/acts/discard", MeasureActViewSet.as_view({"post": "discard"}), name="discard_measure_acts"
    ),
    path("items", CatalogueViewSet.as_view({"get": "list"}), name="items"),
    path("items/import", CatalogueUploadViewSet.as_view({"post": "create"}), name="items_import"),
    path(
        "items/import/<uuid:upload_id>",
        CatalogueUploadViewSet.as_view({"get": "retrieve"}),
        name="items_import_job",
    ),
    path("items/<path:number>", CatalogueViewSet.as_view({"get": "retrieve", "put": "store"}), name="item"),
    path("authorisations", AuthorisationViewSet.as_view({"get": "list"}), name="authorisations"),
    path(AUTHORISATION, AuthorisationViewSet.as_view({"get": "retrieve"}), name="authorisation"),
    path(f"{AUTHORISATION}/surrender", AuthorisationViewSet.as_view({"post": "surrender"}), name="surrender"),
    path(f"{AUTHORISATION}/ledger", AuthorisationViewSet.as_view({"get": "ledger"}), name="ledger"),
    path(f"{AUTHORISATION}/versions", AuthorisationViewSet.as_view({"get": "versions"}), name="versions"),
    path(
        f"{AUTHORISATION}/change-requests",
        ChangeRequestViewSet.as_view({"get": "list", "post": "create"}),
        name="change_requests",
    ),
    path(
        f"{AUTHORISATION}/change-requests/<uuid:change_request_id>/withdraw",
        ChangeRequestViewSet.as_view({"post": "withdraw"}),
        name="withdraw_change_request",
    ),
    path(f"{AUTHORISATION}/write-offs", WriteOffViewSet.as_view({"post": "create"}), name="write_offs"),
    path(f"{AUTHORISATION}/reports", HolderReportViewSet.as_view({"post": "create"}), name="reports"),
    path("write-offs", WriteOffViewSet.as_view({"post": "many"}), name="many_write_offs"),
    path("customs-messages", CustomsMessageViewSet.as_view({"get": "list"}), name="customs_messages"),
    path(
        "customs-messages/<uuid:message_id>",
        CustomsMessageViewSet.as_view({"get": "retrieve"}),
        name="customs_message",
    ),
    path(
        "customs-messages/<uuid:message_id>/replay",
        CustomsMessageViewSet.as_view({"post": "replay"}),
        name="replay_customs_message",
    ),
    path(
        "write-offs/<uuid:write_off_id>/reversal",
        WriteOffViewSet.as_view({"post": "reversal"}),
        name="reversal",
    ),
    path(
        "customs-holds",
        CustomsHoldViewSet.as_view({"get": "list", "post": "create"}),
        name="customs_holds",
    ),
    path(
        "customs-enquiries",
        CustomsEnquiryViewSet.as_view({"get": "list", "post": "create"}),
        name="customs_enquiries",
    ),
    path(ENQUIRY, CustomsEnquiryViewSet.as_view({"get": "retrieve"}), name="customs_enquiry"),
    path(
        f"{ENQUIRY}/take-back",
        CustomsEnquiryViewSet.as_view({"post": "take_back"}),
        name="take_back_customs_enquiry",
    ),
    path(
        f"{ENQUIRY}/papers",
        CustomsEnquiryPaperViewSet.as_view({"get": "list", "post": "create"}),
        name="customs_enquiry_papers",
    ),
    path(
        f"{ENQUIRY}/papers/<uuid:paper_id>",
        CustomsEnquiryPaperViewSet.as_view({"get": "retrieve"}),
        name="customs_enquiry_paper",
    ),
    path(HOLD, CustomsHoldViewSet.as_view({"get": "retrieve"}), name="customs_hold"),
    path(f"{HOLD}/extend", CustomsHoldViewSet.as_view({"post": "extend"}), name="extend_customs_hold"),
    path(f"{HOLD}/reply", CustomsHoldViewSet.as_view({"post": "reply"}), name="reply_to_customs_hold"),
    path(f"{HOLD}/end", CustomsHoldViewSet.as_view({"post": "end"}), name="end_customs_hold"),
    path("watch-list", WatchListViewSet.as_view({"get": "list", "post": "create"}), name="watch_list"),
    path(
        "watch-list/<uuid:entry_id>/remove", WatchListViewSet.as_view({"post": "remove"}), name="unwatch_name"
    ),
    path(
        "sanctions-lists",
        SanctionsListViewSet.as_view({"get": "list", "post": "create"}),
        name="sanctions_lists",
    ),
    path(
        "general-bars",
        GeneralBarViewSet.as_view({"get": "list", "post": "create"}),
        name="general_bars",
    ),
    path(
        "general-editions",
        GeneralEditionViewSet.as_view({"get": "list", "post": "create"}),
        name="general_editions",
    ),
    path(EDITION, GeneralEditionViewSet.as_view({"get": "retrieve"}), name="general_edition"),
    *(
        path(f"{EDITION}/{act}", GeneralEditionViewSet.as_view({"post": act}), name=f"{act}_general_edition")
        for act in ("approve", "discard")
    ),
    path(
        "general-registrations",
        GeneralRegistrantViewSet.as_view({"get": "list"}),
        name="general_registrants",
    ),
    path(BAR, GeneralBarViewSet.as_view({"get": "retrieve"}), name="general_bar"),
    *(
        path(f"{BAR}/{act}", GeneralBarViewSet.as_view({"post": act}), name=f"{act}_general_bar")
        for act in ("approve", "discard", "lift", "service")
    ),
    path(
        "registrations",
        RegistrationViewSet.as_view({"get": "list", "post": "create"}),
        name="registrations",
    ),
    path(
        "registrations/<str:reference>", RegistrationViewSet.as_view({"get": "retrieve"}), name="registration"
    ),
    *(
        path(
            f"registrations/<str:reference>/{act}",
            RegistrationViewSet.as_view({"post": act}),
            name=f"{act}_registration",
        )
        for act in ("verify", "ask", "approve", "refuse", "answer", "withdraw")
    ),
    path("requirements", RequirementViewSet.as_view({"get": "list"}), name="requirements"),
    path("requirements/denials", PassedDenialViewSet.as_view({"get": "list"}), name="passed_denials"),
    path(
        "requirements/denials/<str:reference>",
        PassedDenialViewSet.as_view({"get": "retrieve"}),
        name="passed_denial",
    ),
    path(
        "requirements/shared", SharedRequirementViewSet.as_view({"get": "list"}), name="shared_requirements"
    ),
    path(
        "requirements/papers", RequirementPaperViewSet.as_view({"post": "create"}), name="requirement_papers"
    ),
    path(f"{SHARED}/lift", RequirementPaperViewSet.as_view({"post": "lift"}), name="lift_requirement"),
    path(SHARED, SharedRequirementViewSet.as_view({"get": "retrieve"}), name="shared_requirement"),
    path(
        f"{SHARED}/pass-on",
        SharedRequirementViewSet.as_view({"post": "pass_on"}),
        name="pass_requirement_on",
    ),
    path(
        "requirements/<uuid:decision_id>", RequirementViewSet.as_view({"get": "retrieve"}), name="requirement"
    ),
    path(
        "classifications",
        ClassificationQuestionViewSet.as_view({"get": "list", "post": "create"}),
        name="classifications",
    ),
    path(CLASSIFICATION, ClassificationQuestionViewSet.as_view({"get": "retrieve"}), name="classification"),
    path(
        f"{CLASSIFICATION}/withdraw",
        ClassificationQuestionViewSet.as_view({"post": "withdraw"}),
        name="withdraw_classification",
    ),
    path(
        f"{CLASSIFICATION}/opinions",
        ClassificationQuestionViewSet.as_view({"post": "opinion"}),
        name="classification_opinions",
    ),
    path(
        f"{CLASSIFICATION}/opinions/<uuid:opinion_id>/approve",
        ClassificationQuestionViewSet.as_view({"post": "approve"}),
        name="approve_opinion",
    ),
    path(
        f"{CLASSIFICATION}/opinions/<uuid:opinion_id>/discard",
        ClassificationQuestionViewSet.as_view({"post": "discard"}),
        name="discard_opinion",
    ),
    path("measures", MeasureViewSet.as_view({"get": "list", "post": "create"}), name="measures"),
    path(MEASURE, MeasureViewSet.as_view({"get": "retrieve"}), name="measure"),
    path(f"{MEASURE}/changes", MeasureViewSet.as_view({"post": "change"}), name="measure_changes"),
    path(
        f"{MEASURE}/changes/<uuid:change_id>/approve",
        MeasureViewSet.as_view({"post": "approve"}),
        name="approve_measure_change",
    ),
    path(
        f"{MEASURE}/changes/<uuid:change_id>/discard",
        MeasureViewSet.as_view({"post": "discard"}),
        name="discard_measure_change",
    ),
    path("denials", DenialViewSet.as_view({"get": "list"}), name="denials"),
    path(
        "denial-imports",
        DenialImportViewSet.as_view({"get": "list", "post": "create"}),
        name="denial_imports",
    ),
    path(DENIAL_IMPORT, DenialImportViewSet.as_view({"get": "retrieve"}), name="denial_import"),
    path(
        f"{DENIAL_IMPORT}/approve",
        DenialImportViewSet.as_view({"post": "approve"}),
        name="approve_denial_import",
    ),
    path(
        f"{DENIAL_IMPORT}/discard",
        DenialImportViewSet.as_view({"post": "discard"}),
        name="discard_denial_import",
    ),
    path(REISSUES, RecordReissueViewSet.as_view({"get": "list", "post": "create"}), name="record_reissues"),
    path(
        f"{REISSUES}/approve",
        RecordReissueViewSet.as_view({"post": "approve"}),
        name="approve_record_reissues",
    ),
    path(
        f"{REISSUES}/discard",
        RecordReissueViewSet.as_view({"post": "discard"}),
        name="discard_record_reissues",
    ),
    path("pending-acts", PendingActViewSet.as_view({"get": "list"}), name="pending_acts"),
    path(
        f"{PENDING_ACT}/approve", PendingActViewSet.as_view({"post": "approve"}), name="approve_pending_act"
    ),
    path(
        f"{PENDING_ACT}/discard", PendingActViewSet.as_view({"post": "discard"}), name="discard_pending_act"
    ),
    path("duty-roster", DutyTurnViewSet.as_view({"get": "list"}), name="duty_roster"),
    path(
        "routing-rules", RoutingRuleViewSet.as_view({"get": "list", "post": "create"}), name="routing_rules"
    ),
    path(
        f"{ROUTING_RULE}/removal",
        RoutingRuleViewSet.as_view({"post": "removal"}),
        name="remove_routing_rule",
    ),
    path(
        f"{ROUTING_RULE}/approve",
        RoutingRuleViewSet.as_view({"post": "approve"}),
        name="approve_routing_rule",
    ),
    path(
        f"{ROUTING_RULE}/discard",
        RoutingRuleViewSet.as_view({"post": "discard"}),
        name="discard_routing_rule",
    ),
    path("denials/<str:reference>", DenialViewSet.as_view({"get": "retrieve"}), name="denial"),
    path("denials/<str:reference>/ask", DenialViewSet.as_view({"post": "ask"}), name="ask_about_denial"),
    path(
        "denials/<str:reference>/reviews",
        DenialReviewViewSet.as_view({"get": "list", "post": "create"}),
        name="denial_reviews",
    ),
    path(f"{REVIEW}/approve", DenialReviewViewSet.as_view({"post": "approve"}), name="approve_denial_review"),
    path(f"{REVIEW}/discard", DenialReviewViewSet.as_view({"post": "discard"}), name="discard_denial_review"),
    path(
        "denials/<str:reference>/pass-on", DenialViewSet.as_view({"post": "pass_on"}), name="pass_denial_on"
    ),
    path("consulted-bodies", ConsultedBodyViewSet.as_view({"get": "list", "post": "create"})),
    path(BODY, ConsultedBodyViewSet.as_view({"patch": "partial_update"})),
    path(f"{BODY}/retire", ConsultedBodyViewSet.as_view({"post": "retire"})),
    path(
        "consultations",
        StateConsultationViewSet.as_view({"get": "list", "post": "create"}),
        name="consultations",
    ),
    path("consultations/papers", StatePaperViewSet.as_view({"post": "create"}), name="consultation_papers"),
    *(
        path(f"{CONSULTATION}/{act}", StatePaperViewSet.as_view({"post": act}), name=f"consultation_{act}")
        for act in ("sent", "paper", "returned")
    ),
    path(
        f"{CONSULTATION}/answer",
        StateConsultationViewSet.as_view({"post": "answer"}),
        name="answer_consultation",
    ),
    path(
        f"{CONSULTATION}/more-time",
        StateConsultationViewSet.as_view({"post": "more_time"}),
        name="more_time_for_consultation",
    ),
    path(
        f"{CONSULTATION}/case",
        StateConsultationViewSet.as_view({"post": "case"}),
        name="name_case_of_consultation",
    ),
    path(
        f"{CONSULTATION}/case/take-back",
        StateConsultationViewSet.as_view({"post": "take_case_back"}),
        name="take_case_of_consultation_back",
    ),
]
for event in OF_TWO_OFFICERS:
    place, change = f"{AUTHORISATION}/{event}", viewset_of(event)
    api_urlpatterns += [
        path(place, change.as_view({"post": "propose"}), name=f"{event}"),
        path(
            f"{place}/<uuid:change_id>/approve", change.as_view({"post": "approve"}), name=f"approve_{event}"
        ),
        path(
            f"{place}/<uuid:change_id>/discard", change.as_view({"post": "discard"}), name=f"discard_{event}"
        ),
    ]
