from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.calendar import local_date
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.desks.api.requests import case_or_404
from licensing.actions import letter_services as actions
from licensing.models import Document, LetterService
from licensing.queries.letter_services import letters_of, state_of
from licensing.rules.letter_services import RESULT, SENDING
from notifications.api import case_schemas as schemas


class LetterServiceViewSet(Resource):
    """How a letter of the authority is served: sent and recorded by its officers, confirmed by its exporter."""

    @extend_schema(operation_id="letter_services_read", responses={200: schemas.LETTER_SERVICE})
    def retrieve(self, request: Request, reference: str, document_id: UUID) -> Response:
        return Response(_shown(_letter_or_404(request, reference, document_id)))

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
        request={"application/json": RESULT.schema()},
        responses={200: schemas.LETTER_SERVICE},
    )
    def result(self, request: Request, reference: str, document_id: UUID) -> Response:
        """The day on the slip, or why it could not be served; the proof is filed on the page."""
        letter = self._letter_for(request, reference, document_id, Permission.HANDLE)
        return _act(request, _record, letter, shape=RESULT)

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
        return _shown(letter)

    ids = {"request_id": letter.request_id, "letter_id": letter.pk}
    return calls.act(request, action, shape=shape, show=show, status=status, **ids)


def _send(*, sent_on: str, power: str | None = None, **words: Any) -> LetterService:
    return actions.send_letter(sent_on=date.fromisoformat(sent_on), power=power or "", **words)


def _record(*, served_on: str | None = None, failed_because: str | None = None, **ids: Any) -> Any:
    day = date.fromisoformat(served_on) if served_on else None
    return actions.record_service(served_on=day, failed_because=failed_because or "", **ids)


def _shown(letter: Document) -> dict[str, object]:
    """Where it is, the day that counts once it has come, and every attempt."""
    state = state_of(letter, today=local_date(clock.now(), zone_of(letter.request.authority)))
    return {
        "letter": str(letter.pk),
        "standing": state.standing,
        "served_on": state.served_on.isoformat() if state.served_on else None,
        "attempts": [_attempt(each) for each in state.services],
    }


def _attempt(service: LetterService) -> dict[str, object]:
    result = getattr(service, "result", None)
    return {
        "way": service.way,
        "addressee": service.addressee,
        "power": service.power or None,
        "sent_on": service.sent_on.isoformat(),
        "counts_on": service.counts_on.isoformat() if service.counts_on else None,
        "served_on": result.served_on.isoformat() if result and result.served_on else None,
        "failed_because": (result.failed_because or None) if result else None,
    }
