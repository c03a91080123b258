"""Catalogue and draft: use what was described before, keep what is described here, start from an item."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.core.shapes import shape_at
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.kinds import Part, Place
from exportctl.desks.drafts.kinds import draft_or_404, kind_of
from exportctl.desks.drafts.presenters.catalogue_entries import change_rows
from licensing.actions import catalogue
from licensing.actions import drafts as actions
from licensing.models import Draft
from licensing.queries import catalogue as catalogue_queries
from licensing.rules.catalogue import SHAPES, Kind, changes
from licensing.rules.drafts import value_at

PAGE = 25
LONGEST = 100


@require_safe
@login_required
def choose(request: AuthenticatedRequest, reference: str, place: str) -> HttpResponse:
    """The entries of the catalogue that fit this place of the draft."""
    draft = draft_or_404(request.user, reference)
    part, where = _place(draft, place)
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    entries = catalogue_queries.entries(request.user, where.kind, words=words)
    page = Paginator(entries.filter(exporter=draft.exporter_id), PAGE).get_page(request.GET.get("page"))
    searched = f"{urlencode({'q': words})}&" if words else ""
    context = {
        **_context(draft, place, part, where),
        "q": words,
        "page_of": page,
        "previous": f"?{searched}page={page.previous_page_number()}" if page.has_previous() else "",
        "next": f"?{searched}page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "desks/drafts/from_catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def use(request: AuthenticatedRequest, reference: str, place: str, entry_id: UUID) -> HttpResponse:
    """What the entry would fill in and write over; then it does."""
    draft = draft_or_404(request.user, reference)
    part, where = _place(draft, place)
    entries = catalogue_queries.entries(request.user, where.kind).filter(exporter=draft.exporter_id)
    entry = get_object_or_404(entries, pk=entry_id)
    members = shape_at(draft.shape, where.member).members
    body = {name: value for name, value in entry.body.items() if name in members}
    error = _use(request, draft, where, body) if request.method == "POST" else None
    if request.method == "POST" and error is None:
        return redirect(part.place_page(draft, place))
    context = {
        **_context(draft, place, part, where),
        "entry": entry,
        "rows": change_rows(changes(value_at(draft.body, where.member) or {}, body)),
        "error": error,
    }
    return render(request, "desks/drafts/catalogue_entry.html", context, status=422 if error else 200)


def _use(request: AuthenticatedRequest, draft: Draft, where: Place, body: dict[str, Any]) -> Any:
    """The error's words, or None: then it is done."""
    revision = request.POST.get("revision", "")[:LONGEST]
    try:
        actions.save_fields(
            model=type(draft),
            draft_id=draft.pk,
            fields={f"/{where.member}/{name}": value for name, value in body.items()},
            loaded={},
            actor=request.user,
            at=clock.now(),
            expected_revision=int(revision) if revision.isascii() and revision.isdecimal() else None,
        )
    except DomainError as error:
        return error.message
    return None


@require_POST
@login_required
def keep(request: AuthenticatedRequest, reference: str, place: str) -> HttpResponse:
    """Put the item or a party of this draft into the catalogue, for later; from its case, too."""
    draft = draft_or_404(request.user, reference, is_open=False)
    part, where = _place(draft, place)
    described = value_at(draft.newest_body, where.member) or {}
    body = {name: described[name] for name in SHAPES[where.kind].members if name in described}
    try:
        entry = catalogue.add_entry(
            kind=where.kind, exporter=draft.exporter, body=body, actor=request.user, at=clock.now()
        )
    except DomainError as error:
        messages.error(request, str(error.errors[0]["detail"] if error.errors else error.message))
    else:
        messages.success(request, _("“%(name)s” is in your catalogue.") % {"name": entry.name})
    if draft.is_sent:
        return redirect("desks:case", draft.request.reference)
    return redirect(part.place_page(draft, place))


def _place(draft: Draft, place: str) -> tuple[Part, Place]:
    places = kind_of(draft).places_of(draft)
    if place not in places:
        raise Http404
    return places[place]


def _context(draft: Draft, place: str, part: Part, where: Place) -> dict[str, Any]:
    is_item = where.kind == Kind.ITEM
    return {"draft": draft, "place": place, "part": part, "where": where, "is_item": is_item}
