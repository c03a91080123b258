"""The exporter's catalogue: items and parties described once. Tables of items are in `catalogue_tables`."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.desks.catalogue.forms.catalogue import FORMS
from licensing.actions import catalogue as actions
from licensing.models import Exporter
from licensing.queries import catalogue as queries
from licensing.rules.catalogue import Kind
from licensing.rules.catalogue_tables import CATALOGUE_COLUMNS, in_cells

PAGE = 25
LONGEST = 100
KINDS = {"items": Kind.ITEM, "parties": Kind.PARTY}


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    own_exporter(request)
    return redirect("desks:catalogue", "items")


@require_safe
@login_required
def entries(request: HttpRequest, kind: str) -> HttpResponse:
    """What is kept, by name; words and whether archived ones are meant stand in the address."""
    chosen = _kind(kind)
    own_exporter(request)
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    archived = request.GET.get("archived") == "1"
    found = queries.entries(request.user, chosen, words=words, archived=archived)
    if (export := request.GET.get("export")) in TABLES:
        rows = (in_cells(chosen, entry.body) for entry in found)
        return TABLES[export](f"catalogue-{kind}.{export}", CATALOGUE_COLUMNS[chosen], rows)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = {"q": words, "archived": "1" if archived else ""}
    context = {
        **_place(kind),
        "q": words,
        "archived": archived,
        "numbers": queries.numbers(request.user),
        "waiting": queries.waiting_upload(request.user),
        "page_of": page,
        "previous": _with(asked, page.previous_page_number()) if page.has_previous() else "",
        "next": _with(asked, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, f"desks/catalogue/{kind}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, kind: str) -> HttpResponse:
    chosen = _kind(kind)
    exporter = own_exporter(request)
    form = FORMS[chosen](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            made = actions.keep(
                kind=chosen, exporter=exporter, body=form.body(), actor=request.user, at=clock.now()
            )
            messages.success(request, _("“%(name)s” is in your catalogue.") % {"name": made.name})
            return redirect("desks:catalogue", kind)
    context = {**_place(kind), "form": form}
    return form_response(request, "desks/catalogue/entry.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def entry(request: HttpRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """One entry: read it, say it anew, put it away."""
    chosen = _kind(kind)
    found = get_object_or_404(queries.every(request.user, chosen), pk=entry_id)
    initial = {**found.body, "revision": found.revision}
    form = FORMS[chosen](request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.change(
                kind=chosen,
                entry_id=found.pk,
                body=form.body(),
                actor=request.user,
                at=clock.now(),
                expected_revision=form.cleaned_data["revision"],
            )
            return redirect("desks:catalogue", kind)
    context = {**_place(kind), "form": form, "entry": found}
    return form_response(request, "desks/catalogue/entry.html", form, context)


@require_POST
@login_required
def archive(request: HttpRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Put an entry away, or take it out again."""
    chosen = _kind(kind)
    found = get_object_or_404(queries.every(request.user, chosen), pk=entry_id)
    act = actions.restore if "restore" in request.POST else actions.archive
    with errors_as_message(request):
        act(kind=chosen, entry_id=found.pk, actor=request.user, at=clock.now())
        done = _("“%(name)s” is back.") if "restore" in request.POST else _("“%(name)s” is archived.")
        messages.success(request, done % {"name": found.name})
        return redirect("desks:catalogue", kind)
    return redirect("desks:catalogue_entry", kind, found.pk)


def own_exporter(request: HttpRequest) -> Exporter:
    """The exporter whose catalogue it is; 404 for everybody else."""
    exporters = access.organisation_ids_of(request.user, Permission.FILE)
    return get_object_or_404(Exporter, pk=exporters[0] if exporters else None)


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _place(kind: str) -> dict[str, Any]:
    return {"kind": kind, "is_item": KINDS[kind] == Kind.ITEM}


def _with(asked: dict[str, str], page: int) -> str:
    return "?" + urlencode({**{name: value for name, value in asked.items() if value}, "page": page})
