"""The holder's page: report what left without a declaration, one at a time or as a table; take a report back."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.authorisations.forms.holder_reports import ReportForm, ReportTableForm
from exportctl.desks.authorisations.views.authorisations import authorisation_or_404, context_of
from exportctl.desks.authorisations.views.write_offs import reversal_page
from licensing.actions.holder_reports import report_several, report_transmission, take_report_back
from licensing.models import Authorisation


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """One transmission or service, deducted from its line."""
    authorisation = _holders_or_404(request, reference)
    form = ReportForm(request.POST if request.method == "POST" else None, authorisation=authorisation)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            deduction = report_transmission(
                authorisation_id=authorisation.pk, actor=request.user, at=clock.now(), **form.declared
            )
            done = _("Reported.") if deduction.created else _("This reference was reported already.")
            messages.success(request, done)
            return redirect(authorisation)
    context = context_of(request, authorisation)
    return form_response(request, "desks/authorisations/report.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """A table of them: all of its rows, or none."""
    authorisation = _holders_or_404(request, reference)
    form = ReportTableForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        authorisation=authorisation,
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form, field="file"):
            deductions = report_several(
                authorisation_id=authorisation.pk, rows=form.rows, actor=request.user, at=clock.now()
            )
            new = sum(each.created for each in deductions)
            text = ngettext("%(n)d row reported.", "%(n)d rows reported.", new)
            messages.success(request, text % {"n": new})
            return redirect(authorisation)
    context = context_of(request, authorisation)
    return form_response(request, "desks/authorisations/report_table.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_back(request: AuthenticatedRequest, reference: str, report_id: UUID) -> HttpResponse:
    """A counter-entry to one's own report."""
    authorisation = _holders_or_404(request, reference)
    rows = authorisation.write_offs.exclude(own_reference="").select_related("office")
    write_off = get_object_or_404(rows, pk=report_id)
    return reversal_page(request, authorisation, write_off, partial(take_report_back, report_id=write_off.pk))


def _holders_or_404(request: AuthenticatedRequest, reference: str) -> Authorisation:
    authorisation = authorisation_or_404(request, reference)
    if not access.may(request.user, Permission.FILE, authorisation):
        raise Http404
    return authorisation
