from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.rules.permissions import Permission
from exportctl.desks.api.requests import case_or_404
from licensing.actions import remedies as actions
from licensing.models import AuthorisationRequest, Remedy, RemedyOutcome
from licensing.queries.authorisations import show_change
from licensing.queries.remedies import contestable_acts, remedies_of, show_contestable, show_remedy
from licensing.rules.remedies import LODGING, OUTCOME
from notifications.api import case_schemas as schemas


class RemedyViewSet(Resource):
    """What is lodged against a decision or an act on an authorisation, and how it ended: two officers carry it out."""

    @extend_schema(operation_id="remedies", responses={200: schemas.REMEDIES})
    def list(self, request: Request, reference: str) -> Response:
        """What was lodged; and what can be contested, with the id that `about` names."""
        case = case_or_404(calls.caller(request), reference)
        entries = remedies_of(case, at=clock.now())
        acts = [show_contestable(act) for act in contestable_acts(case)]
        return Response({"results": [show_remedy(entry) for entry in entries], "contestable": acts})

    @extend_schema(
        operation_id="remedies_create",
        request={"application/json": LODGING.schema()},
        responses={201: schemas.REMEDY},
    )
    def create(self, request: Request, reference: str) -> Response:
        case = _officers(request, reference)

        def show(remedy: Remedy) -> dict[str, Any]:
            return _shown(case, remedy.pk)

        ids: dict[str, Any] = {"request_id": case.pk}
        return calls.act(request, actions.lodge_remedy, shape=LODGING, show=show, status=201, **ids)

    @extend_schema(
        operation_id="remedy_outcomes_create",
        request={"application/json": OUTCOME.schema()},
        responses={201: schemas.ACT},
    )
    def outcome(self, request: Request, reference: str, remedy_id: UUID) -> Response:
        """How it ended, as the first officer records it."""
        remedy = get_object_or_404(_officers(request, reference).remedies, pk=remedy_id)
        ids: dict[str, Any] = {"remedy_id": remedy.pk}
        propose = actions.propose_outcome
        return calls.act(request, propose, shape=OUTCOME, show=show_change, status=201, **ids)

    @extend_schema(operation_id="remedy_outcomes_approve", request=None, responses={200: schemas.REMEDY})
    def approve(self, request: Request, reference: str, remedy_id: UUID, outcome_id: UUID) -> Response:
        """Another officer carries it out."""
        case = _officers(request, reference)
        ended = _outcome_or_404(case, remedy_id, outcome_id)
        require_other_officer(act=ended, actor=calls.caller(request))

        def show(remedy: Remedy) -> dict[str, Any]:
            return _shown(case, remedy.pk)

        ids: dict[str, Any] = {"remedy_id": remedy_id, "outcome_id": ended.pk}
        return calls.act(request, actions.approve_outcome, show=show, **ids)

    @extend_schema(operation_id="remedy_outcomes_discard", request=None, responses={200: schemas.ACT})
    def discard(self, request: Request, reference: str, remedy_id: UUID, outcome_id: UUID) -> Response:
        ended = _outcome_or_404(_officers(request, reference), remedy_id, outcome_id)
        ids: dict[str, Any] = {"remedy_id": remedy_id, "outcome_id": ended.pk}
        return calls.act(request, actions.discard_outcome, show=show_change, **ids)


def _officers(request: Request, reference: str) -> AuthorisationRequest:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    user = calls.caller(request)
    case = case_or_404(user, reference)
    calls.require_permission(user, Permission.HANDLE, case)
    return case


def _outcome_or_404(case: AuthorisationRequest, remedy_id: UUID, outcome_id: UUID) -> RemedyOutcome:
    outcomes = RemedyOutcome.objects.filter(remedy=remedy_id, remedy__request=case)
    ended: RemedyOutcome = get_object_or_404(outcomes, pk=outcome_id)
    return ended


def _shown(case: AuthorisationRequest, remedy_id: UUID) -> dict[str, Any]:
    entries = remedies_of(case, at=clock.now())
    return show_remedy(next(entry for entry in entries if entry.remedy.pk == remedy_id))
