"""How long somebody stays signed in, and what becomes of a form that comes too late."""

from collections.abc import Callable
from time import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse

from exportctl.core import principals, resubmission

Answer = Callable[[HttpRequest], HttpResponse]

BEGAN, SEEN = "began_at", "seen_at"  # seconds, on the machine's clock, as all of a session's times
OFTEN = 60  # seconds between two notes of it


class SessionMiddleware:
    """Ends a session after too long a pause or a whole day (guarantee G27); keeps what was sent after its end."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self._keeping(request, self.get_response(request))
        person = self._end_if_over(request)
        principals.read(request)
        response = self.get_response(request)
        return self._keeping(request, response, person=person)

    def _end_if_over(self, request: HttpRequest) -> str:
        """End the session after the longest pause or the longest day; returns the person whose session it was."""
        if not request.user.is_authenticated:
            return ""
        now = time()
        seen, began = request.session.get(SEEN, now), request.session.setdefault(BEGAN, now)
        if now - seen <= settings.SESSION_IDLE_SECONDS and now - began <= settings.SESSION_LONGEST_SECONDS:
            if SEEN not in request.session or now - seen > OFTEN:
                request.session[SEEN] = now
            return ""
        person = str(request.user.pk)
        logout(request)
        return person

    def _keeping(self, request: HttpRequest, response: HttpResponse, *, person: str = "") -> HttpResponse:
        """A form that came after its session's end waits until that `person` is back.

        Where nobody knows any more whose it was, it is kept nowhere: it comes back with this very answer.
        """
        if request.method != "POST":
            return response
        if request.user.is_authenticated:
            if principals.is_asked(response):
                return self._until_chosen(request, response)
            self._done(request)
            return response
        if not _asks_to_sign_in(response) or not resubmission.comes_from_here(request):
            return response
        unsent = resubmission.of(request)
        if unsent is None:
            return response
        if not person:
            return render(request, "core/resubmission.html", {"unsent": unsent, "unknown": True}, status=403)
        resubmission.store(request, unsent, person=person)
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?next={reverse('core:unsent')}")

    def _until_chosen(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A form whose sender has to say first in whose name: it waits, and is sent again after the choice."""
        unsent = resubmission.of(request)
        if unsent is None or not unsent.readable:
            return response
        resubmission.store(request, unsent, person=str(request.user.pk), for_whom=True)
        return redirect(f"{reverse('core:acting_for')}?next={reverse('core:unsent')}")

    def _done(self, request: HttpRequest) -> None:
        """Drop the stored form once it has been sent again, with success or with errors in the page that answers."""
        stored = request.session.get(resubmission.KEY)
        if stored and stored["path"] == request.get_full_path():
            resubmission.forget(request)


def _asks_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and urlsplit(response["Location"]).path == resolve_url(
        settings.LOGIN_URL
    )
