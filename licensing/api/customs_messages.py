"""What customs sent and were answered, and the same sent once more: their systems' own log may be lost."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import resolve
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.customs_messages import record_message
from licensing.api import schemas
from licensing.models import CustomsMessage
from licensing.queries.customs_messages import show_message

_JSON: dict[str, Any] = {}
MESSAGE = schemas.thing(
    id={"type": "string", "format": "uuid"},
    at={"type": "string", "format": "date-time"},
    method=schemas.TEXT,
    path=schemas.TEXT,
    body=_JSON,
    status=schemas.WHOLE,
    answer=_JSON,
    replay_of=schemas.MAYBE,
)
STATUS = OpenApiParameter("status", str, description="refused: only what was not carried out.")


class LoggedResource(Resource):
    """A resource whose acts customs find again in their message log."""

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answered = super().finalize_response(request, response, *args, **kwargs)
        user = request.user
        if request.method == "POST" and isinstance(user, User) and not getattr(request, "is_replay", False):
            record_message(
                method=request.method,
                path=request.get_full_path(),
                body=request.data,
                status=answered.status_code,
                answer=answered.data,
                actor=user,
                at=clock.now(),
            )
        return answered


class CustomsMessageViewSet(Resource):
    """The office's own log, the newest first."""

    @extend_schema(
        operation_id="customs_messages",
        parameters=[STATUS, *schemas.PAGE],
        responses={200: schemas.paged(MESSAGE)},
    )
    def list(self, request: Request) -> Response:
        user = _office(request)
        rows = CustomsMessage.objects.visible_to(user)
        if paging.chosen(request, "status", ["refused"]):
            rows = rows.filter(status__gte=400)
        return Response(paging.page(rows, request, by="at", show=show_message))

    @extend_schema(operation_id="customs_message", responses={200: MESSAGE})
    def retrieve(self, request: Request, message_id: UUID) -> Response:
        messages = CustomsMessage.objects.visible_to(calls.caller(request))
        return Response(show_message(get_object_or_404(messages, pk=message_id)))

    @extend_schema(operation_id="replay_customs_message", request=None, responses={200: MESSAGE})
    def replay(self, request: Request, message_id: UUID) -> Response:
        """Send it again, as it was, and log the answer of now. What was carried out already changes nothing."""
        user = _office(request)
        message = get_object_or_404(CustomsMessage.objects.visible_to(user), pk=message_id)
        answered = _sent_again(request, message)
        again = record_message(
            method=message.method,
            path=message.path,
            body=message.body,
            status=answered.status_code,
            answer=answered.data,
            actor=user,
            at=clock.now(),
            replay_of=message.pk,
        )
        if again is None:
            raise PermissionDenied
        return Response(show_message(again))


def _office(request: Request) -> User:
    """A customs office, or a sandbox, whose log is its own. Raises Forbidden."""
    sandbox = access.has_seat(calls.caller(request), Permission.TRY_OUT)
    return calls.caller_with(request, Permission.TRY_OUT if sandbox else Permission.CHECK_SHIPMENTS)


def _sent_again(request: Request, message: CustomsMessage) -> Response:
    """The call through its own resource, with its own checks, in the name of whoever asks for the replay."""
    path, _mark, query = message.path.partition("?")
    match = resolve(path)
    resource = match.func.cls()  # type: ignore[attr-defined]  # a viewset's function knows its class
    again = Request(request._request)
    again._full_data = again._data = message.body  # type: ignore[attr-defined]
    again.user, again.auth = request.user, request.auth
    again.is_replay = True  # type: ignore[attr-defined]
    again._request.GET = QueryDict(query)
    act = match.func.actions["post"]  # type: ignore[attr-defined]
    resource.request, resource.action, resource.kwargs, resource.args = again, act, match.kwargs, ()
    resource.format_kwarg, resource.headers = None, {}
    try:
        return getattr(resource, act)(again, **match.kwargs)
    except Exception as error:
        return resource.handle_exception(error)
