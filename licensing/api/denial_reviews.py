"""The reviews of one's own denials for machines (Article 16(2)): one officer proposes, another carries it out."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.actions.four_eyes import require_other_officer
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.rules.permissions import Permission
from licensing.actions import denial_reviews as actions
from licensing.api import schemas
from licensing.api.denials import officer_or_404, shown_denial
from licensing.models import Denial, DenialReview
from licensing.queries.authorisations import show_change
from licensing.queries.denials import show_review
from licensing.rules.denials import REVIEW


class DenialReviewViewSet(Resource):
    """To renew, amend or revoke; what it comes to is told to every other authority and the Commission."""

    @extend_schema(operation_id="denial_reviews", responses={200: schemas.many(schemas.DENIAL_REVIEW)})
    def list(self, request: Request, reference: str) -> Response:
        """To the officers of its own authority, the oldest first."""
        return Response([show_review(review) for review in _own(request, reference).reviews.all()])

    @extend_schema(
        operation_id="propose_denial_review",
        request={"application/json": REVIEW.schema()},
        responses={201: schemas.DENIAL_REVIEW},
    )
    def create(self, request: Request, reference: str) -> Response:
        denial = _own(request, reference)
        return calls.act(
            request, actions.propose_review, shape=REVIEW, show=show_review, status=201, denial_id=denial.pk
        )

    @extend_schema(operation_id="approve_denial_review", request=None, responses={200: schemas.DENIAL})
    def approve(self, request: Request, reference: str, review_id: UUID) -> Response:
        denial, review = _review(request, reference, review_id)
        require_other_officer(act=review, actor=calls.caller(request))

        def show(_denial: Denial) -> dict[str, Any]:
            return shown_denial(request, reference)

        ids: dict[str, Any] = {"denial_id": denial.pk, "review_id": review.pk}
        return calls.act(request, actions.approve_review, show=show, **ids)

    @extend_schema(operation_id="discard_denial_review", request=None, responses={200: schemas.ACT})
    def discard(self, request: Request, reference: str, review_id: UUID) -> Response:
        denial, review = _review(request, reference, review_id)
        ids: dict[str, Any] = {"denial_id": denial.pk, "review_id": review.pk}
        return calls.act(request, actions.discard_review, show=show_change, **ids)


def _own(request: Request, reference: str) -> Denial:
    """404 for whoever may know of none, then 403 for the officers of another authority."""
    user = officer_or_404(request)
    denial: Denial = get_object_or_404(Denial.objects.visible_to(user), reference=reference)
    calls.require_permission(user, Permission.HANDLE, denial)
    return denial


def _review(request: Request, reference: str, review_id: UUID) -> tuple[Denial, DenialReview]:
    denial = _own(request, reference)
    review: DenialReview = get_object_or_404(denial.reviews, pk=review_id)
    return denial, review
