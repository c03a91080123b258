"""What a restrictive measure meets, and one act over many authorisations because of it, for machines."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions import measure_acts as actions
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import AuthorisationChange, RestrictiveMeasure
from licensing.queries.measures import MeasureHits, hits_by_state, hits_of, named_live, show_act, show_hits
from licensing.rules.measures_table import OVER, SETTLED

_ACT = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status=schemas.TEXT,
    event=schemas.TEXT,
    authorisation=schemas.TEXT,
)
_LIVE = schemas.thing(
    reference=schemas.TEXT,
    lines=schemas.many(schemas.WHOLE),
    acts=schemas.many(_ACT),
)
HITS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "drafts": schemas.WHOLE,
        "requests": schemas.many(schemas.TEXT),
        "authorisations": schemas.many(_LIVE),
        "registrations": schemas.many(schemas.TEXT),
        "by_state": {"type": "object", "additionalProperties": True},
    },
}
ACTS = schemas.many(_ACT)


class MeasureActViewSet(Resource):
    """What a new rule meets at one's own authority; to the Commission numbers by state alone."""

    @extend_schema(operation_id="measure_hits", responses={200: HITS})
    def list(self, request: Request, number: str) -> Response:
        """Also before it counts: drafts, open requests, live authorisations, users of general ones."""
        user, at = calls.caller(request), clock.now()
        measure = _measure_or_404(user, number)
        if access.has_seat(user, Permission.ADMINISTER):
            return Response({"by_state": hits_by_state(measure, at=at)})
        return Response(show_hits(_met(request, measure)))

    @extend_schema(
        operation_id="act_over_authorisations",
        request={"application/json": OVER.schema()},
        responses={201: ACTS},
    )
    def create(self, request: Request, number: str) -> Response:
        """The first officer: suspend, revoke or continue all that are named, for one reason; all or none."""
        user = calls.caller(request)
        measure = _measure_or_404(user, number)
        met = _met(request, measure)
        body = calls.parse_body(request, OVER)
        live, unknown = named_live(met, body["authorisations"])
        if unknown:
            text = _("This rule meets no live authorisation of your authority with this number.")
            raise Invalid(errors=[error(f"/authorisations/{place}", text) for place in unknown])
        given: dict[str, Any] = {
            "measure_id": measure.pk,
            "authorisation_ids": [each.authorisation.pk for each in live],
            "event": body["event"],
            "grounds": body["grounds"],
            "hearing": body.get("hearing"),
        }

        def propose() -> list[dict[str, Any]]:
            changes = actions.propose_over_authorisations(actor=user, at=clock.now(), **given)
            return [show_act(change) for change in changes]

        return calls.idempotent(request, propose, status=201)

    @extend_schema(
        operation_id="approve_acts_over_authorisations",
        request={"application/json": SETTLED.schema()},
        responses={200: ACTS},
    )
    def approve(self, request: Request, number: str) -> Response:
        """Another officer: those that are named, else all that wait; each holder gets a letter."""
        return self._settle(request, number, actions.approve_over_authorisations, needs_other=True)

    @extend_schema(
        operation_id="discard_acts_over_authorisations",
        request={"application/json": SETTLED.schema()},
        responses={200: ACTS},
    )
    def discard(self, request: Request, number: str) -> Response:
        return self._settle(request, number, actions.discard_over_authorisations, needs_other=False)

    def _settle(
        self, request: Request, number: str, act: Callable[..., int], *, needs_other: bool
    ) -> Response:
        user = calls.caller(request)
        measure = _measure_or_404(user, number)
        waiting = [
            change
            for live in _met(request, measure).authorisations
            for change in live.changes
            if change.status == "proposed"
        ]
        body = calls.parse_body(request, SETTLED)
        wanted = set(body.get("acts") or (str(change.pk) for change in waiting))
        chosen = [change for change in waiting if str(change.pk) in wanted]
        for change in chosen if needs_other else ():
            require_other_officer(act=change, actor=user)
        ids = [change.pk for change in chosen]

        def settle() -> list[dict[str, Any]]:
            act(measure_id=measure.pk, change_ids=ids, actor=user, at=clock.now())
            done = AuthorisationChange.objects.filter(pk__in=ids).select_related("authorisation")
            return [show_act(change) for change in done.order_by("authorisation__reference")]

        return calls.idempotent(request, settle)


def _met(request: Request, measure: RestrictiveMeasure) -> MeasureHits:
    """At the caller's authority. Raises Forbidden for whoever is no officer."""
    user = calls.caller(request)
    if not access.has_seat(user, Permission.HANDLE):
        raise Forbidden
    return hits_of(measure, authority=own_authority_or_404(request), viewer=user, at=clock.now())


def _measure_or_404(user: User, number: str) -> RestrictiveMeasure:
    rows = RestrictiveMeasure.objects.visible_to(user).select_related("keeper__member_state")
    measure: RestrictiveMeasure = get_object_or_404(rows, number=number)
    return measure
