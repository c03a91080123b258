"""In whose name somebody acts who holds seats at several organisations: chosen by them, kept in their session."""

from collections import Counter
from urllib.parse import urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from exportctl.core import access
from exportctl.core.access import Visitor
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission

KEY = "acts_for"  # of the session: an organisation's id


def read(request: HttpRequest) -> None:
    """Tell the person's account what they chose in this session; a seat that has ended is no choice any more."""
    if request.user.is_authenticated and (chosen := request.session.get(KEY)):
        request.user.acts_for = UUID(chosen)


def choose(request: HttpRequest, organisation: Organisation) -> None:
    """From here on, and until they choose again or sign out, the person acts for `organisation`."""
    if request.user.is_authenticated:
        request.session[KEY] = str(organisation.pk)
        request.user.acts_for = organisation.pk
        access.reload_seats(request.user)


def principals(user: Visitor) -> list[Organisation]:
    """Those among whom the person has to choose, by name: where they may do the same thing for several.

    Not whose people they administer: those pages name their organisation in their address.
    """
    seats = [seat for seat in access.seats_of(user) if seat.permission.codename != Permission.MANAGE]
    counts = Counter(seat.permission.codename for seat in seats)
    several = {
        seat.organisation.pk: seat.organisation for seat in seats if counts[seat.permission.codename] > 1
    }
    return sorted(several.values(), key=lambda each: (each.name, each.pk))


def chosen(user: Visitor) -> Organisation | None:
    """The one of them that the person chose."""
    return next((each for each in principals(user) if each.pk == getattr(user, "acts_for", None)), None)


def is_asked(response: HttpResponse) -> bool:
    """Does this answer lead to the page that asks for whom?"""
    return response.status_code == 302 and urlsplit(response["Location"]).path == reverse("core:acting_for")


def ask(request: HttpRequest) -> HttpResponse:
    """To the page that asks for whom, and from there back to what was opened."""
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse('core:acting_for')}?{query}")
