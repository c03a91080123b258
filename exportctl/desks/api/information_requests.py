"""REST for a question that is open: answered in part, more time for it, taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object
from exportctl.desks.api.queries.requests import show_information
from exportctl.desks.api.requests import case_or_404
from licensing.actions import answer_extensions as extensions
from licensing.actions.information_requests import answer_in_part, withdraw_question
from licensing.models import InformationRequest
from licensing.rules.information_requests import MORE_TIME, NO_MORE_TIME, PART_ANSWER, TIME_GIVEN, WITHDRAWAL
from notifications.api import case_schemas as schemas


class InformationRequestViewSet(Resource):
    """What happens to a question besides its answer; each call answers with the question as it is then."""

    @extend_schema(
        operation_id="information_requests_answer_in_part",
        request={"application/json": PART_ANSWER.schema()},
        responses={200: schemas.INFORMATION_REQUEST},
    )
    def part(self, request: Request, reference: str, information_id: UUID) -> Response:
        """What the exporter can say now, and what is still to come: the question stays open, and the clock stands."""
        return _act(request, reference, information_id, Permission.FILE, answer_in_part, PART_ANSWER)

    @extend_schema(
        operation_id="information_requests_more_time",
        request={"application/json": MORE_TIME.schema()},
        responses={200: schemas.INFORMATION_REQUEST},
    )
    def more_time(self, request: Request, reference: str, information_id: UUID) -> Response:
        """The exporter's wish, with the day and why. Until an officer says, the present day stands."""
        return _act(request, reference, information_id, Permission.FILE, _ask_more_time, MORE_TIME)

    @extend_schema(
        operation_id="information_requests_grant_time",
        request={"application/json": TIME_GIVEN.schema()},
        responses={200: schemas.INFORMATION_REQUEST},
    )
    def grant(self, request: Request, reference: str, information_id: UUID) -> Response:
        """An officer gives the day that was wished for, or another later one."""
        return _act(request, reference, information_id, Permission.HANDLE, _grant_time, TIME_GIVEN)

    @extend_schema(
        operation_id="information_requests_decline_time",
        request={"application/json": NO_MORE_TIME.schema()},
        responses={200: schemas.INFORMATION_REQUEST},
    )
    def decline(self, request: Request, reference: str, information_id: UUID) -> Response:
        """An officer leaves the day as it is; the exporter reads why."""
        return _act(request, reference, information_id, Permission.HANDLE, _decline_time, NO_MORE_TIME)

    @extend_schema(
        operation_id="information_requests_withdraw",
        request={"application/json": WITHDRAWAL.schema()},
        responses={200: schemas.INFORMATION_REQUEST},
    )
    def withdraw(self, request: Request, reference: str, information_id: UUID) -> Response:
        """An officer takes the question back: it stands among those of the case no more, and its clock goes on."""
        return _act(request, reference, information_id, Permission.HANDLE, _withdraw, WITHDRAWAL)


def _act(
    request: Request, reference: str, information_id: UUID, permission: str, act: Any, shape: Object
) -> Response:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    user = calls.caller(request)
    case = case_or_404(user, reference)
    question = get_object_or_404(case.information_requests, pk=information_id)
    calls.require_permission(user, permission, case)

    def show(_done: object) -> dict[str, Any]:
        return show_information(InformationRequest.objects.prefetch_related("steps").get(pk=question.pk))

    return calls.act(request, act, shape=shape, show=show, request_id=case.pk, information_id=question.pk)


def _ask_more_time(*, due_on: str, **given: Any) -> object:
    return extensions.ask_answer_extension(due_on=date.fromisoformat(due_on), **given)


def _grant_time(*, due_on: str, reason: str | None = None, **given: Any) -> object:
    return extensions.grant_answer_extension(due_on=date.fromisoformat(due_on), word=reason or "", **given)


def _decline_time(*, reason: str, **given: Any) -> object:
    return extensions.decline_answer_extension(word=reason, **given)


def _withdraw(*, reason: str, **given: Any) -> object:
    return withdraw_question(because=reason, **given)
