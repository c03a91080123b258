"""The page behind a consulted body's link: no account, the shared parts alone, one answer."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.files import send
from exportctl.core.views.forms import form_response
from exportctl.desks.case.forms.consultations import AdviceForm
from exportctl.desks.case.presenters.consultation_disclosures import (
    consultation_by_link,
    not_shared,
    shared_parts,
    takes_advice,
)
from licensing.actions.consultations import give_advice
from licensing.models import Consultation
from licensing.queries.consultations import shared_with


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def advise(request: HttpRequest, consultation_id: UUID, token: str) -> HttpResponse:
    """Whoever holds the link may read and answer."""
    consultation = _consultation_or_404(consultation_id, token)
    form = AdviceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            give_advice(
                consultation_id=consultation.pk,
                expected_round=consultation.round,
                at=clock.now(),
                **form.cleaned_data,
            )
            return redirect(consultation)
    response = form_response(request, "desks/case/consultation_response.html", form, _context(consultation))
    # The address is a secret: no other site may read it. `no-referrer` would send the form with `Origin: null`,
    # which is refused as a forgery.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@never_cache
@require_safe
def document(request: HttpRequest, consultation_id: UUID, token: str, document_id: UUID) -> FileResponse:
    """A document that goes along with the question, for as long as the question is open."""
    consultation = _consultation_or_404(consultation_id, token)
    shared = shared_with(consultation).filter(pk=document_id).first() if takes_advice(consultation) else None
    if shared is None or shared.file is None:
        raise Http404
    response = send(shared.file)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _consultation_or_404(consultation_id: UUID, token: str) -> Consultation:
    """A link that never was, or was replaced, is 404."""
    consultation = consultation_by_link(consultation_id)
    if consultation is None or not constant_time_compare(token, consultation.token):
        raise Http404
    return consultation


def _context(consultation: Consultation) -> dict[str, object]:
    """After the answer, and after the case, nothing of the case is shown any more."""
    if not takes_advice(consultation):
        return {
            "consultation": consultation,
            "given": next((a for a in consultation.advice.all() if a.round == consultation.round), None),
        }
    return {
        "consultation": consultation,
        "parts": shared_parts(consultation),
        "documents": shared_with(consultation),
        "hidden": not_shared(consultation),
        "takes": True,
    }
