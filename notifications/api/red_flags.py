from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api.resources import Resource
from notifications.api import case_schemas as schemas
from notifications.queries.red_flags import questions


class RedFlagViewSet(Resource):
    """The due-diligence questions, for anyone."""

    @extend_schema(operation_id="red_flags", responses={200: schemas.many(schemas.RED_FLAG)})
    def list(self, request: Request) -> Response:
        shown = [
            {"key": q.key, "question": q.question, "explanation": q.explanation, "flag_when": q.flag_when}
            for q in questions()
        ]
        return Response(shown)
