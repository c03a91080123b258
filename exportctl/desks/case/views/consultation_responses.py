"""The page behind a consulted body's link: no account, the shared parts alone, one answer."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.core.views.files import send
from exportctl.desks.case.forms.consultations import AdviceForm
from exportctl.desks.case.presenters.consultation_disclosures import (
    find_by_link,
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
    found = _found(consultation_id, token)
    form = AdviceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give_advice(
                consultation_id=found.pk, expected_round=found.round, at=clock.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.take_in(error)
        else:
            return redirect(found)
    response = render(
        request, "desks/case/consultation_response.html", _page(found, form), status=_status(form)
    )
    # The address is a secret: no other site may read it. `no-referrer` would send the form with `Origin: null`,
    # which is refused as a forgery.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@never_cache
@require_safe
def document(request: HttpRequest, consultation_id: UUID, token: str, document_id: UUID) -> FileResponse:
    """A document that goes along with the question, for as long as the question is open."""
    found = _found(consultation_id, token)
    shared = shared_with(found).filter(pk=document_id).first() if takes_advice(found) else None
    if shared is None or shared.file is None:
        raise Http404
    response = send(shared.file)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _found(consultation_id: UUID, token: str) -> Consultation:
    """A link that never was, or was replaced, is 404."""
    found = find_by_link(consultation_id)
    if found is None or not constant_time_compare(token, found.token):
        raise Http404
    return found


def _page(found: Consultation, form: AdviceForm) -> dict[str, object]:
    """After the answer, and after the case, nothing of the case is shown any more."""
    if not takes_advice(found):
        return {
            "consultation": found,
            "given": next((a for a in found.advice.all() if a.round == found.round), None),
        }
    return {
        "consultation": found,
        "form": form,
        "parts": shared_parts(found),
        "documents": shared_with(found),
        "hidden": not_shared(found),
        "takes": True,
    }


def _status(form: AdviceForm) -> int:
    return 422 if form.is_bound and form.errors else 200
