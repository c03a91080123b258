"""The authority's watch list: whom its officers want to look at twice. One officer enters and takes off."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.worklist.forms.watch_lists import UnwatchForm, WatchForm
from licensing.actions import watch_lists as actions
from licensing.models import WatchListEntry
from licensing.queries.watch_lists import watch_list_of

PAGE = "desks:watch_list"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def watch_list(request: AuthenticatedRequest) -> HttpResponse:
    """Every name of the authority; POST enters one, and open cases are looked through at once."""
    authority = _authority_or_404(request)
    entries = watch_list_of(authority)
    if kind := table_kind(request):
        return _table(kind, entries)
    form = WatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.watch_name(authority=authority, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Entered. Open cases were looked through."))
            return redirect(PAGE)
    context = {
        "authority": authority,
        "listed": [entry for entry in entries if entry.status == "listed"],
        "removed": [entry for entry in entries if entry.status != "listed"],
    }
    return form_response(request, "desks/worklist/watch_list/overview.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def entry(request: AuthenticatedRequest, entry_id: UUID) -> HttpResponse:
    """One name, and the form to take it off."""
    _authority_or_404(request)
    entries = WatchListEntry.objects.visible_to(request.user).select_related("added_by", "removed_by")
    row = get_object_or_404(entries, pk=entry_id)
    form = UnwatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.unwatch_name(entry_id=row.pk, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("Taken off. Its open hits ask no more."))
            return redirect(PAGE)
    return form_response(request, "desks/worklist/watch_list/entry.html", form, {"entry": row})


def _table(kind: str, entries: list[WatchListEntry]) -> HttpResponse:
    head = [_("Name"), _("Other names"), _("Country"), _("Why"), _("Status"), _("Entered by"), _("Entered")]
    cells = (
        [
            row.name,
            "; ".join(row.other_names),
            row.country,
            row.reason,
            row.get_status_display(),
            str(row.added_by),
            row.added_at,
        ]
        for row in entries
    )
    return TABLES[kind](f"watch-list.{kind}", head, cells)


def _authority_or_404(request: AuthenticatedRequest) -> Organisation:
    authority = access.principal_of(request.user, Permission.HANDLE)
    if authority is None or authority.kind != OrganisationKind.AUTHORITY:
        raise Http404
    return authority
