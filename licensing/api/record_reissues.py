"""After a change of record the papers of a company issued anew, for machines: proposed together, approved together."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.rules.permissions import Permission
from licensing.actions import record_reissues as actions
from licensing.api import schemas
from licensing.models import Registration
from licensing.queries.record_reissues import ids_of, show_reissues, waiting_reissues
from licensing.rules.registrations import REISSUES

_PAPER = schemas.thing(
    reference=schemas.TEXT,
    status=schemas.TEXT,
    valid_until=schemas.DAY,
    may_be_reissued={"type": "boolean"},
)
_CHANGE = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status=schemas.TEXT,
    authorisation=schemas.TEXT,
    replaced_by=schemas.MAYBE,
    grounds=schemas.TEXT,
)
SHOWN = schemas.thing(
    registration=schemas.TEXT,
    status=schemas.TEXT,
    authorisations=schemas.many(_PAPER),
    reissues=schemas.many(_CHANGE),
)


class RecordReissueViewSet(Resource):
    """By the number of the change of record; officers of the authority alone."""

    @extend_schema(operation_id="record_reissues", responses={200: SHOWN})
    def list(self, request: Request, reference: str) -> Response:
        """The live papers that say the old record, and what was proposed about them because of this change."""
        return Response(show_reissues(_handled_or_404(request, reference), at=clock.now()))

    @extend_schema(
        operation_id="propose_record_reissues",
        request={"application/json": REISSUES.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request, reference: str) -> Response:
        """The first officer: these are issued anew, all or none; without `authorisations` all that can be."""
        registration = _handled_or_404(request, reference)
        body = calls.parse_body(request, REISSUES)

        def propose() -> dict[str, Any]:
            at = clock.now()
            actions.propose_reissues(
                registration_id=registration.pk,
                authorisation_ids=ids_of(registration, body.get("authorisations"), at=at),
                grounds=body["grounds"],
                actor=calls.caller(request),
                at=at,
            )
            return show_reissues(registration, at=at)

        return calls.idempotent(request, propose, status=201)

    @extend_schema(operation_id="approve_record_reissues", request=None, responses={200: SHOWN})
    def approve(self, request: Request, reference: str) -> Response:
        """The second officer: all that a colleague proposed, at once."""
        registration = _handled_or_404(request, reference)
        for change in waiting_reissues(registration):
            require_other_officer(act=change, actor=calls.caller(request))
        return _settle(request, registration, actions.approve_reissues)

    @extend_schema(operation_id="discard_record_reissues", request=None, responses={200: SHOWN})
    def discard(self, request: Request, reference: str) -> Response:
        return _settle(request, _handled_or_404(request, reference), actions.discard_reissues)


def _settle(request: Request, registration: Registration, action: Callable[..., int]) -> Response:
    def show(_count: int) -> dict[str, Any]:
        return show_reissues(registration, at=clock.now())

    return calls.act(request, action, show=show, registration_id=registration.pk)


def _handled_or_404(request: Request, reference: str) -> Registration:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    user = calls.caller(request)
    known = Registration.objects.visible_to(user).select_related("authority")
    registration: Registration = get_object_or_404(known, reference=reference)
    calls.require_permission(user, Permission.HANDLE, registration)
    return registration
