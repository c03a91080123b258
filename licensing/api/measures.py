"""Restrictive measures for machines: the stored law, a rule a row; entered, then confirmed or ended by two officers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.countries import names_by_code
from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.shapes import error
from licensing.actions import measures as actions
from licensing.api import schemas
from licensing.models import MeasureChange, RestrictiveMeasure
from licensing.models.measures import KEEPERS
from licensing.queries.authorisations import show_change
from licensing.queries.measures import show_measure
from licensing.rules.measures_table import CHANGE, RULE, midnight, rule_of

_MAYBE_INSTANT: dict[str, Any] = {"type": ["string", "null"], "format": "date-time"}
_MEMBERS: dict[str, Any] = {
    "number": schemas.TEXT,
    "status": schemas.TEXT,
    "keeper": schemas.TEXT,
    "kind": schemas.TEXT,
    "country": schemas.MAYBE,
    "act": schemas.TEXT,
    "article": schemas.MAYBE,
    "title": schemas.TEXT,
    "entries": schemas.many(schemas.TEXT),
    "cn_codes": schemas.many(schemas.TEXT),
    "uses": schemas.many(schemas.TEXT),
    "listed": schemas.many(schemas.TEXT),
    "lifts": schemas.many(schemas.TEXT),
    "applies_from": {"type": "string", "format": "date-time"},
    "applies_until": _MAYBE_INSTANT,
    "old_contracts_until": {"type": ["string", "null"], "format": "date"},
    "is_sample": {"type": "boolean"},
}
SHOWN = schemas.thing(**_MEMBERS)
# To whoever keeps it, with what waits for the second officer.
KEPT = schemas.thing(**_MEMBERS, waiting={"anyOf": [schemas.ACT, {"type": "null"}]})


class MeasureViewSet(Resource):
    """Confirmed law is everybody's to read who has a key; what is only entered, its keeper's."""

    @extend_schema(operation_id="measures", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)})
    def list(self, request: Request) -> Response:
        rows = RestrictiveMeasure.objects.visible_to(calls.caller(request)).select_related("keeper")
        return Response(paging.page(rows, request, by="applies_from", show=show_measure))

    @extend_schema(operation_id="measure", responses={200: KEPT})
    def retrieve(self, request: Request, number: str) -> Response:
        """To its keeper's officers with the change that waits for a second one."""
        user = calls.caller(request)
        measure = _or_404(user, number)
        waits = measure.changes.pending().first() if measure.concerns(user) else None
        return Response(show_measure(measure) | {"waiting": show_change(waits) if waits else None})

    @extend_schema(
        operation_id="enter_measure",
        request={"application/json": RULE.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """No law before two officers of its keeper confirm it. A day begins at midnight of the keeper."""
        user = calls.caller(request)
        keeper = access.principal_of(user, *KEEPERS)
        if keeper is None:
            raise Forbidden
        body = calls.parse_body(request, RULE)
        row, wrong = rule_of(body, zone=zone_of(keeper).key, countries=names_by_code())
        if row is None:
            raise Invalid(errors=[error("/kind", sentence) for sentence in wrong])

        def enter() -> dict[str, Any]:
            at = clock.now()
            return show_measure(actions.enter_measure(keeper=keeper, row=row, actor=user, at=at))

        return calls.idempotent(request, enter, status=201)

    @extend_schema(
        operation_id="propose_measure_change",
        request={"application/json": CHANGE.schema()},
        responses={201: schemas.ACT},
    )
    def change(self, request: Request, number: str) -> Response:
        """The first officer: that it is law, with its act as read at the source; or that it ends."""
        user = calls.caller(request)
        measure = _kept(user, number)
        body = calls.parse_body(request, CHANGE)
        ends = body.get("applies_until")
        zone = zone_of(measure.keeper).key
        given: dict[str, Any] = {
            "measure_id": measure.pk,
            "event": body["event"],
            "act": body["act"],
            "act_on": date.fromisoformat(body["act_on"]),
            "applies_until": midnight(date.fromisoformat(ends), zone) if ends else None,
        }

        def propose() -> dict[str, Any]:
            at = clock.now()
            return show_change(actions.propose_measure_change(actor=user, at=at, **given))

        return calls.idempotent(request, propose, status=201)

    @extend_schema(operation_id="approve_measure_change", request=None, responses={200: SHOWN})
    def approve(self, request: Request, number: str, change_id: UUID) -> Response:
        user = calls.caller(request)
        measure, change = _change_of(user, number, change_id)
        require_other_officer(act=change, actor=user)
        ids: dict[str, Any] = {"measure_id": measure.pk, "change_id": change.pk}
        return calls.act(request, actions.approve_measure_change, show=show_measure, **ids)

    @extend_schema(operation_id="discard_measure_change", request=None, responses={200: schemas.ACT})
    def discard(self, request: Request, number: str, change_id: UUID) -> Response:
        measure, change = _change_of(calls.caller(request), number, change_id)
        ids: dict[str, Any] = {"measure_id": measure.pk, "change_id": change.pk}
        return calls.act(request, actions.discard_measure_change, show=show_change, **ids)


def _or_404(user: User, number: str) -> RestrictiveMeasure:
    rows = RestrictiveMeasure.objects.visible_to(user).select_related("keeper__member_state")
    measure: RestrictiveMeasure = get_object_or_404(rows, number=number)
    return measure


def _kept(user: User, number: str) -> RestrictiveMeasure:
    """404 for whoever may not know of it, then 403 for whoever does not keep it."""
    measure = _or_404(user, number)
    if not measure.concerns(user):
        raise Forbidden
    return measure


def _change_of(user: User, number: str, change_id: UUID) -> tuple[RestrictiveMeasure, MeasureChange]:
    measure = _kept(user, number)
    change: MeasureChange = get_object_or_404(measure.changes, pk=change_id)
    return measure, change
