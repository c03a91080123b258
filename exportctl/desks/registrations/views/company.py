"""A company about itself: it registers, confirms, answers, changes its record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.actions.files import Upload
from exportctl.core.forms.errors import errors_in
from exportctl.core.rules.mailboxes import mailbox_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.views.forms import errors_as_message, form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.registrations.forms.registrations import (
    AnswerForm,
    PapersForm,
    ReasonForm,
    RecordForms,
    RegisterForm,
)
from exportctl.desks.registrations.presenters.registrations import record_rows
from licensing.actions import registrations as actions
from licensing.actions.registration_papers import add_papers
from licensing.models import Exporter, Registration
from licensing.queries.registrations import latest_of, record_before, unregistered
from licensing.rules.registrations import DAYS_TO_CONFIRM, State


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Open to anybody. What it answers never tells whether an address has an account."""
    is_sent = request.method == "POST"
    form = RegisterForm(request.POST if is_sent else None)
    if is_sent and not ratelimit.consume(request, action="register"):
        form.is_valid()
        form.add_error(
            None, _("Too many registrations came from your address. Wait a minute, then try again.")
        )
    elif is_sent and form.is_valid() and not _may_write_to(request, form.cleaned_data["email"]):
        form.add_error(
            "email",
            _("This address was given too often. Look into its mail, or wait an hour, then try again."),
        )
    elif is_sent and form.is_valid():
        with errors_in(form):
            actions.enter_registration(
                body=form.body(),
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                language=(get_language() or "en")[:2],
                at=clock.now(),
            )
            return redirect("desks:registration_entered")
    return form_response(request, "desks/registrations/register.html", form, {})


@require_safe
def entered(request: HttpRequest) -> HttpResponse:
    return render(request, "desks/registrations/entered.html", {"days": DAYS_TO_CONFIRM})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    """The account's owner reads what was entered, and says yes or no; nothing has begun before."""
    mine = Registration.objects.filter(person=request.user, status=State.ENTERED.value)
    registration = get_object_or_404(mine.select_related("authority"), pk=registration_id)
    if request.method == "POST":
        given: dict[str, Any] = {"registration_id": registration.pk, "actor": request.user, "at": clock.now()}
        with errors_as_message(request):
            if "no" in request.POST:
                actions.decline_registration(**given)
                messages.success(request, _("Nothing was sent. The authority never sees it."))
                return redirect("core:home")
            actions.confirm_registration(**given)
            messages.success(request, _("Your registration is sent. You can write drafts from now on."))
            return redirect("desks:registration", registration.pk)
    context = {"registration": registration, "rows": record_rows(registration.body)}
    return render(request, "desks/registrations/confirm.html", context)


@require_safe
@login_required
def company(request: AuthenticatedRequest) -> HttpResponse:
    """The record as it counts, where a change of it stands, and every version of it."""
    exporter = _company(request)
    versions = exporter.registrations.filter(sent_at__isnull=False).select_related("authority")
    context = {
        "exporter": exporter,
        "rows": record_rows(record_before(exporter) if exporter.is_approved else _sent_body(exporter)),
        "unregistered": unregistered(exporter),
        "open": versions.open().first(),
        "versions": versions.order_by("-sent_at", "-pk"),
    }
    return render(request, "desks/registrations/company.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: AuthenticatedRequest) -> HttpResponse:
    """The whole record anew: what customs and letters read goes to an officer, the rest counts at once."""
    exporter = _company(request)
    is_sent = request.method == "POST"
    body = record_before(exporter) if exporter.is_approved else _sent_body(exporter)
    record = RecordForms(request.POST if is_sent else None, body=body)
    form = ReasonForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid() and record.is_valid():
        with errors_in(form):
            made = actions.request_change(
                exporter_id=exporter.pk,
                body=record.body(),
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=clock.now(),
            )
            text = _("It is sent.") if made.is_open else _("It is recorded.")
            messages.success(request, text)
            if made.is_open:
                _add(request, made, form.cleaned_data["papers"])
            return redirect("desks:registration", made.pk)
    if is_sent and not record.is_valid():
        form.add_error(None, _("Some of what you entered cannot be taken: see the fields."))
    context = {"exporter": exporter, "record": record}
    return form_response(request, "desks/registrations/change.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    registration = _own_or_404(request, registration_id)
    is_sent = request.method == "POST"
    if not is_sent and registration.status != State.ASKED:
        return redirect("desks:registration", registration.pk)
    record = RecordForms(request.POST if is_sent else None, body=registration.body)
    form = AnswerForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid() and record.is_valid():
        with errors_in(form):
            actions.answer_registration(
                registration_id=registration.pk,
                body=record.body(),
                answer=form.cleaned_data["answer"],
                actor=request.user,
                at=clock.now(),
            )
            messages.success(request, _("Your answer is sent."))
            _add(request, registration, form.cleaned_data["papers"])
            return redirect("desks:registration", registration.pk)
    if is_sent and not record.is_valid():
        form.add_error(None, _("Some of what you entered cannot be taken: see the fields."))
    context = {"registration": registration, "record": record}
    return form_response(request, "desks/registrations/answer.html", form, context)


@require_POST
@login_required
def papers(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    registration = _own_or_404(request, registration_id)
    form = PapersForm(request.POST, request.FILES)
    if form.is_valid():
        _add(request, registration, form.cleaned_data["papers"])
    else:
        messages.error(request, str(form.errors["papers"][0]))
    return redirect("desks:registration", registration.pk)


@require_POST
@login_required
def withdraw(request: AuthenticatedRequest, registration_id: UUID) -> HttpResponse:
    registration = _own_or_404(request, registration_id)
    with errors_as_message(request):
        actions.withdraw_registration(registration_id=registration.pk, actor=request.user, at=clock.now())
        messages.success(request, _("%(reference)s is withdrawn.") % {"reference": registration.reference})
    return redirect("desks:registration", registration.pk)


def _may_write_to(request: HttpRequest, email: str) -> bool:
    """Nobody's mailbox is filled by registrations, from however many places they come."""
    return bool(ratelimit.consume(request, action="register_mailbox", key=mailbox_of(email).lower()))


def _add(request: AuthenticatedRequest, registration: Registration, files: Sequence[Upload]) -> None:
    """What is sent stays sent where a file cannot be taken: its page says why, and takes another one."""
    with errors_as_message(request):
        add_papers(registration_id=registration.pk, uploads=files, actor=request.user, at=clock.now())


def _own_or_404(request: AuthenticatedRequest, registration_id: UUID) -> Registration:
    """Of a company that the person files for."""
    mine = Registration.objects.filter(exporter__in=access.organisation_ids_of(request.user, Permission.FILE))
    return get_object_or_404(mine.select_related("authority"), pk=registration_id)


def _company(request: AuthenticatedRequest) -> Exporter:
    principal = access.principal_of(request.user, Permission.FILE)
    if principal is None:
        raise Http404
    return get_object_or_404(Exporter.objects.select_related("organisation__member_state"), pk=principal.pk)


def _sent_body(exporter: Exporter) -> dict[str, Any]:
    latest = latest_of(exporter)
    return dict(latest.body) if latest else record_before(exporter)
