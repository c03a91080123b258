"""An authority's registrations: the list, and what an officer does with one. The company reads its own here, too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.forms.errors import errors_in
from exportctl.core.lists import fields
from exportctl.core.lists.filters import ListFilter
from exportctl.core.lists.pages import page_of
from exportctl.core.next_steps import NextStep
from exportctl.core.rules.files import Status
from exportctl.core.rules.permissions import Permission
from exportctl.core.tables import Column, table_kind, table_response
from exportctl.core.views.files import send
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.presenters.documents import if_released
from exportctl.desks.registrations.forms.registrations import (
    PapersForm,
    QuestionForm,
    RefusalForm,
    VerifyForm,
)
from exportctl.desks.registrations.presenters.registrations import (
    companys_step,
    officers_step,
    record_rows,
)
from licensing.actions import registration_answers as actions
from licensing.actions.pending_acts import perform
from licensing.actions.withheld_files import release_registration_paper
from licensing.labels import put_forward
from licensing.models import Registration
from licensing.queries.pending_acts import pending_act_about
from licensing.queries.record_reissues import outdated_papers
from licensing.queries.registrations import duplicates
from licensing.rules.pending_acts import SoloAct
from licensing.rules.registrations import State
from notifications.forms.positions import ActForm
from notifications.queries.consequences import acting

PAGE = 25
COLUMNS: Sequence[Column[Any]] = (
    Column(gettext_lazy("Reference"), lambda row: row.reference),
    Column(gettext_lazy("Company"), lambda row: row.company),
    Column(gettext_lazy("Status"), lambda row: row.get_status_display()),
    Column(gettext_lazy("Sent"), lambda row: row.sent_at),
)


@dataclass(frozen=True, kw_only=True)
class RegistrationFilter(ListFilter):
    """What the address asks of the list."""

    words: str = fields.words(name="q")
    every: bool = fields.switch("1")


@require_safe
@login_required
def registrations(request: AuthenticatedRequest) -> HttpResponse:
    """What waits for the authority or for a company; with `every`, what was decided as well."""
    if not access.has_seat(request.user, Permission.HANDLE):
        raise Http404
    filters = RegistrationFilter.read(request.GET)
    rows = Registration.objects.handled_by(request.user)
    rows = rows if filters.every else rows.open()
    for word in filters.words.split():
        rows = rows.filter(body__legal_name__icontains=word) | rows.filter(reference__icontains=word)
    ordered = rows.order_by("-sent_at", "-pk")
    if kind := table_kind(request):
        return table_response(kind, "registrations", COLUMNS, ordered)
    links = {"every": filters.but(every=True).address, "open": filters.but(every=False).address}
    context = {"filters": filters, "links": links, "list_page": page_of(ordered, filters, size=PAGE)}
    return render(request, "desks/registrations/list.html", context)


@require_safe
@login_required
def registration(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    """The record that is asked for, what it changes, its papers; for officers whom it may double."""
    shown = _visible_or_404(request, registration_id)
    if shown.status == State.ENTERED and shown.concerns(request.user) and shown.exporter_id is None:
        return redirect("desks:confirm_registration", shown.pk)
    is_officer = access.may(request.user, Permission.HANDLE, shown)
    is_own = access.may(request.user, Permission.FILE, shown)
    context = {
        "registration": shown,
        "is_officer": is_officer,
        "is_own": is_own,
        "step": _step(shown, is_officer=is_officer, is_own=is_own),
        "rows": record_rows(shown.body, shown.before),
        "papers": list(shown.papers.select_related("file")),
        "papers_form": PapersForm(),
        "duplicates": duplicates(shown) if is_officer else [],
        "papers_to_reissue": outdated_papers(shown, at=clock.now()).count() if is_officer else 0,
        "has_reissues": is_officer and shown.is_change and shown.reissues.exists(),
    }
    return render(request, "desks/registrations/registration.html", context)


def _step(shown: Registration, *, is_officer: bool, is_own: bool) -> NextStep | None:
    if is_officer:
        return officers_step(shown, waits=pending_act_about(SoloAct.APPROVE_REGISTRATION, shown.pk))
    return companys_step(shown) if is_own else None


@require_safe
@login_required
def paper(request: AuthenticatedRequest, registration_id: UUID, paper_id: UUID) -> FileResponse:
    shown = _visible_or_404(request, registration_id)
    return send(get_object_or_404(shown.papers.select_related("file"), pk=paper_id).file)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release(request: AuthenticatedRequest, registration_id: UUID, paper_id: UUID) -> HttpResponse:
    """An officer opens a paper that was withheld for its marking."""
    shown = _visible_or_404(request, registration_id)
    if not access.may(request.user, Permission.HANDLE, shown):
        raise Http404
    withheld = shown.papers.filter(file__status=Status.WITHHELD.value)
    file = get_object_or_404(withheld.select_related("file__uploaded_by"), pk=paper_id).file
    form, at = ActForm(request.POST or None), clock.now()
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            release_registration_paper(paper_id=paper_id, actor=request.user, at=at)
            messages.success(request, _("%(name)s is released.") % {"name": file.name})
            return redirect(shown)
    context = {
        "registration": shown,
        "file": file,
        "consequences": if_released(file.name),
        "acting": acting(request.user, shown.authority, at=at),
    }
    return form_response(request, "desks/registrations/release_paper.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    return _act(request, registration_id, QuestionForm, actions.ask_about_registration, _("Ask the company"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def verify(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    return _act(
        request, registration_id, VerifyForm, actions.verify_number, _("Record that the number exists")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def refuse(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    return _act(
        request, registration_id, RefusalForm, actions.refuse_registration, _("Refuse the registration")
    )


@require_POST
@login_required
def approve(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    shown = handled_or_404(request, registration_id)
    with errors_as_message(request):
        given: dict[str, Any] = {"given": {}, "actor": request.user, "at": clock.now()}
        waits = perform(act=SoloAct.APPROVE_REGISTRATION, about=shown.pk, **given)
        counts = _("%(company)s: the record counts from now on.") % {"company": shown.company}
        messages.success(request, put_forward() if waits else counts)
        shown.refresh_from_db()
        if outdated_papers(shown, at=clock.now()).exists():
            return redirect("desks:reissues", shown.pk)
    return redirect("desks:registration", shown.pk)


def _act(
    request: AuthenticatedRequest, registration_id: UUID, form_class: type[Form], action: Any, title: str
) -> HttpResponse:
    shown = handled_or_404(request, registration_id)
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            action(registration_id=shown.pk, actor=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("It is recorded."))
            return redirect("desks:registration", shown.pk)
    context = {"registration": shown, "title": title, "rows": record_rows(shown.body, shown.before)}
    return form_response(request, "desks/registrations/act.html", form, context)


def _visible_or_404(request: AuthenticatedRequest, registration_id: UUID) -> Registration:
    rows = Registration.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related(
            "authority__member_state", "exporter", "person", "number_verified_by", "decided_by"
        ),
        pk=registration_id,
    )


def handled_or_404(request: AuthenticatedRequest, registration_id: UUID) -> Registration:
    rows = Registration.objects.handled_by(request.user)
    return get_object_or_404(rows.select_related("authority"), pk=registration_id)
