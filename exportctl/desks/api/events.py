"""The ordered feed of what happened, for the caller's eyes."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid
from exportctl.core.shapes import error
from exportctl.desks.api.queries.events import events_after
from licensing.api import sandbox
from notifications.api import schemas

LARGEST = 2**62


class EventViewSet(Resource):
    """Sealed events only: an id, once told, keeps its place."""

    @extend_schema(
        operation_id="events",
        parameters=[
            OpenApiParameter("after", {"type": "integer", "minimum": 0}, description="the last id read"),
            OpenApiParameter("limit", OpenApiTypes.INT, description="1 to 500, 50 by default"),
        ],
        responses={200: schemas.EVENTS},
    )
    def list(self, request: Request) -> Response:
        user = calls.caller(request)
        after = request.query_params.get("after") or "0"
        if not (after.isascii() and after.isdecimal() and int(after) < LARGEST):
            message = _("Give the id of the last event you have read, a whole number.")
            raise Invalid(message, errors=[error("/after", message)])
        if sandbox.is_caller(user):
            return sandbox.events(request, after=int(after))
        return Response(events_after(user, after=int(after), limit=paging.limit_of(request)))
