from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import clock
from exportctl.core.api import calls
from exportctl.core.api.rendering import JsonParser
from exportctl.core.api.resources import Resource
from exportctl.core.errors import DomainError, Invalid
from exportctl.core.i18n import fill
from exportctl.core.models import File
from exportctl.core.shapes import Choice, Object, Shape, Text, check, error
from exportctl.core.views.files import send
from licensing.actions.drafts import attach, receive_attachment
from licensing.models import Draft
from licensing.models.documents import FILE_NATURES, MOST_WORDS, DocumentKind
from licensing.queries.documents import show_attachment
from notifications.api import case_schemas as schemas
from notifications.api.notifications import notification_or_404, own_or_404
from notifications.rules.red_flags import question_keys

KINDS = (DocumentKind.ATTACHMENT.value, *FILE_NATURES)
UPLOAD = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {"type": "string", "format": "binary"},
            "kind": {"type": "string", "enum": [*KINDS]},
            "line": {"type": "integer", "minimum": 1},
            "description": {"type": "string", "maxLength": MOST_WORDS},
            "question": {"type": "string", "description": "the key of the due-diligence question it proves"},
        },
    }
}


class NotificationDocumentViewSet(Resource):
    """The files of a notification: put to a draft, listed, opened again."""

    parser_classes = [MultiPartParser, JsonParser]

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """A file is what it is, whatever the caller would rather have."""
        return super().perform_content_negotiation(request, force=force or self.action == "retrieve")

    @extend_schema(
        operation_id="notification_documents_list", responses={200: schemas.many(schemas.DOCUMENT)}
    )
    def list(self, request: Request, reference: str) -> Response:
        notification = notification_or_404(calls.caller(request), reference)
        return Response([show_attachment(each) for each in notification.attachments.select_related("file")])

    @extend_schema(
        operation_id="notification_documents_create", request=UPLOAD, responses={201: schemas.DOCUMENT}
    )
    def create(self, request: Request, reference: str) -> Response:
        """A file with a word on what it is. It can be opened once its check passed."""
        user = calls.caller(request)
        draft = own_or_404(user, reference)
        about = words_about(request, lines=1, questions=question_keys(draft.questionnaire))
        return put_file(request, draft, about)

    @extend_schema(
        operation_id="notification_documents_read",
        responses={
            (200, "application/octet-stream"): OpenApiResponse({"type": "string", "format": "binary"})
        },
    )
    def retrieve(self, request: Request, reference: str, document_id: UUID) -> FileResponse:
        notification = notification_or_404(calls.caller(request), reference)
        attachment = get_object_or_404(notification.attachments.select_related("file"), pk=document_id)
        return send(attachment.file)


def words_about(request: Request, *, lines: int, questions: tuple[str, ...] = ()) -> dict[str, Any]:
    """What is said about the file. Raises Invalid with a pointer for each part that cannot be taken.

    `lines`: how many items what it is put to has; `questions`: those that a file may be evidence for.
    """
    members: dict[str, Shape] = {
        "kind": Choice(options=KINDS),
        "line": _line(lines),
        "description": Text(most=MOST_WORDS),
    }
    if questions:
        members["question"] = Choice(options=questions)
    sent = request.data.items() if isinstance(request.data, Mapping) else ()
    shape = Object(members=members, read_only=("file",))
    given, errors = check({name: value for name, value in sent if value != ""}, shape)
    if errors:
        raise Invalid(errors=errors)
    kind = given.get("kind") or ""
    return {
        "nature": kind if kind in FILE_NATURES else "",
        "line": int(given["line"]) if given.get("line") else None,
        "words": given.get("description") or "",
        "question": given.get("question") or "",
    }


def _line(lines: int) -> Choice:
    """The number of an item, as a part of a form writes it."""
    if lines == 1:
        return Choice(options=("1",), instead=_("There is one item: give 1, or nothing."))
    text = fill(_("Give the number of an item, from 1 to %(n)d, or nothing."), {"n": lines})
    return Choice(options=tuple(map(str, range(1, lines + 1))), instead=text)


def put_file(request: Request, draft: Draft, about: dict[str, Any]) -> Response:
    """Receive the file of a call, outside any transaction, and put it to the draft of the caller."""
    uploaded = request.FILES.get("file")
    if uploaded is None:
        raise Invalid(errors=[error("/file", _("Choose a file."))])
    put: dict[str, Any] = {"model": type(draft), "draft_id": draft.pk, "actor": calls.caller(request)}

    def receive() -> File:
        return _received(uploaded=uploaded, at=clock.now(), **put)

    def add(file: File) -> dict[str, Any]:
        return show_attachment(attach(file=file, about=about, at=clock.now(), **put))

    return calls.idempotent(request, add, prepare=receive, status=201)


def _received(**put: Any) -> File:
    """What is wrong with the file itself is told at it."""
    try:
        return receive_attachment(**put)
    except DomainError as refused:
        if refused.code == "file_refused":
            refused.errors = [dict(error("/file", refused.message))]
        raise
