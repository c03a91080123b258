"""The exporter's catalogue: items and parties described once. Tables of items are in `catalogue_tables`."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.lists.pages import page_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.catalogue.forms.catalogue import FORMS
from licensing.actions import catalogue as actions
from licensing.models import CatalogueEntry, CatalogueItem, Exporter
from licensing.queries import catalogue as queries
from licensing.queries.exporters import company_links, files_for_several
from licensing.rules.catalogue import Kind
from licensing.rules.catalogue_tables import CATALOGUE_COLUMNS, in_cells

PAGE = 25
KINDS = {"items": Kind.ITEM, "parties": Kind.PARTY}


@dataclass(frozen=True, kw_only=True)
class CatalogueFilter(ListFilter):
    """What the address asks of the catalogue."""

    words: str = fields.words(name="q")
    archived: bool = fields.switch("1")
    company: str = fields.key()


@require_safe
@login_required
def home(request: AuthenticatedRequest) -> HttpResponse:
    only_exporters(request)
    return redirect("desks:catalogue", "items")


@require_safe
@login_required
def entries(request: AuthenticatedRequest, kind: str) -> HttpResponse:
    """What is kept, by name; words and whether archived ones are meant stand in the address."""
    chosen = _kind(kind)
    only_exporters(request)
    filters = CatalogueFilter.read(request.GET)
    rows = queries.entries(
        request.user, chosen, words=filters.words, archived=filters.archived, company=filters.company
    )
    if table := table_kind(request):
        cells = (in_cells(chosen, entry.body) for entry in rows.iterator())
        return TABLES[table](f"catalogue-{kind}.{table}", CATALOGUE_COLUMNS[chosen], cells)
    context = {
        **_place(kind),
        "filters": filters,
        "numbers": queries.numbers(request.user, company=filters.company),
        "waiting": queries.waiting_uploads(request.user),
        "companies": company_links(request.user, filters),
        "links": {
            "unsearched": filters.but(words="").address,
            "archived": filters.but(archived=True, words="").address,
            "active": filters.but(archived=False, words="").address,
        },
        "list_page": (page := page_of(rows, filters, size=PAGE)),
        "items": (items := _with_confirmations(page.rows) if chosen == Kind.ITEM else []),
        "classified": any(entry.body.get("control_entry") or confirmed for entry, confirmed in items),
    }
    return render(request, f"desks/catalogue/{kind}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: AuthenticatedRequest, kind: str) -> HttpResponse:
    chosen = _kind(kind)
    exporter = own_exporter(request)
    form = FORMS[chosen](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            new_entry = actions.add_entry(
                kind=chosen, exporter=exporter, body=form.body(), actor=request.user, at=clock.now()
            )
            messages.success(request, _("“%(name)s” is in your catalogue.") % {"name": new_entry.name})
            return redirect("desks:catalogue", kind)
    context = {**_place(kind), "form": form, "company": said_of(request, exporter)}
    return form_response(request, "desks/catalogue/entry.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def entry(request: AuthenticatedRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """One entry: read it, say it anew, put it away."""
    chosen = _kind(kind)
    stored = get_object_or_404(queries.every(request.user, chosen), pk=entry_id)
    initial = {**stored.body, "revision": stored.revision}
    form = FORMS[chosen](request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.change_entry(
                kind=chosen,
                entry_id=stored.pk,
                body=form.body(),
                actor=request.user,
                at=clock.now(),
                expected_revision=form.cleaned_data["revision"],
            )
            messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
            return redirect("desks:catalogue", kind)
    context = {
        **_place(kind),
        "form": form,
        "entry": stored,
        "confirmation": _confirmation(stored),
        "company": said_of(request, stored.exporter),
    }
    return form_response(request, "desks/catalogue/entry.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def archive(request: AuthenticatedRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Put an entry away, after a page that says what that means, or take it out again."""
    chosen = _kind(kind)
    stored = get_object_or_404(queries.every(request.user, chosen), pk=entry_id)
    if request.method != "POST":
        acting = {"who": request.user.name, "for_whom": stored.exporter.legal_name, "at": clock.now()}
        context = {**_place(kind), "entry": stored, "consequences": _if_archived(), "acting": acting}
        return render(request, "desks/catalogue/archive.html", context)
    act = actions.restore_entry if "restore" in request.POST else actions.archive_entry
    with errors_as_message(request):
        act(kind=chosen, entry_id=stored.pk, actor=request.user, at=clock.now())
        done = _("“%(name)s” is back.") if "restore" in request.POST else _("“%(name)s” is archived.")
        messages.success(request, done % {"name": stored.name})
        return redirect("desks:catalogue", kind)
    return redirect("desks:catalogue_entry", kind, stored.pk)


def _with_confirmations(items: list[Any]) -> list[tuple[Any, queries.Confirmation | None]]:
    """Each item with what an authority said of its classification."""
    confirmations = queries.confirmations_of(items)
    return [(item, confirmations.get(item.pk)) for item in items]


def _confirmation(stored: CatalogueEntry) -> queries.Confirmation | None:
    items = [stored] if isinstance(stored, CatalogueItem) else []
    return queries.confirmations_of(items).get(stored.pk)


def _if_archived() -> list[str]:
    return [
        _("It is offered to nobody any more when a notification is written."),
        _("Notifications that took over its words keep them."),
        _("It stays readable under “Archived”, and you or a colleague can take it out again."),
    ]


def own_exporter(request: AuthenticatedRequest) -> Exporter:
    """The company whose catalogue grows; 404 for whoever files for none, a choice for whoever files for several."""
    principal = access.principal_of(request.user, Permission.FILE)
    return get_object_or_404(Exporter, pk=principal.pk if principal else None)


def only_exporters(request: AuthenticatedRequest) -> None:
    """404 for whoever files for no company."""
    if not access.has_seat(request.user, Permission.FILE):
        raise Http404


def said_of(request: AuthenticatedRequest, exporter: Exporter) -> str:
    """Whose entry it is, for whoever files for several companies."""
    return exporter.legal_name if files_for_several(request.user) else ""


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _place(kind: str) -> dict[str, Any]:
    return {"kind": kind, "is_item": KINDS[kind] == Kind.ITEM}
