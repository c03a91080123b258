from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.actions.files import FileRefused
from exportctl.core.api import calls
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from exportctl.core.calendar import local_date
from exportctl.core.errors import Invalid
from exportctl.core.models import File
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, check, error
from exportctl.core.views.files import send
from exportctl.desks.api.requests import case_or_404
from licensing.actions import letter_services as actions
from licensing.models import Document, LetterService
from licensing.queries.letter_services import letters_of, state_of
from licensing.rules.letter_services import RESULT, SENDING
from notifications.api import case_schemas as schemas

WITH_PROOF = {
    "multipart/form-data": {
        "type": "object",
        "required": ["proof"],
        "properties": {**RESULT.schema()["properties"], "proof": {"type": "string", "format": "binary"}},
    }
}


class LetterServiceViewSet(Resource):
    """How a letter of the authority is served: sent and recorded by its officers, confirmed by its exporter."""

    parser_classes = [MultiPartParser, JsonParser]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A file is what it is, whatever the caller would rather have."""
        return super().perform_content_negotiation(request, force=force or self.action == "proof")

    @extend_schema(operation_id="letter_services_read", responses={200: schemas.LETTER_SERVICE})
    def retrieve(self, request: Request, reference: str, document_id: UUID) -> Response:
        letter = _letter_or_404(request, reference, document_id)
        return Response(_shown(letter, is_officer=_is_officer(request, letter)))

    @extend_schema(
        operation_id="letter_services_create",
        request={"application/json": SENDING.schema()},
        responses={201: schemas.LETTER_SERVICE},
    )
    def create(self, request: Request, reference: str, document_id: UUID) -> Response:
        letter = self._letter_for(request, reference, document_id, Permission.HANDLE)
        return _act(request, _send, letter, shape=SENDING, status=201)

    @extend_schema(
        operation_id="letter_services_result",
        request={"application/json": RESULT.schema(), **WITH_PROOF},
        responses={200: schemas.LETTER_SERVICE},
    )
    def result(self, request: Request, reference: str, document_id: UUID) -> Response:
        """The day on the slip, or why it could not be served; as a form with its proof, which officers alone read."""
        letter = self._letter_for(request, reference, document_id, Permission.HANDLE)
        upload = request.FILES.get("proof")
        if upload is None:
            return _act(request, _record, letter, shape=RESULT)
        given = _words_of(request)
        ids: dict[str, Any] = {"request_id": letter.request_id, "actor": calls.caller(request)}

        def receive() -> File:
            return _received(upload=upload, at=clock.now(), **ids)

        def perform(file: File) -> dict[str, object]:
            _record(letter_id=letter.pk, proof=file, at=clock.now(), **ids, **given)
            return _shown(letter, is_officer=True)

        return calls.idempotent(request, perform, prepare=receive)

    @extend_schema(
        operation_id="letter_services_proof",
        responses={
            (200, "application/octet-stream"): OpenApiResponse({"type": "string", "format": "binary"})
        },
    )
    def proof(self, request: Request, reference: str, document_id: UUID, number: int) -> FileResponse:
        """The slip or the record of an attempt, once its check passed; officers of the authority read it."""
        letter = self._letter_for(request, reference, document_id, Permission.HANDLE)
        proofs = Document.objects.filter(file__status="clean").select_related("file")
        found = proofs.filter(pk__in=letter.services.filter(number=number).values("result__proof"))
        document: Document = get_object_or_404(found)
        if document.file is None:
            raise Http404
        return send(document.file)

    @extend_schema(
        operation_id="letter_services_confirm", request=None, responses={200: schemas.LETTER_SERVICE}
    )
    def confirm(self, request: Request, reference: str, document_id: UUID) -> Response:
        """The exporter confirms the receipt, where the authority serves letters so."""
        letter = self._letter_for(request, reference, document_id, Permission.FILE)
        return _act(request, actions.confirm_receipt, letter)

    def _letter_for(self, request: Request, reference: str, document_id: UUID, permission: str) -> Document:
        """404 for whoever may not know of it, then 403 for whoever may not act on it."""
        letter = _letter_or_404(request, reference, document_id)
        calls.require_permission(calls.caller(request), permission, letter.request)
        return letter


def _letter_or_404(request: Request, reference: str, document_id: UUID) -> Document:
    case = case_or_404(calls.caller(request), reference)
    letter = get_object_or_404(letters_of(case).filter(file__isnull=False), pk=document_id)
    letter.request = case
    return letter


def _act(
    request: Request, action: Any, letter: Document, *, shape: Any = None, status: int = 200
) -> Response:
    def show(_result: Any) -> dict[str, object]:
        return _shown(letter, is_officer=_is_officer(request, letter))

    ids = {"request_id": letter.request_id, "letter_id": letter.pk}
    return calls.act(request, action, shape=shape, show=show, status=status, **ids)


def _send(*, sent_on: str, power: str | None = None, **words: Any) -> LetterService:
    return actions.send_letter(sent_on=date.fromisoformat(sent_on), power=power or "", **words)


def _record(*, served_on: str | None = None, failed_because: str | None = None, **ids: Any) -> Any:
    day = date.fromisoformat(served_on) if served_on else None
    return actions.record_result(served_on=day, failed_because=failed_because or "", **ids)


def _words_of(request: Request) -> dict[str, Any]:
    """What a form says beside its file. Raises Invalid."""
    shape = Object(members=RESULT.members, read_only=("proof",))
    sent = request.data.items() if isinstance(request.data, Mapping) else ()
    given, errors = check({name: value for name, value in sent if value != ""}, shape)
    if errors:
        raise Invalid(errors=errors)
    return {name: given[name] for name in RESULT.members if name in given}


def _received(**put: Any) -> File:
    """What is wrong with the file itself is told at it."""
    try:
        return actions.receive_proof(**put)
    except FileRefused as refused:
        refused.errors = [dict(error("/proof", refused.message))]
        raise


def _is_officer(request: Request, letter: Document) -> bool:
    return access.may(calls.caller(request), Permission.HANDLE, letter.request)


def _shown(letter: Document, *, is_officer: bool) -> dict[str, object]:
    """Where it is, the day that counts once it has come, and every attempt; that there is a proof to officers alone."""
    state = state_of(letter, today=local_date(clock.now(), zone_of(letter.request.authority)))
    return {
        "letter": str(letter.pk),
        "standing": state.standing,
        "served_on": state.served_on.isoformat() if state.served_on else None,
        "attempts": [_attempt(each, is_officer=is_officer) for each in state.services],
    }


def _attempt(service: LetterService, *, is_officer: bool) -> dict[str, object]:
    result = getattr(service, "result", None)
    proof = result.proof if result and is_officer else None
    return {
        "number": service.number,
        "way": service.way,
        "addressee": service.addressee,
        "power": service.power or None,
        "sent_on": service.sent_on.isoformat(),
        "counts_on": service.counts_on.isoformat() if service.counts_on else None,
        "served_on": result.served_on.isoformat() if result and result.served_on else None,
        "failed_because": (result.failed_because or None) if result else None,
        "proof": proof.name if proof else None,
    }
