"""Annex I for machines, in words of our own: only the Official Journal counts."""

from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from controllist.rules import control_entries
from controllist.rules.control_entries import ControlEntry, Extent
from exportctl.core.api import paging
from exportctl.core.api.resources import Resource
from exportctl.core.rules.codes import Unreadable
from licensing.api import schemas
from licensing.rules.general_authorisations import covering

LONGEST_QUESTION = 200
QUESTION = OpenApiParameter(
    "q", str, description="Words of titles, thresholds and trade, or the beginning of a code."
)
CODE = OpenApiParameter(
    "code", str, OpenApiParameter.PATH, description="Such as 5A002.a; a deeper one answers its parent."
)
_EXTENT: dict[str, Any] = {"type": "string", "enum": [extent.value for extent in Extent]}
ENTRY = schemas.thing(
    code=schemas.TEXT,
    parent=schemas.MAYBE,
    title=schemas.TEXT,
    thresholds=schemas.TEXT,
    notes=schemas.TEXT,
    unit=schemas.MAYBE,
    keywords=schemas.many(schemas.TEXT),
    edition=schemas.DAY,
    annex_iv=_EXTENT,
    annex_iv_part={"type": ["integer", "null"], "enum": [1, 2, None]},
    section_i=_EXTENT,
    general_authorisations=schemas.many(schemas.TEXT),
)


class ControlEntryViewSet(Resource):
    """Open to anyone."""

    open_methods = ("GET",)

    @extend_schema(
        operation_id="control_entries",
        parameters=[QUESTION, *schemas.PAGE],
        responses={200: schemas.paged(ENTRY)},
    )
    def list(self, request: Request) -> Response:
        """Entries that fit the words, the likeliest first; without a question all, in the order of the Annex."""
        question = request.query_params.get("q", "").strip()[:LONGEST_QUESTION]
        every = [*control_entries.entries().values()]
        fitting = control_entries.search(question, most=len(every)) if question else every
        return Response(paging.page_of(fitting, request, show=show_control_entry))

    @extend_schema(operation_id="control_entry", parameters=[CODE], responses={200: ENTRY})
    def retrieve(self, request: Request, code: str) -> Response:
        try:
            return Response(show_control_entry(control_entries.entry_named(code)))
        except Unreadable as unknown:
            raise Http404 from unknown


def show_control_entry(entry: ControlEntry) -> dict[str, Any]:
    return {
        "code": entry.code,
        "parent": entry.parent or None,
        "title": entry.title((get_language() or "en")[:2]),
        "thresholds": entry.thresholds,
        "notes": entry.notes,
        "unit": entry.unit or None,
        "keywords": list(entry.keywords),
        "edition": control_entries.EDITION,
        "annex_iv": control_entries.in_annex_iv(entry.code).value,
        "annex_iv_part": control_entries.annex_iv_part(entry.code),
        "section_i": control_entries.in_section_i(entry.code).value,
        "general_authorisations": covering(entry.code),
    }
