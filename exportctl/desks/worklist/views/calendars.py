"""A person's deadlines in their own calendar: a secret address, made and ended on the account's page."""

from hashlib import sha256
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock, icalendar
from exportctl.core.actions.calendars import end_calendar_address, make_calendar_address
from exportctl.core.cache import one_more
from exportctl.core.notices import language_of
from exportctl.core.queries.calendars import calendar_address_of, owner_of
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.queries.due_dates import deadlines

A_MINUTE = 60  # seconds
MOST_A_MINUTE = 60  # per secret: a calendar program asks every quarter of an hour


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def address(request: AuthenticatedRequest) -> HttpResponse:
    """POST makes an address and shows it, this once, or ends the one there is."""
    at, shown = clock.now(), ""
    if request.method == "POST" and "end" in request.POST:
        end_calendar_address(user=request.user, at=at)
        messages.success(request, _("The address works no more."))
        return redirect("desks:calendar_address")
    if request.method == "POST":
        secret = make_calendar_address(user=request.user, at=at)
        shown = urljoin(settings.BASE_URL, reverse("desks:calendar", args=[secret]))
    context = {
        "shown": shown,
        "address": calendar_address_of(request.user),
        "seats": access.seats_of(request.user),
    }
    return render(request, "desks/worklist/calendar.html", context, status=201 if shown else 200)


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar itself, for a program that cannot sign in: whoever knows the address reads it."""
    if _too_often(secret):
        return HttpResponse(status=429, headers={"Retry-After": str(A_MINUTE)})
    owner = owner_of(secret)
    if owner is None or not access.seats_of(owner):
        raise Http404
    organisation = access.seats_of(owner)[0].organisation
    with translation.override(language_of(owner.language, organisation.language)):
        name = _("exportctl: deadlines of %(person)s") % {"person": owner.name}
        text = icalendar.calendar(deadlines(owner, at=clock.now()), name=name, product="exportctl")
    return _answer(request, text)


def _answer(request: HttpRequest, text: str) -> HttpResponse:
    """Kept by the program that asked, by nobody between; unchanged is 304."""
    tag = f'"{sha256(text.encode()).hexdigest()[:32]}"'
    same = tag in request.headers.get("If-None-Match", "")
    answer = HttpResponseNotModified() if same else HttpResponse(text, "text/calendar; charset=utf-8")
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    if not same:
        answer["Content-Disposition"] = 'inline; filename="exportctl.ics"'
        answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _too_often(secret: str) -> bool:
    """Counted by the secret's hash, so that no secret stands in the cache."""
    key = f"calendar-{sha256(secret.encode()).hexdigest()}"
    return one_more(key, seconds=A_MINUTE) > MOST_A_MINUTE
