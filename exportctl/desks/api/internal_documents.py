"""REST for what officers file on a case for their authority alone: its exporter knows of none."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.actions.files import FileRefused
from exportctl.core.api import calls
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from exportctl.core.errors import Invalid
from exportctl.core.models import File
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Object, Text, check, error
from exportctl.core.views.files import send
from exportctl.desks.api.requests import case_for
from licensing.actions import internal_documents as actions
from licensing.models import AuthorisationRequest, Document
from licensing.models.documents import FILED, MOST_WORDS, DocumentKind
from licensing.queries.documents import show_document
from notifications.api import case_schemas as schemas

SAID = Object(
    members={
        "nature": Choice(options=tuple(FILED), gap=_("Say what it is.")),
        "words": Text(most=MOST_WORDS, gap=_("Say what it is about.")),
    },
    read_only=("file",),
)
UPLOAD = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file", "nature", "words"],
        "properties": {"file": {"type": "string", "format": "binary"}, **SAID.schema()["properties"]},
    }
}


class InternalDocumentViewSet(Resource):
    """To the officers of its authority: a memo, a report of an embassy, a press cutting."""

    parser_classes = [MultiPartParser, JsonParser]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A file is what it is, whatever the caller would rather have."""
        return super().perform_content_negotiation(request, force=force or self.action == "retrieve")

    @extend_schema(operation_id="internal_documents", responses={200: schemas.many(schemas.DOCUMENT)})
    def list(self, request: Request, reference: str) -> Response:
        """The proofs of service and the files of other bodies among them."""
        return Response([show_document(each) for each in _of(_case(request, reference))])

    @extend_schema(operation_id="file_internal_document", request=UPLOAD, responses={201: schemas.DOCUMENT})
    def create(self, request: Request, reference: str) -> Response:
        """It opens once its check passed; a case that ended takes one, too."""
        case = _case(request, reference)
        sent = request.data.items() if isinstance(request.data, Mapping) else ()
        given, errors = check({name: value for name, value in sent if value != ""}, SAID)
        errors = errors or SAID.missing(given, "")
        upload = request.FILES.get("file")
        if upload is None:
            errors.append(error("/file", _("Choose a file.")))
        if errors:
            raise Invalid(errors=errors)
        put: dict[str, Any] = {"request_id": case.pk, "actor": calls.caller(request)}

        def receive() -> File:
            return _received(upload=upload, at=clock.now(), **put)

        def add(file: File) -> dict[str, Any]:
            return show_document(actions.add_document(file=file, at=clock.now(), **put, **given))

        return calls.idempotent(request, add, prepare=receive, status=201)

    @extend_schema(
        operation_id="internal_document",
        responses={
            (200, "application/octet-stream"): OpenApiResponse({"type": "string", "format": "binary"})
        },
    )
    def retrieve(self, request: Request, reference: str, document_id: UUID) -> FileResponse:
        clean = _of(_case(request, reference)).filter(file__status="clean")
        document: Document = get_object_or_404(clean, pk=document_id)
        assert document.file  # a document of this kind has one, by constraint
        return send(document.file)


def _case(request: Request, reference: str) -> AuthorisationRequest:
    return case_for(calls.caller(request), reference, Permission.HANDLE)


def _of(case: AuthorisationRequest) -> QuerySet[Document]:
    return case.documents.filter(kind=DocumentKind.OFFICE.value).select_related("file")


def _received(**put: Any) -> File:
    """What is wrong with the file itself is told at it."""
    try:
        return actions.receive_document(**put)
    except FileRefused as refused:
        refused.errors = [dict(error("/file", refused.message))]
        raise
