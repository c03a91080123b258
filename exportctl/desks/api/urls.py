"""REST over every kind of case."""

from django.urls import path

from exportctl.desks.api.amendments import AmendmentViewSet
from exportctl.desks.api.classifications import LineClassificationViewSet
from exportctl.desks.api.consultations import BodyConsultationViewSet
from exportctl.desks.api.end_use_statements import EndUseStatementLinkViewSet
from exportctl.desks.api.events import EventViewSet
from exportctl.desks.api.information_requests import InformationRequestViewSet
from exportctl.desks.api.internal_documents import InternalDocumentViewSet
from exportctl.desks.api.letter_services import LetterServiceViewSet
from exportctl.desks.api.party_matches import PartyMatchViewSet
from exportctl.desks.api.remedies import RemedyViewSet
from exportctl.desks.api.request_drafts import RequestDocumentViewSet, RequestDraftViewSet
from exportctl.desks.api.requests import RequestViewSet

_request = "requests/<str:reference>"
_bodies = f"{_request}/consultations"
_consultation = f"{_bodies}/<uuid:consultation_id>"
_internal = f"{_request}/internal-documents"
_question = f"{_request}/information-requests/<uuid:information_id>"
_service = f"{_request}/documents/<uuid:document_id>/service"
_links = f"{_request}/end-use-statement-links"
_remedy = f"{_request}/remedies/<uuid:remedy_id>"
_outcome = f"{_remedy}/outcomes/<uuid:outcome_id>"
_match = f"{_request}/party-matches/<uuid:match_id>"

urlpatterns = [
    path("requests", RequestDraftViewSet.as_view({"get": "list", "post": "create"})),
    path(_request, RequestDraftViewSet.as_view({"get": "retrieve", "patch": "partial_update"})),
    path(f"{_request}/submit", RequestDraftViewSet.as_view({"post": "submit"})),
    path(f"{_request}/withdraw", RequestDraftViewSet.as_view({"post": "withdraw"})),
    path(f"{_request}/close", RequestViewSet.as_view({"post": "close"})),
    path(f"{_request}/urgent", RequestViewSet.as_view({"post": "urgent"})),
    path(f"{_request}/take", RequestViewSet.as_view({"post": "take"})),
    path(f"{_request}/information-requests", RequestViewSet.as_view({"post": "ask"})),
    path(f"{_question}/answer", RequestViewSet.as_view({"post": "answer"})),
    path(f"{_question}/answer-in-part", InformationRequestViewSet.as_view({"post": "part"})),
    path(f"{_question}/more-time", InformationRequestViewSet.as_view({"post": "more_time"})),
    path(f"{_question}/more-time/grant", InformationRequestViewSet.as_view({"post": "grant"})),
    path(f"{_question}/more-time/decline", InformationRequestViewSet.as_view({"post": "decline"})),
    path(f"{_question}/withdraw", InformationRequestViewSet.as_view({"post": "withdraw"})),
    path(
        f"{_request}/items/<int:number>/classifications",
        LineClassificationViewSet.as_view({"get": "list", "post": "create"}),
    ),
    path(_bodies, BodyConsultationViewSet.as_view({"get": "list", "post": "create"})),
    *(
        path(f"{_consultation}/{act}", BodyConsultationViewSet.as_view({"post": act}))
        for act in ("again", "advice", "drop")
    ),
    path(f"{_request}/proposals", RequestViewSet.as_view({"post": "propose"})),
    path(f"{_request}/amendments", AmendmentViewSet.as_view({"get": "list", "post": "create"})),
    path(f"{_request}/documents", RequestDocumentViewSet.as_view({"get": "documents", "post": "create"})),
    path(f"{_request}/documents/<uuid:document_id>", RequestViewSet.as_view({"get": "document"})),
    path(_internal, InternalDocumentViewSet.as_view({"get": "list", "post": "create"})),
    path(f"{_internal}/<uuid:document_id>", InternalDocumentViewSet.as_view({"get": "retrieve"})),
    path(_service, LetterServiceViewSet.as_view({"get": "retrieve", "post": "create"})),
    path(f"{_service}/result", LetterServiceViewSet.as_view({"post": "result"})),
    path(f"{_service}/<int:number>/proof", LetterServiceViewSet.as_view({"get": "proof"})),
    path(f"{_service}/receipt", LetterServiceViewSet.as_view({"post": "confirm"})),
    path(f"{_request}/party-matches", PartyMatchViewSet.as_view({"get": "list"})),
    path(f"{_match}/release", PartyMatchViewSet.as_view({"post": "release"})),
    path(f"{_match}/confirm", PartyMatchViewSet.as_view({"post": "confirm"})),
    path(_links, EndUseStatementLinkViewSet.as_view({"get": "list", "post": "create"})),
    path(f"{_links}/<uuid:link_id>/withdraw", EndUseStatementLinkViewSet.as_view({"post": "withdraw"})),
    path(f"{_request}/remedies", RemedyViewSet.as_view({"get": "list", "post": "create"})),
    path(f"{_remedy}/outcomes", RemedyViewSet.as_view({"post": "outcome"})),
    path(f"{_outcome}/approve", RemedyViewSet.as_view({"post": "approve"})),
    path(f"{_outcome}/discard", RemedyViewSet.as_view({"post": "discard"})),
    path("events", EventViewSet.as_view({"get": "list"})),
]
