"""The catalogue for machines: a company's own system tells which items there are, and reads what became of them."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls, paging
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.actions.catalogue import put_item
from licensing.actions.catalogue_uploads import upload_items
from licensing.api import schemas
from licensing.models import CatalogueItem, CatalogueUpload, Exporter
from licensing.queries.catalogue import confirmations_of, show_item
from licensing.rules.catalogue import ITEM_BODY
from licensing.rules.catalogue_tables import MISTAKES, Change
from licensing.rules.catalogue_uploads import LARGEST_MEGABYTES, State, outcome_of
from licensing.rules.failures import sentence_of

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SINCE = OpenApiParameter(
    "since",
    OpenApiTypes.DATETIME,
    description="Written, archived, restored or classified later; archived ones too.",
)
_WORD: dict[str, Any] = {"type": ["object", "null"], "additionalProperties": True}
ITEM = schemas.thing(
    number=schemas.MAYBE,
    name=schemas.TEXT,
    manufacturer=schemas.MAYBE,
    model=schemas.MAYBE,
    description=schemas.MAYBE,
    cn_code=schemas.MAYBE,
    control_entry=schemas.MAYBE,
    origin=schemas.MAYBE,
    cas=schemas.MAYBE,
    functions=schemas.many(schemas.TEXT),
    archived={"type": "boolean"},
    changed_at={"type": "string", "format": "date-time"},
    classification=_WORD,
    confirmation=_WORD,
)
_WRONG = schemas.thing(row=schemas.WHOLE, column=schemas.TEXT, cell=schemas.TEXT, detail=schemas.TEXT)
JOB = schemas.thing(
    id={"type": "string", "format": "uuid"},
    status={"type": "string", "enum": [state.value for state in State]},
    rows=schemas.WHOLE,
    done=schemas.WHOLE,
    added=schemas.WHOLE,
    changed=schemas.WHOLE,
    unchanged=schemas.WHOLE,
    errors=schemas.many(_WRONG),
    wrong_rows=schemas.WHOLE,
    failure=schemas.MAYBE,
)
_TABLE = {"type": "string", "format": "binary"}
UPLOAD = {
    "multipart/form-data": {"type": "object", "required": ["file"], "properties": {"file": _TABLE}},
    "text/csv": {"type": "string"},
    SHEET: _TABLE,
}


class TableParser(BaseParser):
    """The octets of a table, sent as the body."""

    media_type = "text/csv"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return stream.read(LARGEST_MEGABYTES * 1024**2 + 1)


class SheetParser(TableParser):
    media_type = SHEET


class CatalogueViewSet(Resource):
    """An exporter's items by the company's own number."""

    @extend_schema(
        operation_id="items", parameters=[SINCE, *schemas.PAGE], responses={200: schemas.paged(ITEM)}
    )
    def list(self, request: Request) -> Response:
        """What was changed last comes first; without `since` what is archived is left out."""
        user = calls.caller_with(request, Permission.FILE)
        rows = CatalogueItem.objects.visible_to(user).select_related("classified_by")
        since = paging.instant_of(request, "since")
        rows = rows.changed_since(since) if since else rows.active()
        page = paging.page(rows, request, by="updated_at", show=lambda item: item)
        words = confirmations_of(page["results"])
        return Response(
            {**page, "results": [show_item(item, words.get(item.pk)) for item in page["results"]]}
        )

    @extend_schema(operation_id="item", responses={200: ITEM})
    def retrieve(self, request: Request, number: str) -> Response:
        user = calls.caller(request)
        items = CatalogueItem.objects.visible_to(user).select_related("classified_by")
        return Response(_shown(get_object_or_404(items.exclude(number=""), number=number.strip())))

    @extend_schema(
        operation_id="item_put",
        request={"application/json": ITEM_BODY.schema()},
        responses={200: ITEM, 201: ITEM},
    )
    def store(self, request: Request, number: str) -> Response:
        """The item as a whole: what is left out is not said any more. 201 for a new number; the same again is 200."""
        user = calls.caller_with(request, Permission.FILE)
        exporter = _company(user)
        body = calls.parse_body(request, ITEM_BODY, complete=False)

        def perform() -> tuple[dict[str, Any], int]:
            item, is_new = put_item(exporter=exporter, number=number, body=body, actor=user, at=clock.now())
            return _shown(item), 201 if is_new else 200

        return calls.idempotent(request, perform)


class CatalogueUploadViewSet(Resource):
    """Tables of items: each row is taken by itself, an error of one stops no other."""

    parser_classes = [MultiPartParser, TableParser, SheetParser, JsonParser]

    @extend_schema(operation_id="items_import", request=UPLOAD, responses={202: JOB})
    def create(self, request: Request) -> Response:
        """CSV (UTF-8) or XLSX, up to 50,000 rows, as the body or the part `file`; what is small is done at once."""
        user = calls.caller_with(request, Permission.FILE)
        exporter = _company(user)
        name, source = table_sent(request, name="items", most=LARGEST_MEGABYTES * 1024**2)

        def perform() -> dict[str, Any]:
            upload = upload_items(
                exporter=exporter,
                name=name,
                source=source,
                language=get_language() or "en",
                is_wanted=True,
                actor=user,
                at=clock.now(),
                machine_at=clock.machine_now(),
            )
            return show_upload(upload)

        return calls.idempotent(request, perform, status=202)

    @extend_schema(operation_id="items_import_read", responses={200: JOB})
    def retrieve(self, request: Request, upload_id: UUID) -> Response:
        uploads = CatalogueUpload.objects.visible_to(calls.caller(request)).defer("source")
        return Response(show_upload(get_object_or_404(uploads, pk=upload_id)))


def _company(user: User) -> Exporter:
    """A key has one seat, and so one company."""
    company = access.principal_of(user, Permission.FILE)
    if company is None:
        raise Forbidden
    return get_object_or_404(Exporter, pk=company.pk)


def _shown(item: CatalogueItem) -> dict[str, Any]:
    return show_item(item, confirmations_of([item]).get(item.pk))


def table_sent(request: Request, *, name: str, most: int) -> tuple[str, bytes]:
    """Name and octets of what was sent. Raises Invalid where it is no file, or larger than `most` octets."""
    if isinstance(request.data, bytes):
        source = request.data
    else:
        file = request.FILES.get("file")
        if not isinstance(file, UploadedFile):
            message = _(
                "Send a CSV or XLSX file: as the body with its media type, or as the part “file” of a form."
            )
            raise Invalid(errors=[error("/file", message)])
        name, source = file.name or name, file.read(most + 1)
    if len(source) > most:
        message = _("This file is larger than %(size)d MB. Split it.") % {"size": most // 1_000_000}
        raise Invalid(errors=[error("/file", message)])
    return name, source


def show_upload(upload: CatalogueUpload) -> dict[str, Any]:
    outcome = outcome_of(upload.outcome)
    return {
        "id": upload.pk,
        "status": upload.state.value,
        "rows": upload.rows,
        "done": upload.read,
        **{change.value: outcome.count(change) for change in Change},
        "errors": [dict(zip(MISTAKES, mistake.cells, strict=True)) for mistake in outcome.mistakes],
        "wrong_rows": outcome.wrong,
        "failure": sentence_of(upload.failure) or None,
    }
