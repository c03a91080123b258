"""REST for officers: the hits of a case's parties, released or confirmed. Its exporter knows of none."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.rules.permissions import Permission
from exportctl.desks.api.requests import case_for
from licensing.actions import match_releases
from licensing.api import schemas
from licensing.models import PartyMatch
from licensing.queries.party_matches import matches_of, show_match
from licensing.rules.party_matches import REASON


class PartyMatchViewSet(Resource):
    """Parties of a request that are like a name on a list, and what officers say of them."""

    @extend_schema(operation_id="party_matches_list", responses={200: schemas.PARTY_MATCHES})
    def list(self, request: Request, reference: str) -> Response:
        case = case_for(calls.caller(request), reference, Permission.HANDLE)
        return Response({"results": [show_match(match) for match in matches_of(case)], "next": None})

    @extend_schema(
        operation_id="party_matches_release",
        request={"application/json": REASON.schema()},
        responses={200: schemas.PARTY_MATCH},
    )
    def release(self, request: Request, reference: str, match_id: UUID) -> Response:
        return _settle(request, reference, match_id, match_releases.release_match)

    @extend_schema(
        operation_id="party_matches_confirm",
        request={"application/json": REASON.schema()},
        responses={200: schemas.PARTY_MATCH},
    )
    def confirm(self, request: Request, reference: str, match_id: UUID) -> Response:
        return _settle(request, reference, match_id, match_releases.confirm_match)


def _settle(request: Request, reference: str, match_id: UUID, act: Any) -> Response:
    case = case_for(calls.caller(request), reference, Permission.HANDLE)
    match = get_object_or_404(PartyMatch.objects.current().filter(request=case), pk=match_id)

    def show(_match: Any) -> dict[str, Any]:
        return show_match(PartyMatch.objects.with_waiting_release().get(pk=match.pk))

    return calls.act(request, act, shape=REASON, show=show, request_id=case.pk, match_id=match.pk)
