"""What two officers do to an authorisation, for machines: the first proposes with grounds, another approves."""

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
from licensing.actions import authorisation_changes
from licensing.api import schemas
from licensing.api.authorisations import authorisation_or_404, shown
from licensing.models import Authorisation, AuthorisationChange
from licensing.queries.authorisations import show_change
from licensing.rules.authorisation_terms import shape_of
from licensing.rules.authorisations import Event


def viewset_of(event: Event) -> type[Resource]:
    """The three calls of one act, each under its own address and name; its terms are said beside the grounds."""

    class ChangeViewSet(Resource):
        """One of the acts that take two officers; each has its own address."""

        @extend_schema(
            operation_id=f"propose_to_{event}",
            request={"application/json": shape_of(event).schema()},
            responses={200: schemas.ACT},
        )
        def propose(self, request: Request, reference: str) -> Response:
            return _propose(request, reference, event)

        @extend_schema(
            operation_id=f"approve_to_{event}", request=None, responses={200: schemas.AUTHORISATION}
        )
        def approve(self, request: Request, reference: str, change_id: UUID) -> Response:
            return _approve(request, reference, event, change_id)

        @extend_schema(operation_id=f"discard_to_{event}", request=None, responses={200: schemas.ACT})
        def discard(self, request: Request, reference: str, change_id: UUID) -> Response:
            return _discard(request, reference, event, change_id)

    return ChangeViewSet


def _propose(request: Request, reference: str, event: Event) -> Response:
    authorisation = _authorisation_for(calls.caller(request), reference, Permission.HANDLE)
    propose = authorisation_changes.propose_change
    ids: dict[str, Any] = {"authorisation_id": authorisation.pk}
    return calls.act(request, propose, shape=shape_of(event), show=show_change, event=event, **ids)


def _approve(request: Request, reference: str, event: Event, change_id: UUID) -> Response:
    user = calls.caller(request)
    authorisation, change = _change_for(user, reference, event, change_id)
    require_other_officer(act=change, actor=user)

    def show(_authorisation: Any) -> dict[str, Any]:
        return shown(authorisation.pk, user)

    ids: dict[str, Any] = {"authorisation_id": authorisation.pk, "change_id": change.pk}
    return calls.act(request, authorisation_changes.approve_change, show=show, **ids)


def _discard(request: Request, reference: str, event: Event, change_id: UUID) -> Response:
    authorisation, change = _change_for(calls.caller(request), reference, event, change_id)
    ids: dict[str, Any] = {"authorisation_id": authorisation.pk, "change_id": change.pk}
    return calls.act(request, authorisation_changes.discard_change, show=show_change, **ids)


def _authorisation_for(user: User, reference: str, permission: str) -> Authorisation:
    """404 for whoever may not know of it, then 403 for whoever may not act on it."""
    authorisation = authorisation_or_404(user, reference)
    calls.require_permission(user, permission, authorisation)
    return authorisation


def _change_for(
    user: User, reference: str, event: str, change_id: UUID
) -> tuple[Authorisation, AuthorisationChange]:
    authorisation = _authorisation_for(user, reference, Permission.HANDLE)
    return authorisation, get_object_or_404(authorisation.changes, pk=change_id, event=event)
