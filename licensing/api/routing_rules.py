"""Routing rules for machines: which authority and team take a request, and whose decision takes a third officer."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from licensing.actions import routing_rules as actions
from licensing.api import schemas
from licensing.models import RoutingRule
from licensing.queries.routing_rules import routing_rules_of, show_rule
from licensing.rules.routing_rules import CRITERIA, REMOVAL, RULE, Event, Purpose

SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    number={"type": "integer"},
    status=schemas.TEXT,
    event={"type": "string", "enum": [each.value for each in Event]},
    standing={"type": "boolean"},
    purpose={"type": "string", "enum": [each.value for each in Purpose]},
    team=schemas.MAYBE,
    criteria=CRITERIA.schema(),
    removes={"type": ["integer", "null"]},
    reason=schemas.TEXT,
    proposed_at={"type": "string", "format": "date-time"},
)


class RoutingRuleViewSet(Resource):
    """An authority's own, of two of its officers; every one that was proposed, with whether it stands."""

    @extend_schema(
        operation_id="routing_rules", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        rows = routing_rules_of(own_authority_or_404(request)).with_standing()
        return Response(paging.page(rows, request, by="proposed_at", show=show_rule))

    @extend_schema(
        operation_id="propose_routing_rule",
        request={"application/json": RULE.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """The first officer: what the rule decides, and everything that has to be met."""
        authority = own_authority_or_404(request)
        body = calls.parse_body(request, RULE)
        given = {"purpose": body["purpose"], "reason": body["reason"], "team": body.get("team") or ""}

        def propose() -> dict[str, Any]:
            rule = actions.propose_routing_rule(
                authority=authority,
                criteria=body.get("criteria") or {},
                actor=calls.caller(request),
                at=clock.now(),
                **given,
            )
            return show_rule(rule)

        return calls.idempotent(request, propose, status=201)

    @extend_schema(
        operation_id="propose_removal_of_routing_rule",
        request={"application/json": REMOVAL.schema()},
        responses={201: SHOWN},
    )
    def removal(self, request: Request, rule_id: UUID) -> Response:
        """The first officer: that a rule holds no more."""
        rule = _own(request, rule_id)
        return calls.act(
            request, actions.propose_removal, show=show_rule, shape=REMOVAL, status=201, rule_id=rule.pk
        )

    @extend_schema(operation_id="approve_routing_rule", request=None, responses={200: SHOWN})
    def approve(self, request: Request, rule_id: UUID) -> Response:
        rule = _own(request, rule_id)
        require_other_officer(act=rule, actor=calls.caller(request))
        return calls.act(request, actions.approve_routing_rule, show=show_rule, rule_id=rule.pk)

    @extend_schema(operation_id="discard_routing_rule", request=None, responses={200: SHOWN})
    def discard(self, request: Request, rule_id: UUID) -> Response:
        rule = _own(request, rule_id)
        return calls.act(request, actions.discard_routing_rule, show=show_rule, rule_id=rule.pk)


def own_authority_or_404(request: Request) -> Organisation:
    """That of the caller, an officer. Raises Http404 for everybody else."""
    user: User = calls.caller(request)
    authority = access.principal_of(user, Permission.HANDLE)
    if authority is None:
        raise Http404
    return authority


def _own(request: Request, rule_id: UUID) -> RoutingRule:
    rule: RoutingRule = get_object_or_404(routing_rules_of(own_authority_or_404(request)), pk=rule_id)
    return rule
