"""What exporter and authority write to each other on a case, and what officers note for themselves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.desks.case.forms.messages import MessageForm, NoteForm, ThreadForm
from exportctl.desks.case.presenters import messages as queries
from exportctl.desks.case.presenters import notes as note_queries
from exportctl.desks.case.presenters.authors import own_side
from exportctl.desks.case.queries.cases import Case
from exportctl.desks.case.views.cases import case_or_404, page_of
from licensing.actions import messages as actions
from licensing.actions import notes as note_actions
from licensing.models import CaseNote, MessageThread
from licensing.rules.messages import DAYS_AFTER_THE_END

LONGEST_NUMBER = 6  # digits; no thread has more messages


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def threads(request: HttpRequest, reference: str) -> HttpResponse:
    """The case's threads; POST begins one."""
    found = case_or_404(request, reference)
    form = ThreadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            written = actions.open_thread(
                request_id=found.request.pk,
                side=own_side(found),
                subject=said["subject"],
                text=said["text"],
                uploads=said["files"],
                actor=request.user,
                at=clock.now(),
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Your message was sent."))
            return redirect("desks:thread", reference, written.thread_id)
    return _page(request, found, "messages", form, threads=queries.threads(found))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thread(request: HttpRequest, reference: str, thread_id: UUID) -> HttpResponse:
    """One thread; POST adds to it."""
    found = case_or_404(request, reference)
    shown = _thread_or_404(request, found, thread_id)
    form = MessageForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.write_message(
                thread_id=shown.pk,
                side=own_side(found),
                text=said["text"],
                uploads=said["files"],
                actor=request.user,
                at=clock.now(),
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Your message was sent."))
            return redirect("desks:thread", reference, shown.pk)
    lines = queries.lines(found, shown)
    new = next((line for line in lines if line.is_new), None)
    return _page(request, found, "thread", form, thread=shown, lines=lines, first_new=new)


@login_required
@require_POST
def read_thread(request: HttpRequest, reference: str, thread_id: UUID) -> HttpResponse:
    """The person has read the thread, as far as the page showed it."""
    found = case_or_404(request, reference)
    shown = _thread_or_404(request, found, thread_id)
    up_to = request.POST.get("up_to", "")[:LONGEST_NUMBER]
    written = shown.messages.count()
    actions.read_thread(
        thread_id=shown.pk,
        up_to=min(int(up_to), written) if up_to.isdecimal() else written,
        actor=request.user,
    )
    return redirect("desks:thread", reference, shown.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def notes(request: HttpRequest, reference: str) -> HttpResponse:
    """The officers' notes; POST adds one. To the exporter there is no such page."""
    found = _for_officers(request, reference)
    at = clock.now()
    form = NoteForm(request.POST or None, colleagues=note_queries.colleagues(found, at=at))
    if request.method == "POST" and form.is_valid():
        try:
            note_actions.write_note(
                request_id=found.request.pk,
                text=form.cleaned_data["text"],
                mentions=form.mentioned(),
                actor=request.user,
                at=at,
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The note is on the case."))
            return redirect("desks:notes", reference)
    return _page(request, found, "notes", form, notes=note_queries.notes(found))


@login_required
@require_POST
def strike_note(request: HttpRequest, reference: str, note_id: UUID) -> HttpResponse:
    found = _for_officers(request, reference)
    note = get_object_or_404(CaseNote.objects.visible_to(request.user), pk=note_id, request=found.request)
    try:
        note_actions.strike_note(note_id=note.pk, actor=request.user, at=clock.now())
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("The note is struck out; it stays on record."))
    return redirect("desks:notes", reference)


def _thread_or_404(request: HttpRequest, found: Case, thread_id: UUID) -> MessageThread:
    return get_object_or_404(
        MessageThread.objects.visible_to(request.user), pk=thread_id, request=found.request
    )


def _for_officers(request: HttpRequest, reference: str) -> Case:
    found = case_or_404(request, reference)
    if not found.is_officer:
        raise Http404
    return found


def _page(request: HttpRequest, found: Case, name: str, form: Form, **extra: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    may_write, until = queries.writing_ends(found, at=clock.now())
    tab = "notes" if name == "notes" else "messages"
    extra |= {"may_write": may_write, "writing_until": until, "days_after_the_end": DAYS_AFTER_THE_END}
    context = page_of(found, tab, form=form, **extra)
    return render(request, f"desks/case/{name}.html", context, status=status)
