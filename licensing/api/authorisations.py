"""Authorisations for machines: what was granted, whether it is good, and how much of it is left."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden, Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.codes import Unreadable
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions.authorisations import surrender
from licensing.api import sandbox, schemas
from licensing.models import Authorisation, WriteOff
from licensing.queries.authorisation_versions import show_version, versions_of
from licensing.queries.authorisations import show_authorisation
from licensing.queries.write_offs import ledger_of, show_entry
from licensing.rules.authorisations import SURRENDER, Standing
from licensing.rules.exporters import clean_eori
from licensing.rules.sandbox import SANDBOX
from licensing.rules.write_offs import movement_number

READERS = (Permission.FILE, Permission.HANDLE, Permission.CHECK_SHIPMENTS)
STANDINGS = [each.value for each in Standing]
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("status", str, description="A comma list of statuses."),
    OpenApiParameter("changed_since", OpenApiTypes.DATETIME, description="Status, version or balance."),
    OpenApiParameter("eori", str, description="For customs: of this holder."),
    OpenApiParameter("mrn", str, description="What was written off for this declaration."),
]


class AuthorisationViewSet(Resource):
    """What was granted, for its holder, its authority and customs; and what two officers do to it."""

    @extend_schema(operation_id="authorisations", parameters=FILTERS, responses={200: schemas.AUTHORISATIONS})
    def list(self, request: Request) -> Response:
        if sandbox.is_caller(request.user):
            return sandbox.authorisations(request)
        user, at = _reader(request), clock.now()
        rows = _asked_for(request, user)
        if standings := paging.chosen(request, "status", STANDINGS):
            rows = rows.of_standing(standings, at=at)
        if since := paging.instant_of(request, "changed_since"):
            rows = rows.changed_since(since)

        def show(row: Authorisation) -> dict[str, Any]:
            return show_authorisation(row, at=at, reader=user)

        return Response(paging.page(rows.with_balances(), request, by="issued_at", show=show))

    @extend_schema(operation_id="authorisation", responses={200: schemas.AUTHORISATION})
    def retrieve(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        if sandbox.is_caller(user):
            return sandbox.authorisation(request, reference)
        return Response(shown(authorisation_or_404(user, reference).pk, user))

    @extend_schema(operation_id="ledger", parameters=schemas.PAGE, responses={200: schemas.LEDGER})
    def ledger(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        if sandbox.is_caller(user):
            return sandbox.authorisation_ledger(request, reference)
        rows = ledger_of(authorisation_or_404(user, reference), reader=user)
        return Response(paging.page(rows, request, by="recorded_at", show=show_entry))

    @extend_schema(operation_id="authorisation_versions", responses={200: schemas.AUTHORISATION_VERSIONS})
    def versions(self, request: Request, reference: str) -> Response:
        authorisation = authorisation_or_404(calls.caller(request), reference)
        return Response({"results": [show_version(each) for each in versions_of(authorisation)]})

    @extend_schema(
        operation_id="surrender_authorisation",
        request={"application/json": SURRENDER.schema()},
        responses={200: schemas.AUTHORISATION},
    )
    def surrender(self, request: Request, reference: str) -> Response:
        """Its holder gives it back, for good: nothing that is declared from that day on is covered."""
        user = calls.caller(request)
        authorisation = authorisation_or_404(user, reference)
        if authorisation.holder_id not in access.organisation_ids_of(user, Permission.FILE):
            raise Forbidden
        body = calls.parse_body(request, SURRENDER)

        def show(_authorisation: Authorisation) -> dict[str, Any]:
            return shown(authorisation.pk, user)

        given: dict[str, Any] = {"authorisation_id": authorisation.pk, "reason": body.get("reason") or ""}
        return calls.act(request, surrender, show=show, **given)


def authorisation_or_404(user: User, reference: str) -> Authorisation:
    """By its reference: to customs every one, to others their own. Raises Http404; NotFound for a sandbox's number."""
    if reference in SANDBOX:
        message = _(
            "%(reference)s is a number of the sandbox, and nobody’s authorisation. It takes a sandbox’s key."
        )
        raise NotFound(message % {"reference": reference})
    return get_object_or_404(Authorisation.objects.presented_to(user), reference=reference)


def _reader(request: Request) -> User:
    user = calls.caller(request)
    if not any(access.has_seat(user, permission) for permission in READERS):
        raise Forbidden
    return user


def _asked_for(request: Request, user: User) -> Any:
    """The reader's own; for customs, who name a holder or a declaration, those that it is about."""
    eori, mrn = (request.query_params.get(name, "").strip() for name in ("eori", "mrn"))
    named = bool(eori or mrn)
    rows = Authorisation.objects.presented_to(user) if named else Authorisation.objects.visible_to(user)
    if eori:
        rows = rows.filter(holder__eori=clean_eori(eori))
    if mrn:
        try:
            number = movement_number(mrn)
        except Unreadable as unreadable:
            raise Invalid(errors=[error("/mrn", unreadable.args[0])]) from unreadable
        rows = rows.filter(pk__in=WriteOff.objects.filter(mrn=number).values("authorisation"))
    return rows


def shown(pk: UUID, user: User) -> dict[str, Any]:
    """As it stands now, for that reader."""
    authorisation = Authorisation.objects.with_balances().get(pk=pk)
    return show_authorisation(authorisation, at=clock.now(), reader=user)
