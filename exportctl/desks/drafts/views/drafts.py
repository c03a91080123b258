"""A draft from the first click to its sending: the task list, the check before it is sent, the withdrawal."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exportctl.core import access, clock
from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.errors import DomainError, Invalid
from exportctl.core.forms.errors import errors_in
from exportctl.core.glyphs import missing_letters
from exportctl.core.i18n import fill
from exportctl.core.models import Organisation
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.drafts.export_requests import EXPORT_REQUESTS
from exportctl.desks.drafts.forms.drafts import ConfirmForm, DeclareForm
from exportctl.desks.drafts.forms.kinds import Change, DraftKind, Sending
from exportctl.desks.drafts.kinds import (
    draft_or_404,
    kind_by_key,
    kind_of,
    kind_of_request,
    place_of,
    tasks_of,
)
from exportctl.desks.drafts.presenters.choices import choices_for
from exportctl.desks.drafts.presenters.colleagues import colleague_change, last_work
from exportctl.desks.drafts.presenters.next_steps import next_step
from exportctl.desks.drafts.presenters.routing_rules import competence_words
from exportctl.desks.drafts.presenters.withdrawals import if_discarded, if_withdrawn
from exportctl.desks.drafts.views.parts import compared
from licensing.errors import Incomplete
from licensing.models import Amendment, Draft, Exporter
from licensing.queries import catalogue
from licensing.queries.decision_periods import due_if_sent, period_of, today_of
from licensing.queries.registrations import unregistered
from licensing.queries.routing_rules import competence_for
from licensing.rules import catalogue as catalogue_rules
from licensing.rules.requests import Kind
from notifications.queries.consequences import acting


@login_required
@require_POST
def create(request: AuthenticatedRequest, kind: Kind) -> HttpResponse:
    """A draft from the first click on; with `?item=`, about that item of the catalogue."""
    return _create(request, kind_of_request(kind))


@login_required
@require_POST
def create_request(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """The same of a request for an authorisation, by the kind and form that the address names."""
    return _create(request, kind_by_key(key))


@login_required
def choose(request: AuthenticatedRequest) -> HttpResponse:
    """Which authorisation? Each with what it covers; POST, as from a list, begins an individual one."""
    if request.method == "POST":
        return _create(request, EXPORT_REQUESTS[0])
    if not access.has_seat(request.user, Permission.FILE):
        raise Http404
    chosen = request.GET.get("company", "")
    companies = access.organisations_of(request.user, Permission.FILE)
    of_page = [each.pk for each in companies if str(each.pk) == chosen] or [each.pk for each in companies]
    context = {
        "choices": choices_for(Exporter.objects.filter(pk__in=of_page)),
        "company": chosen,
        "item": request.GET.get("item", ""),
    }
    return render(request, "desks/drafts/choose.html", context)


def _create(request: AuthenticatedRequest, declared: DraftKind) -> HttpResponse:
    if item := request.GET.get("item"):
        return _create_about(request, declared, item)
    exporter = get_object_or_404(Exporter, pk=_principal_or_404(request).pk)
    try:
        return redirect(_begun(request, declared, exporter, {}, declared.first_part.page))
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("desks:dashboard")


def _begun(
    request: AuthenticatedRequest,
    kind: DraftKind,
    exporter: Exporter,
    body: dict[str, Any],
    page: Callable[[Draft], str],
) -> str:
    """The page of the new draft."""
    whole = {**kind.start(exporter), **body}
    return page(kind.acts.create(exporter=exporter, body=whole, actor=request.user, at=clock.now()))


def _principal_or_404(request: AuthenticatedRequest) -> Organisation:
    """The company of the page that the button was on; else the only one, or the one chosen in this session.

    Raises PrincipalNeeded for whoever files for several and has not said for which.
    """
    if chosen := request.POST.get("company", ""):
        organisations = access.organisations_of(request.user, Permission.FILE)
        principal = next((each for each in organisations if str(each.pk) == chosen), None)
    else:
        principal = access.principal_of(request.user, Permission.FILE)
    if principal is None:
        raise Http404
    return principal


def _create_about(request: AuthenticatedRequest, kind: DraftKind, item: str) -> HttpResponse:
    try:
        entry_id = UUID(item)
    except ValueError:
        raise Http404 from None
    entry = get_object_or_404(
        catalogue.every(request.user, catalogue_rules.Kind.ITEM).filter(archived_at=None), pk=entry_id
    )
    try:
        body = kind.about_item(entry.body)
        return redirect(_begun(request, kind, entry.exporter, body, lambda draft: draft.get_absolute_url()))
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("desks:catalogue", "items")


@require_safe
@login_required
def tasks(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """The task list of a draft; what was sent is shown on its case."""
    draft = draft_or_404(request.user, reference)
    kind, rows, at = kind_of(draft), tasks_of(draft), clock.now()
    sending = _sending(draft, at)
    title = fill(kind.words.title, {"item": draft.item_name}) if draft.item_name else kind.words.title_unnamed
    context = {
        "draft": draft,
        "title": title,
        "kind": kind,
        "authority": sending.authority,
        "sends": format_html(str(kind.words.sends), authority=sending.authority),
        "crumbs": [_above(draft, kind), {"label": draft.reference}],
        "parts": rows,
        "step": next_step(draft, rows, discard=kind.words.discard, fields=_first_gaps(draft, kind)),
        "done": sum(1 for row in rows if row.kind == "done"),
        "total": len(rows),
        "work": last_work(draft, at=at),
        "colleague": colleague_change(draft, request.user, at=at),
        "period": kind.period(sending.days),
        "similar": compared(draft) if kind.first_part.is_compared else None,
        "unregistered": unregistered(draft.exporter),
    }
    return render(request, "desks/drafts/tasks.html", context)


def _first_gaps(draft: Draft, kind: DraftKind) -> dict[str, str]:
    """From the page of each part to its first field that lacks something, where the field is on that page."""
    found: dict[str, str] = {}
    for gap in draft.gaps:
        page, field = kind.part_of(gap["pointer"]).page(draft), kind.field_page(draft, gap["pointer"])
        if field.startswith(f"{page}#"):
            found.setdefault(page, field)
    return found


def _above(draft: Draft, kind: DraftKind) -> dict[str, Any]:
    """Whence one comes: the list of one's cases, or the case that is corrected."""
    if kind.is_correction:
        return {"label": draft.request.reference, "url": draft.request.get_absolute_url()}
    return {"label": kind.words.plural, "url": reverse("desks:exporter_cases")}


