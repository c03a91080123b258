"""Customs enquiries for machines: customs ask and take back; both sides read, and the answer is an event."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions import customs_enquiries as actions
from licensing.api import schemas
from licensing.api.customs_messages import LoggedResource
from licensing.models import CustomsEnquiry
from licensing.queries.customs_enquiries import show_enquiry
from licensing.rules.customs_enquiries import ENQUIRY, State

READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE)
STATES = [each.value for each in State]
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("status", str, description="A comma list of statuses."),
    OpenApiParameter("mrn", str, description="About this declaration."),
]
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
    papers=schemas.many(schemas.TEXT),
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


def _enquiry_or_404(user: User, reference: str) -> CustomsEnquiry:
    return get_object_or_404(CustomsEnquiry.objects.visible_to(user), reference=reference)


def _shown(enquiry: CustomsEnquiry) -> dict[str, Any]:
    return show_enquiry(CustomsEnquiry.objects.with_parts().get(pk=enquiry.pk))
