"""The page behind a consulted body's link: no account, the shared parts alone, one answer."""

from collections.abc import Mapping
from typing import Any
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
    changed_conditions,
    consultation_by_link,
    not_shared,
    shared_parts,
    takes_advice,
)
from exportctl.desks.case.views.cases import number_in
from licensing.actions.advice import give_advice
from licensing.models import Consultation
from licensing.queries.consultations import files_of, shared_with


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def advise(request: HttpRequest, consultation_id: UUID, token: str) -> HttpResponse:
    """Whoever holds the link may read and answer."""
    consultation, round_ = _consultation_or_404(consultation_id, token)
    form = AdviceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        if _is_said(consultation, round_, words):  # the button was pressed twice
            return redirect(request.path)
        with errors_in(form):
            give_advice(
                consultation_id=consultation.pk,
                expected_round=round_,
                expected_version=number_in(request, "version"),
                at=clock.now(),
                uploads=words.pop("files"),
                **words,
            )
            return redirect(consultation)
    response = form_response(
        request, "desks/case/consultation_response.html", form, _context(consultation, round_)
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
    consultation, round_ = _consultation_or_404(consultation_id, token)
    is_open = takes_advice(consultation) and round_ == consultation.round
    shared = shared_with(consultation).filter(pk=document_id).first() if is_open else None
    if shared is None or shared.file is None:
        raise Http404
    response = send(shared.file)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _consultation_or_404(consultation_id: UUID, token: str) -> tuple[Consultation, int]:
    """The question, and the round that the link was made for. A link that never was is 404."""
    consultation = consultation_by_link(consultation_id)
    rounds = range(consultation.round, 0, -1) if consultation else ()
    for round_ in rounds:
        if consultation and constant_time_compare(token, consultation.token_of(round_)):
            return consultation, round_
    raise Http404


def _is_said(consultation: Consultation, round_: int, words: Mapping[str, Any]) -> bool:
    """Did the body say just that already, in this round?"""
    said = ("stance", "text", "given_by")
    given = consultation.advice.filter(round=round_, recorded_by=None).values(*said).first()
    return given == {name: words[name] for name in said}


def _context(consultation: Consultation, round_: int) -> dict[str, object]:
    """After the answer, after another question and after the case, nothing of the case is shown any more."""
    given = {advice.round: advice for advice in consultation.advice.all()}
    if not takes_advice(consultation) or round_ != consultation.round:
        return {
            "consultation": consultation,
            "replaced": round_ != consultation.round,
            "is_open": takes_advice(consultation),
            "given": given.get(round_),
            "files": files_of(given[round_]) if round_ in given else [],
        }
    before = given[max(given)] if given else None
    return {
        "before": before,
        "changed": changed_conditions(consultation, before) if before else None,
        "consultation": consultation,
        "parts": shared_parts(consultation),
        "documents": shared_with(consultation),
        "hidden": not_shared(consultation),
        "takes": True,
    }
