"""Links by which an end user signs from abroad, as the exporter's machine sends and reads them."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.canonical import rfc3339
from exportctl.core.rules.permissions import Permission
from exportctl.desks.api.requests import case_for
from licensing.actions import end_use_statements as actions
from licensing.api import schemas
from licensing.models import AuthorisationRequest, EndUseStatementLink
from licensing.queries.end_use_statements import links_of, show_link
from licensing.rules.end_use_statements import LINK_SHAPE


class EndUseStatementLinkViewSet(Resource):
    """One-time links to one person, for a draft or, before the decision, for what was sent."""

    @extend_schema(operation_id="end_use_statement_links_list", responses={200: schemas.STATEMENT_LINKS})
    def list(self, request: Request, reference: str) -> Response:
        """The newest first, each with who signed, or why not."""
        case = case_for(calls.caller(request), reference, Permission.FILE)
        rows = links_of(case, at=clock.now())
        return Response({"results": [show_link(row) for row in rows], "next": None})

    @extend_schema(
        operation_id="end_use_statement_links_create",
        request={"application/json": LINK_SHAPE.schema()},
        responses={201: schemas.STATEMENT_LINK_SENT},
    )
    def create(self, request: Request, reference: str) -> Response:
        """A link and its mail; one that is out ends with it. The address is answered here alone."""
        case = case_for(calls.caller(request), reference, Permission.FILE)

        def show(link: EndUseStatementLink) -> dict[str, Any]:
            return {"id": str(link.pk), "expires_at": rfc3339(link.expires_at)}

        sent = calls.act(
            request, actions.send_link, shape=LINK_SHAPE, show=show, status=201, request_id=case.pk
        )
        # Derived anew for a repeated call, too: an answer that is kept for one would keep the secret.
        link = EndUseStatementLink.objects.get(pk=sent.data["id"])
        return Response({**sent.data, "url": f"{settings.BASE_URL}{link.get_absolute_url()}"}, status=201)

    @extend_schema(
        operation_id="end_use_statement_links_withdraw",
        request=None,
        responses={200: schemas.STATEMENT_LINK},
    )
    def withdraw(self, request: Request, reference: str, link_id: UUID) -> Response:
        case = case_for(calls.caller(request), reference, Permission.FILE)
        get_object_or_404(EndUseStatementLink, pk=link_id, request=case)

        def show(link: EndUseStatementLink) -> dict[str, Any]:
            return _shown(case, link)

        return calls.act(request, actions.withdraw_link, show=show, request_id=case.pk, link_id=link_id)


def _shown(case: AuthorisationRequest, link: EndUseStatementLink) -> dict[str, Any]:
    return next(show_link(row) for row in links_of(case, at=clock.now()) if row.link.pk == link.pk)
