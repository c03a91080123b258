"""The files of a draft: listed, added, taken off."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import clock
from exportctl.core.errors import DomainError
from exportctl.core.views.files import send
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.forms.drafts import UploadForm
from exportctl.desks.drafts.kinds import draft_or_404, kind_of
from licensing.actions import drafts as actions


@login_required
def attachments(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    draft = draft_or_404(request.user, reference)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_attachment(
                model=type(draft),
                draft_id=draft.pk,
                uploaded=form.cleaned_data["file"],
                question="",
                nature=form.cleaned_data["nature"],
                words=form.cleaned_data["words"],
                actor=request.user,
                at=clock.now(),
            )
        except DomainError as error:
            form.add_error("file", error.message)
        else:
            return redirect("desks:attachments", reference)
    kind = kind_of(draft)
    questions = kind.question_links(draft)
    files = draft.attachments.select_related("file")
    context = {
        "draft": draft,
        "form": form,
        "words": kind.words,
        "attachments": [(each, *questions.get(each.question, ("", ""))) for each in files],
    }
    return form_response(request, "desks/drafts/documents.html", form, context)


@require_safe
@login_required
def file(request: AuthenticatedRequest, reference: str, attachment_id: UUID) -> FileResponse:
    """A file of one's own draft, as a download; one still being checked is not handed out."""
    draft = draft_or_404(request.user, reference, is_open=False)
    return send(get_object_or_404(draft.attachments.select_related("file"), pk=attachment_id).file)


@login_required
@require_POST
def remove(request: AuthenticatedRequest, reference: str, attachment_id: UUID) -> HttpResponse:
    draft = draft_or_404(request.user, reference)
    try:
        actions.remove_attachment(
            model=type(draft),
            draft_id=draft.pk,
            attachment_id=attachment_id,
            actor=request.user,
            at=clock.now(),
        )
    except DomainError as error:
        messages.error(request, str(error.message))
    return redirect("desks:attachments", reference)
