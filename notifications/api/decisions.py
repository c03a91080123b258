"""The second officer's answer to a proposal, for machines."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.decisions import Approval, approve_proposal
from licensing.actions.proposals import return_proposal
from licensing.models import AuthorisationRequest, Proposal
from notifications.api import schemas
from notifications.rules.procedure_shapes import APPROVAL, RETURN


class ProposalViewSet(Resource):
    """Approving what a colleague proposed, word for word, or sending it back."""

    @extend_schema(
        operation_id="approve_proposal",
        request={"application/json": APPROVAL.schema()},
        responses={200: schemas.APPROVAL},
    )
    def approve(self, request: Request, reference: str, proposal_id: UUID) -> Response:
        ids = _for_another_officer(calls.caller(request), reference, proposal_id)
        return calls.act(request, approve_proposal, shape=APPROVAL, show=asdict, **ids)

    @extend_schema(
        operation_id="return_proposal",
        request={"application/json": RETURN.schema()},
        responses={200: schemas.APPROVAL},
    )
    def return_(self, request: Request, reference: str, proposal_id: UUID) -> Response:
        ids = _for_another_officer(calls.caller(request), reference, proposal_id)
        return calls.act(request, return_proposal, shape=RETURN, show=_returned, **ids)


def _for_another_officer(user: User, reference: str, proposal_id: UUID) -> dict[str, Any]:
    """The ids of a proposal that the caller may settle: 404, then 403, then 403 `four_eyes`."""
    requests = AuthorisationRequest.objects.visible_to(user)
    request: AuthorisationRequest = get_object_or_404(requests, reference=reference)
    calls.require_permission(user, Permission.HANDLE, request)
    proposal: Proposal = get_object_or_404(request.proposals, pk=proposal_id)
    require_other_officer(act=proposal, actor=user)
    return {"request_id": request.pk, "proposal_id": proposal.pk}


def _returned(proposal: Proposal) -> dict[str, Any]:
    return asdict(Approval(status=proposal.request.status))
