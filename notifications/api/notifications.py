from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls
from exportctl.core.api.paging import chosen, page
from exportctl.core.api.resources import Resource
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest, Exporter
from licensing.rules.shapes import notification, with_version
from notifications.actions import notifications as actions
from notifications.api import case_schemas as schemas
from notifications.models import CatchAllNotification
from notifications.queries.notifications import due_if_sent_now, show_notification
from notifications.rules.machines import NotificationState
from notifications.rules.red_flags import current_version, question_keys

STATUSES = [state.value for state in NotificationState]
SHAPE = notification(question_keys(current_version()))
BODY = {"application/json": SHAPE.schema()}
PATCH = {"application/json": with_version(SHAPE).schema()}
FILTERS = [
    OpenApiParameter("status", str, description="A comma list of statuses."),
    OpenApiParameter("cursor", str),
    OpenApiParameter("limit", int),
]


class NotificationViewSet(Resource):
    """An exporter's doubts about cyber-surveillance items, from the draft to the authority."""

    @extend_schema(
        operation_id="notifications_list", parameters=FILTERS, responses={200: schemas.NOTIFICATIONS}
    )
    def list(self, request: Request) -> Response:
        user = calls.caller(request)
        if not (access.has_seat(user, Permission.FILE) or access.has_seat(user, Permission.HANDLE)):
            raise Forbidden
        notifications = CatchAllNotification.objects.visible_to(user).select_related("request__version")
        if statuses := chosen(request, "status", STATUSES):
            notifications = notifications.filter(status__in=statuses)
        today = _today()
        return Response(
            page(notifications, request, by="created_at", show=lambda row: show_notification(row, on=today))
        )

    @extend_schema(operation_id="notifications_create", request=BODY, responses={201: schemas.NOTIFICATION})
    def create(self, request: Request) -> Response:
        user = calls.caller_with(request, Permission.FILE)
        company = access.principal_of(user, Permission.FILE)  # a key has one seat, and so one company
        exporter = get_object_or_404(Exporter, pk=company.pk if company else None)
        body = calls.parse_body(request, SHAPE, complete=False)
        answer = calls.idempotent(
            request,
            lambda: _shown(actions.create_draft(exporter=exporter, body=body, actor=user, at=clock.now())),
            status=201,
        )
        return calls.tagged(answer)

    @extend_schema(operation_id="notifications_read", responses={200: schemas.NOTIFICATION})
    def retrieve(self, request: Request, reference: str) -> Response:
        notification = notification_or_404(calls.caller(request), reference)
        answer = Response(_shown(notification))
        return calls.tagged(answer) if notification.is_open else answer

    @extend_schema(operation_id="notifications_change", request=PATCH, responses={200: schemas.NOTIFICATION})
    def partial_update(self, request: Request, reference: str) -> Response:
        """A JSON merge patch.

        With `version`, as it was read, a draft that others changed meanwhile is 409 `stale`; with its ETag as If-Match
        412 `precondition_failed`.
        """
        user = calls.caller(request)
        draft = own_or_404(user, reference)
        shape = with_version(notification(question_keys(draft.questionnaire)))
        given = calls.parse_body(request, shape, complete=False)
        patch: Any = request.data

        def change() -> dict[str, object]:
            read = calls.version_read(request, given, current=draft.revision)
            body = {name: value for name, value in patch.items() if name != "version"}
            changed: dict[str, Any] = {"body": body, "actor": user, "at": clock.now()}
            return _shown(actions.change_draft(notification_id=draft.pk, expected_revision=read, **changed))

        return calls.tagged(calls.idempotent(request, change))

    @extend_schema(operation_id="notifications_submit", request=None, responses={200: schemas.SENT})
    def submit(self, request: Request, reference: str) -> Response:
        draft = own_or_404(calls.caller(request), reference)
        return calls.act(request, actions.submit, show=_submitted, notification_id=draft.pk)

    @extend_schema(operation_id="notifications_withdraw", request=None, responses={200: schemas.NOTIFICATION})
    def withdraw(self, request: Request, reference: str) -> Response:
        notification = own_or_404(calls.caller(request), reference)
        return calls.act(request, actions.withdraw, show=_shown, notification_id=notification.pk)


def _today() -> date:
    return local_date(clock.now(), BRUSSELS)


def _shown(notification: CatchAllNotification) -> dict[str, object]:
    due_on = due_if_sent_now(notification, at=clock.now())
    return show_notification(notification, on=_today(), due_on=due_on)


def notification_or_404(user: User, reference: str) -> CatchAllNotification:
    return get_object_or_404(
        CatchAllNotification.objects.visible_to(user).select_related("request__version"), reference=reference
    )


def own_or_404(user: User, reference: str) -> CatchAllNotification:
    """The caller's own; its authority may know of it, but 403."""
    notification = notification_or_404(user, reference)
    calls.require_permission(user, Permission.FILE, notification)
    return notification


def _submitted(request: AuthorisationRequest) -> dict[str, str]:
    return {"status": NotificationState.SUBMITTED.value, "request": request.reference}
