"""What a holder asks to have changed in an authorisation, for machines."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions import change_requests
from licensing.api import schemas
from licensing.api.authorisations import authorisation_or_404
from licensing.models import Authorisation, ChangeRequest
from licensing.queries.authorisations import knows_case
from licensing.queries.change_requests import show_change_request
from licensing.rules.change_requests import CHANGE_REQUEST_SHAPE


class ChangeRequestViewSet(Resource):
    """Its holder asks and takes back; its authority answers by what two officers do to the authorisation."""

    @extend_schema(operation_id="change_requests", responses={200: schemas.CHANGE_REQUESTS})
    def list(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        authorisation = authorisation_or_404(user, reference)
        rows = authorisation.change_requests.all() if knows_case(authorisation, user) else []
        return Response({"results": [show_change_request(each) for each in rows]})

    @extend_schema(
        operation_id="ask_for_change",
        request={"application/json": CHANGE_REQUEST_SHAPE.schema()},
        responses={201: schemas.CHANGE_REQUEST},
    )
    def create(self, request: Request, reference: str) -> Response:
        authorisation = _holders(calls.caller(request), reference)
        return calls.act(
            request,
            _ask,
            shape=CHANGE_REQUEST_SHAPE,
            show=show_change_request,
            status=201,
            authorisation_id=authorisation.pk,
        )

    @extend_schema(
        operation_id="withdraw_change_request", request=None, responses={200: schemas.CHANGE_REQUEST}
    )
    def withdraw(self, request: Request, reference: str, change_request_id: UUID) -> Response:
        authorisation = _holders(calls.caller(request), reference)
        asked = get_object_or_404(authorisation.change_requests, pk=change_request_id)
        ids: dict[str, Any] = {"authorisation_id": authorisation.pk, "change_request_id": asked.pk}
        act = change_requests.withdraw_change_request
        return calls.act(request, act, show=show_change_request, **ids)


def _ask(*, last_day: str | None = None, **given: Any) -> ChangeRequest:
    day = date.fromisoformat(last_day) if last_day else None
    return change_requests.ask_for_change(last_day=day, **given)


def _holders(user: User, reference: str) -> Authorisation:
    """404 for whoever may not know of it, then 403 for whoever does not hold it."""
    authorisation = authorisation_or_404(user, reference)
    calls.require_permission(user, Permission.FILE, authorisation)
    return authorisation
