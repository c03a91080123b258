"""The duty roster for machines, which read it: no key looks after people, so it is entered on its page."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from licensing.api import schemas
from licensing.queries.duty_turns import authority_of, show_turn, turns_ahead

SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    officer={"type": "string", "format": "email"},
    name=schemas.TEXT,
    from_on={"type": "string", "format": "date"},
    until_on={"type": "string", "format": "date"},
)


class DutyTurnViewSet(Resource):
    """Who is the second officer of urgent cases: turns that run or are to come, of the officer's own authority."""

    @extend_schema(operation_id="duty_roster", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)})
    def list(self, request: Request) -> Response:
        authority = authority_of(calls.caller(request))
        if authority is None:
            raise Http404
        rows = list(turns_ahead(authority, at=clock.now()))
        return Response(paging.page_of(rows, request, show=show_turn))
