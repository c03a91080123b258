"""The public calculators for machines."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api.resources import Resource
from exportctl.core.calendar import MOST_WORKING_DAYS
from notifications.api import schemas
from notifications.queries.calculators import deadlines, majority
from notifications.rules.rule_sets import RULE_SETS

CODES = "Member States by ISO code in capitals, separated by commas"


class CalculatorViewSet(Resource):
    """A majority for any set of states, a deadline for any day. For anyone."""

    open_methods = ("GET",)

    @extend_schema(
        operation_id="majority",
        parameters=[
            OpenApiParameter("notifying", OpenApiTypes.STR, required=True),
            OpenApiParameter("objecting", OpenApiTypes.STR, description=CODES),
            OpenApiParameter("agreeing", OpenApiTypes.STR, description=CODES),
            OpenApiParameter("rule_set", OpenApiTypes.STR, enum=["", *RULE_SETS]),
            OpenApiParameter("population_year", OpenApiTypes.STR, description="today's figures by default"),
        ],
        responses={200: schemas.MAJORITY},
    )
    def majority(self, request: Request) -> Response:
        majority_answer = majority(request.query_params.dict(), at=clock.now())
        return Response(majority_answer.as_rest())

    @extend_schema(
        operation_id="deadlines",
        parameters=[
            OpenApiParameter("event", OpenApiTypes.DATE, required=True),
            OpenApiParameter(
                "working_days",
                {"type": "integer", "minimum": 1, "maximum": MOST_WORKING_DAYS},
                required=True,
            ),
        ],
        responses={200: schemas.by_state(schemas.DAY)},
    )
    def deadlines(self, request: Request) -> Response:
        last_days = deadlines(request.query_params.dict())
        return Response({code: deadline.last_day for code, deadline in last_days.items()})
