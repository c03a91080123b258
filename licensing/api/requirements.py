"""Requirements on items that are not listed, for the systems of customs (Articles 4(4) and 5(4))."""

from functools import partial
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.requirements import enter_end, enter_requirement, pass_requirement_on
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import Decision, Denial, SharedRequirement
from licensing.models.proposals import DecisionQuerySet
from licensing.models.requirements import SharedRequirementQuerySet
from licensing.queries.denials import show_passed
from licensing.queries.requirements import show_requirement, show_shared
from licensing.rules.requirements import PAPER, PAPER_OF_END

READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE)
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("changed_since", OpenApiTypes.DATETIME, description="Imposed or taken back."),
]


CHANGED = [*schemas.PAGE, OpenApiParameter("changed_since", OpenApiTypes.DATETIME)]


class RequirementViewSet(Resource):
    """What decisions made subject to authorisation: to customs of the authority's own state, and to its officers."""

    @extend_schema(operation_id="requirements", parameters=FILTERS, responses={200: schemas.REQUIREMENTS})
    def list(self, request: Request) -> Response:
        rows = _told(_reader(request))
        if since := paging.instant_of(request, "changed_since"):
            rows = rows.changed_since(since)
        return Response(paging.page(rows, request, by="decided_at", show=show_requirement))

    @extend_schema(operation_id="requirement", responses={200: schemas.REQUIREMENT})
    def retrieve(self, request: Request, decision_id: UUID) -> Response:
        rows = _told(calls.caller(request))
        return Response(show_requirement(get_object_or_404(rows, pk=decision_id)))


class PassedDenialViewSet(Resource):
    """What the authority passed on of other states' denials of items that are not listed: to its own customs alone."""

    @extend_schema(operation_id="passed_denials", parameters=CHANGED, responses={200: schemas.PASSED_DENIALS})
    def list(self, request: Request) -> Response:
        """With `changed_since`: what was passed on, or is not valid any more, since that instant."""
        user = calls.caller_with(request, Permission.CHECK_SHIPMENTS)
        rows = Denial.objects.passed_to(user).with_parties()
        if since := paging.instant_of(request, "changed_since"):
            rows = rows.changed_for_customs(since, user)
        return Response(paging.page(rows, request, by="notified_at", show=show_passed))

    @extend_schema(operation_id="passed_denial", responses={200: schemas.PASSED_DENIAL})
    def retrieve(self, request: Request, reference: str) -> Response:
        rows = Denial.objects.passed_to(calls.caller(request)).with_parties()
        return Response(show_passed(get_object_or_404(rows, reference=reference)))


class SharedRequirementViewSet(Resource):
    """Requirements that states told one another: to officers, the Commission and, once passed on, to customs."""

    @extend_schema(
        operation_id="shared_requirements", parameters=CHANGED, responses={200: schemas.SHARED_REQUIREMENTS}
    )
    def list(self, request: Request) -> Response:
        """With `changed_since`: what was told, passed on or lifted since that instant."""
        user = calls.caller(request)
        if not any(access.has_seat(user, permission) for permission in (*READERS, Permission.ADMINISTER)):
            raise Forbidden
        rows = _shared(user)
        if since := paging.instant_of(request, "changed_since"):
            rows = rows.changed_since(since, user)
        to_officer = access.has_seat(user, Permission.HANDLE)
        show = partial(show_shared, to_officer=to_officer)
        return Response(paging.page(rows, request, by="shared_at", show=show))

    @extend_schema(operation_id="shared_requirement", responses={200: schemas.SHARED_REQUIREMENT})
    def retrieve(self, request: Request, requirement_id: UUID) -> Response:
        return Response(_shown(calls.caller(request), requirement_id))

    @extend_schema(
        operation_id="pass_requirement_on", request=None, responses={200: schemas.SHARED_REQUIREMENT}
    )
    def pass_on(self, request: Request, requirement_id: UUID) -> Response:
        """An officer's own customs are told of another state's requirement (Article 4(5))."""
        user = calls.caller(request)
        requirement = get_object_or_404(_shared(user), pk=requirement_id)
        authority = access.principal_of(user, Permission.HANDLE)
        if authority is None:
            raise Forbidden

        def show(_passed: object) -> dict[str, Any]:
            return _shown(user, requirement_id)

        given: dict[str, Any] = {"requirement": requirement, "authority": authority}
        return calls.act(request, pass_requirement_on, show=show, **given)


class RequirementPaperViewSet(Resource):
    """Requirements of states that are not on this system, and their end: what their papers say (Article 4(4))."""

    @extend_schema(
        operation_id="enter_requirement",
        request={"application/json": PAPER.schema()},
        responses={201: schemas.SHARED_REQUIREMENT},
    )
    def create(self, request: Request) -> Response:
        """From then on it stands among what other states told; `…/pass-on` tells one's own customs."""
        user, authority = calls.caller(request), own_authority_or_404(request)
        return calls.act(
            request, _enter, shape=PAPER, show=partial(_show, user), status=201, authority=authority
        )

    @extend_schema(
        operation_id="lift_requirement",
        request={"application/json": PAPER_OF_END.schema()},
        responses={200: schemas.SHARED_REQUIREMENT},
    )
    def lift(self, request: Request, requirement_id: UUID) -> Response:
        """A later paper lifts it; the authority that entered the requirement enters this one. All are told."""
        user = calls.caller(request)
        requirement = get_object_or_404(_shared(user), pk=requirement_id)
        calls.require_permission(user, Permission.HANDLE, requirement)
        given: dict[str, Any] = {"requirement": requirement}
        return calls.act(request, enter_end, shape=PAPER_OF_END, show=partial(_show, user), **given)


def _enter(**given: Any) -> SharedRequirement:
    """What is given as null is left out."""
    return enter_requirement(**{name: value for name, value in given.items() if value is not None})


def _show(user: User, requirement: SharedRequirement) -> dict[str, Any]:
    return _shown(user, requirement.pk)


def _shared(user: User) -> SharedRequirementQuerySet:
    authority = access.principal_of(user, Permission.HANDLE)
    rows = SharedRequirement.objects.visible_to(user).with_case()
    return rows.with_passing(authority=authority.pk if authority else None)


def _shown(user: User, requirement_id: UUID) -> dict[str, Any]:
    found = get_object_or_404(_shared(user), pk=requirement_id)
    return show_shared(found, to_officer=access.has_seat(user, Permission.HANDLE))


def _reader(request: Request) -> User:
    user = calls.caller(request)
    if not any(access.has_seat(user, permission) for permission in READERS):
        raise Forbidden
    return user


def _told(user: User) -> DecisionQuerySet:
    return Decision.objects.told_to(user).with_case()
