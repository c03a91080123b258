"""Many items at once: upload a table, see what is wrong with it, then take the good rows or none."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from controllist.rules.functions import FUNCTIONS
from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.tables import csv_response
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.catalogue.forms.catalogue import TableForm
from exportctl.desks.catalogue.views.catalogue import only_exporters, own_exporter, said_of
from licensing import labels
from licensing.actions import catalogue as actions
from licensing.models import CatalogueUpload
from licensing.queries.catalogue import report_of
from licensing.rules.catalogue_tables import COLUMNS, MOST_ROWS

EXAMPLE = (
    "Mobile location gateway",
    "Example Instruments",
    "EI-100",
    "phone_location; user_identification",
    "Asks a network where a telephone is, and answers with a place on a map. (Replace this row.)",
    "85176200",
)
SHOWN = 200  # rows, and mistakes, on the page; the rest is counted


@require_safe
@login_required
def template(request: AuthenticatedRequest) -> HttpResponse:
    only_exporters(request)
    return csv_response("items-template.csv", COLUMNS, [EXAMPLE])


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload(request: AuthenticatedRequest) -> HttpResponse:
    exporter = own_exporter(request)
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if request.method == "POST" and form.is_valid():
        with errors_in(form, field="file"):
            table_upload = actions.upload_items(
                exporter=exporter,
                name=form.cleaned_data["file"].name,
                table=form.table,
                actor=request.user,
                at=clock.now(),
            )
            return redirect("desks:catalogue_upload", table_upload.pk)
    context = {
        "form": form,
        "company": said_of(request, exporter),
        "most": MOST_ROWS,
        "functions": [(code, labels.label("functions", code)) for code in FUNCTIONS],
    }
    return form_response(request, "desks/catalogue/upload.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def upload_report(request: AuthenticatedRequest, upload_id: UUID) -> HttpResponse:
    """What is wrong with which row, and which rows are fine; nothing is imported before the person says so."""
    upload = get_object_or_404(CatalogueUpload.objects.visible_to(request.user), pk=upload_id)
    if request.method == "POST":
        return _decide(request, upload)
    report = report_of(upload)
    context = {
        "upload": upload,
        "company": said_of(request, upload.exporter),
        "fine": len(report.items),
        "wrong": report.wrong_rows,
        "items": report.items[:SHOWN],
        "more_items": max(len(report.items) - SHOWN, 0),
        "mistakes": report.mistakes[:SHOWN],
        "more": max(len(report.mistakes) - SHOWN, 0),
    }
    return render(request, "desks/catalogue/upload_report.html", context)


def _decide(request: AuthenticatedRequest, upload: CatalogueUpload) -> HttpResponse:
    with errors_as_message(request):
        if "none" in request.POST:
            actions.discard_upload(upload_id=upload.pk, actor=request.user, at=clock.now())
            messages.success(request, _("Nothing was imported."))
        else:
            count = actions.import_items(
                upload_id=upload.pk, expected=_expected(request), actor=request.user, at=clock.now()
            )
            text = ngettext("%(n)d item is in your catalogue.", "%(n)d items are in your catalogue.", count)
            messages.success(request, text % {"n": count})
        return redirect("desks:catalogue", "items")
    return redirect("desks:catalogue_upload", upload.pk)


def _expected(request: AuthenticatedRequest) -> int:
    """How many fine rows the person saw."""
    text = request.POST.get("fine", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
