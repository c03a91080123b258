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
from controllist.queries.editions import content_as_of, edition_of_list
from controllist.queries.entries import entry_of, public
from controllist.queries.proofs import proof
from controllist.queries.published import MEDIA_TYPES, NDJSON, as_form, changes_since, whole_list
from controllist.queries.snapshot import head
from exportctl.core.api.rendering import dump
from exportctl.core.errors import Invalid

LONGEST_NUMBER = 9  # digits of an edition
SINCE = OpenApiParameter("since", int, description="Only entries that changed after this edition.")
EDITION = OpenApiParameter("edition", int, description="As it stood with this edition of the list.")
FORM = OpenApiParameter("form", str, enum=["json", "ndjson", "csv"], description="json where left out.")
CODE = OpenApiParameter("code", str, OpenApiParameter.PATH, description="Such as CS-0042.")


class ControlListViewSet(viewsets.ViewSet):
    """Open to anyone. Ask again with If-None-Match and the ETag you have: 304 says that nothing changed."""

    open_methods = ("GET",)

    lookup_field = "code"

    @extend_schema(
        operation_id="control_list",
        parameters=[SINCE, EDITION, FORM],
        responses={200: LIST, (200, NDJSON): {"type": "string"}, (200, "text/csv"): {"type": "string"}},
    )
    def list(self, request: Request) -> HttpResponse:
        since, edition, form = _number(request, "since"), _number(request, "edition"), _form(request)
        if edition is not None:
            whole = edition_of_list(edition)
            return _tagged(request, f"{whole.tag}-{form}", lambda: as_form(form, whole.as_rest()), form)
        if since is not None:
            tag = f"{head().tag}-{since}-{form}"
            return _tagged(request, tag, lambda: as_form(form, changes_since(since)), form)
        return _tagged(request, f"{head().tag}-{form}", lambda: whole_list(form), form)

    @extend_schema(operation_id="control_list_entry", parameters=[CODE, EDITION], responses={200: ENTRY})
    def retrieve(self, request: Request, code: str) -> HttpResponse:
        if (edition := _number(request, "edition")) is not None:
            content = content_as_of(code, edition)
            return _tagged(request, f"{code}-{content['edition']}-as-of", lambda: dump(content))
        entry = entry_of(code)
        return _tagged(request, f"{entry.code}-{entry.edition}-{entry.pk}", lambda: dump(public(entry)))

    @extend_schema(operation_id="control_list_proof", parameters=[CODE, EDITION], responses={200: PROOF})
    def proof(self, request: Request, code: str) -> HttpResponse:
        entry, edition = get_object_or_404(ControlListEntry, code=code), _number(request, "edition")
        tag = f"{entry.code}-proof-{edition or 'newest'}-{head().tag}"
        return _tagged(request, tag, lambda: dump(proof(entry, edition=edition)))


def _number(request: Request, name: str) -> int | None:
    number = request.query_params.get(name)
    if number is None:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        message = _("Give the number of an edition, 0 or higher.")
        raise Invalid(message, errors=[{"pointer": f"/{name}", "detail": message}])
    return int(number)


def _form(request: Request) -> str:
    form = request.query_params.get("form") or "json"
    if form not in MEDIA_TYPES:
        message = _("Ask for one of these: %(forms)s.") % {"forms": ", ".join(MEDIA_TYPES)}
        raise Invalid(message, errors=[{"pointer": "/form", "detail": message}])
    return form


def _tagged(request: Request, tag: str, body: Callable[[], bytes], form: str = "json") -> HttpResponse:
    """The body with its tag, to be asked for again before every use; only the head when the caller has it."""
    response = HttpResponse(content_type=MEDIA_TYPES[form])
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = "no-cache"
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    if conditional is None or conditional is response:
        response.content = body()
        return response
    return conditional
