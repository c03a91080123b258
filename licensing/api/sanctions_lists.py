"""The Union's consolidated list for machines: a file of the day is handed in by the Commission, and compared with."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls, paging
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from licensing.actions.sanctions_lists import read_list, receive_list
from licensing.api import schemas
from licensing.api.catalogue import TableParser, table_sent
from licensing.models import SanctionsList
from licensing.queries.sanctions_lists import show_list
from licensing.rules.sanctions_lists import IMPORTER, LARGEST_BYTES

_FILE: dict[str, Any] = {"type": "string", "format": "binary"}
UPLOAD = {
    "multipart/form-data": {"type": "object", "required": ["file"], "properties": {"file": _FILE}},
    "application/xml": _FILE,
    "text/csv": {"type": "string"},
}
SHOWN = schemas.thing(
    status=schemas.TEXT,
    form=schemas.TEXT,
    dated_on=schemas.DAY,
    digest=schemas.TEXT,
    is_sample={"type": "boolean"},
    entries=schemas.WHOLE,
    names=schemas.WHOLE,
    imported_at={"type": "string", "format": "date-time"},
)


class WholeListParser(TableParser):
    """The octets of a table, sent as the body."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream.read(LARGEST_BYTES + 1)


class XmlParser(WholeListParser):
    media_type = "application/xml"


class TextXmlParser(WholeListParser):
    media_type = "text/xml"


class SanctionsListViewSet(Resource):
    """The Commission's; the newest that came into use counts for every authority."""

    parser_classes = [MultiPartParser, WholeListParser, XmlParser, TextXmlParser, JsonParser]

    @extend_schema(
        operation_id="sanctions_lists", parameters=schemas.PAGE, responses={200: schemas.paged(SHOWN)}
    )
    def list(self, request: Request) -> Response:
        calls.caller_with(request, IMPORTER)
        return Response(paging.page(SanctionsList.objects.all(), request, by="imported_at", show=show_list))

    @extend_schema(operation_id="import_sanctions_list", request=UPLOAD, responses={201: SHOWN})
    def create(self, request: Request) -> Response:
        """XML or CSV as the Union publishes it, as the body or the part `file`; compared within a minute."""
        user = calls.caller_with(request, IMPORTER)
        _name, content = table_sent(request, name="list", most=LARGEST_BYTES)
        consolidated = read_list(content=content)

        def receive() -> dict[str, Any]:
            return show_list(receive_list(consolidated=consolidated, actor=user, at=clock.now()))

        return calls.idempotent(request, receive, status=201)
