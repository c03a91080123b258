"""The reader's language, what browsers may keep, and errors of the domain as proper pages."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from exportctl.core import clock, locks, lost_connections, twins
from exportctl.core.actions import keys
from exportctl.core.errors import DomainError, Elsewhere, PrincipalNeeded
from exportctl.core.principals import ask
from exportctl.core.rules.codes import as_stored
from exportctl.core.views.errors import not_found, refused, unavailable

Answer = Callable[[HttpRequest], HttpResponse]


class PageCompressionMiddleware(GZipMiddleware):
    """Pages travel compressed: they are the largest of what is sent, up to a sixth of their size is left.

    Tables, files and answers of REST go as they are, with their lengths and entity tags. What a page says of a
    secret is not told by its compressed length (BREACH): a form's token is masked anew in each answer, and Django
    adds a random number of bytes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class PolicyMiddleware:
    """The Content-Security-Policy: one for every answer, written once (django-csp would write it anew for each)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response, self.policy = get_response, build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class LostConnectionMiddleware:
    """A page that only reads is read once more where its connection to the database died under it.

    Whatever may have written is not repeated: its sender is told to look.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not lost_connections.was_lost(request):
            return response
        is_back = lost_connections.reconnect()
        if is_back and request.method in ("GET", "HEAD"):
            response = self.get_response(request)
            if not lost_connections.was_lost(request):
                return response
        return unavailable(request)


class LanguageMiddleware:
    """The language chosen here (cookie), else the account's, else what the browser or machine asks for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._speak(request, translation.get_language_from_request(request))
        response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language())
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """By now we know who it is: somebody who chose a language on another device reads it here as well."""
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.path.startswith("/api/"):
            return
        if language := getattr(request.user, "language", ""):
            self._speak(request, language)

    def _speak(self, request: HttpRequest, language: str) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()


class TwinMiddleware:
    """A form whose button is pressed twice is done once: its twin waits, and is led where the first one was."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        press = twins.press_of(request)
        if press is None:
            return self.get_response(request)
        with locks.alone(press.lock):
            if address := keys.address_of_twin(press=press, at=clock.now()):
                return redirect(address)
            response = self.get_response(request)
            if address := twins.address_after(response):
                keys.record_press(press=press, address=address, at=clock.now())
            return response


class BrowserMiddleware:
    """What a browser may keep and may do.

    A page of somebody signed in is asked for anew each time, but may be gone back to with what was typed in it;
    signing out clears what was kept. Files, exports and answers to keys are never kept.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if "Authorization" in request.headers or "attachment" in response.get("Content-Disposition", ""):
            response.headers.setdefault("Cache-Control", "private, no-store")
        elif settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
            if request.method == "POST" and request.path == reverse("account_logout"):
                response.headers["Clear-Site-Data"] = '"cache"'
        return response


class RequestLineMiddleware:
    """What no page of ours takes, before anything is looked up.

    Pages are read and sent: another method is 405 (RFC 9110, 15.5.6; REST answers for itself, with a problem
    document). No address holds the NUL character, and PostgreSQL takes none: such an address leads nowhere.
    """

    METHODS = ("GET", "HEAD", "POST", "OPTIONS")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return not_found(request)
        if request.method not in self.METHODS and not request.path.startswith("/api/"):
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)


class ReferenceMiddleware:
    """An address with a reference in another spelling (`/list/cs-0001`) leads to the one that is stored.

    308 (RFC 9110, 15.4.9): the method and what was sent stay. It tells nothing: whether there is one is not asked.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        segments = request.path.split("/")
        known = [as_stored(segment) for segment in segments]
        if known == segments:
            return self.get_response(request)
        query = request.META.get("QUERY_STRING", "")
        address = "/".join(quote(segment) for segment in known) + (f"?{query}" if query else "")
        return HttpResponsePermanentRedirect(address, preserve_request=True)


class DomainErrorMiddleware:
    """What a page's view did not put into its form becomes a page of its own, with the right status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, PrincipalNeeded) and not request.path.startswith("/api/"):
            return ask(request)
        if isinstance(error, Elsewhere) and (error.is_own or request.method in ("GET", "HEAD")):
            return redirect(error.url)
        return refused(request, error) if isinstance(error, DomainError) else None
