"""A request for an authorisation as its exporter's machine writes it, with its files."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from exportctl.core import access, clock
from exportctl.core.api import calls
from exportctl.core.api.rendering import JsonParser
from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.i18n import fill
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.desks.api.requests import RequestViewSet, case_for, case_or_404, shown
from exportctl.desks.drafts.kinds import kind_of_request
from exportctl.desks.kinds import draft_of
from licensing.actions import request_drafts as actions
from licensing.models import AuthorisationRequest, Exporter, RequestDraft
from licensing.queries.documents import show_attachment
from licensing.rules.export_requests import BODIES, kind_in
from licensing.rules.requests import State
from licensing.rules.shapes import with_version
from notifications.api import case_schemas as schemas
from notifications.api.documents import UPLOAD, put_file, words_about

SENT = {"application/json": {"anyOf": [body.schema() for body in BODIES.values()]}}
PATCH = {"application/json": {"anyOf": [with_version(body).schema() for body in BODIES.values()]}}


class RequestDraftViewSet(RequestViewSet):
    """Requests, and what their exporter does with its own before and after they are sent."""

    @extend_schema(operation_id="requests_create", request=SENT, responses={201: schemas.REQUEST})
    def create(self, request: Request) -> Response:
        user = calls.caller_with(request, Permission.FILE)
        company = access.principal_of(user, Permission.FILE)  # a key has one seat, and so one company
        exporter = get_object_or_404(Exporter, pk=company.pk if company else None)
        body = calls.parse_body(request, BODIES[kind_in(request.data)], complete=False)

        def begin() -> dict[str, object]:
            said = {"exporter": exporter, "body": body, "actor": user, "at": clock.now()}
            return shown(actions.create_request_draft(**said).request_id, user)

        return calls.tagged(calls.idempotent(request, begin, status=201))

    @extend_schema(operation_id="requests_change", request=PATCH, responses={200: schemas.REQUEST})
    def partial_update(self, request: Request, reference: str) -> Response:
        """A JSON merge patch (RFC 7396) on a draft; what was sent is corrected by an amendment.

        With `version`, as it was read, a draft that others changed meanwhile is 409 `stale`; with its ETag as
        If-Match 412 `precondition_failed`.
        """
        user = calls.caller(request)
        case = case_for(user, reference, Permission.FILE)
        draft = draft_or_409(case)
        given = calls.parse_body(request, with_version(draft.shape), complete=False)
        patch = {name: value for name, value in dict(request.data).items() if name != "version"}

        def change() -> dict[str, object]:
            read = calls.version_read(request, given, current=draft.revision)
            changed: dict[str, Any] = {"draft_id": draft.pk, "body": patch, "actor": user, "at": clock.now()}
            return shown(actions.change_request_draft(**changed, expected_revision=read).request_id, user)

        return calls.tagged(calls.idempotent(request, change))

    @extend_schema(operation_id="requests_read", responses={200: schemas.REQUEST})
    def retrieve(self, request: Request, reference: str) -> Response:
        """What its reader may know of it; a draft has its version as ETag."""
        answer = super().retrieve(request, reference)
        return calls.tagged(answer) if answer.data["status"] == State.DRAFT else answer

    @extend_schema(operation_id="requests_submit", request=None, responses={200: schemas.REQUEST})
    def submit(self, request: Request, reference: str) -> Response:
        user = calls.caller(request)
        draft = draft_or_409(case_for(user, reference, Permission.FILE))

        def show(sent: AuthorisationRequest) -> dict[str, object]:
            return shown(sent.pk, user)

        return calls.act(request, actions.submit_request_draft, show=show, draft_id=draft.pk)

    @extend_schema(operation_id="requests_withdraw", request=None, responses={200: schemas.REQUEST})
    def withdraw(self, request: Request, reference: str) -> Response:
        """Before the decision, whatever its kind; a draft is discarded."""
        user = calls.caller(request)
        case = case_for(user, reference, Permission.FILE)
        draft = draft_of(case)
        if draft is None:
            raise Http404

        def show(_draft: Any) -> dict[str, object]:
            return shown(case.pk, user)

        return calls.act(request, kind_of_request(case.kind).acts.withdraw, show=show, draft_id=draft.pk)


class RequestDocumentViewSet(RequestViewSet):
    """The files of a request: put to its draft, listed, opened again."""

    parser_classes = [MultiPartParser, JsonParser]

    @extend_schema(operation_id="request_documents_create", request=UPLOAD, responses={201: schemas.DOCUMENT})
    def create(self, request: Request, reference: str) -> Response:
        """A file with a word on what it is. It can be opened once its check passed."""
        user = calls.caller(request)
        case = case_for(user, reference, Permission.FILE)
        about = words_about(request, lines=len(_lines(case)))
        if "file" not in request.FILES:
            raise Invalid(errors=[error("/file", _("Choose a file."))])
        return put_file(request, draft_or_409(case), about)

    @extend_schema(operation_id="documents_list", responses={200: schemas.many(schemas.DOCUMENT)})
    def documents(self, request: Request, reference: str) -> Response:
        """Of a draft what was put to it so far; of what was sent the documents of the case."""
        case = case_or_404(calls.caller(request), reference)
        draft = draft_of(case)
        if draft is None or draft.is_sent:
            return super().documents(request, reference)
        return Response([show_attachment(each) for each in draft.attachments.select_related("file")])


def _lines(case: AuthorisationRequest) -> list[Any]:
    draft = draft_of(case)
    return list(draft.body.get("items") or []) if draft else []


def draft_or_409(case: AuthorisationRequest) -> RequestDraft:
    """The draft of a request that can still be changed. Raises WrongStatus for what was sent or withdrawn."""
    draft = draft_of(case)
    if isinstance(draft, RequestDraft) and draft.is_open:
        return draft
    text = _(
        "%(reference)s was sent or withdrawn. Correct it with an amendment, before the decision; send a file along"
        " with an answer or a message."
    )
    raise WrongStatus(fill(text, {"reference": case.reference}), current=case.status_for(is_officer=False))
