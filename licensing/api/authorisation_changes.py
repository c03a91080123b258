"""What two officers do to an authorisation, for machines: the first proposes with grounds, another approves."""

from typing import Any, ClassVar
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
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
from licensing.rules.authorisations import GROUNDS, Event


class ChangeViewSet(Resource):
    """One of the acts that take two officers; each has its own address."""

    event: ClassVar[Event]

    @extend_schema(
        request={"application/json": GROUNDS.schema()},
        responses={200: schemas.ACT},
    )
    def propose(self, request: Request, reference: str) -> Response:
        authorisation = _authorisation_for(calls.caller(request), reference, Permission.HANDLE)
        return calls.act(
            request,
            authorisation_changes.propose_change,
            shape=GROUNDS,
            show=show_change,
            authorisation_id=authorisation.pk,
            event=self.event,
        )

    @extend_schema(request=None, responses={200: schemas.AUTHORISATION})
    def approve(self, request: Request, reference: str, change_id: UUID) -> Response:
        user = calls.caller(request)
        authorisation, change = _change_for(user, reference, self.event, change_id)
        require_other_officer(act=change, actor=user)

        def show(_authorisation: Any) -> dict[str, Any]:
            return shown(authorisation.pk, user)

        return calls.act(
            request,
            authorisation_changes.approve_change,
            show=show,
            authorisation_id=authorisation.pk,
            change_id=change.pk,
        )

    @extend_schema(request=None, responses={200: schemas.ACT})
    def discard(self, request: Request, reference: str, change_id: UUID) -> Response:
        authorisation, change = _change_for(calls.caller(request), reference, self.event, change_id)
        return calls.act(
            request,
            authorisation_changes.discard_change,
            show=show_change,
            authorisation_id=authorisation.pk,
            change_id=change.pk,
        )


def _named(verb: str) -> Any:
    """The names of the three calls in the OpenAPI document."""
    return extend_schema_view(
        propose=extend_schema(operation_id=f"propose_to_{verb}"),
        approve=extend_schema(operation_id=f"approve_to_{verb}"),
        discard=extend_schema(operation_id=f"discard_to_{verb}"),
    )


@_named("suspend")
class SuspensionViewSet(ChangeViewSet):
    event = Event.SUSPEND


@_named("reinstate")
class ReinstatementViewSet(ChangeViewSet):
    event = Event.REINSTATE


@_named("revoke")
class RevocationViewSet(ChangeViewSet):
    event = Event.REVOKE


@_named("annul")
class AnnulmentViewSet(ChangeViewSet):
    event = Event.ANNUL


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
