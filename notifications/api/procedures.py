"""Procedures for machines: read, take a position, extend, withdraw, and the evidence."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.models import FourEyesAct, User
from exportctl.core.rules.permissions import Permission
from notifications.actions import extensions, positions, withdrawals
from notifications.api import schemas
from notifications.models import ObjectionProcedure
from notifications.queries.evidence import evidence_of
from notifications.queries.procedures import show_position, show_procedure, with_count, with_status
from notifications.rules.machines import State
from notifications.rules.procedure_shapes import EXTENSION, POSITION, WITHDRAWAL

READERS = (Permission.TAKE_POSITION, Permission.HANDLE, Permission.ADMINISTER)
STATUSES = tuple(state.value for state in State)


class ProcedureViewSet(Resource):
    """The other Member States' window: for delegates, the notifying authority and the Commission."""

    @extend_schema(
        operation_id="list_procedures",
        parameters=[
            *schemas.PAGE,
            OpenApiParameter("status", OpenApiTypes.STR, description=", ".join(STATUSES)),
        ],
        responses={200: schemas.PROCEDURES},
    )
    def list(self, request: Request) -> Response:
        user, at = calls.caller(request), clock.now()
        if not any(access.has_seat(user, permission) for permission in READERS):
            raise Http404
        found = with_count(ObjectionProcedure.objects.visible_to(user))
        if wanted := paging.chosen(request, "status", STATUSES):
            found = with_status(found, wanted, at=at)
        return Response(
            paging.page(found, request, by="opened_at", show=lambda row: show_procedure(row, at=at))
        )

    @extend_schema(operation_id="procedure", responses={200: schemas.PROCEDURE})
    def retrieve(self, request: Request, reference: str) -> Response:
        return Response(_shown(_visible(calls.caller(request), reference)))

    @extend_schema(
        operation_id="record_position",
        request={"application/json": POSITION.schema()},
        responses={201: schemas.POSITION},
    )
    def positions(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        procedure = _visible(user, reference)
        positions.may_take_position(procedure=procedure, actor=user)
        said = calls.parse_body(request, POSITION)

        def perform() -> dict[str, Any]:
            return show_position(positions.record_position(procedure_id=procedure.pk, actor=user, **said))

        return calls.idempotent(request, perform, status=201)

    @extend_schema(
        operation_id="propose_extension",
        request={"application/json": EXTENSION.schema()},
        responses={201: schemas.ACT},
    )
    def extensions(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        procedure = _visible(user, reference)
        calls.require_permission(user, Permission.ADMINISTER, procedure)
        asked = calls.parse_body(request, EXTENSION)

        def perform() -> dict[str, Any]:
            at = clock.now()
            return _act(extensions.propose_extension(procedure_id=procedure.pk, actor=user, at=at, **asked))

        return calls.idempotent(request, perform, status=201)

    @extend_schema(operation_id="approve_extension", request=None, responses={200: schemas.PROCEDURE})
    def approve_extension(self, request: Request, reference: str, act_id: UUID) -> Response:
        user = calls.caller(request)
        procedure = _visible(user, reference)
        act = get_object_or_404(procedure.extensions, pk=act_id)
        calls.require_permission(user, Permission.ADMINISTER, procedure)
        require_other_officer(act=act, actor=user)

        def perform() -> dict[str, Any]:
            ids = {"procedure_id": procedure.pk, "extension_id": act.pk}
            extensions.approve_extension(**ids, actor=user, at=clock.now())
            return _shown(_visible(user, reference))

        return calls.idempotent(request, perform)

    @extend_schema(operation_id="discard_extension", request=None, responses={200: schemas.ACT})
    def discard_extension(self, request: Request, reference: str, act_id: UUID) -> Response:
        user = calls.caller(request)
        procedure = _visible(user, reference)
        act = get_object_or_404(procedure.extensions, pk=act_id)
        calls.require_permission(user, Permission.ADMINISTER, procedure)

        def perform() -> dict[str, Any]:
            ids = {"procedure_id": procedure.pk, "extension_id": act.pk}
            return _act(extensions.discard_extension(**ids, actor=user, at=clock.now()))

        return calls.idempotent(request, perform)

    @extend_schema(
        operation_id="propose_withdrawal",
        request={"application/json": WITHDRAWAL.schema()},
        responses={201: schemas.ACT},
    )
    def withdrawals(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        procedure = _visible(user, reference)
        calls.require_permission(user, Permission.HANDLE, procedure)
        said = calls.parse_body(request, WITHDRAWAL)

        def perform() -> dict[str, Any]:
            at = clock.now()
            return _act(withdrawals.propose_withdrawal(procedure_id=procedure.pk, actor=user, at=at, **said))

        return calls.idempotent(request, perform, status=201)

    @extend_schema(operation_id="approve_withdrawal", request=None, responses={200: schemas.PROCEDURE})
    def approve_withdrawal(self, request: Request, reference: str, act_id: UUID) -> Response:
        user = calls.caller(request)
        procedure = _visible(user, reference)
        act = get_object_or_404(procedure.withdrawals, pk=act_id)
        calls.require_permission(user, Permission.HANDLE, procedure)
        require_other_officer(act=act, actor=user)

        def perform() -> dict[str, Any]:
            ids = {"procedure_id": procedure.pk, "withdrawal_id": act.pk}
            withdrawals.approve_withdrawal(**ids, actor=user, at=clock.now())
            return _shown(_visible(user, reference))

        return calls.idempotent(request, perform)

    @extend_schema(operation_id="discard_withdrawal", request=None, responses={200: schemas.ACT})
    def discard_withdrawal(self, request: Request, reference: str, act_id: UUID) -> Response:
        user = calls.caller(request)
        procedure = _visible(user, reference)
        act = get_object_or_404(procedure.withdrawals, pk=act_id)
        calls.require_permission(user, Permission.HANDLE, procedure)

        def perform() -> dict[str, Any]:
            ids = {"procedure_id": procedure.pk, "withdrawal_id": act.pk}
            return _act(withdrawals.discard_withdrawal(**ids, actor=user, at=clock.now()))

        return calls.idempotent(request, perform)

    @extend_schema(operation_id="evidence", responses={200: schemas.EVIDENCE})
    def evidence(self, request: Request, reference: str) -> Response:
        procedure = _visible(calls.caller(request), reference)
        return Response(evidence_of(procedure, at=clock.now()))


def _visible(user: User, reference: str) -> ObjectionProcedure:
    return get_object_or_404(with_count(ObjectionProcedure.objects.visible_to(user)), reference=reference)


def _shown(procedure: ObjectionProcedure) -> dict[str, Any]:
    return show_procedure(procedure, at=clock.now())


def _act(act: FourEyesAct) -> dict[str, Any]:
    return {"id": act.pk, "status": act.status}
