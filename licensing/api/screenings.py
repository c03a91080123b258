"""The screening question for machines."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid
from exportctl.core.shapes import Errors, error
from licensing.actions.screenings import ask, ask_again
from licensing.queries.screening_lines import filled_lines, readable_lines, with_wrong
from licensing.rules.screening_receipts import RECEIPT
from licensing.rules.screenings import LINES_AS_SENT, SCREENING, Verdict

ERRORS: dict[str, Any] = {
    "type": "array",
    "description": "Of a line with the verdict `error` alone.",
    "items": {
        "type": "object",
        "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
        "required": ["pointer", "detail"],
    },
}
ON_ERROR = OpenApiParameter(
    "on_error",
    str,
    enum=["fail", "line"],
    default="fail",
    description="What one bad line does to the others.",
)
_RESULT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "id": {"type": ["string", "integer"]},
        "verdict": {"type": "string", "enum": [*(verdict.value for verdict in Verdict), "error"]},
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
        "suggestions": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Entries that the customs code suggests; it never decides.",
        },
        "lifting": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Of a prohibition: the numbers of the exemptions and derogations known.",
        },
        "errors": ERRORS,
    },
    "required": ["id", "verdict", "entries", "legal_basis", "authorisation", "regime", "in_force"],
}
# A job's: of a thousand times as many lines as one question may have, so no receipt could ask them again.
ANSWER_OF_JOB: dict[str, Any] = {
    "type": "object",
    "properties": {"edition": {"type": "integer"}, "results": {"type": "array", "items": _RESULT}},
    "required": ["edition", "results"],
}
ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        **ANSWER_OF_JOB["properties"],
        "receipt": {
            **RECEIPT.schema(),
            "description": "Signed. Sent with the same lines, the question is answered as it was then.",
        },
        "reproduced": {"type": "boolean", "description": "With a receipt alone: is it the answer of then?"},
    },
    "required": [*ANSWER_OF_JOB["required"], "receipt"],
}


class ScreeningViewSet(Resource):
    """Open to anyone; with a key the questions are logged by hash, without one they are only counted."""

    open_methods = ("POST",)

    @extend_schema(
        operation_id="screen",
        parameters=[ON_ERROR],
        request={"application/json": SCREENING.schema()},
        responses={200: ANSWER},
    )
    def create(self, request: Request) -> Response:
        sent, lines, wrong = _lines(request)
        user = request.user if request.user.is_authenticated else None

        def perform() -> dict[str, Any]:
            if receipt := sent.get("receipt"):
                answer = ask_again(lines=lines, receipt=receipt, user=user)
            else:
                answer = ask(lines=lines, user=user, at=(user and user.called_at) or clock.now())
            results = with_wrong(answer.results, sent["lines"], wrong)
            again = {} if answer.reproduced is None else {"reproduced": answer.reproduced}
            return {"edition": answer.edition, "results": results, "receipt": answer.receipt, **again}

        # A retry is remembered per account, so an anonymous caller has none to replay.
        return calls.idempotent(request, perform) if user else Response(perform())


def _lines(request: Request) -> tuple[dict[str, Any], list[dict[str, Any]], dict[int, Errors]]:
    """What was sent, the lines to ask about, and by their place what is wrong with those that cannot be read."""
    match request.query_params.get("on_error", "fail"):
        case "fail":
            body = calls.parse_body(request, SCREENING)
            places = range(len(body["lines"]))
            good, wrong = filled_lines(body["lines"], places, {}, reader=request.user)
            if wrong:
                raise Invalid(errors=[each for place in sorted(wrong) for each in wrong[place]])
        case "line":
            body = calls.parse_body(request, LINES_AS_SENT)
            good, wrong = readable_lines(body["lines"], reader=request.user)
        case _:
            raise Invalid(errors=[error("/on_error", _("Write fail or line."))])
    return body, good, wrong
