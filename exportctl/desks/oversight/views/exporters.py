"""The exporters of a state, for whoever administers its authority: entering and correcting them, their first people."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.models import Organisation
from exportctl.core.queries.invitations import waiting_elsewhere
from exportctl.core.queries.managers import own_organisations
from exportctl.core.rules.invitations import FEWEST_MANAGERS
from exportctl.core.rules.permissions import OrganisationKind
from exportctl.core.tables import Column, table_kind, table_response
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.oversight.forms.exporters import ExporterForm, shown
from exportctl.desks.oversight.queries.exporters import exporter_rows
from licensing.actions.exporters import add_exporter, correct_exporter
from licensing.models import Exporter

COLUMNS: Sequence[Column[Any]] = (
    Column(gettext_lazy("Registered name"), lambda row: row.legal_name),
    Column(gettext_lazy("Trade name"), lambda row: row.trade_name),
    Column(gettext_lazy("EORI"), lambda row: row.eori),
    Column(gettext_lazy("Of them administer"), lambda row: row.managers),
)


@require_safe
@login_required
def exporters(request: AuthenticatedRequest) -> HttpResponse:
    """Every exporter of the state, and whether anybody administers its people."""
    authority, at = _authority_or_404(request), clock.now()
    rows = exporter_rows(request.user, at=at)
    if kind := table_kind(request):
        return table_response(kind, "exporters", COLUMNS, rows)
    context = {
        "authority": authority,
        "exporters": rows,
        "fewest": FEWEST_MANAGERS,
        "invitations": waiting_elsewhere(request.user, at=at),
    }
    return render(request, "desks/oversight/exporters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: AuthenticatedRequest) -> HttpResponse:
    authority = _authority_or_404(request)
    form = ExporterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            added = add_exporter(
                authority=authority, details=form.details(), actor=request.user, at=clock.now()
            )
            text = _("%(name)s is entered. Invite two people who administer its people.")
            messages.success(request, text % {"name": added})
            return redirect("desks:exporters")
    context = {"authority": authority, "exporter": None}
    return form_response(request, "desks/oversight/exporters/edit.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: AuthenticatedRequest, exporter_id: UUID) -> HttpResponse:
    authority = _authority_or_404(request)
    exporter = get_object_or_404(Exporter.objects.administered_by(request.user), pk=exporter_id)
    form = ExporterForm(request.POST if request.method == "POST" else None, initial=shown(exporter))
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            correct_exporter(
                exporter_id=exporter.pk, details=form.details(), actor=request.user, at=clock.now()
            )
            messages.success(request, _("Corrected. The exporter’s people are told."))
            return redirect("desks:exporters")
    context = {"authority": authority, "exporter": exporter}
    return form_response(request, "desks/oversight/exporters/edit.html", form, context)


def _authority_or_404(request: AuthenticatedRequest) -> Organisation:
    """The authority whose people the reader administers."""
    for each in own_organisations(request.user):
        if each.kind == OrganisationKind.AUTHORITY:
            return each
    raise Http404
