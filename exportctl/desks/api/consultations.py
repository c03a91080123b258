"""REST for what an authority asks other bodies about a case: its exporter knows neither of it nor of the advice."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.actions.files import FileRefused
from exportctl.core.api import calls
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid
from exportctl.core.models import File
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, check, error
from exportctl.desks.api.requests import case_for
from licensing.actions import consultations as actions
from licensing.actions.advice import receive_advice, record_received_advice
from licensing.api import schemas
from licensing.models import AuthorisationRequest, Consultation
from licensing.queries.consultations import consultations_of, show_body_consultation
from licensing.rules.consultations import ADVICE, ASKED, ASKED_AGAIN, Part, Stance, State

_ID: dict[str, Any] = {"type": "string", "format": "uuid"}
_AT: dict[str, Any] = {"type": "string", "format": "date-time"}
SHOWN = schemas.thing(
    id=_ID,
    body=schemas.thing(id=_ID, name=schemas.TEXT),
    status={"type": "string", "enum": [each.value for each in State]},
    question=schemas.TEXT,
    parts=schemas.many({"type": "string", "enum": [each.value for each in Part]}),
    documents=schemas.many(_ID),
    conditions=schemas.many(schemas.TEXT),
    due_on=schemas.DAY,
    round=schemas.WHOLE,
    asked_at=_AT,
    advice=schemas.many(
        schemas.thing(
            round=schemas.WHOLE,
            stance={"type": "string", "enum": [each.value for each in Stance]},
            text=schemas.MAYBE,
            given_by=schemas.TEXT,
            given_at=_AT,
            recorded={"type": "boolean"},
        )
    ),
)


_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}
WITH_FILES = {
    "multipart/form-data": {
        **ADVICE.schema(),
        "properties": {**ADVICE.schema()["properties"], "file": _FILES},
    }
}


class BodyConsultationViewSet(Resource):
    """To the officers of the case's authority. The body itself answers by the link that it gets."""

    parser_classes = [MultiPartParser, JsonParser]

    @extend_schema(operation_id="body_consultations", responses={200: schemas.many(SHOWN)})
    def list(self, request: Request, reference: str) -> Response:
        return Response(
            [show_body_consultation(each) for each in consultations_of(_case(request, reference))]
        )

    @extend_schema(
        operation_id="ask_body", request={"application/json": ASKED.schema()}, responses={201: SHOWN}
    )
    def create(self, request: Request, reference: str) -> Response:
        """A body of `GET /consulted-bodies`, about the conditions as drafted last; by the officer of the case."""
        case = _case(request, reference)
        return calls.act(request, _ask, shape=ASKED, show=_shown, status=201, request_id=case.pk)

    @extend_schema(
        operation_id="ask_body_again",
        request={"application/json": ASKED_AGAIN.schema()},
        responses={200: SHOWN},
    )
    def again(self, request: Request, reference: str, consultation_id: UUID) -> Response:
        """The conditions as they are now; earlier advice stays on record, earlier links open no more."""
        return self._act(request, reference, consultation_id, _ask_again, ASKED_AGAIN)

    @extend_schema(
        operation_id="record_advice",
        request={"application/json": ADVICE.schema(), **WITH_FILES},
        responses={200: SHOWN},
    )
    def advice(self, request: Request, reference: str, consultation_id: UUID) -> Response:
        """What the body said by letter or telephone; it is told that this stands in its name.

        As a form (multipart) it takes files, a scan of the letter for example: each a part called `file`.
        """
        case, consultation = self._found(request, reference, consultation_id)
        given = _advice_in(request)
        put: dict[str, Any] = {
            "request_id": case.pk,
            "consultation_id": consultation.pk,
            "actor": calls.caller(request),
        }

        def receive() -> list[File]:
            return _received(uploads=request.FILES.getlist("file"), at=clock.now(), **put)

        def record(files: list[File]) -> dict[str, Any]:
            record_received_advice(files=files, at=clock.now(), **put, **given)
            return _shown(consultation)

        return calls.idempotent(request, record, prepare=receive)

    @extend_schema(operation_id="drop_body_consultation", request=None, responses={200: SHOWN})
    def drop(self, request: Request, reference: str, consultation_id: UUID) -> Response:
        """Nothing waits for the body any more; what it said stays on record."""
        return self._act(request, reference, consultation_id, actions.drop_consultation, None)

    def _act(
        self, request: Request, reference: str, consultation_id: UUID, act: Any, shape: Object | None
    ) -> Response:
        case, consultation = self._found(request, reference, consultation_id)

        def show(_done: object) -> dict[str, Any]:
            return _shown(consultation)

        ids: dict[str, Any] = {"request_id": case.pk, "consultation_id": consultation.pk}
        return calls.act(request, act, shape=shape, show=show, **ids)

    def _found(
        self, request: Request, reference: str, consultation_id: UUID
    ) -> tuple[AuthorisationRequest, Consultation]:
        case = _case(request, reference)
        return case, get_object_or_404(case.consultations, pk=consultation_id)


def _case(request: Request, reference: str) -> AuthorisationRequest:
    return case_for(calls.caller(request), reference, Permission.HANDLE)


def _shown(consultation: Consultation) -> dict[str, Any]:
    """Read anew, with all its parts, after whatever happened to it."""
    return show_body_consultation(consultations_of(consultation.request).get(pk=consultation.pk))


def _ask(*, body: str, due_on: str, documents: list[str] | None = None, **given: Any) -> Consultation:
    wanted = [UUID(each) for each in documents or []]
    return actions.ask_body(body_id=UUID(body), due_on=date.fromisoformat(due_on), documents=wanted, **given)


def _ask_again(*, due_on: str, documents: list[str] | None = None, **given: Any) -> Consultation:
    wanted = [UUID(each) for each in documents or []]
    return actions.ask_again(due_on=date.fromisoformat(due_on), documents=wanted, **given)


def _advice_in(request: Request) -> dict[str, Any]:
    """The body as JSON or as a form; what a form leaves empty is not given. Raises Invalid."""
    sent = request.data
    if isinstance(sent, QueryDict):
        sent = {name: value for name, value in sent.items() if value != "" and name != "file"}
    given, errors = check(sent, ADVICE)
    errors = errors or ADVICE.missing(given, "")
    if errors:
        raise Invalid(errors=errors)
    return {**given, "text": given.get("text") or ""}


def _received(**put: Any) -> list[File]:
    """What is wrong with a file itself is told at it."""
    try:
        return receive_advice(**put)
    except FileRefused as refused:
        refused.errors = [dict(error("/file", refused.message))]
        raise
