"""Denials for machines: what the authorities of all Member States told one another (Article 16)."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.models import MemberState, User
from exportctl.core.rules.permissions import Permission
from licensing.api import schemas
from licensing.models import Denial
from licensing.queries.denials import denials_with_words, show_denial

VALID = {"true": True, "false": False}
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("state", str, description="A comma list of Member States."),
    OpenApiParameter("valid", bool, description="Those that nobody has revoked, or those that were."),
    OpenApiParameter("q", str, description="Words of number, item, entry or party."),
]


class DenialViewSet(Resource):
    """To the officers of every authority; that there are any is nobody else's business (Article 16(7))."""

    @extend_schema(operation_id="denials", parameters=FILTERS, responses={200: schemas.DENIALS})
    def list(self, request: Request) -> Response:
        rows = Denial.objects.visible_to(officer_or_404(request)).with_parties()
        if states := paging.chosen(request, "state", MemberState.objects.values_list("code", flat=True)):
            rows = rows.of_states(states)
        if wanted := paging.chosen(request, "valid", [*VALID]):
            rows = rows.filter(status__in=[_status(each) for each in wanted])
        if words := request.query_params.get("q", "").strip():
            rows = denials_with_words(rows, words)
        return Response(paging.page(rows, request, by="notified_at", show=show_denial))

    @extend_schema(operation_id="denial", responses={200: schemas.DENIAL})
    def retrieve(self, request: Request, reference: str) -> Response:
        rows = Denial.objects.visible_to(officer_or_404(request)).with_parties()
        return Response(show_denial(get_object_or_404(rows, reference=reference)))


def officer_or_404(request: Request) -> User:
    """The caller, an officer of some authority. Raises Http404 for everybody else."""
    user = calls.caller(request)
    if not access.has_seat(user, Permission.HANDLE):
        raise Http404
    return user


def _status(valid: str) -> str:
    return "valid" if VALID[valid] else "revoked"
