"""The exporter's notification: a task list in any order, one page a part, one page a question."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.errors import DomainError
from exportctl.core.rules.permissions import Permission
from licensing.models import Exporter
from licensing.queries.similar import similar_while_typing
from notifications.actions import attachments
from notifications.actions import notifications as actions
from notifications.forms.drafting import PARTS, DeclareForm, FlagForm, ReasonlessForm, UploadForm
from notifications.models import CatchAllNotification
from notifications.queries import exporter
from notifications.queries.consequences import acting, if_sent
from notifications.queries.parts import page_of, parts
from notifications.queries.red_flags import answered_questions, questions
from notifications.rules.completeness import gaps, warnings


def _own(request: HttpRequest, reference: str, *, draft: bool = True) -> CatchAllNotification:
    """The exporter's own notification; as a draft only where it can still be changed."""
    found = get_object_or_404(exporter.notifications(request.user), reference=reference)
    if draft and found.status != "draft":
        raise Http404
    return found


@login_required
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """A draft from the first click on: nothing typed later can be lost."""
    exporters = access.organisation_ids_of(request.user, Permission.FILE)
    filing = get_object_or_404(Exporter, pk=exporters[0] if exporters else None)
    try:
        made = actions.create_draft(exporter=filing, body={}, actor=request.user, at=clock.now())
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("notifications:dashboard")
    return redirect("notifications:part", made.reference, "item")


@require_safe
@login_required
def notification(request: HttpRequest, reference: str) -> HttpResponse:
    """The task list of a draft; what was sent is shown on its case."""
    found = _own(request, reference, draft=False)
    if found.request_id:
        return redirect("notifications:case", found.request.reference)
    rows = parts(found)
    done = sum(1 for row in rows if row.kind == "done")
    context = {"notification": found, "parts": rows, "done": done, "total": len(rows)}
    context["similar"] = similar_while_typing(found.body.get("item") or {})
    return render(request, "notifications/draft/tasks.html", context)


@login_required
def part(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """One part: saved as it stands, gaps and all."""
    found = _own(request, reference)
    if part not in PARTS:
        raise Http404
    form = PARTS[part](request.POST or None, body=found.body, revision=found.revision)
    if request.method == "POST" and form.is_valid() and _save(request, found, form, form.patch()):
        return redirect(found)
    context = {"notification": found, "form": form, "part": part}
    if part == "item":
        context["similar"] = similar_while_typing(found.body.get("item") or {})
    return render(request, "notifications/draft/part.html", context, status=_status(form))


@require_safe
@login_required
def flags(request: HttpRequest, reference: str) -> HttpResponse:
    """All due-diligence questions with what was answered."""
    found = _own(request, reference)
    answered = answered_questions(found.body, version=found.questionnaire)
    return render(request, "notifications/draft/flags.html", {"notification": found, "flags": answered})


@login_required
def flag(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """One question a page; saving goes on to the next."""
    found = _own(request, reference)
    asked = questions(found.questionnaire)
    index = next((i for i, question in enumerate(asked) if question.key == key), None)
    if index is None:
        raise Http404
    held = (found.body.get("red_flags") or {}).get(key) or {}
    form = FlagForm(request.POST or None, initial={**held, "revision": found.revision})
    form.fields["answer"].label = asked[index].question
    form.fields["answer"].help_text = asked[index].hint
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answer = {"answer": said["answer"] or None, "evidence": said["evidence"] or None}
        if _save(request, found, form, {"red_flags": {key: answer}}):
            return _after_flag(request, found, asked, index)
    context = {"notification": found, "form": form, "question": asked[index], "total": len(asked)}
    return render(request, "notifications/draft/flag.html", context, status=_status(form))


def _after_flag(
    request: HttpRequest, found: CatchAllNotification, asked: list[Any], index: int
) -> HttpResponse:
    if "leave" in request.POST:
        return redirect(found)
    if index + 1 < len(asked):
        return redirect("notifications:flag", found.reference, asked[index + 1].key)
    return redirect("notifications:flags", found.reference)


def _save(request: HttpRequest, found: CatchAllNotification, form: Any, patch: dict[str, Any]) -> bool:
    """Save a patch; what the body refuses is put at its field, and nothing typed is lost."""
    try:
        actions.change_draft(
            notification_id=found.pk,
            body=patch,
            actor=request.user,
            at=clock.now(),
            expected_revision=form.cleaned_data.get("revision"),
        )
    except DomainError as error:
        if error.errors and hasattr(form, "take_in"):
            form.take_in(error.errors)
        else:
            form.add_error(None, error.message)
        return False
    return True


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200


@login_required
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    found = _own(request, reference)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            attachments.add_attachment(
                notification_id=found.pk,
                uploaded=form.cleaned_data["file"],
                question="",
                actor=request.user,
                at=clock.now(),
            )
        except DomainError as error:
            form.add_error("file", error.message)
        else:
            return redirect("notifications:attachments", reference)
    context = {
        "notification": found,
        "form": form,
        "attachments": found.attachments.select_related("file"),
    }
    return render(request, "notifications/draft/documents.html", context, status=_status(form))


@login_required
@require_POST
def remove_document(request: HttpRequest, reference: str, attachment_id: UUID) -> HttpResponse:
    found = _own(request, reference)
    try:
        attachments.remove_attachment(
            notification_id=found.pk, attachment_id=attachment_id, actor=request.user, at=clock.now()
        )
    except DomainError as error:
        messages.error(request, str(error.message))
    return redirect("notifications:attachments", reference)


@login_required
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Check your answers, declare, send: each gap is a link to its field."""
    found = _own(request, reference)
    form = DeclareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.submit(notification_id=found.pk, actor=request.user, at=clock.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("notifications:sent", opened.reference)
    missing = [
        {"text": gap["detail"], "href": page_of(found, gap["pointer"])}
        for gap in gaps(found.body, version=found.questionnaire)
    ]
    context = {
        "notification": found,
        "form": form,
        "missing": missing,
        "warnings": warnings(found.body, on=local_date(clock.now(), BRUSSELS)),
        "body": found.body,
        "flags": answered_questions(found.body, version=found.questionnaire),
        "attachments": found.attachments.select_related("file"),
        "consequences": if_sent(found.exporter.authority_name, days=30),
        "acting": acting(request.user, found.exporter.organisation, at=clock.now()),
    }
    return render(request, "notifications/draft/check.html", context, status=_status(form))


@login_required
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Withdraw a draft or, before the decision, what was sent."""
    found = _own(request, reference, draft=False)
    form = ReasonlessForm(request.POST or None)
    if request.method == "POST":
        try:
            actions.withdraw(notification_id=found.pk, actor=request.user, at=clock.now())
        except DomainError as error:
            form.is_valid()
            form.add_error(None, error.message)
        else:
            messages.success(request, _("%(reference)s is withdrawn.") % {"reference": found.reference})
            return redirect("notifications:dashboard")
    context = {"notification": found, "form": form}
    return render(request, "notifications/draft/withdraw.html", context, status=_status(form))
