"""Holders' reports for machines: transmissions and services without an MRN, once by the holder's own reference."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.rules.permissions import Permission
from licensing.actions.holder_reports import report_transmission
from licensing.api import schemas
from licensing.api.authorisations import authorisation_or_404
from licensing.api.write_offs import show_deduction
from licensing.rules.holder_reports import REPORT


class HolderReportViewSet(Resource):
    """What customs never see, reported by its holder and deducted as a write-off is."""

    @extend_schema(
        operation_id="report_transmission",
        request={"application/json": REPORT.schema()},
        responses={201: schemas.HOLDER_REPORT, 200: schemas.HOLDER_REPORT},
    )
    def create(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        authorisation = authorisation_or_404(user, reference)
        calls.require_permission(user, Permission.FILE, authorisation)
        body = calls.parse_body(request, REPORT)

        def perform() -> tuple[dict[str, Any], int]:
            deduction = report_transmission(
                authorisation_id=authorisation.pk, actor=user, at=clock.now(), **body
            )
            answer = show_deduction(deduction) | {"own_reference": body["own_reference"]}
            return answer, 201 if deduction.created else 200

        return calls.idempotent(request, perform)
