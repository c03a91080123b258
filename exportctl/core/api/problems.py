"""Every error as an RFC 9457 problem document: the one place where errors become answers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.common import no_append_slash
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions
from rest_framework.response import Response

from exportctl.core.api.rendering import dump
from exportctl.core.errors import DomainError

MEDIA_TYPE = "application/problem+json"


def problem(
    code: str, status: int, detail: object, errors: list[dict[str, Any]] | None = None, **extra: object
) -> dict[str, Any]:
    title = code.replace("_", " ").capitalize()
    named = {"type": f"/problems/{code}", "title": title, "status": status, "code": code}
    return {**named, "detail": str(detail), "errors": errors or [], **extra}


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler."""
    document = document_of(error)
    if document is None:
        return None
    headers = {}
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(int(getattr(error, "wait", None) or 1) + 1)
    if document["status"] == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="exportctl"'
    return Response(document, status=document["status"], headers=headers, content_type=MEDIA_TYPE)


def document_of(error: Exception) -> Any:
    """The problem document of an error that has one, else None."""
    if isinstance(error, DomainError):
        return problem(error.code, error.status, error.message, error.errors, **error.extra)
    if isinstance(error, Http404 | exceptions.NotFound):
        return problem("not_found", 404, _("There is nothing at this address, or nothing that you may see."))
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return problem("forbidden", 403, _("You may not do this."))
    if isinstance(error, exceptions.ParseError | exceptions.UnsupportedMediaType):
        return problem("malformed", 400, error.detail)
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return problem("unauthenticated", 401, error.detail)
    if isinstance(error, exceptions.MethodNotAllowed):
        return problem("method_not_allowed", 405, error.detail)
    if isinstance(error, exceptions.NotAcceptable):
        return problem("not_acceptable", 406, error.detail)
    if isinstance(error, exceptions.Throttled):
        return problem("throttled", 429, _("Too many calls. Wait, then try again."))
    return None


def answer(code: str, status: int, detail: object) -> HttpResponse:
    """A problem document outside DRF: unknown addresses below /api, and errors nobody foresaw."""
    return HttpResponse(dump(problem(code, status, detail)), status=status, content_type=MEDIA_TYPE)


@no_append_slash  # /api/v1 itself is unknown, too
@csrf_exempt  # nothing is here to forge: every method is answered alike, a POST with a slash too many included
def not_found(request: HttpRequest, **_unused: object) -> HttpResponse:
    return answer("not_found", 404, _("There is nothing at this address, or nothing that you may see."))
