"""Customs ask, on a telephone if need be, and read the answer; one officer of the authority answers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists.filters import sort_heads
from exportctl.core.lists.pages import page_of
from exportctl.core.rules.files import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import TABLES, table_kind
from exportctl.core.views.files import send
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.presenters.documents import if_released
from exportctl.desks.case.presenters.offered_texts import OfferedText
from exportctl.desks.customs.forms.customs_enquiries import EnquiryAnswerForm, EnquiryForm, PaperForm
from exportctl.desks.customs.presenters import customs_enquiries as words
from exportctl.desks.customs.presenters.customs_enquiries import offered_texts
from exportctl.desks.customs.presenters.next_steps import enquiry_step
from exportctl.desks.customs.queries import customs_enquiries as queries
from exportctl.desks.customs.queries.customs_enquiries import EnquiryFilter
from licensing.actions import customs_enquiries as actions
from licensing.actions.withheld_files import release_enquiry_paper
from licensing.models import Authorisation, CustomsEnquiry, CustomsHold
from licensing.rules.authority_texts import Field, inserted
from licensing.rules.customs_enquiries import State
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting

PAGE = 25
READERS = (Permission.CHECK_SHIPMENTS, Permission.HANDLE)
KNOWN = ("authorisation", "mrn")  # what the page before it hands over


@require_safe
@login_required
def listed(request: AuthenticatedRequest) -> HttpResponse:
    """Those of the customs office or of the authority; what has waited longest comes first."""
    if not any(access.has_seat(request.user, permission) for permission in READERS):
        raise Http404
    at, filters = clock.now(), EnquiryFilter.read(request.GET)
    rows = queries.enquiry_rows(request.user, filters)
    if kind := table_kind(request):
        return TABLES[kind](f"customs-enquiries.{kind}", words.COLUMNS, map(words.cells, rows))
    list_page = page_of(rows, filters, size=PAGE)
    context = {
        "filters": filters,
        "views": words.views(queries.view_numbers(request.user)),
        "title": words.ENQUIRY_LABELS[filters.view],
        "unsearched": filters.but(words="").address,
        "list_page": list_page,
        "rows": [(row, words.TAGS[row.status], words.waiting_time(row, at=at)) for row in list_page.rows],
        "heads": sort_heads(filters, words.HEADS),
        "is_customs": access.has_seat(request.user, Permission.CHECK_SHIPMENTS),
    }
    return render(request, "desks/customs/enquiries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: AuthenticatedRequest) -> HttpResponse:
    """Customs alone; `?authorisation=` and `?mrn=` fill in what they have before them."""
    if not access.has_seat(request.user, Permission.CHECK_SHIPMENTS):
        raise Http404
    is_sent = request.method == "POST"
    initial = {name: request.GET.get(name, "")[:40] for name in KNOWN}
    form = EnquiryForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial)
    if is_sent and form.is_valid():
        given: dict[str, Any] = {"body": form.declared, "uploads": form.cleaned_data["papers"]}
        with errors_in(form):
            enquiry = actions.ask_authority(actor=request.user, at=clock.now(), **given)
            messages.success(request, _("Asked. Nothing is kept back; you are told when it is answered."))
            return redirect(enquiry)
    return form_response(request, "desks/customs/ask_authority.html", form, {})


@require_safe
@login_required
def page(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """What was asked, the answer with its number, and what customs can make of it."""
    enquiry = _enquiry_or_404(request, reference)
    return render(request, "desks/customs/enquiry.html", _context_of(request, enquiry))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """One officer's: information, no decision."""
    enquiry = _enquiry_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, enquiry):
        raise Http404
    texts = offered_texts(enquiry)
    is_sent, insert = request.method == "POST", "insert" in request.POST
    form = EnquiryAnswerForm(request.POST if is_sent and not insert else None, initial=_typed(request, texts))
    if form.is_bound and form.is_valid():
        with errors_in(form):
            given: dict[str, Any] = {"actor": request.user, "at": clock.now(), **form.cleaned_data}
            actions.answer_enquiry(enquiry_id=enquiry.pk, **given)
            messages.success(request, _("Answered. Customs read it at once."))
            return redirect(enquiry)
    context = {**_context_of(request, enquiry), "texts": texts}
    return form_response(request, "desks/customs/answer_enquiry.html", form, context)


