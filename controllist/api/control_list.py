"""The EU-wide list for machines: whole, by entry, and with its proofs."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import viewsets
from rest_framework.request import Request

from controllist.api.schemas import ENTRY, LIST, PROOF
from controllist.models import ControlListEntry
from controllist.queries.entries import entry_of, public
from controllist.queries.proofs import proof
from controllist.queries.published import changes_since, whole_list
from controllist.queries.snapshot import head
from exportctl.core.api.rendering import dump
from exportctl.core.errors import Invalid

LONGEST_NUMBER = 9  # digits of an edition
SINCE = OpenApiParameter("since", int, description="Only entries that changed after this edition.")
CODE = OpenApiParameter("code", str, OpenApiParameter.PATH, description="Such as CS-0042.")


class ControlListViewSet(viewsets.ViewSet):
    """Open to anyone. Ask again with If-None-Match and the ETag you have: 304 says that nothing changed."""

    open_methods = ("GET",)

    lookup_field = "code"

    @extend_schema(operation_id="control_list", parameters=[SINCE], responses={200: LIST})
    def list(self, request: Request) -> HttpResponse:
        since = _since(request)
        if since is None:
            return _tagged(request, head().tag, whole_list)
        return _tagged(request, f"{head().tag}-{since}", lambda: dump(changes_since(since)))

    @extend_schema(operation_id="control_list_entry", parameters=[CODE], responses={200: ENTRY})
    def retrieve(self, request: Request, code: str) -> HttpResponse:
        entry = entry_of(code)
        return _tagged(request, f"{entry.code}-{entry.edition}-{entry.pk}", lambda: dump(public(entry)))

    @extend_schema(operation_id="control_list_proof", parameters=[CODE], responses={200: PROOF})
    def proof(self, request: Request, code: str) -> HttpResponse:
        entry = get_object_or_404(ControlListEntry, code=code)
        return _tagged(request, f"{entry.code}-proof-{head().tag}", lambda: dump(proof(entry)))


def _since(request: Request) -> int | None:
    number = request.query_params.get("since")
    if number is None:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        message = _("Give the number of an edition, 0 or higher.")
        raise Invalid(message, errors=[{"pointer": "/since", "detail": message}])
    return int(number)


def _tagged(request: Request, tag: str, body: Callable[[], bytes]) -> HttpResponse:
    """The body with its tag, to be asked for again before every use; only the head when the caller has it."""
    response = HttpResponse(content_type="application/json")
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = "no-cache"
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    if conditional is None or conditional is response:
        response.content = body()
        return response
    return conditional
