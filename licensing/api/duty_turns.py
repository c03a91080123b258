"""The duty roster for machines: an authority's system of shifts enters who is the second officer of urgent cases."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.models import Organisation, User
from licensing.actions import duty_turns as actions
from licensing.api import schemas
from licensing.models import DutyTurn
from licensing.queries.duty_turns import authority_of, show_turn, turns_ahead
from licensing.rules.duty_turns import TURN

SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    officer={"type": "string", "format": "email"},
    name=schemas.TEXT,
    from_on={"type": "string", "format": "date"},
    until_on={"type": "string", "format": "date"},
)


class DutyTurnViewSet(Resource):
    """Turns that run or are to come; entered and removed by whoever administers the people of the authority."""

    @extend_schema(operation_id="duty_roster", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)})
    def list(self, request: Request) -> Response:
        rows = list(turns_ahead(_own_or_404(request), at=clock.now()))
        return Response(paging.page_of(rows, request, show=show_turn))

    @extend_schema(
        operation_id="enter_duty_turn", request={"application/json": TURN.schema()}, responses={201: SHOWN}
    )
    def create(self, request: Request) -> Response:
        """One officer, by e-mail address, from one day to another."""
        authority = _own_or_404(request)
        body = calls.parse_body(request, TURN)
        officer = User.objects.of_mailbox(body["officer"])
        days = {name: date.fromisoformat(body[name]) for name in ("from_on", "until_on")}

        def enter() -> dict[str, Any]:
            turn = actions.enter_turn(
                authority=authority, officer=officer, actor=calls.caller(request), at=clock.now(), **days
            )
            return show_turn(turn)

        return calls.idempotent(request, enter, status=201)

    @extend_schema(operation_id="remove_duty_turn", request=None, responses={200: SHOWN})
    def remove(self, request: Request, turn_id: UUID) -> Response:
        """Take a turn off the roster, also one that runs."""
        turn = get_object_or_404(DutyTurn, pk=turn_id, authority=_own_or_404(request))
        return calls.act(request, actions.remove_turn, show=show_turn, turn_id=turn.pk)


def _own_or_404(request: Request) -> Organisation:
    authority = authority_of(calls.caller(request))
    if authority is None:
        raise Http404
    return authority
