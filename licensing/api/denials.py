"""Denials for machines: what the authorities of all Member States told one another (Article 16)."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid, StaleState
from exportctl.core.models import MemberState, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions.passed_denials import pass_on
from licensing.actions.state_consultations import ask_state_about
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import AuthorisationRequest, Denial
from licensing.models.denials import DenialQuerySet
from licensing.queries.denials import denials_with_words, show_told
from licensing.queries.state_consultations import show_consultation
from licensing.rules.state_consultations import ABOUT_DENIAL

VALID = {"true": True, "false": False}
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("state", str, description="A comma list of Member States."),
    OpenApiParameter("valid", bool, description="Those that nobody has revoked, or those that were."),
    OpenApiParameter("q", str, description="Words of number, item, entry or party."),
]


class DenialViewSet(Resource):
    """To the officers of every authority; that there are any is nobody else's business (Article 16(7))."""

    @extend_schema(operation_id="denials", parameters=FILTERS, responses={200: schemas.DENIALS})
    def list(self, request: Request) -> Response:
        rows = _told(officer_or_404(request))
        if states := paging.chosen(request, "state", MemberState.objects.values_list("code", flat=True)):
            rows = rows.of_states(states)
        if wanted := paging.chosen(request, "valid", [*VALID]):
            rows = rows.filter(status__in=[_status(each) for each in wanted])
        if words := request.query_params.get("q", "").strip():
            rows = denials_with_words(rows, words)
        return Response(paging.page(rows, request, by="notified_at", show=show_told))

    @extend_schema(operation_id="denial", responses={200: schemas.DENIAL})
    def retrieve(self, request: Request, reference: str) -> Response:
        return Response(shown_denial(request, reference))

    @extend_schema(operation_id="pass_denial_on", request=None, responses={200: schemas.DENIAL})
    def pass_on(self, request: Request, reference: str) -> Response:
        """Another state's, of items that are not listed, to the customs of one's own (Articles 4(5) and 5(5))."""
        user = officer_or_404(request)
        denial = _denial_or_404(user, reference)
        authority = own_authority_or_404(request)

        def show(_passed: object) -> dict[str, Any]:
            return shown_denial(request, reference)

        return calls.act(request, pass_on, show=show, denial=denial, authority=authority)

    @extend_schema(
        operation_id="ask_about_denial",
        request={"application/json": ABOUT_DENIAL.schema()},
        responses={201: schemas.CONSULTATION},
    )
    def ask(self, request: Request, reference: str) -> Response:
        """An own case may be essentially identical: the state that denied is asked at once (Article 16(5))."""
        user = officer_or_404(request)
        denial = _denial_or_404(user, reference)
        body = calls.parse_body(request, ABOUT_DENIAL)
        own = AuthorisationRequest.objects.handled_by(user).filter(reference=body["request"]).first()
        if own is None:
            message = _("Your authority has no request with this number.")
            raise Invalid(errors=[error("/request", message)])
        question = body.get("question") or ""
        given: dict[str, Any] = {"request_id": own.pk, "denial_id": denial.pk, "question": question}

        def ask() -> dict[str, object]:
            asked = ask_state_about(actor=user, at=clock.now(), **given)
            if asked is None:
                raise StaleState(_("This state was asked about it already: see its consultation."))
            return show_consultation(asked, at=clock.now())

        return calls.idempotent(request, ask, status=201)


def officer_or_404(request: Request) -> User:
    """The caller, an officer of some authority. Raises Http404 for everybody else."""
    user = calls.caller(request)
    if not access.has_seat(user, Permission.HANDLE):
        raise Http404
    return user


def shown_denial(request: Request, reference: str) -> dict[str, Any]:
    """One of them to the caller. Raises Http404 for everybody but officers."""
    return show_told(_denial_or_404(officer_or_404(request), reference))


def _told(user: User) -> DenialQuerySet:
    authority = access.principal_of(user, Permission.HANDLE)
    rows = Denial.objects.visible_to(user).with_parties()
    return rows.with_passing(authority=authority.pk if authority else None)


def _denial_or_404(user: User, reference: str) -> Denial:
    denial: Denial = get_object_or_404(_told(user), reference=reference)
    return denial


def _status(valid: str) -> str:
    return "valid" if VALID[valid] else "revoked"
