"""Customs holds for machines: customs place one, the authority extends it or replies."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions import customs_holds as actions
from licensing.actions.hold_ends import end_hold
from licensing.api import sandbox, schemas
from licensing.api.customs_messages import LoggedResource
from licensing.api.pending_acts import perform_or_wait
from licensing.models import CustomsHold
from licensing.queries.customs_holds import show_hold
from licensing.rules.customs_holds import ENDING, EXTENSION, HOLD, REPLY, WAITING, State
from licensing.rules.pending_acts import SoloAct

READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE, Permission.FILE)
STATES = [each.value for each in State]
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("status", str, description="A comma list of statuses, as they read now."),
    OpenApiParameter("mrn", str, description="Of this declaration."),
]


class CustomsHoldViewSet(LoggedResource):
    """What customs keep back (Article 21): to their office, to the authority that is asked, and to its exporter."""

    @extend_schema(operation_id="customs_holds", parameters=FILTERS, responses={200: schemas.HOLDS})
    def list(self, request: Request) -> Response:
        if sandbox.is_caller(request.user):
            return sandbox.holds(request)
        user, at = _reader(request), clock.now()
        rows = CustomsHold.objects.visible_to(user).with_parts()
        if mrn := request.query_params.get("mrn", "").strip().upper():
            rows = rows.filter(mrn=mrn)
        if statuses := paging.chosen(request, "status", STATES):
            silent, wanted = CustomsHold.objects.silent(at=at), rows.none()
            stored = [each for each in statuses if State(each) in WAITING]
            ended = [each for each in statuses if State(each) not in WAITING]
            wanted = rows.filter(status__in=stored).exclude(pk__in=silent.values("pk"))
            over = rows.filter(status__in=ended)
            if State.RELEASED in ended:
                over |= rows.filter(pk__in=silent.values("pk"))
            rows = wanted | over

        def show(row: CustomsHold) -> dict[str, Any]:
            return show_hold(row, at=at)

        return Response(paging.page(rows, request, by="placed_at", show=show))

    @extend_schema(
        operation_id="place_customs_hold",
        request={"application/json": HOLD.schema()},
        responses={201: schemas.HOLD, 200: schemas.HOLD},
    )
    def create(self, request: Request) -> Response:
        user = calls.caller(request)
        if sandbox.is_caller(user):
            return sandbox.place_hold(request)
        if not access.has_seat(user, Permission.CHECK_SHIPMENTS):
            raise Forbidden
        body = calls.parse_body(request, HOLD)

        def perform() -> tuple[dict[str, Any], int]:
            hold, is_new = actions.place_hold(actor=user, at=clock.now(), **body)
            return _shown(hold), 201 if is_new else 200

        return calls.idempotent(request, perform)

    @extend_schema(operation_id="customs_hold", responses={200: schemas.HOLD})
    def retrieve(self, request: Request, hold_id: UUID) -> Response:
        if sandbox.is_caller(request.user):
            return sandbox.hold(request, hold_id)
        return Response(_shown(_hold_or_404(calls.caller(request), hold_id)))

    @extend_schema(
        operation_id="extend_customs_hold",
        request={"application/json": EXTENSION.schema()},
        responses={200: schemas.HOLD},
    )
    def extend(self, request: Request, hold_id: UUID) -> Response:
        if sandbox.is_caller(request.user):
            return sandbox.extend_hold(request, hold_id)
        hold = _for_authority(calls.caller(request), hold_id)
        return calls.act(request, actions.extend_hold, shape=EXTENSION, show=_shown, hold_id=hold.pk)

    @extend_schema(
        operation_id="reply_to_customs_hold",
        request={"application/json": REPLY.schema()},
        responses={200: schemas.HOLD, 202: schemas.ACT},
    )
    def reply(self, request: Request, hold_id: UUID) -> Response:
        """202 where a rule of the authority asks for a second officer, who carries it out."""
        if sandbox.is_caller(request.user):
            return sandbox.reply_to_hold(request, hold_id)
        hold = _for_authority(calls.caller(request), hold_id)
        body = calls.parse_body(request, REPLY)
        return perform_or_wait(request, SoloAct.REPLY_TO_HOLD, hold, body, show=_shown)

    @extend_schema(
        operation_id="end_customs_hold",
        request={"application/json": ENDING.schema()},
        responses={200: schemas.HOLD},
    )
    def end(self, request: Request, hold_id: UUID) -> Response:
        """What came of one that was not released: customs say what was done with the goods, the authority lets go."""
        hold = _hold_or_404(calls.caller(request), hold_id)
        return calls.act(request, end_hold, shape=ENDING, show=_shown, hold_id=hold.pk)


def _reader(request: Request) -> User:
    user = calls.caller(request)
    if not any(access.has_seat(user, permission) for permission in READERS):
        raise Forbidden
    return user


def _hold_or_404(user: User, hold_id: UUID) -> CustomsHold:
    return get_object_or_404(CustomsHold.objects.visible_to(user), pk=hold_id)


def _for_authority(user: User, hold_id: UUID) -> CustomsHold:
    hold = _hold_or_404(user, hold_id)
    calls.require_permission(user, Permission.HANDLE, hold)
    return hold


def _shown(hold: CustomsHold) -> dict[str, Any]:
    return show_hold(CustomsHold.objects.with_parts().get(pk=hold.pk), at=clock.now())
