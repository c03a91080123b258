"""Who is registered at an authority for which general authorisation, for machines of its officers."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import paging
from exportctl.core.api.resources import Resource
from licensing.api import schemas
from licensing.api.general_registrations import REGISTRATION
from licensing.api.routing_rules import own_authority_or_404
from licensing.models import GeneralRegistration
from licensing.queries.decision_periods import today_of
from licensing.queries.general_editions import offers_of
from licensing.queries.general_registrations import About, show_registrant, use_of, with_first_exports
from licensing.rules.general_registrations import STANDINGS, Standing

REGISTRANT = schemas.thing(
    **REGISTRATION["properties"],
    exporter=schemas.thing(name=schemas.TEXT, number=schemas.TEXT),
    first_export_on=schemas.MAYBE_DAY,
    due=schemas.many(
        schemas.thing(
            about={"type": "string", "enum": [each.value for each in About]},
            due_on=schemas.DAY,
            overdue=schemas.YES_NO,
        )
    ),
)
FILTERS = [
    *schemas.PAGE,
    OpenApiParameter("status", str, description="A comma list: registered, barred, ended."),
    OpenApiParameter("code", str, description="Of one general authorisation, such as EU002."),
]


class GeneralRegistrantViewSet(Resource):
    """What each uses, since when, and what it owes: a notice of its first use, a report."""

    @extend_schema(
        operation_id="general_registrants", parameters=FILTERS, responses={200: schemas.paged(REGISTRANT)}
    )
    def list(self, request: Request) -> Response:
        authority = own_authority_or_404(request)
        today = today_of(authority, at=clock.now())
        rows = GeneralRegistration.objects.filter(authority=authority)
        if statuses := paging.chosen(request, "status", [*Standing]):
            rows = rows.filter(authorisation__status__in=[s for each in statuses for s in STANDINGS[each]])
        if code := request.query_params.get("code"):
            rows = rows.filter(code__iexact=code)
        offers = offers_of(authority.pk, on=today)

        def show(row: Any) -> dict[str, Any]:
            use = use_of(row, offers=offers, first_export_on=row.first_export_on, today=today)
            return show_registrant(use, today=today)

        return Response(paging.page(with_first_exports(rows), request, by="registered_at", show=show))
