"""Procedures for machines: read, take a position, extend, withdraw, and the evidence."""

from collections.abc import Callable
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
from notifications.models import Extension, ObjectionProcedure, Withdrawal
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
        procedures = with_count(ObjectionProcedure.objects.visible_to(user))
        if statuses := paging.chosen(request, "status", STATUSES):
            procedures = with_status(procedures, statuses, at=at)
        return Response(
            paging.page(procedures, request, by="opened_at", show=lambda row: show_procedure(row, at=at))
        )

    @extend_schema(operation_id="procedure", responses={200: schemas.PROCEDURE})
    def retrieve(self, request: Request, reference: str) -> Response:
        return Response(_shown(_procedure_or_404(calls.caller(request), reference)))

    @extend_schema(
        operation_id="record_position",
        request={"application/json": POSITION.schema()},
        responses={201: schemas.POSITION},
    )
    def positions(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        procedure = _procedure_or_404(user, reference)
        positions.may_take_position(procedure=procedure, actor=user)
        body = calls.parse_body(request, POSITION)

        def perform() -> dict[
            str, Any
        ]:  # without a time of ours: the cast reads the database's behind its locks
            return show_position(positions.record_position(procedure_id=procedure.pk, actor=user, **body))

        return calls.idempotent(request, perform, status=201)

    @extend_schema(
        operation_id="propose_extension",
        request={"application/json": EXTENSION.schema()},
        responses={201: schemas.ACT},
    )
    def extensions(self, request: Request, reference: str) -> Response:
        procedure = _procedure_for(request, reference, Permission.ADMINISTER)
        propose = extensions.propose_extension
        return calls.act(request, propose, shape=EXTENSION, show=_act, status=201, procedure_id=procedure.pk)

    @extend_schema(operation_id="approve_extension", request=None, responses={200: schemas.PROCEDURE})
    def approve_extension(self, request: Request, reference: str, act_id: UUID) -> Response:
        procedure, extension = _extension_for(request, reference, act_id)
        require_other_officer(act=extension, actor=calls.caller(request))
        return calls.act(
            request,
            extensions.approve_extension,
            show=_anew(request, reference),
            procedure_id=procedure.pk,
            extension_id=extension.pk,
        )

    @extend_schema(operation_id="discard_extension", request=None, responses={200: schemas.ACT})
    def discard_extension(self, request: Request, reference: str, act_id: UUID) -> Response:
        procedure, extension = _extension_for(request, reference, act_id)
        return calls.act(
            request,
            extensions.discard_extension,
            show=_act,
            procedure_id=procedure.pk,
            extension_id=extension.pk,
        )

    @extend_schema(
        operation_id="propose_withdrawal",
        request={"application/json": WITHDRAWAL.schema()},
        responses={201: schemas.ACT},
    )
    def withdrawals(self, request: Request, reference: str) -> Response:
        procedure = _procedure_for(request, reference, Permission.HANDLE)
        propose = withdrawals.propose_withdrawal
        return calls.act(request, propose, shape=WITHDRAWAL, show=_act, status=201, procedure_id=procedure.pk)

    @extend_schema(operation_id="approve_withdrawal", request=None, responses={200: schemas.PROCEDURE})
    def approve_withdrawal(self, request: Request, reference: str, act_id: UUID) -> Response:
        procedure, withdrawal = _withdrawal_for(request, reference, act_id)
        require_other_officer(act=withdrawal, actor=calls.caller(request))
        return calls.act(
            request,
            withdrawals.approve_withdrawal,
            show=_anew(request, reference),
            procedure_id=procedure.pk,
            withdrawal_id=withdrawal.pk,
        )

    @extend_schema(operation_id="discard_withdrawal", request=None, responses={200: schemas.ACT})
    def discard_withdrawal(self, request: Request, reference: str, act_id: UUID) -> Response:
        procedure, withdrawal = _withdrawal_for(request, reference, act_id)
        return calls.act(
            request,
            withdrawals.discard_withdrawal,
            show=_act,
            procedure_id=procedure.pk,
            withdrawal_id=withdrawal.pk,
        )

    @extend_schema(operation_id="evidence", responses={200: schemas.EVIDENCE})
    def evidence(self, request: Request, reference: str) -> Response:
        procedure = _procedure_or_404(calls.caller(request), reference)
        return Response(evidence_of(procedure, at=clock.now()))


def _procedure_or_404(user: User, reference: str) -> ObjectionProcedure:
    return get_object_or_404(with_count(ObjectionProcedure.objects.visible_to(user)), reference=reference)


def _procedure_for(request: Request, reference: str, permission: str) -> ObjectionProcedure:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    user = calls.caller(request)
    procedure = _procedure_or_404(user, reference)
    calls.require_permission(user, permission, procedure)
    return procedure


def _extension_for(request: Request, reference: str, act_id: UUID) -> tuple[ObjectionProcedure, Extension]:
    procedure = _procedure_or_404(calls.caller(request), reference)
    extension = get_object_or_404(procedure.extensions, pk=act_id)
    calls.require_permission(calls.caller(request), Permission.ADMINISTER, procedure)
    return procedure, extension


def _withdrawal_for(request: Request, reference: str, act_id: UUID) -> tuple[ObjectionProcedure, Withdrawal]:
    procedure = _procedure_or_404(calls.caller(request), reference)
    withdrawal = get_object_or_404(procedure.withdrawals, pk=act_id)
    calls.require_permission(calls.caller(request), Permission.HANDLE, procedure)
    return procedure, withdrawal


def _anew(request: Request, reference: str) -> Callable[[Any], dict[str, Any]]:
    """The procedure as it stands after the act."""
    return lambda _act: _shown(_procedure_or_404(calls.caller(request), reference))


def _shown(procedure: ObjectionProcedure) -> dict[str, Any]:
    return show_procedure(procedure, at=clock.now())


def _act(act: FourEyesAct) -> dict[str, Any]:
    return {"id": act.pk, "status": act.status}
