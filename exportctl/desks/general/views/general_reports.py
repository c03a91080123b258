"""A report on the use of a general authorisation; and the officer who asks for reports."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.general.forms.general_reports import GeneralReportForm
from exportctl.desks.general.queries.general_registrations import written_off_in
from exportctl.desks.general.views.general_registrations import context_of
from licensing.actions.general_registrations import request_reports
from licensing.actions.general_reports import file_report
from licensing.models import GeneralRegistration
from licensing.queries.decision_periods import today_of
from licensing.queries.general_registrations import reports_since
from licensing.rules.general_terms import report_periods


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def file(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    """The periods that have ended, and what was exported in one of them; a second report corrects the first."""
    context = context_of(request, registration_id)
    if not context["is_holder"]:
        raise Http404
    registration: GeneralRegistration = context["registration"]
    terms, today = context["use"].terms, today_of(registration.authority, at=clock.now())
    since = reports_since(registration, terms)
    periods = list(report_periods(terms, since=since, on=today)) if since else []
    is_sent = request.method == "POST"
    form = GeneralReportForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        periods=periods[::-1],
        written_off=written_off_in(registration, periods),
        initial={
            "period": next((each.period.last.isoformat() for each in context["use"].due if each.period), "")
        },
    )
    if is_sent and form.is_valid():
        with errors_in(form):
            file_report(
                exporter_id=registration.exporter_id,
                code=registration.code,
                body=form.body,
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Reported."))
            return redirect(registration)
    return form_response(request, "desks/general/report.html", form, {**context, "periods": periods})


@require_POST
@login_required
def request_them(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    """An officer asks for the periodic reports of a code that leaves them to the authority."""
    context = context_of(request, registration_id)
    if not context["is_officer"]:
        raise Http404
    with errors_as_message(request):
        request_reports(registration_id=registration_id, actor=request.user, at=clock.now())
        messages.success(request, _("Asked for. The company is told."))
    return redirect(context["registration"])
