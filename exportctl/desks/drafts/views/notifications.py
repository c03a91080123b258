"""The exporter's notification: a task list in any order, one page a part, one page a question."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.errors import DomainError
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.desks.drafts.forms.parts import (
    PARTS,
    DeclareForm,
    PartForm,
    ReasonlessForm,
    UploadForm,
    form_of,
)
from exportctl.desks.drafts.forms.summary import sections
from exportctl.desks.drafts.queries.drafts import colleague_saved, last_work, said_by
from licensing.models import Exporter
from licensing.queries import catalogue
from licensing.queries.decision_periods import period_before
from licensing.queries.similar_cases import similar_while_typing
from licensing.rules import catalogue as catalogue_rules
from licensing.rules.requests import Kind
from notifications.actions import attachments
from notifications.actions import notifications as actions
from notifications.models import CatchAllNotification
from notifications.queries import notifications as queries
from notifications.queries.consequences import acting, if_sent, usual_period
from notifications.queries.red_flags import questions
from notifications.queries.task_list import page_of, parts
from notifications.rules.completeness import gaps, warnings

UNDONE = ("waiting", "progress", "refused", "active")  # rows of the task list that somebody has to go on with


def own(request: HttpRequest, reference: str, *, draft: bool = True) -> CatchAllNotification:
    """The exporter's own notification; as a draft only where it can still be changed."""
    found = get_object_or_404(queries.notifications(request.user), reference=reference)
    if draft and found.status != "draft":
        raise Http404
    return found


@login_required
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """A draft from the first click on; with `?item=`, about that item of the catalogue."""
    if item := request.GET.get("item"):
        return _create_about(request, item)
    exporters = access.organisation_ids_of(request.user, Permission.FILE)
    filing = get_object_or_404(Exporter, pk=exporters[0] if exporters else None)
    with errors_as_message(request):
        made = actions.create_draft(exporter=filing, body={}, actor=request.user, at=clock.now())
        return redirect("desks:part", made.reference, "item")
    return redirect("desks:dashboard")


def _create_about(request: HttpRequest, item: str) -> HttpResponse:
    try:
        entry_id = UUID(item)
    except ValueError:
        raise Http404 from None
    entry = get_object_or_404(
        catalogue.every(request.user, catalogue_rules.Kind.ITEM).filter(archived_at=None), pk=entry_id
    )
    with errors_as_message(request):
        made = actions.create_draft(
            exporter=entry.exporter, body={"item": entry.body}, actor=request.user, at=clock.now()
        )
        return redirect(made)
    return redirect("desks:catalogue", "items")


@require_safe
@login_required
def notification(request: HttpRequest, reference: str) -> HttpResponse:
    """The task list of a draft; what was sent is shown on its case."""
    found = own(request, reference, draft=False)
    if found.request_id:
        return redirect("desks:case", found.request.reference)
    rows, at = parts(found), clock.now()
    context = {
        "notification": found,
        "crumbs": [
            {"label": _("Notifications"), "url": reverse("desks:exporter_cases")},
            {"label": found.reference},
        ],
        "parts": rows,
        "next": next((row for row in rows if row.kind in UNDONE), None),
        "done": sum(1 for row in rows if row.kind == "done"),
        "total": len(rows),
        "work": last_work(found, at=at),
        "colleague": colleague_saved(found, request.user, at=at),
        "period": usual_period(_period(found, at)),
        "similar": similar_while_typing(found.body.get("item") or {}),
    }
    return render(request, "desks/drafts/tasks.html", context)


@login_required
def part(request: HttpRequest, reference: str, part: str) -> HttpResponse:
    """One part: saved as it stands, gaps and all. What a colleague changed as well waits for a choice."""
    found = own(request, reference)
    if part == "company" and request.method in ("GET", "HEAD"):
        return render(request, "desks/drafts/company.html", {"notification": found})
    form = form_of(found, part, request.POST or None) if part in PARTS else None
    if form is None:
        raise Http404
    saved = save(request, found, form) if request.method == "POST" and form.is_valid() else None
    if saved and saved.clashes:
        return clashes(request, form, saved)
    if saved:
        return redirect(found)
    context = {"notification": found, "form": form, "part": part, **seen_by(request, found)}
    if part == "item":
        context["similar"] = similar_while_typing(found.body.get("item") or {})
    return form_response(request, "desks/drafts/part.html", form, context)


