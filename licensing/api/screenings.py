"""The screening question for machines."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from licensing.actions.screenings import ask
from licensing.rules.screenings import SCREENING, Verdict

_RESULT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": ["string", "integer"]},
        "verdict": {"type": "string", "enum": [verdict.value for verdict in Verdict]},
        "why": {"type": "string"},
        "entries": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "score": {"type": "number", "minimum": 0, "maximum": 1},
                    "why": {"type": "string"},
                },
                "required": ["code", "score", "why"],
            },
        },
        "legal_basis": {"type": ["string", "null"]},
        "authorisation": {"type": ["string", "null"]},
        "regime": {"type": ["string", "null"]},
        "in_force": {"type": ["boolean", "null"]},
    },
    "required": ["id", "verdict", "entries", "legal_basis", "authorisation", "regime", "in_force"],
}
ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {"edition": {"type": "integer"}, "results": {"type": "array", "items": _RESULT}},
    "required": ["edition", "results"],
}


class ScreeningViewSet(Resource):
    """Open to anyone; with a key the questions are logged by hash, without one they are only counted."""

    @extend_schema(
        operation_id="screen",
        request={"application/json": SCREENING.schema()},
        responses={200: ANSWER},
    )
    def create(self, request: Request) -> Response:
        lines = calls.parse_body(request, SCREENING)["lines"]
        user = request.user if request.user.is_authenticated else None

        def perform() -> dict[str, Any]:
            answer = ask(lines=lines, user=user, at=clock.now())
            return {"edition": answer.edition, "results": answer.results}

        # A retry is remembered per account, so an anonymous caller has none to replay.
        return calls.idempotent(request, perform) if user else Response(perform())
