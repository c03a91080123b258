from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls
from exportctl.core.api.paging import chosen, page
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.files import send
from exportctl.desks.api.queries.requests import (
    show_information,
    show_proposal,
    show_request,
    with_parts,
)
from licensing.actions import information_requests, proposals
from licensing.actions import requests as actions
from licensing.actions.urgency import set_urgent
from licensing.api import schemas as acts
from licensing.api.pending_acts import perform_or_wait
from licensing.models import AuthorisationRequest, Document, InformationRequest, Proposal
from licensing.queries.decision_clock import Calendars
from licensing.queries.documents import show_document
from licensing.rules.closings import CLOSING
from licensing.rules.pending_acts import SoloAct
from licensing.rules.proposal_shapes import PROPOSAL
from licensing.rules.proposals import TERMS, conditions_of
from licensing.rules.requests import URGENCY, State
from licensing.rules.shapes import ANSWER_TO_QUESTION, QUESTION
from notifications.api import case_schemas as schemas

STATUSES = [state.value for state in State]
FILTERS = [
    OpenApiParameter("status", str, description="A comma list of statuses."),
    OpenApiParameter("cursor", str),
    OpenApiParameter("limit", int),
]


class RequestViewSet(Resource):
    """Cases as their exporter and their authority see them, and what an officer does with them."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A document is what it is, whatever the caller would rather have."""
        return super().perform_content_negotiation(request, force=force or self.action == "document")

    @extend_schema(operation_id="requests_list", parameters=FILTERS, responses={200: schemas.REQUESTS})
    def list(self, request: Request) -> Response:
        user, at, calendars = calls.caller(request), clock.now(), Calendars()
        if not (access.has_seat(user, Permission.FILE) or access.has_seat(user, Permission.HANDLE)):
            raise Forbidden
        cases = with_parts(AuthorisationRequest.objects.visible_to(user), at=at)
        if statuses := chosen(request, "status", STATUSES):
            cases = cases.of_status(statuses, viewer=user)

        def show(row: AuthorisationRequest) -> dict[str, object]:
            return show_request(row, viewer=user, at=at, calendars=calendars)

        return Response(page(cases, request, by="created_at", show=show))

    @extend_schema(operation_id="requests_read", responses={200: schemas.REQUEST})
    def retrieve(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        return Response(shown(case_or_404(user, reference).pk, user))

    @extend_schema(
        operation_id="requests_urgent",
        request={"application/json": URGENCY.schema()},
        responses={200: schemas.REQUEST},
    )
    def urgent(self, request: Request, reference: str) -> Response:
        """The case goes first until its day; nothing is skipped."""
        user = calls.caller(request)
        case = case_for(user, reference, Permission.HANDLE)

        def show(_request: Any) -> dict[str, object]:
            return shown(case.pk, user)

        def put_first(*, due_on: str, **given: Any) -> AuthorisationRequest:
            return set_urgent(due_on=date.fromisoformat(due_on), **given)

        return calls.act(request, put_first, shape=URGENCY, show=show, request_id=case.pk)

    @extend_schema(operation_id="requests_take", request=None, responses={200: schemas.REQUEST})
    def take(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        case = case_for(user, reference, Permission.HANDLE)

        def show(_request: Any) -> dict[str, object]:
            return shown(case.pk, user)

        return calls.act(request, actions.take_request, show=show, request_id=case.pk)

    @extend_schema(
        operation_id="requests_close",
        request={"application/json": CLOSING.schema()},
        responses={202: acts.ACT},
    )
    def close(self, request: Request, reference: str) -> Response:
        """The authority ends the case without a decision, for good: `withdrawn`, with `closed_because`.

        It waits (202) until a second officer carries it out: `POST /pending-acts/{id}/approve`.
        """
        user = calls.caller(request)
        case = case_for(user, reference, Permission.HANDLE)

        def show(_case: Any) -> dict[str, object]:
            return shown(case.pk, user)

        body = calls.parse_body(request, CLOSING)
        return perform_or_wait(request, SoloAct.CLOSE_REQUEST, case, body, show=show)

    @extend_schema(
        operation_id="information_requests_create",
        request={"application/json": QUESTION.schema()},
        responses={201: schemas.INFORMATION_REQUEST},
    )
    def ask(self, request: Request, reference: str) -> Response:
        case = case_for(calls.caller(request), reference, Permission.HANDLE)
        return calls.act(request, _ask, shape=QUESTION, show=show_information, status=201, request_id=case.pk)

    @extend_schema(
        operation_id="information_requests_answer",
        request={"application/json": ANSWER_TO_QUESTION.schema()},
        responses={200: schemas.INFORMATION_REQUEST},
    )
    def answer(self, request: Request, reference: str, information_id: UUID) -> Response:
        user = calls.caller(request)
        case = case_or_404(user, reference)
        question = get_object_or_404(case.information_requests, pk=information_id)
        calls.require_permission(user, Permission.FILE, case)
        return calls.act(
            request,
            information_requests.answer_information,
            shape=ANSWER_TO_QUESTION,
            show=show_information,
            request_id=case.pk,
            information_id=question.pk,
        )

    @extend_schema(
        operation_id="proposals_create",
        request={"application/json": PROPOSAL.schema()},
        responses={201: schemas.PROPOSAL},
    )
    def propose(self, request: Request, reference: str) -> Response:
        case = case_for(calls.caller(request), reference, Permission.HANDLE)
        return calls.act(
            request, _propose, shape=PROPOSAL, show=show_proposal, status=201, request_id=case.pk
        )

    @extend_schema(operation_id="documents_list", responses={200: schemas.many(schemas.DOCUMENT)})
    def documents(self, request: Request, reference: str) -> Response:
        case = case_or_404(calls.caller(request), reference)
        ready = _documents(case)
        return Response([show_document(document) for document in ready])

    @extend_schema(
        operation_id="documents_read",
        responses={
            (200, "application/octet-stream"): OpenApiResponse({"type": "string", "format": "binary"})
        },
    )
    def document(self, request: Request, reference: str, document_id: UUID) -> FileResponse:
        case = case_or_404(calls.caller(request), reference)
        ready = _documents(case)
        document = get_object_or_404(ready, pk=document_id)
        if document.file is None:
            raise Http404
        return send(document.file)


def _documents(case: AuthorisationRequest) -> QuerySet[Document]:
    """What passed its check. What officers filed for themselves has a list of its own."""
    return case.documents.shown_to(is_officer=False).filter(file__status="clean").select_related("file")


def case_or_404(user: User, reference: str) -> AuthorisationRequest:
    return get_object_or_404(AuthorisationRequest.objects.visible_to(user), reference=reference)


def case_for(user: User, reference: str, permission: str) -> AuthorisationRequest:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    case = case_or_404(user, reference)
    calls.require_permission(user, permission, case)
    return case


def _ask(
    *, due_on: str, wants_correction: bool | None = None, is_hearing: bool | None = None, **words: Any
) -> InformationRequest:
    return information_requests.ask_information(
        due_on=date.fromisoformat(due_on),
        wants_correction=bool(wants_correction),
        is_hearing=bool(is_hearing),
        **words,
    )


def _propose(
    *,
    grounds: str | None = None,
    conditions: list[dict[str, Any]] | None = None,
    entry: dict[str, Any] | None = None,
    dossier: dict[str, Any] | None = None,
    hearing: dict[str, Any] | None = None,
    without_advice: str | None = None,
    version: int | None = None,
    **words: Any,
) -> Proposal:
    """What the body leaves out or gives as null is empty."""
    texts, condition_terms = conditions_of(conditions or [])
    terms = {name: words.pop(name) for name in TERMS if name in words}
    return proposals.propose(
        grounds=grounds or "",
        conditions=texts,
        entry=entry,
        dossier=dossier,
        hearing=hearing,
        without_advice=without_advice or "",
        terms={**terms, "condition_terms": condition_terms},
        expected_version=version,
        **words,
    )


def shown(pk: UUID, user: User) -> dict[str, object]:
    """Read anew, with all its parts, after whatever happened to it."""
    at = clock.now()
    return show_request(with_parts(AuthorisationRequest.objects.all(), at=at).get(pk=pk), viewer=user, at=at)