def seen_by(request: HttpRequest, found: CatchAllNotification) -> dict[str, Any]:
    """What the pages with fields say about saving."""
    at = clock.now()
    return {
        "last": last_work(found, at=at)[0],
        "colleague": colleague_saved(found, request.user, at=at),
    }


def save(request: HttpRequest, found: CatchAllNotification, form: PartForm) -> actions.Saved | None:
    """Save a part; what the body refuses is put at its field, and nothing typed is lost."""
    with errors_in(form):
        return actions.save_fields(
            notification_id=found.pk,
            fields=form.sent(),
            loaded=form.fingerprints(),
            actor=request.user,
            at=clock.now(),
        )
    return None


def clashes(request: HttpRequest, form: PartForm, saved: actions.Saved) -> HttpResponse:
    """The page on which somebody chooses: both values of each field that two people changed."""
    said = said_by(saved.draft, saved.clashes, at=clock.now())
    rows = [
        form.clash(clash.pointer, mine=clash.mine, theirs=clash.theirs, said=said[clash.pointer])
        for clash in saved.clashes
    ]
    shown = json.dumps({row.name: row.fingerprint for row in rows})
    context = {"notification": saved.draft, "rows": rows, "loaded": shown, "again": bool(form.settling)}
    return render(request, "desks/drafts/edit_conflict.html", context, status=409)


@login_required
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    found = own(request, reference)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form, field="file"):
            attachments.add_attachment(
                notification_id=found.pk,
                uploaded=form.cleaned_data["file"],
                question="",
                actor=request.user,
                at=clock.now(),
            )
            return redirect("desks:attachments", reference)
    labels = {question.key: question.label for question in questions(found.questionnaire)}
    context = {
        "notification": found,
        "form": form,
        "attachments": [
            (attachment, labels.get(attachment.question, ""))
            for attachment in found.attachments.select_related("file")
        ],
    }
    return form_response(request, "desks/drafts/documents.html", form, context)


@login_required
@require_POST
def remove_document(request: HttpRequest, reference: str, attachment_id: UUID) -> HttpResponse:
    found = own(request, reference)
    with errors_as_message(request):
        attachments.remove_attachment(
            notification_id=found.pk, attachment_id=attachment_id, actor=request.user, at=clock.now()
        )
    return redirect("desks:attachments", reference)


@login_required
def check(request: HttpRequest, reference: str) -> HttpResponse:
    """Check your answers, declare, send: each gap is a link to its field."""
    found = own(request, reference)
    form = DeclareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.submit(notification_id=found.pk, actor=request.user, at=clock.now())
        except DomainError as error:
            form.add_error(
                None, str(error.message)
            )  # the gaps themselves stand on the page, each with its link
        else:
            return redirect("desks:receipt", opened.reference)
    missing = gaps(found.body, version=found.questionnaire)
    files = list(found.attachments.select_related("file"))
    at = clock.now()
    today = local_date(at, BRUSSELS)
    context = {
        "notification": found,
        "form": form,
        "missing": _linked(found, missing),
        "warnings": _linked(found, warnings(found.body, on=today)),
        "sections": sections(found, files=files, missing=[gap["pointer"] for gap in missing]),
        "consequences": if_sent(found.exporter.authority_name, days=_period(found, at)),
        "acting": acting(request.user, found.exporter.organisation, at=at),
    }
    return form_response(request, "desks/drafts/check.html", form, context)


def _period(found: CatchAllNotification, at: datetime) -> int:
    """The working days that the authority would have, were it sent now."""
    return period_before(exporter=found.exporter, kind=Kind.NOTIFICATION, at=at)


def _linked(found: CatchAllNotification, errors: Errors) -> list[dict[str, str]]:
    """Each with a link to its field; what is said of several questions alike begins with the question."""
    labels = {question.key: question.label for question in questions(found.questionnaire)}
    rows = []
    for each in errors:
        label = labels.get(each["pointer"].split("/")[2], "") if "/red_flags/" in each["pointer"] else ""
        text = f"{label}: {each['detail']}" if label else each["detail"]
        rows.append({"text": text, "href": page_of(found, each["pointer"])})
    return rows


@login_required
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Withdraw a draft or, before the decision, what was sent."""
    found = own(request, reference, draft=False)
    form = ReasonlessForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        with errors_in(form):
            actions.withdraw(notification_id=found.pk, actor=request.user, at=clock.now())
            messages.success(request, _("%(reference)s is withdrawn.") % {"reference": found.reference})
            return redirect("desks:dashboard")
    context = {"notification": found, "form": form}
    return form_response(request, "desks/drafts/withdraw.html", form, context)
