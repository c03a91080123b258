"""Registrations of companies for machines: what an officer makes of one, how a company's own record changes."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, merge
from licensing.actions import registration_answers as answers
from licensing.actions import registrations as actions
from licensing.api import schemas
from licensing.api.pending_acts import perform_or_wait
from licensing.models import Exporter, Registration
from licensing.queries.registrations import record_before, show_registration
from licensing.rules.pending_acts import SoloAct
from licensing.rules.registrations import ANSWERED, ASKED, BODY, CHANGE, REFUSED, VERIFIED, State

STATES = [state.value for state in State if state is not State.ENTERED]
FILTERS = [*schemas.PAGE, OpenApiParameter("status", str, description="A comma list of statuses.")]
SIDES = (Permission.HANDLE, Permission.FILE)
SHOWN = schemas.thing(
    reference=schemas.TEXT,
    status={"type": "string", "enum": STATES},
    is_change={"type": "boolean"},
    sent_at={"type": ["string", "null"], "format": "date-time"},
    decided_at={"type": ["string", "null"], "format": "date-time"},
    body=BODY.schema(),
    reason=schemas.MAYBE,
    question=schemas.MAYBE,
    answer=schemas.MAYBE,
    refusal=schemas.MAYBE,
    number_verified_at={"type": ["string", "null"], "format": "date-time"},
)


class RegistrationViewSet(Resource):
    """To the officers of its authority, and to the company's own people; its first one is made by a person, on a page.

    Whoever registers a company has no account yet that a key could belong to: the address is confirmed by mail, and a
    person declares.
    """

    @extend_schema(operation_id="registrations", parameters=FILTERS, responses={200: schemas.paged(SHOWN)})
    def list(self, request: Request) -> Response:
        user = calls.caller(request)
        if not any(access.has_seat(user, side) for side in SIDES):
            raise Forbidden
        rows = Registration.objects.visible_to(user).filter(sent_at__isnull=False)
        if statuses := paging.chosen(request, "status", STATES):
            rows = rows.filter(status__in=statuses)
        return Response(paging.page(rows, request, by="sent_at", show=show_registration))

    @extend_schema(
        operation_id="change_registration",
        request={"application/json": CHANGE.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """A change of the company's record: a JSON merge patch on what counts, and why. Papers are put to its page."""
        user = calls.caller_with(request, Permission.FILE)
        exporter = access.principal_of(user, Permission.FILE)
        if exporter is None:
            raise Forbidden

        given = calls.parse_body(request, CHANGE, complete=False)
        own = Exporter.objects.select_related("organisation").get(pk=exporter.pk)
        body = merge(record_before(own), _patch_of(request))
        said: dict[str, Any] = {"exporter_id": own.pk, "reason": given.get("reason") or ""}
        return calls.act(
            request, _of_body(actions.request_change), show=show_registration, status=201, body=body, **said
        )

    @extend_schema(operation_id="registration", responses={200: SHOWN})
    def retrieve(self, request: Request, reference: str) -> Response:
        return Response(show_registration(_registration_or_404(calls.caller(request), reference)))

    @extend_schema(
        operation_id="verify_registration",
        request={"application/json": VERIFIED.schema()},
        responses={200: SHOWN},
    )
    def verify(self, request: Request, reference: str) -> Response:
        """An officer looked the number up: it exists, and is this company's."""
        return self._act(request, reference, Permission.HANDLE, answers.verify_number, VERIFIED)

    @extend_schema(
        operation_id="ask_registration", request={"application/json": ASKED.schema()}, responses={200: SHOWN}
    )
    def ask(self, request: Request, reference: str) -> Response:
        """The company answers before anything is decided."""
        return self._act(request, reference, Permission.HANDLE, answers.ask_about_registration, ASKED)

    @extend_schema(
        operation_id="approve_registration", request=None, responses={200: SHOWN, 202: schemas.ACT}
    )
    def approve(self, request: Request, reference: str) -> Response:
        """202 where a rule of the authority asks for a second officer, who carries it out."""
        registration = _for(request, reference, Permission.HANDLE)

        def show(_registration: Any) -> dict[str, Any]:
            return _shown(registration)

        return perform_or_wait(request, SoloAct.APPROVE_REGISTRATION, registration, {}, show=show)

    @extend_schema(
        operation_id="refuse_registration",
        request={"application/json": REFUSED.schema()},
        responses={200: SHOWN},
    )
    def refuse(self, request: Request, reference: str) -> Response:
        """The record stays as it was."""
        return self._act(request, reference, Permission.HANDLE, answers.refuse_registration, REFUSED)

    @extend_schema(
        operation_id="answer_registration",
        request={"application/json": ANSWERED.schema()},
        responses={200: SHOWN},
    )
    def answer(self, request: Request, reference: str) -> Response:
        """The company's, with what changes of its record: a JSON merge patch on what it had sent."""
        registration = _for(request, reference, Permission.FILE)
        given = calls.parse_body(request, ANSWERED, complete=False)
        said: dict[str, Any] = {
            "registration_id": registration.pk,
            "answer": given.get("answer") or "",
            "body": merge(registration.body, _patch_of(request)),
        }
        return calls.act(request, _of_body(actions.answer_registration), show=show_registration, **said)

    @extend_schema(operation_id="withdraw_registration", request=None, responses={200: SHOWN})
    def withdraw(self, request: Request, reference: str) -> Response:
        """By the company, before it is decided."""
        return self._act(request, reference, Permission.FILE, actions.withdraw_registration, None)

    def _act(
        self, request: Request, reference: str, permission: str, act: Any, shape: Object | None
    ) -> Response:
        registration = _for(request, reference, permission)
        ids: dict[str, Any] = {"registration_id": registration.pk}
        return calls.act(request, act, shape=shape, show=show_registration, **ids)


def _patch_of(request: Request) -> Any:
    """A null in it takes a member out, so it is read as it was sent; its shape was checked."""
    patch = request.data.get("body") if isinstance(request.data, dict) else None
    return patch or {}


def _of_body(act: Callable[..., Registration]) -> Callable[..., Registration]:
    """What is missing or wrong in what the patch was merged into is named by its place in what was sent."""

    def perform(**said: Any) -> Registration:
        try:
            return act(**said)
        except Invalid as error:
            error.errors = [_within_body(dict(each)) for each in error.errors]
            raise

    return perform


def _within_body(error: dict[str, Any]) -> dict[str, Any]:
    own = error["pointer"] in ("/reason", "/answer")
    return error if own else {**error, "pointer": f"/body{error['pointer']}"}


def _for(request: Request, reference: str, permission: str) -> Registration:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    user = calls.caller(request)
    registration = _registration_or_404(user, reference)
    calls.require_permission(user, permission, registration)
    return registration


def _registration_or_404(user: User, reference: str) -> Registration:
    rows = Registration.objects.visible_to(user).filter(sent_at__isnull=False)
    registration: Registration = get_object_or_404(rows, reference=reference)
    return registration


def _shown(registration: Registration) -> dict[str, Any]:
    return show_registration(Registration.objects.get(pk=registration.pk))
