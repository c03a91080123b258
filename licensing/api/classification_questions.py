"""Classification questions for machines: a company asks, two officers of its authority answer, customs read it."""

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
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions import classification_questions as actions
from licensing.api import schemas
from licensing.models import ClassificationOpinion, ClassificationQuestion
from licensing.queries.authorisations import show_change
from licensing.queries.classification_questions import show_question
from licensing.rules.classification_questions import OPINION, QUESTION

_OPINION: dict[str, Any] = {"type": ["object", "null"], "additionalProperties": True}
SHOWN = schemas.thing(
    reference=schemas.TEXT,
    status={"type": "string", "enum": ["asked", "answered", "withdrawn"]},
    authority=schemas.TEXT,
    item_number=schemas.MAYBE,
    item={"type": "object", "additionalProperties": True},
    question=schemas.MAYBE,
    asked_at={"type": "string", "format": "date-time"},
    opinion=_OPINION,
)


class ClassificationQuestionViewSet(Resource):
    """An opinion is about the item alone: it says nothing of end use, embargoes or the catch-all provisions."""

    @extend_schema(
        operation_id="classifications", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        rows = ClassificationQuestion.objects.visible_to(calls.caller(request)).with_opinions()
        return Response(paging.page(rows, request, by="asked_at", show=show_question))

    @extend_schema(
        operation_id="ask_classification",
        request={"application/json": QUESTION.schema()},
        responses={201: SHOWN},
    )
    def create(self, request: Request) -> Response:
        """For the company that the caller files for."""
        company = access.principal_of(calls.caller(request), Permission.FILE)
        if company is None:
            raise Forbidden
        body = calls.parse_body(request, QUESTION)

        def ask() -> dict[str, Any]:
            asked = actions.ask_classification(
                exporter_id=company.pk, body=body, actor=calls.caller(request), at=clock.now()
            )
            return show_question(asked)

        return calls.idempotent(request, ask, status=201)

    @extend_schema(operation_id="classification", responses={200: SHOWN})
    def retrieve(self, request: Request, reference: str) -> Response:
        return Response(show_question(_or_404(calls.caller(request), reference)))

    @extend_schema(operation_id="withdraw_classification", request=None, responses={200: SHOWN})
    def withdraw(self, request: Request, reference: str) -> Response:
        asked = _for(calls.caller(request), reference, Permission.FILE)
        return calls.act(request, actions.withdraw_question, show=show_question, question_id=asked.pk)

    @extend_schema(
        operation_id="propose_opinion",
        request={"application/json": OPINION.schema()},
        responses={201: schemas.ACT},
    )
    def opinion(self, request: Request, reference: str) -> Response:
        """The first officer's."""
        asked = _for(calls.caller(request), reference, Permission.HANDLE)
        body = calls.parse_body(request, OPINION)

        def propose() -> dict[str, Any]:
            given: dict[str, Any] = {"question_id": asked.pk, "body": body, "at": clock.now()}
            return show_change(actions.propose_opinion(actor=calls.caller(request), **given))

        return calls.idempotent(request, propose, status=201)

    @extend_schema(operation_id="approve_opinion", request=None, responses={200: SHOWN})
    def approve(self, request: Request, reference: str, opinion_id: UUID) -> Response:
        user = calls.caller(request)
        asked, opinion = _opinion_for(user, reference, opinion_id)
        require_other_officer(act=opinion, actor=user)
        ids: dict[str, Any] = {"question_id": asked.pk, "opinion_id": opinion.pk}
        return calls.act(request, actions.approve_opinion, show=show_question, **ids)

    @extend_schema(operation_id="discard_opinion", request=None, responses={200: schemas.ACT})
    def discard(self, request: Request, reference: str, opinion_id: UUID) -> Response:
        asked, opinion = _opinion_for(calls.caller(request), reference, opinion_id)
        ids: dict[str, Any] = {"question_id": asked.pk, "opinion_id": opinion.pk}
        return calls.act(request, actions.discard_opinion, show=show_change, **ids)


def _or_404(user: User, reference: str) -> ClassificationQuestion:
    """The company's, its authority's; customs know what was answered by its number."""
    rows = ClassificationQuestion.objects.presented_to(user).with_opinions()
    asked: ClassificationQuestion = get_object_or_404(rows, reference=reference)
    return asked


def _for(user: User, reference: str, permission: str) -> ClassificationQuestion:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    asked = _or_404(user, reference)
    calls.require_permission(user, permission, asked)
    return asked


def _opinion_for(
    user: User, reference: str, opinion_id: UUID
) -> tuple[ClassificationQuestion, ClassificationOpinion]:
    asked = _for(user, reference, Permission.HANDLE)
    opinion: ClassificationOpinion = get_object_or_404(asked.opinions, pk=opinion_id)
    return asked, opinion
