from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api.paging import chosen
from exportctl.core.api.resources import Resource
from notifications.api import case_schemas as schemas
from notifications.queries.red_flags import questions
from notifications.rules.red_flags import versions

VERSION = OpenApiParameter("version", str, description="Such as 2026-1; without it, the current questions.")


class RedFlagViewSet(Resource):
    """The due-diligence questions, for anyone."""

    open_methods = ("GET",)

    @extend_schema(
        operation_id="red_flags", parameters=[VERSION], responses={200: schemas.many(schemas.RED_FLAG)}
    )
    def list(self, request: Request) -> Response:
        version = chosen(request, "version", versions())
        shown = [
            {"key": q.key, "question": q.question, "explanation": q.explanation, "flag_when": q.flag_when}
            for q in questions(version[0] if version else "")
        ]
        return Response(shown)
