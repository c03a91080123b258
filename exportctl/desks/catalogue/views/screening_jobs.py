"""A whole catalogue against the list: its lines are shown, then they count; how far it is, and what came of it."""

import io
from collections.abc import Iterator
from typing import BinaryIO
from uuid import UUID

import orjson
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.catalogue.forms.screening_jobs import JobForm
from exportctl.desks.catalogue.presenters.screening_jobs import COLUMNS
from exportctl.desks.catalogue.views.catalogue import only_exporters, own_exporter, said_of
from licensing.actions import screening_jobs as actions
from licensing.api.screening_jobs import csv_of
from licensing.models import CatalogueItem, ScreeningJob
from licensing.queries.screening_jobs import first_lines, progress_of
from licensing.queries.screenings import OF_ITEMS
from licensing.rules.screening_jobs import KEPT, NDJSON, STATE_LABELS, State
from licensing.rules.screenings import Verdict

SHOWN_JOBS = 20
ORDER = (*(verdict.value for verdict in Verdict), "error")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Those of the company, the newest first; and a new one from a file, or from the catalogue as it is."""
    only_exporters(request)
    exporter = own_exporter(request)
    items = CatalogueItem.objects.visible_to(request.user).filter(exporter=exporter).active().count()
    is_own = request.method == "POST" and "catalogue" in request.POST and items > 0
    form = JobForm(request.POST, request.FILES) if request.method == "POST" and not is_own else JobForm()
    if is_own or (request.method == "POST" and form.is_valid()):
        source, kind, name = (
            (_own_lines(exporter.pk), NDJSON, _("Your catalogue"))
            if is_own
            else (form.cleaned_data["file"].file, form.kind, form.cleaned_data["file"].name)
        )
        with errors_in(form, field="file"):
            job = actions.start_job(
                source=source,
                kind=kind,
                name=name,
                language=get_language() or "en",
                is_wanted=False,
                actor=request.user,
                at=clock.now(),
            )
            return redirect("desks:screening_job", job.pk)
    jobs = ScreeningJob.objects.visible_to(request.user).order_by("-created_at")[:SHOWN_JOBS]
    context = {
        "form": form,
        "company": said_of(request, exporter),
        "jobs": [(job, STATE_LABELS[job.state.value]) for job in jobs],
        "items": items,
        "columns_in_words": COLUMNS.items(),
        "kept_days": KEPT.days,
    }
    return form_response(request, "desks/catalogue/screening_jobs.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def page(request: AuthenticatedRequest, job_id: UUID) -> HttpResponse:
    """Its first lines before it counts, how far it is, and how many lines have which verdict."""
    only_exporters(request)
    job = get_object_or_404(ScreeningJob.objects.visible_to(request.user), pk=job_id)
    if request.method == "POST":
        with errors_as_message(request):
            act = actions.want_job if "start" in request.POST else actions.cancel_job
            act(job_id=job.pk, actor=request.user, at=clock.now())
        return redirect("desks:screening_job", job.pk)
    progress = progress_of(job, at=clock.now())
    context = {
        "job": job,
        "progress": progress,
        "state": progress.state.value,
        "state_label": STATE_LABELS[progress.state.value],
        "is_in_work": progress.state in (State.QUEUED, State.RUNNING),
        "first": first_lines(job) if progress.state == State.SHOWN else [],
        "counts": [(each, progress.verdicts[each]) for each in ORDER if each in progress.verdicts],
    }
    return render(request, "desks/catalogue/screening_job.html", context)


@require_safe
@login_required
def result(request: AuthenticatedRequest, job_id: UUID) -> HttpResponseBase:
    """The answers as a table, in the order of the lines."""
    only_exporters(request)
    jobs = ScreeningJob.objects.visible_to(request.user).filter(finished_at__isnull=False)
    job = get_object_or_404(jobs, pk=job_id)
    response = StreamingHttpResponse(csv_of(job), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="screening.csv"'
    return response


def _own_lines(exporter_id: UUID) -> BinaryIO:
    """The company's items that are not archived, each as a line."""
    return io.BytesIO(b"\n".join(map(orjson.dumps, _own_items(exporter_id))))


def _own_items(exporter_id: UUID) -> Iterator[dict[str, str]]:
    items = CatalogueItem.objects.filter(exporter=exporter_id).active().order_by("name", "pk")
    for item in items.iterator():
        body = {name: item.body[name] for name in OF_ITEMS if item.body.get(name)}
        yield {"id": item.number or str(item.pk), **body}
