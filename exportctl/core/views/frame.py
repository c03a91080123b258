"""The desk's door, and what a reader sets for themselves."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from exportctl.core import access, clock
from exportctl.core.actions import accounts
from exportctl.core.context import THEME_COOKIE
from exportctl.core.models import User
from exportctl.core.queries.invitations import offered_to
from exportctl.core.queries.todos import counts
from exportctl.core.sections import desk

YEAR = 365 * 24 * 3600  # seconds


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """People who signed in go to their desk, or to the seat they are invited to; everybody else to the public home.

    Who has no seat yet may have something to confirm all the same, such as the registration of a company: to the inbox.
    """
    user = request.user
    if isinstance(user, User) and not access.seats_of(user):
        at = clock.now()
        invitation = offered_to(user, at=at).first()
        if invitation:
            return redirect("core:invitation", invitation.pk)
        return redirect("core:inbox" if any(counts(user, at=at).values()) else "/")
    return redirect(desk({seat.permission.codename for seat in access.seats_of(request.user)}))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    response = back(request)
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            accounts.choose_language(user=request.user, language=chosen)
        _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    response = back(request)
    if chosen in accounts.THEMES:
        if request.user.is_authenticated:
            accounts.choose_theme(user=request.user, theme=chosen)
        _remember(response, THEME_COOKIE, chosen)
    return response


def back(request: HttpRequest, *, otherwise: str = "/") -> HttpResponse:
    """To the page that the form came from (`next`), never to another site."""
    target = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    # `redirect` would take a word without a slash for the name of a page.
    return redirect(target if here and target.startswith(("/", "http")) else otherwise)


def _remember(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
