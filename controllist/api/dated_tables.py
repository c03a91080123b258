"""National lists (Article 9) and what customs codes suggest, for machines: what two officers confirmed, for anyone."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from controllist.api.schemas import CUSTOMS_CODE, NATIONAL_LISTS
from controllist.queries.table_imports import (
    correlation_of,
    national_list,
    show_correlation,
    show_national_entry,
)
from controllist.rules.dated_tables import goods_code
from exportctl.core import clock
from exportctl.core.api import paging
from exportctl.core.api.resources import Resource
from exportctl.core.calendar import brussels_date
from exportctl.core.errors import Invalid
from exportctl.core.rules.codes import Unreadable
from exportctl.core.rules.days import iso_day
from exportctl.core.shapes import error

ON = OpenApiParameter("on", OpenApiTypes.DATE, description="As it counts on that day; today where left out.")
STATE = OpenApiParameter("state", str, description="A comma list of Member States.")


class NationalListViewSet(Resource):
    """Entries of the Member States' own lists that count, each with its act and day."""

    open_methods = ("GET",)

    @extend_schema(operation_id="national_lists", parameters=[STATE, ON], responses={200: NATIONAL_LISTS})
    def list(self, request: Request) -> Response:
        on = day_of(request)
        named = request.query_params.get("state", "").split(",")
        rows = national_list([code.strip().upper() for code in named if code.strip()], on=on)
        return Response(paging.page_of(rows, request, show=show_national_entry))


class CustomsCodeViewSet(Resource):
    """Which entries a customs code suggests, by itself and by its beginnings: a hint, never a decision."""

    open_methods = ("GET",)

    @extend_schema(operation_id="customs_code", parameters=[ON], responses={200: CUSTOMS_CODE})
    def retrieve(self, request: Request, code: str) -> Response:
        on = day_of(request)
        try:
            digits = goods_code(code)
        except Unreadable as unreadable:
            raise Invalid(errors=[error("/code", str(unreadable.args[0]))]) from unreadable
        rows = [show_correlation(row) for row in correlation_of(digits, on=on)]
        return Response({"code": digits, "results": rows})


def day_of(request: Request | HttpRequest) -> date:
    """The day that the address asks for, else today in Brussels. Raises Invalid."""
    text = request.GET.get("on", "")
    try:
        return iso_day(text) if text else brussels_date(clock.now())
    except ValueError as wrong:
        message = _("Give a date as year-month-day, for example 2026-12-15.")
        raise Invalid(errors=[error("/on", message)]) from wrong
