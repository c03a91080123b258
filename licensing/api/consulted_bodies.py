"""The bodies that an authority may ask for advice, for machines of its officers."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core.api import calls, paging
from exportctl.core.api.resources import Resource
from licensing.api import schemas
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import ConsultedBody
from licensing.models.consultations import BODY_KINDS
from licensing.queries.consultations import show_body
from licensing.rules.consultations import BodyState

SHOWN = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status={"type": "string", "enum": [each.value for each in BodyState]},
    kind={"type": "string", "enum": [*BODY_KINDS]},
    name=schemas.TEXT,
    email=schemas.TEXT,
    language=schemas.TEXT,
)


class ConsultedBodyViewSet(Resource):
    """Its own, the retired ones among them: they are on record, and asked no more."""

    @extend_schema(
        operation_id="consulted_bodies", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        authority = own_authority_or_404(request)
        rows = ConsultedBody.objects.visible_to(calls.caller(request)).filter(authority=authority)
        return Response(paging.page_of(list(rows), request, show=show_body))
