"""Many items at once: hand over a table, see what is wrong with it, then take the good rows or none."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from controllist.rules.functions import FUNCTIONS
from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.tables import TABLES, csv_response, table_kind
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.catalogue.forms.catalogue import TableForm
from exportctl.desks.catalogue.views.catalogue import only_exporters, own_exporter, said_of
from licensing import labels
from licensing.actions import catalogue_uploads as actions
from licensing.models import CatalogueUpload
from licensing.rules.catalogue_tables import COLUMNS, MISTAKES, MOST_ROWS, Change
from licensing.rules.catalogue_uploads import STATE_LABELS, State, outcome_of

EXAMPLE = (
    "EI-100-EU",
    "Mobile location gateway",
    "Example Instruments",
    "EI-100",
    "phone_location; user_identification",
    "Asks a network where a telephone is, and answers with a place on a map. (Replace this row.)",
    "85176200",
    "5A001.f.2",
    "DE",
    "",
)


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
                source=form.source,
                language=get_language() or "en",
                is_wanted=False,
                actor=request.user,
                at=clock.now(),
                machine_at=clock.machine_now(),
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
    """How far it is, what is wrong with which row, and which rows are fine; nothing is imported before it is wanted."""
    uploads = CatalogueUpload.objects.visible_to(request.user).select_related("exporter").defer("source")
    table = get_object_or_404(uploads, pk=upload_id)
    if request.method == "POST":
        return _decide(request, table)
    outcome = outcome_of(table.outcome)
    if kind := table_kind(request):
        cells = (mistake.cells for mistake in outcome.mistakes)
        return TABLES[kind](f"mistakes.{kind}", MISTAKES, cells)
    context = {
        "upload": table,
        "company": said_of(request, table.exporter),
        "state": table.state.value,
        "state_label": STATE_LABELS[table.state.value],
        "is_in_work": table.state in (State.QUEUED, State.RUNNING),
        "outcome": outcome,
        "added": outcome.count(Change.ADDED),
        "changed": outcome.count(Change.CHANGED),
        "unchanged": outcome.count(Change.UNCHANGED),
        "new": outcome.count(Change.ADDED) + outcome.count(Change.CHANGED),
        "more_shown": outcome.count(Change.ADDED) + outcome.count(Change.CHANGED) - len(outcome.shown),
    }
    return render(request, "desks/catalogue/upload_report.html", context)


def _decide(request: AuthenticatedRequest, table: CatalogueUpload) -> HttpResponse:
    given: dict[str, Any] = {"upload_id": table.pk, "actor": request.user, "at": clock.now()}
    with errors_as_message(request):
        if "import" not in request.POST:
            actions.discard_upload(**given)
            if table.wanted_at is None:
                messages.success(request, _("Nothing was imported."))
            return redirect("desks:catalogue", "items")
        done = actions.import_items(**given, machine_at=clock.machine_now())
        outcome = outcome_of(done.outcome)
        if done.state == State.DONE and not outcome.wrong:
            count = outcome.fine
            text = ngettext("%(n)d item is in your catalogue.", "%(n)d items are in your catalogue.", count)
            messages.success(request, text % {"n": count})
            return redirect("desks:catalogue", "items")
    return redirect("desks:catalogue_upload", table.pk)
