"""REST for an officer's word on where the item of a line stands in Annex I: a fact beside the exporter's own."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.rules.permissions import Permission
from exportctl.desks.api.requests import case_or_404
from licensing.actions.classifications import classify_line
from licensing.api import schemas
from licensing.models import AuthorisationRequest
from licensing.queries.catalogue import show_confirmation, words_on
from licensing.rules.classifications import CLASSIFICATION

SHOWN = schemas.thing(
    line=schemas.WHOLE,
    control_entry=schemas.MAYBE,
    edition=schemas.MAYBE_DAY,
    reason=schemas.MAYBE,
    authority=schemas.TEXT,
    confirmed_at={"type": "string", "format": "date-time"},
)


class LineClassificationViewSet(Resource):
    """Said by any officer of the authority once the request was sent; read by its exporter, too."""

    @extend_schema(operation_id="line_classifications", responses={200: schemas.many(SHOWN)})
    def list(self, request: Request, reference: str, number: int) -> Response:
        """All that was said of the line, the newest first: that one counts."""
        case = case_or_404(calls.caller(request), reference)
        _require_line(case, number)
        return Response([show_confirmation(word) for word in words_on(case, number)])

    @extend_schema(
        operation_id="classify_line",
        request={"application/json": CLASSIFICATION.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request, reference: str, number: int) -> Response:
        """Without a `control_entry` it says: no entry of Annex I; then the reason is needed."""
        user = calls.caller(request)
        case = case_or_404(user, reference)
        calls.require_permission(user, Permission.HANDLE, case)
        _require_line(case, number)
        given: dict[str, Any] = {"request_id": case.pk, "number": number}
        return calls.act(
            request, _classify, shape=CLASSIFICATION, show=show_confirmation, status=201, **given
        )


def _require_line(case: AuthorisationRequest, number: int) -> None:
    if number not in [line.number for line in case.lines]:
        raise Http404


def _classify(*, control_entry: str | None = None, reason: str | None = None, **given: Any) -> object:
    return classify_line(control_entry=control_entry or "", reason=reason or "", **given)
