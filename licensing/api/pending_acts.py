"""Acts that a second officer carries out, for machines: what waits, carried out or dropped by another."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.canonical import rfc3339
from licensing.actions import pending_acts as actions
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import PendingAct
from licensing.queries.authorisations import show_change
from licensing.queries.pending_acts import pending_acts_of
from licensing.rules.pending_acts import SoloAct

SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status=schemas.TEXT,
    act={"type": "string", "enum": [each.value for each in SoloAct]},
    about={"type": "string", "format": "uuid"},
    reference=schemas.TEXT,
    given={"type": "object", "additionalProperties": True},
    proposed_at={"type": "string", "format": "date-time"},
)


class PendingActViewSet(Resource):
    """An authority's own: the act waits, whole as it was written, until a second officer carries it out."""

    @extend_schema(
        operation_id="pending_acts", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        return Response(paging.page(_known(request), request, by="proposed_at", show=_shown))

    @extend_schema(operation_id="approve_pending_act", request=None, responses={200: SHOWN})
    def approve(self, request: Request, pending_id: UUID) -> Response:
        pending = _own(request, pending_id)
        require_other_officer(act=pending, actor=calls.caller(request))
        return calls.act(request, actions.approve_pending_act, show=_shown, pending_id=pending.pk)

    @extend_schema(operation_id="discard_pending_act", request=None, responses={200: SHOWN})
    def discard(self, request: Request, pending_id: UUID) -> Response:
        pending = _own(request, pending_id)
        return calls.act(request, actions.discard_pending_act, show=_shown, pending_id=pending.pk)


def perform_or_wait(
    request: Request,
    act: SoloAct,
    about: Any,
    given: Mapping[str, Any],
    *,
    show: Callable[[Any], Any],
) -> Response:
    """Do it and answer with what it is about now; 202 with what waits where a second officer is asked for."""

    def do() -> tuple[Any, int]:
        pending = actions.perform(
            act=act, about=about.pk, given=given, actor=calls.caller(request), at=clock.now()
        )
        return (show_change(pending), 202) if pending else (show(about), 200)

    return calls.idempotent(request, do)


def _own(request: Request, pending_id: UUID) -> PendingAct:
    pending: PendingAct = get_object_or_404(_known(request), pk=pending_id)
    return pending


def _known(request: Request) -> QuerySet[PendingAct]:
    return pending_acts_of(own_authority_or_404(request), reader=calls.caller(request))


def _shown(pending: PendingAct) -> dict[str, Any]:
    return {
        "id": str(pending.pk),
        "status": pending.status,
        "act": pending.act,
        "about": str(pending.about),
        "reference": pending.reference,
        "given": pending.given,
        "proposed_at": rfc3339(pending.proposed_at),
    }
