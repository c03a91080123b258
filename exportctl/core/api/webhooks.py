"""Receivers of events: the feed of `/events`, sent as it grows."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access
from exportctl.core.actions import webhooks
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.canonical import rfc3339
from exportctl.core.models import User, Webhook
from exportctl.core.rules.webhooks import REPLAY, WEBHOOK

_MAYBE = {"type": ["string", "null"]}
_SHOWN: dict[str, Any] = {
    "id": {"type": "string", "format": "uuid"},
    "url": {"type": "string"},
    "types": {"type": "array", "items": {"type": "string"}},
    "after": {"type": "integer"},
    "failures": {"type": "integer"},
    "failure": _MAYBE,
    "delivered_at": _MAYBE,
}
ANSWER = {"type": "object", "properties": _SHOWN, "required": list(_SHOWN)}
SECRET = {**ANSWER, "properties": {**_SHOWN, "secret": {"type": "string"}}, "required": [*_SHOWN, "secret"]}
ANSWERS = {
    "type": "object",
    "properties": {"results": {"type": "array", "items": ANSWER}},
    "required": ["results"],
}


class WebhookViewSet(Resource):
    """One's own: a key enters, reads and removes those of its account and seat."""

    @extend_schema(operation_id="webhooks", responses={200: ANSWERS})
    def list(self, request: Request) -> Response:
        rows = _own(calls.caller(request)).order_by("created_at")
        return Response({"results": [show(each) for each in rows]})

    @extend_schema(
        operation_id="add_webhook", request={"application/json": WEBHOOK.schema()}, responses={201: SECRET}
    )
    def create(self, request: Request) -> Response:
        """The secret is answered once: each call bears an HMAC-SHA-256 of `timestamp.body` made with it."""

        def shown(webhook: Webhook) -> dict[str, Any]:
            return {**show(webhook), "secret": webhook.secret}

        return calls.act(request, webhooks.add_webhook, shape=WEBHOOK, show=shown, status=201)

    @extend_schema(operation_id="remove_webhook", request=None, responses={200: ANSWER})
    def remove(self, request: Request, webhook_id: UUID) -> Response:
        """Nothing is sent there any more."""
        webhook = get_object_or_404(_own(calls.caller(request)), pk=webhook_id)
        return calls.act(request, webhooks.remove_webhook, show=show, webhook_id=webhook.pk)

    @extend_schema(
        operation_id="replay_webhook", request={"application/json": REPLAY.schema()}, responses={200: ANSWER}
    )
    def replay(self, request: Request, webhook_id: UUID) -> Response:
        """Send everything after that event again."""
        webhook = get_object_or_404(_own(calls.caller(request)), pk=webhook_id)
        return calls.act(request, webhooks.replay_webhook, shape=REPLAY, show=show, webhook_id=webhook.pk)


def _own(user: User) -> Any:
    return Webhook.objects.live().filter(user=user, seat__in=access.seats_of(user))


def show(webhook: Webhook) -> dict[str, Any]:
    """How far it is, and what went wrong last."""
    return {
        "id": str(webhook.pk),
        "url": webhook.url,
        "types": webhook.types,
        "after": webhook.after,
        "failures": webhook.failures,
        "failure": webhook.failure or None,
        "delivered_at": rfc3339(webhook.delivered_at) if webhook.delivered_at else None,
    }
