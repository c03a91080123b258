"""Requirements on items that are not listed, for the systems of customs (Articles 4(4) and 5(4))."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.api import schemas
from licensing.models import Decision
from licensing.models.proposals import DecisionQuerySet
from licensing.queries.requirements import show_requirement

READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE)
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("changed_since", OpenApiTypes.DATETIME, description="Imposed or taken back."),
]


class RequirementViewSet(Resource):
    """What decisions made subject to authorisation: to customs of the authority's own state, and to its officers."""

    @extend_schema(operation_id="requirements", parameters=FILTERS, responses={200: schemas.REQUIREMENTS})
    def list(self, request: Request) -> Response:
        rows = _told(_reader(request))
        if since := paging.instant_of(request, "changed_since"):
            rows = rows.changed_since(since)
        return Response(paging.page(rows, request, by="decided_at", show=show_requirement))

    @extend_schema(operation_id="requirement", responses={200: schemas.REQUIREMENT})
    def retrieve(self, request: Request, decision_id: UUID) -> Response:
        rows = _told(calls.caller(request))
        return Response(show_requirement(get_object_or_404(rows, pk=decision_id)))


def _reader(request: Request) -> User:
    user = calls.caller(request)
    if not any(access.has_seat(user, permission) for permission in READERS):
        raise Forbidden
    return user


def _told(user: User) -> DecisionQuerySet:
    return Decision.objects.told_to(user).with_case()
