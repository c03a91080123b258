"""Bars from general authorisations for machines (Article 12(7)): proposed, carried out by another, served, lifted."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions import general_bars as actions
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import GeneralBar
from licensing.queries.general_registrations import company_of, show_bar
from licensing.rules.general_registrations import LIFTING, PROPOSED_BAR, SERVICE, BarEvent

SHOWN = schemas.thing(
    reference=schemas.TEXT,
    status=schemas.TEXT,
    event={"type": "string", "enum": [each.value for each in BarEvent]},
    state=schemas.TEXT,
    exporter=schemas.thing(name=schemas.TEXT, number=schemas.TEXT),
    codes=schemas.many(schemas.TEXT),
    grounds=schemas.TEXT,
    hearing={"type": ["object", "null"], "additionalProperties": True},
    unshared_because=schemas.MAYBE,
    stands={"type": "boolean"},
    proposed_at={"type": "string", "format": "date-time"},
    approved_at={"type": ["string", "null"], "format": "date-time"},
    lifts=schemas.MAYBE,
    services=schemas.many({"type": "object", "additionalProperties": True}),
)


class GeneralBarViewSet(Resource):
    """The authority's own, those that other states shared, and to a company what was decided about it."""

    @extend_schema(
        operation_id="general_bars", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        user = calls.caller(request)
        if not any(access.has_seat(user, side) for side in (Permission.HANDLE, Permission.FILE)):
            raise Forbidden
        rows = GeneralBar.objects.visible_to(user).with_parts()
        return Response(paging.page(rows, request, by="proposed_at", show=_show_to(user)))

    @extend_schema(
        operation_id="propose_general_bar",
        request={"application/json": PROPOSED_BAR.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """The first officer: which codes the company may not use, why, and how it was heard."""
        authority = own_authority_or_404(request)
        body = calls.parse_body(request, PROPOSED_BAR)
        exporter = company_of(authority, body["exporter"])
        if exporter is None:
            message = _("No company of your state has this number here.")
            raise Invalid(errors=[error("/exporter", message)])
        given = {"exporter_id": exporter.pk, "codes": body["codes"], "body": body}
        return calls.act(
            request, actions.propose_bar, show=_show_to(calls.caller(request)), status=201, **given
        )

    @extend_schema(operation_id="general_bar", responses={200: SHOWN})
    def retrieve(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        return Response(_show_to(user)(_bar_or_404(user, reference)))

    @extend_schema(operation_id="approve_general_bar", request=None, responses={200: SHOWN})
    def approve(self, request: Request, reference: str) -> Response:
        """Another officer: from today on it counts, or counts no more; company and other states are told."""
        bar = _own(request, reference)
        require_other_officer(act=bar, actor=calls.caller(request))
        return self._act(request, bar, actions.approve_bar)

    @extend_schema(operation_id="discard_general_bar", request=None, responses={200: SHOWN})
    def discard(self, request: Request, reference: str) -> Response:
        return self._act(request, _own(request, reference), actions.discard_bar)

    @extend_schema(
        operation_id="lift_general_bar",
        request={"application/json": LIFTING.schema()},
        responses={201: SHOWN},
    )
    def lift(self, request: Request, reference: str) -> Response:
        """The first officer: that the company may use them again; another one carries it out."""
        bar = _own(request, reference)
        show = _show_to(calls.caller(request))
        return calls.act(
            request, actions.propose_lifting, shape=LIFTING, show=show, status=201, bar_id=bar.pk
        )

    @extend_schema(
        operation_id="serve_general_bar",
        request={"application/json": SERVICE.schema()},
        responses={200: SHOWN},
    )
    def service(self, request: Request, reference: str) -> Response:
        """What happened to its letter: sent, served, could not be served."""
        bar = _own(request, reference)
        body = calls.parse_body(request, SERVICE)
        return self._act(request, bar, actions.record_bar_service, body=body)

    def _act(self, request: Request, bar: GeneralBar, act: Any, **given: Any) -> Response:
        user = calls.caller(request)

        def show(_done: object) -> dict[str, Any]:
            return _show_to(user)(GeneralBar.objects.with_parts().get(pk=bar.pk))

        return calls.act(request, act, show=show, bar_id=bar.pk, **given)


def _show_to(user: User) -> Any:
    def show(bar: GeneralBar) -> dict[str, Any]:
        return show_bar(bar, reader=user)

    return show


def _own(request: Request, reference: str) -> GeneralBar:
    """404 for whoever may not know of it, 403 for whoever is not of its authority."""
    user = calls.caller(request)
    bar = _bar_or_404(user, reference)
    calls.require_permission(user, Permission.HANDLE, bar)
    return bar


def _bar_or_404(user: User, reference: str) -> GeneralBar:
    bar: GeneralBar = get_object_or_404(GeneralBar.objects.visible_to(user).with_parts(), reference=reference)
    return bar
