"""Paper out, paper in, for machines: what goes to and comes from states that are not on this system."""

from datetime import date
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from licensing.actions import state_papers as actions
from licensing.api import schemas
from licensing.api.denials import officer_or_404
from licensing.api.routing_rules import own_authority_or_404
from licensing.api.state_consultations import put_by, put_to, show_asked
from licensing.models import StateConsultation
from licensing.rules.state_consultations import PAPER_ANSWER, PAPER_LEFT, PAPER_QUESTION


class StatePaperViewSet(Resource):
    """Questions of Articles 14 and 16(5) on paper: the same clock and the same effect, by the paper's own day."""

    @extend_schema(
        operation_id="enter_consultation",
        request={"application/json": PAPER_QUESTION.schema()},
        responses={201: schemas.CONSULTATION},
    )
    def create(self, request: Request) -> Response:
        """What a state outside asks; it is answered by `…/answer`, and `…/returned` says when that left on paper."""
        authority = own_authority_or_404(request)
        return calls.act(
            request, _enter, shape=PAPER_QUESTION, show=show_asked, status=201, authority=authority
        )

    @extend_schema(
        operation_id="return_consultation",
        request={"application/json": PAPER_LEFT.schema()},
        responses={200: schemas.CONSULTATION},
    )
    def returned(self, request: Request, consultation_id: UUID) -> Response:
        """The answer to a question that came on paper left: its day and number."""
        return _act(request, put_to(officer_or_404(request), consultation_id), _return, PAPER_LEFT)

    @extend_schema(
        operation_id="send_consultation",
        request={"application/json": PAPER_LEFT.schema()},
        responses={200: schemas.CONSULTATION},
    )
    def sent(self, request: Request, consultation_id: UUID) -> Response:
        """One's own question reached a state outside: its days count from the next."""
        return _act(request, put_by(officer_or_404(request), consultation_id), _send, PAPER_LEFT)

    @extend_schema(
        operation_id="enter_answer_to_consultation",
        request={"application/json": PAPER_ANSWER.schema()},
        responses={200: schemas.CONSULTATION},
    )
    def paper(self, request: Request, consultation_id: UUID) -> Response:
        """The answer of a state outside to one's own question; its day decides whether it came in time."""
        return _act(request, put_by(officer_or_404(request), consultation_id), _enter_answer, PAPER_ANSWER)


def _act(request: Request, consultation: StateConsultation, act: Any, shape: Any) -> Response:
    return calls.act(request, act, shape=shape, show=show_asked, consultation_id=consultation.pk)


def _enter(**given: Any) -> StateConsultation:
    """What is given as null is left out."""
    return actions.enter_question(**{name: value for name, value in given.items() if value is not None})


def _return(*, on: str, **given: Any) -> StateConsultation:
    return actions.send_answer(on=date.fromisoformat(on), **given)


def _send(*, on: str, **given: Any) -> StateConsultation:
    return actions.send_paper(on=date.fromisoformat(on), **given)


def _enter_answer(*, paper_on: str, **given: Any) -> StateConsultation:
    return actions.enter_answer(paper_on=date.fromisoformat(paper_on), **given)
