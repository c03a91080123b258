"""What a state lays down for general authorisations, for machines: proposed, confirmed by another officer, dropped."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid
from exportctl.core.rules.four_eyes import Status
from licensing.actions import general_editions as actions
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import GeneralEdition
from licensing.queries.general_editions import show_edition
from licensing.rules.general_editions import PROPOSED_EDITION

_AT: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}
SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status={"type": "string", "enum": [each.value for each in Status]},
    code=schemas.TEXT,
    national={"type": "boolean"},
    act=schemas.TEXT,
    act_on=schemas.DAY,
    starts_on=schemas.DAY,
    ends_on=schemas.MAYBE_DAY,
    is_example={"type": "boolean"},
    body={"type": "object", "additionalProperties": True},
    proposed_at=_AT,
    approved_at=_AT,
)


class GeneralEditionViewSet(Resource):
    """The authority's own, every one that was proposed (Article 12(6); Annex II, Part 3 of each Section)."""

    @extend_schema(
        operation_id="general_editions", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        rows = GeneralEdition.objects.filter(authority=own_authority_or_404(request))
        return Response(paging.page(rows, request, by="proposed_at", show=show_edition))

    @extend_schema(
        operation_id="propose_general_edition",
        request={"application/json": PROPOSED_EDITION.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """The first officer: with a `code` of the Union's its terms, without one a national authorisation, whole."""
        authority = own_authority_or_404(request)
        return calls.act(
            request, _propose, shape=PROPOSED_EDITION, show=show_edition, status=201, authority=authority
        )

    @extend_schema(operation_id="general_edition", responses={200: SHOWN})
    def retrieve(self, request: Request, edition_id: UUID) -> Response:
        return Response(show_edition(_own(request, edition_id)))

    @extend_schema(operation_id="approve_general_edition", request=None, responses={200: SHOWN})
    def approve(self, request: Request, edition_id: UUID) -> Response:
        """Another officer has read the act, too; the Commission is told of a national one."""
        edition = _own(request, edition_id)
        require_other_officer(act=edition, actor=calls.caller(request))
        return calls.act(request, actions.approve_edition, show=show_edition, edition_id=edition.pk)

    @extend_schema(operation_id="discard_general_edition", request=None, responses={200: SHOWN})
    def discard(self, request: Request, edition_id: UUID) -> Response:
        edition = _own(request, edition_id)
        return calls.act(request, actions.discard_edition, show=show_edition, edition_id=edition.pk)


def _own(request: Request, edition_id: UUID) -> GeneralEdition:
    rows = GeneralEdition.objects.filter(authority=own_authority_or_404(request))
    edition: GeneralEdition = get_object_or_404(rows, pk=edition_id)
    return edition


def _propose(
    *, act_on: str, starts_on: str, ends_on: str | None = None, code: str | None = None, **given: Any
) -> GeneralEdition:
    """What is wrong in the content is named by its place in what was sent."""
    days: dict[str, Any] = {"act_on": date.fromisoformat(act_on), "starts_on": date.fromisoformat(starts_on)}
    last = date.fromisoformat(ends_on) if ends_on else None
    try:
        return actions.propose_edition(code=code or "", ends_on=last, **days, **given)
    except Invalid as error:
        error.errors = [_within_body(dict(each)) for each in error.errors]
        raise


def _within_body(error: dict[str, Any]) -> dict[str, Any]:
    own = error["pointer"] in ("/act_on", "/ends_on", "/code")
    return error if own else {**error, "pointer": f"/body{error['pointer']}"}
