"""Whom the list concerns, by numbers: before an item is listed, and after each edition. For the Commission alone."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from controllist.models import ControlListEntry
from exportctl.core import access
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.forms.list_impacts import ItemForm
from licensing.models import ListImpact
from licensing.queries.list_impacts import Wanted, impact_of

COLUMNS = ("edition", "code", "items", "catalogues", "open_requests", "authorisations", "exporters", "at")
SHOWN = 50


@require_safe
@login_required
def impacts(request: AuthenticatedRequest) -> HttpResponse:
    """The figures of the last editions; of an item that the address names, what listing it would mean."""
    if not access.has_seat(request.user, Permission.ADMINISTER):
        raise Http404
    rows = ListImpact.objects.all()
    if kind := table_kind(request):
        return TABLES[kind](f"list-impacts.{kind}", COLUMNS, rows.values_list(*COLUMNS))
    form = ItemForm(request.GET or None)
    numbers = None
    if request.GET and form.is_valid():
        given = form.cleaned_data
        item = Wanted(given["name"], given["manufacturer"], (given["model"],))
        numbers = impact_of([item]).numbers
    context = {"form": form, "numbers": numbers, "impacts": _named(rows[:SHOWN])}
    return render(request, "desks/oversight/list_impacts.html", context)


def _named(impacts: Iterable[ListImpact]) -> list[tuple[str, ListImpact]]:
    """Each with the item that its edition was about."""
    rows = list(impacts)
    entries = ControlListEntry.objects.filter(code__in={row.code for row in rows})
    names = {entry.code: entry.name for entry in entries}
    return [(names.get(row.code, row.code), row) for row in rows]
