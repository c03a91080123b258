"""What exporter and authority write to each other on a case, and what officers note for themselves."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import clock
from exportctl.core.formatting import long_day
from exportctl.core.forms.errors import errors_in
from exportctl.core.views.forms import errors_as_message
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.forms.messages import MessageForm, NoteForm, ThreadForm
from exportctl.desks.case.presenters import messages as presenter
from exportctl.desks.case.presenters import notes as note_presenter
from exportctl.desks.case.presenters.authors import own_side
from exportctl.desks.case.presenters.conversation import MESSAGES, NOTES, conversation
from exportctl.desks.case.presenters.offered_texts import offered_texts
from exportctl.desks.case.queries.cases import Case, CasePage, case_page
from exportctl.desks.case.views.cases import case_form_response, case_or_404, officer_case_or_404
from exportctl.desks.case.views.offered_texts import typed_with_texts
from licensing.actions import messages as actions
from licensing.actions import notes as note_actions
from licensing.models import CaseNote, MessageThread
from licensing.rules.authority_texts import Field
from licensing.rules.messages import DAYS_AFTER_THE_END

LONGEST_NUMBER = 6  # digits; no thread has more messages


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def threads(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Messages of the case, with the form for a new subject; POST begins one."""
    case = case_or_404(request, reference)
    typed = _typed(request, case)
    form = ThreadForm(
        None if typed else request.POST or None, None if typed else request.FILES or None, initial=typed
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            written = actions.open_thread(
                request_id=case.request.pk,
                side=own_side(case),
                subject=form.cleaned_data["subject"],
                text=form.cleaned_data["text"],
                uploads=form.cleaned_data["files"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Your message was sent."))
            return redirect("desks:thread", reference, written.thread_id)
    return _conversation(request, case_page(case), MESSAGES, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread(request: AuthenticatedRequest, reference: str, thread_id: UUID) -> HttpResponse:
    """One thread; POST adds to it."""
    case = case_or_404(request, reference)
    thread = _thread_or_404(request, case, thread_id)
    typed = _typed(request, case)
    form = MessageForm(
        None if typed else request.POST or None, None if typed else request.FILES or None, initial=typed
    )
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.write_message(
                thread_id=thread.pk,
                side=own_side(case),
                text=form.cleaned_data["text"],
                uploads=form.cleaned_data["files"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Your message was sent."))
            return redirect("desks:thread", reference, thread.pk)
    page = case_page(case)
    lines = presenter.lines(page, thread)
    new = next((line for line in lines if line.is_new), None)
    more = {"thread": thread, "lines": lines, "first_new": new}
    return case_form_response(request, page, "thread", form, tab="conversation", **more, **_writing(page))


@login_required
@require_POST
def read_thread(request: AuthenticatedRequest, reference: str, thread_id: UUID) -> HttpResponse:
    """The person has read the thread, as far as the page showed it."""
    case = case_or_404(request, reference)
    thread = _thread_or_404(request, case, thread_id)
    up_to = request.POST.get("up_to", "")[:LONGEST_NUMBER]
    written = thread.messages.count()
    actions.read_thread(
        thread_id=thread.pk,
        up_to=min(int(up_to), written) if up_to.isdecimal() else written,
        actor=request.user,
    )
    return redirect("desks:thread", reference, thread.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notes(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The officers' notes, with the form for a new one; POST adds it. To the exporter there is no such page."""
    case = officer_case_or_404(request, reference)
    at = clock.now()
    form = NoteForm(request.POST or None, colleagues=note_presenter.colleagues(case, at=at))
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            note_actions.write_note(
                request_id=case.request.pk,
                text=form.cleaned_data["text"],
                mentions=form.mentioned(),
                actor=request.user,
                at=at,
            )
            messages.success(request, _("The note is on the case."))
            return redirect("desks:notes", reference)
    return _conversation(request, case_page(case), NOTES, form)


@login_required
@require_POST
def strike_note(request: AuthenticatedRequest, reference: str, note_id: UUID) -> HttpResponse:
    case = officer_case_or_404(request, reference)
    note = get_object_or_404(CaseNote.objects.visible_to(request.user), pk=note_id, request=case.request)
    with errors_as_message(request):
        note_actions.strike_note(note_id=note.pk, actor=request.user, at=clock.now())
        messages.success(request, _("The note is struck out; it stays on record."))
    return redirect("desks:notes", reference)


def _typed(request: AuthenticatedRequest, case: Case) -> dict[str, Any] | None:
    """Officers are offered standard texts; files have to be chosen anew. `?due=` names what an exporter sends."""
    if case.is_officer:
        return typed_with_texts(request, case, Field.MESSAGE, into="text")
    day = request.GET.get("due", "") if request.method == "GET" else ""
    try:
        due_on = date.fromisoformat(day)
    except ValueError:
        return None
    return {"subject": _("What is due by %(day)s") % {"day": long_day(due_on)}}


def _thread_or_404(request: AuthenticatedRequest, case: Case, thread_id: UUID) -> MessageThread:
    return get_object_or_404(
        MessageThread.objects.visible_to(request.user), pk=thread_id, request=case.request
    )


def _conversation(request: AuthenticatedRequest, page: CasePage, show: str, form: Form) -> HttpResponse:
    """The stream of one kind, with the form to add to it on top."""
    writing = _writing(page) if show == MESSAGES else {"may_write": True}
    shown = conversation(page, show)
    return case_form_response(request, page, "conversation", form, tab="conversation", **shown, **writing)


def _writing(page: CasePage) -> dict[str, Any]:
    """Whether a message can still be written, until when, and which texts an officer is offered for it."""
    may_write, until = presenter.writing_ends(page, at=page.at)
    texts = {"texts": offered_texts(page.request, Field.MESSAGE)} if page.is_officer else {}
    days = {"writing_until": until, "days_after_the_end": DAYS_AFTER_THE_END}
    return {"may_write": may_write, **days, **texts}
