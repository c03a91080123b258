"""Files for national lists and customs codes, for machines: read by one officer, confirmed by another."""

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from controllist.actions import table_imports as actions
from controllist.api.schemas import IMPORTED_TABLE, IMPORTED_TABLES
from controllist.models import TableImport
from controllist.queries.table_imports import show_table_import
from controllist.rules.table_imports import IMPORT, KEEPERS, Kind
from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden
from exportctl.core.models import User


class TableImportViewSet(Resource):
    """An authority's files for its state's own list; the Commission's for customs codes."""

    @extend_schema(operation_id="table_imports", responses={200: IMPORTED_TABLES})
    def list(self, request: Request) -> Response:
        rows = TableImport.objects.visible_to(_keeper(request))
        return Response(paging.page(rows, request, by="proposed_at", show=show_table_import))

    @extend_schema(
        operation_id="propose_table_import",
        request={"application/json": IMPORT.schema()},
        responses={201: IMPORTED_TABLE},
    )
    def create(self, request: Request) -> Response:
        user = _keeper(request)
        body = calls.parse_body(request, IMPORT)
        if not access.has_seat(user, KEEPERS[Kind(body["kind"])]):
            raise Forbidden
        words = {name: body[name] for name in ("kind", "name", "legal_act")}

        def perform() -> object:
            table = actions.propose_table_import(
                source=body["csv"].encode(),
                starts_on=date.fromisoformat(body["starts_on"]),
                actor=user,
                at=clock.now(),
                **words,
            )
            return show_table_import(table)

        return calls.idempotent(request, perform, status=201)

    @extend_schema(operation_id="table_import", responses={200: IMPORTED_TABLE})
    def retrieve(self, request: Request, import_id: UUID) -> Response:
        return Response(show_table_import(_or_404(request, import_id)))

    @extend_schema(operation_id="approve_table_import", request=None, responses={200: IMPORTED_TABLE})
    def approve(self, request: Request, import_id: UUID) -> Response:
        table = _or_404(request, import_id)
        return calls.act(request, actions.approve_table_import, show=show_table_import, import_id=table.pk)

    @extend_schema(operation_id="discard_table_import", request=None, responses={200: IMPORTED_TABLE})
    def discard(self, request: Request, import_id: UUID) -> Response:
        table = _or_404(request, import_id)
        return calls.act(request, actions.discard_table_import, show=show_table_import, import_id=table.pk)


def _keeper(request: Request) -> User:
    user = calls.caller(request)
    if not any(access.has_seat(user, permission) for permission in KEEPERS.values()):
        raise Forbidden
    return user


def _or_404(request: Request, import_id: UUID) -> TableImport:
    table: TableImport = get_object_or_404(
        TableImport.objects.visible_to(calls.caller(request)), pk=import_id
    )
    return table
