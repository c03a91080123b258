from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, Text
from exportctl.desks.api.queries.amendments import amendments_of, show_amendment
from exportctl.desks.api.requests import case_for, case_or_404
from licensing.actions import amendments as actions
from licensing.errors import Incomplete
from licensing.models import RequestVersion
from licensing.models.amendments import declaration_of
from licensing.rules.amendments import MOST_REASON
from licensing.rules.shapes import notification, with_version
from notifications.api import case_schemas as schemas
from notifications.rules.red_flags import current_version, question_keys


def _shape(body: Object) -> Object:
    return with_version(Object(members={"reason": Text(most=MOST_REASON), "body": body}))


BODY = {"application/json": _shape(notification(question_keys(current_version()))).schema()}


class AmendmentViewSet(Resource):
    """Corrections of what was sent, before the decision: further versions of the same request."""

    @extend_schema(operation_id="amendments_list", responses={200: schemas.many(schemas.AMENDMENT)})
    def list(self, request: Request, reference: str) -> Response:
        return Response(amendments_of(case_or_404(calls.caller(request), reference)))

    @extend_schema(operation_id="amendments_create", request=BODY, responses={201: schemas.AMENDMENT})
    def create(self, request: Request, reference: str) -> Response:
        """`body` is a JSON merge patch on what counts: a whole body, or what changes."""
        user = calls.caller(request)
        case = case_for(user, reference, Permission.FILE)
        declared = declaration_of(case.kind)
        shape = _shape(declared.shape(declared.questionnaire_of(case)))
        given = calls.parse_body(request, shape, complete=False)
        patch = request.data.get("body") if isinstance(request.data, dict) else None
        return calls.act(
            request,
            _amend,
            show=show_amendment,
            status=201,
            request_id=case.pk,
            reason=given.get("reason") or "",
            body=patch or {},
            expected_version=given.get("version"),
        )


def _amend(**words: Any) -> RequestVersion:
    """What is missing, or wrong in what it was merged into, is named by its place in what was sent."""
    try:
        return actions.amend(**words)
    except Incomplete as error:
        raise Incomplete(errors=_within_body(error)) from error
    except Invalid as error:
        raise Invalid(errors=_within_body(error)) from error


def _within_body(error: Invalid) -> list[dict[str, object]]:
    own = ("/reason", "/body")
    return [
        dict(each) if each["pointer"] in own else {**each, "pointer": f"/body{each['pointer']}"}
        for each in error.errors
    ]
