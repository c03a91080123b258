"""Customs enquiries for machines: customs ask and take back; both sides read, and the answer is an event."""

from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.actions.files import FileRefused
from exportctl.core.api import calls, paging
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import File, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.views.files import send
from licensing.actions import customs_enquiries as actions
from licensing.api import schemas
from licensing.api.customs_messages import LoggedResource
from licensing.models import CustomsEnquiry
from licensing.queries.customs_enquiries import show_enquiry, show_paper
from licensing.rules.customs_enquiries import ENQUIRY, State

READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE)
STATES = [each.value for each in State]
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("status", str, description="A comma list of statuses."),
    OpenApiParameter("mrn", str, description="About this declaration."),
]
PAPER = schemas.thing(
    id={"type": "string", "format": "uuid"},
    name=schemas.TEXT,
    media_type=schemas.TEXT,
    size=schemas.WHOLE,
    sha256=schemas.TEXT,
    created_at={"type": "string", "format": "date-time"},
    state={"type": "string", "enum": ["checking", "clean", "refused"]},
    why=schemas.MAYBE,
)
FILE = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary"}},
    }
}
SHOWN = schemas.thing(
    reference=schemas.TEXT,
    status={"type": "string", "enum": STATES},
    authority=schemas.TEXT,
    question=schemas.TEXT,
    mrn=schemas.MAYBE,
    authorisation=schemas.MAYBE,
    exporter_eori=schemas.MAYBE,
    customs_office=schemas.TEXT,
    asked_at={"type": "string", "format": "date-time"},
    papers=schemas.many(PAPER),
    answer=schemas.MAYBE,
    answered_at={"type": ["string", "null"], "format": "date-time"},
    hold={"type": ["string", "null"], "format": "uuid"},
)


class CustomsEnquiryViewSet(LoggedResource):
    """What customs ask, and nothing is kept back for it: an answer is information, no decision, cited by its number."""

    @extend_schema(
        operation_id="customs_enquiries", parameters=FILTERS, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        user = calls.caller(request)
        if not any(access.has_seat(user, permission) for permission in READERS):
            raise Forbidden
        rows = CustomsEnquiry.objects.visible_to(user).with_parts()
        if mrn := request.query_params.get("mrn", "").strip().upper():
            rows = rows.filter(mrn=mrn)
        if statuses := paging.chosen(request, "status", STATES):
            rows = rows.filter(status__in=statuses)
        return Response(paging.page(rows, request, by="asked_at", show=show_enquiry))

    @extend_schema(
        operation_id="ask_customs_enquiry",
        request={"application/json": ENQUIRY.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """Who granted is asked, else the authority of the exporter's state, else the one of the office's own."""
        user = calls.caller_with(request, Permission.CHECK_SHIPMENTS)
        body = calls.parse_body(request, ENQUIRY)

        def ask() -> dict[str, Any]:
            return _shown(actions.ask_authority(body=body, actor=user, at=clock.now()))

        return calls.idempotent(request, ask, status=201)

    @extend_schema(operation_id="customs_enquiry", responses={200: SHOWN})
    def retrieve(self, request: Request, reference: str) -> Response:
        return Response(_shown(_enquiry_or_404(calls.caller(request), reference)))

    @extend_schema(operation_id="take_back_customs_enquiry", request=None, responses={200: SHOWN})
    def take_back(self, request: Request, reference: str) -> Response:
        """Before it is answered."""
        user = calls.caller(request)
        enquiry = _enquiry_or_404(user, reference)
        calls.require_permission(user, Permission.CHECK_SHIPMENTS, enquiry)
        return calls.act(request, actions.take_back_enquiry, show=_shown, enquiry_id=enquiry.pk)


class CustomsEnquiryPaperViewSet(Resource):
    """The photographs and papers of an enquiry: put to one that waits, listed, opened once their check passed."""

    parser_classes = [MultiPartParser, JsonParser]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A file is what it is, whatever the caller would rather have."""
        return super().perform_content_negotiation(request, force=force or self.action == "retrieve")

    @extend_schema(operation_id="customs_enquiry_papers", responses={200: schemas.many(PAPER)})
    def list(self, request: Request, reference: str) -> Response:
        papers = _enquiry_or_404(calls.caller(request), reference).papers
        return Response([show_paper(each) for each in papers.select_related("file")])

    @extend_schema(operation_id="add_customs_enquiry_paper", request=FILE, responses={201: PAPER})
    def create(self, request: Request, reference: str) -> Response:
        """One file in each call, five in all; customs alone, before the answer."""
        user = calls.caller(request)
        enquiry = _enquiry_or_404(user, reference)
        calls.require_permission(user, Permission.CHECK_SHIPMENTS, enquiry)
        upload = request.FILES.get("file")
        if upload is None:
            raise Invalid(errors=[error("/file", _("Choose a file."))])
        put: dict[str, Any] = {"enquiry_id": enquiry.pk, "actor": user}

        def receive() -> File:
            return _received(upload=upload, at=clock.now(), **put)

        def add(file: File) -> dict[str, Any]:
            return show_paper(actions.add_paper(file=file, at=clock.now(), **put))

        return calls.idempotent(request, add, prepare=receive, status=201)

    @extend_schema(
        operation_id="customs_enquiry_paper",
        responses={
            (200, "application/octet-stream"): OpenApiResponse({"type": "string", "format": "binary"})
        },
    )
    def retrieve(self, request: Request, reference: str, paper_id: UUID) -> FileResponse:
        papers = _enquiry_or_404(calls.caller(request), reference).papers.select_related("file")
        return send(get_object_or_404(papers, pk=paper_id).file)


def _received(**put: Any) -> File:
    """What is wrong with the file itself is told at it."""
    try:
        return actions.receive_paper(**put)
    except FileRefused as refused:
        refused.errors = [dict(error("/file", refused.message))]
        raise


def _enquiry_or_404(user: User, reference: str) -> CustomsEnquiry:
    return get_object_or_404(CustomsEnquiry.objects.visible_to(user), reference=reference)


def _shown(enquiry: CustomsEnquiry) -> dict[str, Any]:
    return show_enquiry(CustomsEnquiry.objects.with_parts().get(pk=enquiry.pk))