@login_required
def check(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Check your answers, declare, send: each gap is a link to its field."""
    draft = draft_or_404(request.user, reference, is_open=request.method != "POST")
    kind = kind_of(draft)
    form = kind.declare(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            _submit(request, draft, kind, form)
    if request.method == "POST":
        sent = draft_or_404(request.user, reference, is_open=False)
        if sent.is_sent:
            # Sent by this click, by its twin, or by a colleague: every one of them ends on the same page.
            return redirect("desks:receipt", sent.request.reference)
    return form_response(request, "desks/drafts/check.html", form, _check_context(request, draft, form))


def _submit(request: AuthenticatedRequest, draft: Draft, kind: DraftKind, form: DeclareForm) -> None:
    """What is missing stands above the answers, each with its link: the form says it once."""
    try:
        kind.acts.submit(draft_id=draft.pk, actor=request.user, at=clock.now(), **form.said)
    except Incomplete:
        raise Incomplete from None


def _check_context(request: AuthenticatedRequest, draft: Draft, form: DeclareForm) -> dict[str, Any]:
    kind, at, missing = kind_of(draft), clock.now(), draft.gaps
    files, gaps = list(draft.attachments.select_related("file")), {gap["pointer"] for gap in missing}
    sending = _sending(draft, at)
    unusual = kind.warnings(draft, local_date(at, BRUSSELS), sending)
    sections = kind.sections(draft, files=files, missing=[*gaps])
    return {
        "draft": draft,
        "form": form,
        "kind": kind,
        "words": kind.words,
        "changes": _changes(draft, kind),
        "send": fill(kind.words.send, {"authority": sending.authority}),
        "missing": _links(draft, missing),
        "unregistered": unregistered(draft.exporter),
        "warnings": _links(draft, [each for each in unusual if each["pointer"] not in gaps]),
        "illegible": missing_letters(json.dumps(draft.body, ensure_ascii=False)),
        "sections": sections,
        "gaps": [row for section in sections for row in section.gaps],
        "consequences": kind.consequences(draft, sending),
        "acting": acting(request.user, draft.exporter.organisation, at=at),
    }


def _changes(draft: Draft, kind: DraftKind) -> list[Change]:
    """What a correction says otherwise than what was sent."""
    if not isinstance(draft, Amendment):
        return []
    return kind.changes(draft.based_on.body, draft.body, questionnaire=draft.questionnaire)


def _sending(draft: Draft, at: datetime) -> Sending:
    """Where it would go, were it sent now; a correction goes where the case is."""
    kind, exporter = kind_of(draft).kind, draft.exporter
    if isinstance(draft, Amendment):
        return Sending(draft.request.authority.short_name, draft.request.clock_days)
    try:
        place = competence_for(exporter, kind=kind, body=draft.newest_body)
        why = competence_words(place, reference=draft.reference, established_in=exporter.established_in)
    except (
        Invalid
    ) as nobody:  # no authority works where its items lie: that is said, and the draft stays open
        place, why = competence_for(exporter, kind=kind), str(nobody.message)
    today = today_of(place.authority, at=at)
    days = period_of(authority=place.authority, kind=kind, on=today)
    due_on = partial(due_if_sent, authority=place.authority, days=days, today=today)
    return Sending(place.authority.short_name, days, why, due_on)


def _links(draft: Draft, errors: Errors) -> list[dict[str, str]]:
    """Each with a link to its field; what is said of several questions alike begins with the question."""
    kind = kind_of(draft)
    questions = kind.question_links(draft)
    rows = []
    for error in errors:
        labels = (label for key, (label, _page) in questions.items() if f"/{key}/" in error["pointer"])
        label = next(labels, "")
        text = f"{label}: {error['detail']}" if label else error["detail"]
        rows.append({"text": text, "href": kind.field_page(draft, error["pointer"])})
    return rows


@login_required
def withdraw(request: AuthenticatedRequest, reference: str) -> HttpResponse:
    """Withdraw a draft or, before the decision, what was sent."""
    draft = draft_or_404(request.user, reference, is_open=False)
    kind, at = kind_of(draft), clock.now()
    if request.method != "POST" and not _may_withdraw(draft, kind):
        return redirect(place_of(draft))
    form = ConfirmForm(request.POST or None)
    if request.method == "POST":
        try:
            kind.acts.withdraw(draft_id=draft.pk, actor=request.user, at=clock.now())
        except DomainError as error:
            form.is_valid()
            form.add_error(None, error.message)
        else:
            words = {"item": draft.item_name or _("Item not named yet"), "reference": _known_as(draft)}
            messages.success(request, str(kind.words.withdrawn) % words)
            return redirect(draft.request if kind.is_correction else "desks:dashboard")
    context = {
        "draft": draft,
        "form": form,
        "kind": kind,
        "words": kind.words,
        "known_as": _known_as(draft),
        "consequences": _if_withdrawn(draft, kind),
        "acting": acting(request.user, draft.exporter.organisation, at=at),
    }
    return form_response(request, "desks/drafts/withdraw.html", form, context)


def _may_withdraw(draft: Draft, kind: DraftKind) -> bool:
    """A draft, or what was sent and is not decided or withdrawn yet; a correction that was sent stays."""
    is_sent = draft.is_sent and not kind.is_correction
    return draft.is_open or bool(is_sent and draft.request.is_open)


def _if_withdrawn(draft: Draft, kind: DraftKind) -> list[Any]:
    return if_discarded() if kind.is_correction else if_withdrawn(draft, effect=kind.words.withdraw_effect)


def _known_as(draft: Draft) -> str:
    """The number that its people know: the case's once it was sent."""
    return str(draft.request.reference if draft.request_id else draft.reference)
