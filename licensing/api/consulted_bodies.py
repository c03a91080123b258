"""The bodies that an authority may ask for advice, for machines of its officers."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from licensing.actions.consulted_bodies import add_body, change_body, retire_body
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import ConsultedBody
from licensing.models.consultations import BODY_KINDS
from licensing.queries.consultations import show_body
from licensing.rules.consultations import BODY_ENTRY, BodyState

SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status={"type": "string", "enum": [each.value for each in BodyState]},
    kind={"type": "string", "enum": [*BODY_KINDS]},
    name=schemas.TEXT,
    email=schemas.TEXT,
    language=schemas.TEXT,
)


class ConsultedBodyViewSet(Resource):
    """Its own, the retired ones among them: they are on record, and asked no more."""

    @extend_schema(
        operation_id="consulted_bodies", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        authority = own_authority_or_404(request)
        rows = ConsultedBody.objects.visible_to(calls.caller(request)).filter(authority=authority)
        return Response(paging.page_of(list(rows), request, show=show_body))

    @extend_schema(
        operation_id="add_consulted_body",
        request={"application/json": BODY_ENTRY.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """From then on it can be asked; links to questions go to its address, in the language given."""
        authority = own_authority_or_404(request)

        def add(*, language: str | None = None, **given: Any) -> ConsultedBody:
            return add_body(authority=authority, language=language or authority.language, **given)

        return calls.act(request, add, shape=BODY_ENTRY, show=show_body, status=201)

    @extend_schema(
        operation_id="change_consulted_body",
        request={"application/json": BODY_ENTRY.schema()},
        responses={200: SHOWN},
    )
    def partial_update(self, request: Request, body_id: UUID) -> Response:
        """A JSON merge patch. Mails that are still owed go to the new address, links that went out go on opening."""
        body = _body_or_404(request, body_id)
        given = calls.parse_body(request, BODY_ENTRY, complete=False)
        kept = {name: getattr(body, name) for name in BODY_ENTRY.members}
        wanted = kept | {name: value for name, value in given.items() if value is not None}
        return calls.act(request, change_body, show=show_body, body_id=body.pk, **wanted)

    @extend_schema(operation_id="retire_consulted_body", request=None, responses={200: SHOWN})
    def retire(self, request: Request, body_id: UUID) -> Response:
        """It is asked no more, for good; questions and advice stay on record."""
        return calls.act(request, retire_body, show=show_body, body_id=_body_or_404(request, body_id).pk)


def _body_or_404(request: Request, body_id: UUID) -> ConsultedBody:
    own_authority_or_404(request)
    body: ConsultedBody = get_object_or_404(
        ConsultedBody.objects.visible_to(calls.caller(request)), pk=body_id
    )
    return body
