"""Errors as pages; below /api as problem documents."""

import sys

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import is_valid_path
from django.utils.translation import gettext as _

from exportctl.core import lost_connections, resubmission
from exportctl.core.api.problems import answer
from exportctl.core.errors import DomainError


def refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    """What the product refuses, in words, with what to do."""
    titles = {
        403: _("You may not do this"),
        404: _("Page not found"),
        409: _("This is not possible now"),
        422: _("This cannot be taken"),
    }
    return _page(
        request, error.status, titles.get(error.status, _("This is not possible")), str(error.message)
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Asks nothing more of the request: what cannot be read may be its host, its session or its form."""
    text = _("Your browser sent something that cannot be read. Go back and try again.")
    if request.path.startswith("/api/"):
        return answer("malformed", 400, text)
    context = {"title": _("This cannot be read"), "text": text}
    return render(request, "core/broken.html", context, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    text = _("Your account may not do this here. Ask your organisation for the right seat.")
    return _either(request, "forbidden", 403, _("You may not do this"), text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if request.method in ("GET", "HEAD") and (address := _without_slash(request.path)):
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address)
    text = _(
        "Perhaps the address was mistyped or is too old, or you need to sign in to see the page."
        " What you look for may be one step away:"
    )
    return _either(request, "not_found", 404, _("Page not found"), text)


def _without_slash(path: str) -> str:
    """The page that somebody means who ends its address with a slash; empty where there is none."""
    address = path.rstrip("/")
    if address == path or path.startswith(("//", "/api/")):
        return ""
    return address if is_valid_path(address) else ""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What one of our own pages sent too late is shown, to be sent again; what another site sent is not."""
    unsent = resubmission.of(request) if resubmission.comes_from_here(request) else None
    if unsent and request.user.is_authenticated:
        return render(request, "core/resubmission.html", {"unsent": unsent, "too_old": True}, status=403)
    if unsent:
        return redirect_to_login(request.get_full_path())  # where it is kept (exportctl.core.sessions)
    text = _(
        "The page was open for too long, or cookies are switched off. Go back, reload the page and try again."
    )
    return _page(request, 403, _("This form is too old"), text, shows_words=False)


def nowhere(request: HttpRequest) -> HttpResponse:
    """An address of a library that we do not offer."""
    raise Http404


def unavailable(request: HttpRequest) -> HttpResponse:
    """The database went away in the middle; whether what was sent was kept, nobody here knows."""
    text = _(
        "The database was away for a moment. Try again; if you sent something, look first whether it arrived."
    )
    if request.path.startswith("/api/"):
        response = answer("unavailable", 503, text)
    else:
        response = render(request, "core/broken.html", {"text": text}, status=503)
    response.headers["Retry-After"] = "2"
    response.headers["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Says so without asking the database anything: that may be what is wrong."""
    lost_connections.note(request, sys.exc_info()[1])
    text = _("The mistake is ours, and nothing of what you did was kept. Try again in a minute.")
    if request.path.startswith("/api/"):
        return answer("server_error", 500, text)
    context = {"text": text, "path": request.get_full_path() if request.method == "GET" else "/"}
    return render(request, "core/broken.html", context, status=500)


def _either(request: HttpRequest, code: str, status: int, title: str, text: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return answer(code, status, text)
    return _page(request, status, title, text)


def _page(
    request: HttpRequest, status: int, title: str, text: str, *, shows_words: bool = True
) -> HttpResponse:
    context = {
        "error_title": title,
        "error_text": text,
        "unsent": _typed(request) if shows_words else None,
    }
    return render(request, "core/error.html", context, status=status)


def _typed(request: HttpRequest) -> resubmission.Unsent | None:
    """What somebody had written in the form that is refused here; nothing of it is lost."""
    unsent = resubmission.of(request) if request.method == "POST" else None
    return unsent if unsent and unsent.has_words else None
