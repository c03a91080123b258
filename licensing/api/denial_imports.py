"""Files of other states' denials for machines: read row by row, previewed, taken or discarded by a second officer."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls, paging
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from exportctl.core.models import Organisation
from licensing.actions import denial_imports as actions
from licensing.api import schemas
from licensing.api.catalogue import UPLOAD, SheetParser, TableParser, table_sent
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import DenialImport
from licensing.queries.decision_periods import today_of
from licensing.queries.denial_imports import denial_imports_of, read_denials, show_import, show_preview
from licensing.rules.denial_tables import LARGEST_BYTES, What

_COUNT: dict[str, Any] = {"type": "integer"}
_ROW = {
    "type": "object",
    "properties": {
        "row": _COUNT,
        "what": {"type": "string", "enum": [each.value for each in What]},
        "denial": schemas.MAYBE,
    },
    "additionalProperties": True,
}
_MEMBERS: dict[str, Any] = {
    "id": {"type": "string", "format": "uuid"},
    "name": schemas.TEXT,
    "status": schemas.TEXT,
    "proposed_at": {"type": "string", "format": "date-time"},
    "entered": _COUNT,
    "changed": _COUNT,
    "gone": _COUNT,
}
SHOWN = schemas.thing(**_MEMBERS)
PREVIEW = schemas.thing(**_MEMBERS, rows=schemas.many(_ROW))


class DenialImportViewSet(Resource):
    """Officers' alone; nothing stands in the register before the second officer takes the file (Article 16)."""

    parser_classes = [MultiPartParser, TableParser, SheetParser, JsonParser]

    @extend_schema(
        operation_id="denial_imports", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        rows = denial_imports_of(own_authority_or_404(request))
        return Response(paging.page(rows, request, by="proposed_at", show=show_import))

    @extend_schema(operation_id="propose_denial_import", request=UPLOAD, responses={201: PREVIEW})
    def create(self, request: Request) -> Response:
        """CSV (UTF-8) or XLSX, as the body or the part `file`; with one wrong row nothing is taken."""
        authority = own_authority_or_404(request)
        name, source = table_sent(request, name="denials", most=LARGEST_BYTES)

        def propose() -> dict[str, Any]:
            at = clock.now()
            rows = read_denials(source, authority=authority, today=today_of(authority, at=at))
            table = actions.propose_denial_import(
                authority=authority, name=name, rows=rows, actor=calls.caller(request), at=at
            )
            return show_preview(table)

        return calls.idempotent(request, propose, status=201)

    @extend_schema(operation_id="denial_import", responses={200: PREVIEW})
    def retrieve(self, request: Request, import_id: UUID) -> Response:
        """What each row does, as things stand."""
        return Response(show_preview(_own(own_authority_or_404(request), import_id)))

    @extend_schema(operation_id="approve_denial_import", request=None, responses={200: SHOWN})
    def approve(self, request: Request, import_id: UUID) -> Response:
        table = _own(own_authority_or_404(request), import_id)
        require_other_officer(act=table, actor=calls.caller(request))
        return calls.act(request, actions.approve_denial_import, show=show_import, import_id=table.pk)

    @extend_schema(operation_id="discard_denial_import", request=None, responses={200: SHOWN})
    def discard(self, request: Request, import_id: UUID) -> Response:
        table = _own(own_authority_or_404(request), import_id)
        return calls.act(request, actions.discard_denial_import, show=show_import, import_id=table.pk)


def _own(authority: Organisation, import_id: UUID) -> DenialImport:
    table: DenialImport = get_object_or_404(denial_imports_of(authority), pk=import_id)
    return table
