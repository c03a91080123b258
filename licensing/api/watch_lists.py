"""An authority's watch list for machines: names are entered and taken off with a reason; it bars nothing."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from licensing.actions.watch_lists import unwatch_name, watch_name
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import WatchListEntry
from licensing.queries.watch_lists import show_watched
from licensing.rules.watch_lists import REMOVAL, WATCHED

_MAYBE_AT: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}
SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status=schemas.TEXT,
    name=schemas.TEXT,
    other_names=schemas.many(schemas.TEXT),
    country=schemas.MAYBE,
    reason=schemas.TEXT,
    added_at={"type": "string", "format": "date-time"},
    removed_at=_MAYBE_AT,
    removed_because=schemas.MAYBE,
)


class WatchListViewSet(Resource):
    """Its own officers' alone; what is like a name in an open case is a hit from then on."""

    @extend_schema(operation_id="watch_list", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)})
    def list(self, request: Request) -> Response:
        """Every name that ever stood there, the newest first."""
        rows = WatchListEntry.objects.filter(authority=own_authority_or_404(request))
        return Response(paging.page(rows, request, by="added_at", show=show_watched))

    @extend_schema(
        operation_id="watch_name", request={"application/json": WATCHED.schema()}, responses={201: SHOWN}
    )
    def create(self, request: Request) -> Response:
        authority = own_authority_or_404(request)
        return calls.act(
            request, watch_name, shape=WATCHED, show=show_watched, status=201, authority=authority
        )

    @extend_schema(
        operation_id="unwatch_name", request={"application/json": REMOVAL.schema()}, responses={200: SHOWN}
    )
    def remove(self, request: Request, entry_id: UUID) -> Response:
        """Its open hits fall away; what officers said of others stays."""
        rows = WatchListEntry.objects.filter(authority=own_authority_or_404(request))
        entry = get_object_or_404(rows, pk=entry_id)
        return calls.act(request, unwatch_name, shape=REMOVAL, show=show_watched, entry_id=entry.pk)
