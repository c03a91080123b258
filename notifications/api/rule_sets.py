"""The five rule sets, which is chosen, and choosing another with four eyes."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from notifications.actions import rule_sets
from notifications.api import schemas
from notifications.models import RuleSetSelection
from notifications.queries.rule_sets import chosen_rule_set, show_rule_set, show_rule_sets
from notifications.rules.procedure_shapes import SELECTION
from notifications.rules.rule_sets import RULE_SETS


class RuleSetViewSet(Resource):
    """Anyone may read them; two officers of the Commission choose."""

    open_methods = ("GET",)

    @extend_schema(operation_id="rule_sets", responses={200: schemas.CHOICE})
    def list(self, request: Request) -> Response:
        return Response(show_rule_sets())

    @extend_schema(
        operation_id="propose_rule_set",
        request={"application/json": SELECTION.schema()},
        responses={200: schemas.ACT},
    )
    def selections(self, request: Request, name: str) -> Response:
        _officer(request, name)
        return calls.act(request, rule_sets.propose_selection, shape=SELECTION, show=_act, rule_set=name)

    @extend_schema(operation_id="approve_rule_set", request=None, responses={200: schemas.RULE_SET})
    def approve(self, request: Request, name: str, act_id: UUID) -> Response:
        user = _officer(request, name)
        act = get_object_or_404(RuleSetSelection, rule_set=name, pk=act_id)
        require_other_officer(act=act, actor=user)

        def show(_selection: Any) -> dict[str, Any]:
            return show_rule_set(RULE_SETS[name], chosen_rule_set())

        return calls.act(request, rule_sets.approve_selection, show=show, selection_id=act.pk)

    @extend_schema(operation_id="discard_rule_set", request=None, responses={200: schemas.ACT})
    def discard(self, request: Request, name: str, act_id: UUID) -> Response:
        _officer(request, name)
        act = get_object_or_404(RuleSetSelection, rule_set=name, pk=act_id)
        return calls.act(request, rule_sets.discard_selection, show=_act, selection_id=act.pk)


def _officer(request: Request, name: str) -> User:
    """401, then 404 for a rule set there is not, then 403."""
    calls.caller(request)
    if name not in RULE_SETS:
        raise Http404
    return calls.caller_with(request, Permission.ADMINISTER)


def _act(act: RuleSetSelection) -> dict[str, Any]:
    return {"id": act.pk, "status": act.status}
