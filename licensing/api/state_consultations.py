"""What other Member States ask, for machines: the list of the state that is asked, its answer, more time."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.interests import name_case, take_case_back
from licensing.actions.state_answers import take_more_time
from licensing.actions.state_consultations import raise_interests
from licensing.api import schemas
from licensing.api.denials import officer_or_404
from licensing.api.pending_acts import perform_or_wait
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import StateConsultation
from licensing.queries.state_consultations import show_consultation
from licensing.rules.pending_acts import SoloAct
from licensing.rules.state_consultations import ANSWER, CASE, CASE_BACK, INTERESTS, MORE_TIME

SIDES = ("asked", "asking")
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("side", str, enum=[*SIDES], description="What is put to you (the default), or by you."),
]


class StateConsultationViewSet(Resource):
    """Articles 14(1), 14(2) and 16(5). To officers alone: no exporter learns that a state was asked."""

    @extend_schema(operation_id="consultations", parameters=FILTERS, responses={200: schemas.CONSULTATIONS})
    def list(self, request: Request) -> Response:
        user, at = officer_or_404(request), clock.now()
        side = paging.chosen(request, "side", SIDES)
        rows = StateConsultation.objects.with_parts()
        rows = rows.put_by(user) if side == ["asking"] else rows.put_to(user)

        def show(row: StateConsultation) -> object:
            return show_consultation(row, at=at)

        return Response(paging.page(rows, request, by="asked_at", show=show))

    @extend_schema(
        operation_id="raise_interests",
        request={"application/json": INTERESTS.schema()},
        responses={201: schemas.CONSULTATION},
    )
    def create(self, request: Request) -> Response:
        """A message about one's own essential security interests (Article 14(2)); the others are put by a case."""
        authority = own_authority_or_404(request)
        return calls.act(
            request, raise_interests, shape=INTERESTS, show=show_asked, status=201, authority=authority
        )

    @extend_schema(
        operation_id="answer_consultation",
        request={"application/json": ANSWER.schema()},
        responses={200: schemas.CONSULTATION, 202: schemas.ACT},
    )
    def answer(self, request: Request, consultation_id: UUID) -> Response:
        """202 where a rule of the authority asks for a second officer, who carries it out."""
        consultation = put_to(officer_or_404(request), consultation_id)
        body = calls.parse_body(request, ANSWER)
        return perform_or_wait(request, SoloAct.ANSWER_STATE, consultation, body, show=show_asked)

    @extend_schema(
        operation_id="more_time_for_consultation",
        request={"application/json": MORE_TIME.schema()},
        responses={200: schemas.CONSULTATION},
    )
    def more_time(self, request: Request, consultation_id: UUID) -> Response:
        consultation = put_to(officer_or_404(request), consultation_id)
        return calls.act(
            request, take_more_time, shape=MORE_TIME, show=show_asked, consultation_id=consultation.pk
        )

    @extend_schema(
        operation_id="name_case_of_consultation",
        request={"application/json": CASE.schema()},
        responses={200: schemas.CONSULTATION},
    )
    def case(self, request: Request, consultation_id: UUID) -> Response:
        """Of Article 14(2), by the state that is asked: which of its cases the message is about; seen by it alone."""
        consultation = put_to(officer_or_404(request), consultation_id)
        return calls.act(request, name_case, shape=CASE, show=show_asked, consultation_id=consultation.pk)

    @extend_schema(
        operation_id="take_case_of_consultation_back",
        request={"application/json": CASE_BACK.schema()},
        responses={200: schemas.CONSULTATION},
    )
    def take_case_back(self, request: Request, consultation_id: UUID) -> Response:
        """One that was named by mistake; the state that asks is told, but not which case it was."""
        consultation = put_to(officer_or_404(request), consultation_id)
        return calls.act(
            request, take_case_back, shape=CASE_BACK, show=show_asked, consultation_id=consultation.pk
        )


def put_to(user: User, consultation_id: UUID) -> StateConsultation:
    """404 for whoever may not know of it, 403 for the side that asks."""
    rows = StateConsultation.objects.visible_to(user)
    consultation: StateConsultation = get_object_or_404(rows, pk=consultation_id)
    if str(consultation.asked_state_id) not in access.state_codes_of(user, Permission.HANDLE):
        raise Forbidden
    return consultation


def put_by(user: User, consultation_id: UUID) -> StateConsultation:
    """404 for whoever may not know of it, 403 for the side that is asked."""
    rows = StateConsultation.objects.visible_to(user)
    consultation: StateConsultation = get_object_or_404(rows, pk=consultation_id)
    if not StateConsultation.objects.put_by(user).filter(pk=consultation.pk).exists():
        raise Forbidden
    return consultation


def show_asked(consultation: StateConsultation) -> dict[str, object]:
    """One question, as it stands."""
    row = StateConsultation.objects.with_parts().get(pk=consultation.pk)
    return show_consultation(row, at=clock.now())