@require_POST
@login_required
def take_back(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Before it is answered."""
    enquiry = _enquiry_or_404(request, reference)
    if not access.may(request.user, Permission.CHECK_SHIPMENTS, enquiry):
        raise Http404
    with errors_as_message(request):
        actions.take_back_enquiry(enquiry_id=enquiry.pk, actor=request.user, at=clock.now())
        messages.success(request, _("Taken back."))
    return redirect(enquiry)


@require_safe
@login_required
def paper(request: AuthenticatedRequest, reference: str, paper_id: UUID) -> FileResponse:
    """A photograph or paper, once it is checked."""
    enquiry = _enquiry_or_404(request, reference)
    return send(get_object_or_404(enquiry.papers.select_related("file"), pk=paper_id).file)


@require_POST
@login_required
def add_paper(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """One more photograph or paper, by customs, before the answer."""
    enquiry = _enquiry_or_404(request, reference)
    if not access.may(request.user, Permission.CHECK_SHIPMENTS, enquiry):
        raise Http404
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        given: dict[str, Any] = {"enquiry_id": enquiry.pk, "actor": request.user, "at": clock.now()}
        with errors_in(form, field="file"):
            file = actions.receive_paper(upload=form.cleaned_data["file"], **given)
            actions.add_paper(file=file, **given)
            messages.success(request, _("Added. It opens once it is checked."))
            return redirect(enquiry)
    context = {**_context_of(request, enquiry), "paper_form": form}
    return form_response(request, "desks/customs/enquiry.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release(request: AuthenticatedRequest, reference: str, paper_id: UUID) -> HttpResponse:
    """An officer opens a paper that was withheld for its marking."""
    enquiry = _enquiry_or_404(request, reference)
    if not access.may(request.user, Permission.HANDLE, enquiry):
        raise Http404
    withheld = enquiry.papers.filter(file__status=Status.WITHHELD.value)
    file = get_object_or_404(withheld.select_related("file__uploaded_by"), pk=paper_id).file
    form, at = ActForm(request.POST or None), clock.now()
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            release_enquiry_paper(paper_id=paper_id, actor=request.user, at=at)
            messages.success(request, _("%(name)s is released.") % {"name": file.name})
            return redirect(enquiry)
    context = {
        "enquiry": enquiry,
        "file": file,
        "consequences": if_released(file.name),
        "acting": acting(request.user, enquiry.authority, at=at),
    }
    return form_response(request, "desks/customs/release_paper.html", form, context)


def _typed(request: AuthenticatedRequest, texts: Sequence[OfferedText]) -> dict[str, str]:
    """What was typed, with the standard texts that were chosen: nothing is checked or kept."""
    keys = request.POST.getlist("texts")
    chosen = [text.text for text in texts if text.key in keys]
    return {"answer": inserted(request.POST.get("answer", ""), chosen, field=Field.ENQUIRY)}


def _context_of(request: AuthenticatedRequest, enquiry: CustomsEnquiry) -> dict[str, Any]:
    user, is_open = request.user, enquiry.status == State.ASKED
    is_customs = access.may(user, Permission.CHECK_SHIPMENTS, enquiry)
    may_answer = access.may(user, Permission.HANDLE, enquiry)
    return {
        "enquiry": enquiry,
        "step": enquiry_step(enquiry, may_answer=may_answer, at=clock.now()),
        "tone": words.TONES[enquiry.status],
        "facts": words.fact_rows(enquiry),
        "citation": words.citation(enquiry),
        "knows_paper": Authorisation.objects.presented_to(user).filter(customs_enquiries=enquiry).exists(),
        "knows_hold": CustomsHold.objects.visible_to(user).filter(enquiries=enquiry).exists(),
        "may_release": may_answer,
        "paper_form": PaperForm() if is_open and is_customs else None,
        "may_take_back": is_open and is_customs,
        "may_keep_back": is_customs and not enquiry.hold_id and enquiry.status != State.TAKEN_BACK,
    }


def _enquiry_or_404(request: AuthenticatedRequest, reference: str) -> CustomsEnquiry:
    rows = CustomsEnquiry.objects.visible_to(request.user).with_parts()
    return get_object_or_404(rows, reference=reference)
