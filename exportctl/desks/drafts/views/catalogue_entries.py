"""Catalogue and notification: use what was described before, keep what is described here, start from an item."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.drafts.queries.catalogue_entries import described
from licensing.actions import catalogue
from licensing.queries import catalogue as catalogue_queries
from licensing.rules.catalogue import Kind, changes
from notifications.actions import notifications as actions
from notifications.models import CatchAllNotification
from notifications.queries import notifications as queries

PAGE = 25
LONGEST = 100


@dataclass(frozen=True)
class Place:
    """Where in a notification an entry of the catalogue goes: the member of its body, and the page of it."""

    kind: Kind
    member: str
    part: str
    title: Any


PLACES = {
    "item": Place(Kind.ITEM, "item", "item", gettext_lazy("The item")),
    "end-user": Place(Kind.PARTY, "end_user", "parties", gettext_lazy("The end user")),
    "consignee": Place(Kind.PARTY, "consignee", "parties", gettext_lazy("The consignee")),
}


@require_safe
@login_required
def choose(request: HttpRequest, reference: str, place: str) -> HttpResponse:
    """The entries of the catalogue that fit this place of the draft."""
    found, where = _draft(request, reference), _place(place)
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    kept = catalogue_queries.entries(request.user, where.kind, words=words).filter(exporter=found.exporter_id)
    page = Paginator(kept, PAGE).get_page(request.GET.get("page"))
    searched = f"{urlencode({'q': words})}&" if words else ""
    context = {
        **_context(found, place, where),
        "q": words,
        "page_of": page,
        "previous": f"?{searched}page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?{searched}page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "desks/drafts/from_catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def use(request: HttpRequest, reference: str, place: str, entry_id: UUID) -> HttpResponse:
    """What the entry would fill in and write over; then it does."""
    found, where = _draft(request, reference), _place(place)
    kept = catalogue_queries.entries(request.user, where.kind).filter(exporter=found.exporter_id)
    entry = get_object_or_404(kept, pk=entry_id)
    error = _used(request, found, where, entry.body) if request.method == "POST" else None
    if request.method == "POST" and error is None:
        return redirect("desks:part", found.reference, where.part)
    context = {
        **_context(found, place, where),
        "entry": entry,
        "rows": described(changes(found.body.get(where.member) or {}, entry.body)),
        "error": error,
    }
    return render(request, "desks/drafts/catalogue_entry.html", context, status=422 if error else 200)


def _used(request: HttpRequest, found: CatchAllNotification, where: Place, body: dict[str, Any]) -> Any:
    """The error's words, or None: then it is done."""
    revision = request.POST.get("revision", "")[:LONGEST]
    try:
        actions.change_draft(
            notification_id=found.pk,
            body={where.member: body},
            actor=request.user,
            at=clock.now(),
            expected_revision=int(revision) if revision.isascii() and revision.isdecimal() else None,
        )
    except DomainError as error:
        return error.message
    return None


@require_POST
@login_required
def keep(request: HttpRequest, reference: str, place: str) -> HttpResponse:
    """Put the item or a party of this notification into the catalogue, for later."""
    found = get_object_or_404(queries.notifications(request.user), reference=reference)
    where = _place(place)
    body = found.body.get(where.member) or {}
    try:
        kept = catalogue.add_entry(
            kind=where.kind, exporter=found.exporter, body=body, actor=request.user, at=clock.now()
        )
    except DomainError as error:
        said = error.errors[0]["detail"] if error.errors else error.message
        messages.error(request, str(said))
    else:
        messages.success(request, _("“%(name)s” is in your catalogue.") % {"name": kept.name})
    if found.request_id:
        return redirect("desks:case", found.request.reference)
    return redirect("desks:part", found.reference, where.part)


def _draft(request: HttpRequest, reference: str) -> CatchAllNotification:
    return get_object_or_404(queries.notifications(request.user), reference=reference, status="draft")


def _place(place: str) -> Place:
    if place not in PLACES:
        raise Http404
    return PLACES[place]


def _context(found: CatchAllNotification, place: str, where: Place) -> dict[str, Any]:
    return {"notification": found, "place": place, "where": where, "is_item": where.kind == Kind.ITEM}
