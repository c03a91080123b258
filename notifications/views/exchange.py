"""What is said about a procedure: questions between authorities, and a delegation's own instructions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from notifications.actions import contributions, instructions
from notifications.forms.contributions import InstructionForm, QuestionForm, ReplyForm
from notifications.models import Instruction, ObjectionProcedure
from notifications.queries.contributions import threads
from notifications.views.procedures import page_of, procedure_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questions(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Everything asked and answered; a delegation that takes part asks here."""
    procedure = procedure_or_404(request, reference)
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not access.may(request.user, Permission.TAKE_POSITION, procedure):
            raise Http404
        if form.is_valid():
            with errors_in(form):
                contributions.ask_authority(
                    procedure_id=procedure.pk, actor=request.user, at=clock.now(), **form.cleaned_data
                )
                messages.success(request, _("Asked. The notifying authority is told."))
                return redirect("notifications:questions", reference)
    return _questions(request, procedure, form)


@require_POST
@login_required
def reply(request: AuthenticatedRequest, reference: str, question_id: int) -> HttpResponse:
    """The notifying authority answers; another delegation adds."""
    procedure = procedure_or_404(request, reference)
    if not _may_speak(request, procedure):
        raise Http404
    get_object_or_404(procedure.contributions.filter(about=None), pk=question_id)
    form = ReplyForm(request.POST, auto_id=f"id_{question_id}_%s")
    if form.is_valid():
        with errors_in(form):
            contributions.reply(
                procedure_id=procedure.pk,
                question_id=question_id,
                actor=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
            messages.success(request, _("Recorded. Those concerned are told."))
            return redirect("notifications:questions", reference)
    return _questions(request, procedure, QuestionForm(), written=(question_id, form))


def _may_speak(request: AuthenticatedRequest, procedure: ObjectionProcedure) -> bool:
    speaking = (Permission.TAKE_POSITION, Permission.HANDLE)
    return any(access.may(request.user, permission, procedure) for permission in speaking)


def _questions(
    request: AuthenticatedRequest,
    procedure: ObjectionProcedure,
    form: QuestionForm,
    written: Any = (None, None),
) -> HttpResponse:
    at, every = clock.now(), threads(procedure)
    is_open = procedure.status_at(at) == "open"
    may_speak = is_open and _may_speak(request, procedure)
    replies = [
        written[1] if thread.id == written[0] else ReplyForm(auto_id=f"id_{thread.id}_%s") for thread in every
    ]
    extra = {
        "question_form": form,
        "threads": list(zip(every, replies, strict=True)),
        "written": written[1],
        "may_ask": is_open and access.may(request.user, Permission.TAKE_POSITION, procedure),
        "may_speak": may_speak,
        "is_open": is_open,
    }
    context = page_of(request, procedure, "questions", **extra)
    return form_response(request, "notifications/procedures/questions.html", written[1] or form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def instruction(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The delegation's own notes; a stranger to the delegation knows of none."""
    procedure = procedure_or_404(request, reference)
    if not access.may(request.user, Permission.TAKE_POSITION, procedure):
        raise Http404
    form = InstructionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        instructions.note_instruction(
            procedure_id=procedure.pk, actor=request.user, at=clock.now(), **form.cleaned_data
        )
        messages.success(request, _("Noted for your delegation alone."))
        return redirect("notifications:instructions", reference)
    notes = Instruction.objects.visible_to(request.user).filter(procedure=procedure).select_related("author")
    extra = {"note_form": form, "instructions": notes}
    context = page_of(request, procedure, "instructions", **extra)
    return form_response(request, "notifications/procedures/instructions.html", form, context)
