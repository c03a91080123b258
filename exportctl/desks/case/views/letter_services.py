"""The page of one letter's service: officers send it and record what came of it, the exporter confirms the receipt."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.queries.reference import calendar_of
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.letter_services import ResultForm, SendingForm
from exportctl.desks.case.presenters.letter_services import ServicePage, addressee_of, service_page
from exportctl.desks.case.queries.cases import Case, case_page
from exportctl.desks.case.views.cases import case_form_response, case_or_404
from licensing.actions.letter_services import ServiceState, confirm_receipt, record_service, send_letter
from licensing.models import Document
from licensing.queries.letter_services import letters_of, state_of
from notifications.forms.positions import ActForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def letter(request: AuthenticatedRequest, reference: str, letter_id: UUID) -> HttpResponse:
    """What is to be done next is the one form of the page."""
    case = case_or_404(request, reference)
    written = letters_of(case.request).filter(file__isnull=False)  # the worker needs a minute
    document = get_object_or_404(written.select_related("file"), pk=letter_id)
    document.request = case.request
    calendar = calendar_of(str(case.request.authority.member_state_id))
    today = calendar.local_date(case.at)
    shown = service_page(state_of(document, today=today), is_officer=case.is_officer, today=today)
    form = _form(request, case, shown, today)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            try:
                _act(request, case, document, form)
            except ServiceState as moved:  # somebody was quicker: the page has another form by now
                messages.error(request, str(moved.message))
            return redirect("desks:letter_service", reference, letter_id)
    return case_form_response(
        request, case_page(case), "letter_service", form, tab="documents", shown=shown, letter=document
    )


def _form(request: AuthenticatedRequest, case: Case, shown: ServicePage, today: date) -> BaseForm:
    """That of the reader's next step; what was posted says itself which form it is of."""
    data = request.POST if request.method == "POST" else None
    act = request.POST.get("act", "")
    if not case.is_officer:
        return ActForm(data)
    if act == "record" or (not act and shown.may_record):
        return ResultForm(data, request.FILES if data is not None else None)
    return SendingForm(data, initial=addressee_of(case.request.exporter, on=today))


def _act(request: AuthenticatedRequest, case: Case, document: Document, form: BaseForm) -> None:
    ids: dict[str, Any] = {
        "request_id": case.request.pk,
        "letter_id": document.pk,
        "actor": request.user,
        "at": clock.now(),
    }
    if isinstance(form, ResultForm):
        record_service(**ids, **form.given())
        messages.success(request, _("What came of it is recorded."))
    elif isinstance(form, SendingForm):
        send_letter(**ids, **form.cleaned_data)
        messages.success(request, _("Recorded as sent."))
    else:
        confirm_receipt(**ids)
        messages.success(request, _("You confirmed the receipt of this letter."))
