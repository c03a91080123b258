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
from licensing.queries.screenings import with_items
from licensing.rules.screening_receipts import RECEIPT
from licensing.rules.screenings import LINES_AS_SENT, SCREENING, UNKNOWN_NUMBER, Verdict, check_line

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
ANSWER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "edition": {"type": "integer"},
        "results": {"type": "array", "items": _RESULT},
        "receipt": {
            **RECEIPT.schema(),
            "description": "Signed. Sent with the same lines, the question is answered as it was then.",
        },
        "reproduced": {"type": "boolean", "description": "With a receipt alone: is it the answer of then?"},
    },
    "required": ["edition", "results", "receipt"],
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
                answer = ask(lines=lines, user=user, at=clock.now())
            results = list(answer.results)
            for number in sorted(wrong):
                results.insert(number, wrong[number])
            again = {} if answer.reproduced is None else {"reproduced": answer.reproduced}
            return {"edition": answer.edition, "results": results, "receipt": answer.receipt, **again}

        # A retry is remembered per account, so an anonymous caller has none to replay.
        return calls.idempotent(request, perform) if user else Response(perform())


def _lines(request: Request) -> tuple[dict[str, Any], list[dict[str, Any]], dict[int, dict[str, Any]]]:
    """What was sent, the lines to ask about, and by their place the answers to those that cannot be read."""
    match request.query_params.get("on_error", "fail"):
        case "fail":
            body = calls.parse_body(request, SCREENING)
            sent = body["lines"]
            wrong: dict[int, Errors] = {}
        case "line":
            body = calls.parse_body(request, LINES_AS_SENT)
            sent, wrong = _checked(body["lines"])
        case _:
            raise Invalid(errors=[error("/on_error", _("Write fail or line."))])
    places = [place for place in range(len(sent)) if place not in wrong]
    lines, unknown = with_items([sent[place] for place in places], reader=request.user)
    for number, _item_number in unknown:
        place = places[number]
        wrong[place] = [error(f"/lines/{place}/item_number", UNKNOWN_NUMBER)]
    if wrong and request.query_params.get("on_error", "fail") == "fail":
        raise Invalid(errors=[each for place in sorted(wrong) for each in wrong[place]])
    good = [line for place, line in zip(places, lines, strict=True) if place not in wrong]
    return body, good, {place: _unreadable(sent[place], errors) for place, errors in wrong.items()}


def _checked(sent: list[Any]) -> tuple[list[Any], dict[int, Errors]]:
    """Each line clean where it can be read, and by its place what is wrong with it."""
    checked = [check_line(line, number) for number, line in enumerate(sent)]
    wrong = {number: errors for number, (_clean, errors) in enumerate(checked) if errors}
    return [sent[number] if number in wrong else clean for number, (clean, _e) in enumerate(checked)], wrong


def _unreadable(line: Any, errors: Errors) -> dict[str, Any]:
    given = line.get("id") if isinstance(line, dict) else None
    return {
        "id": given if isinstance(given, str | int) and not isinstance(given, bool) else "",
        "verdict": "error",
        "entries": [],
        "legal_basis": None,
        "authorisation": None,
        "regime": None,
        "in_force": None,
        "errors": errors,
    }
