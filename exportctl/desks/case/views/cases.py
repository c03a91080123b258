"""The case page: for the exporter and the authority, one URL a tab. Its acts are in the modules beside it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.calendar import Calendar
from exportctl.core.errors import Elsewhere
from exportctl.core.queries.reference import calendar_of
from exportctl.core.tables import TABLES
from exportctl.core.views.files import send
from exportctl.core.views.forms import form_response
from exportctl.core.views.requests import AuthenticatedRequest
from exportctl.desks.case.presenters.clock_explanation import clock_explanation
from exportctl.desks.case.presenters.closings import closing_page
from exportctl.desks.case.presenters.conversation import conversation
from exportctl.desks.case.presenters.decisions import decision_page
from exportctl.desks.case.presenters.documents import case_documents
from exportctl.desks.case.presenters.export_requests import asked_for
from exportctl.desks.case.presenters.header import header_line, tab_links
from exportctl.desks.case.presenters.history import history, in_runs
from exportctl.desks.case.presenters.next_steps import next_step
from exportctl.desks.case.presenters.officer_panel import officer_panel
from exportctl.desks.case.presenters.timeline import timeline
from exportctl.desks.case.queries.cases import Case, CasePage, case_page, find_case
from licensing.models import RequestDraft
from licensing.queries.decision_clock import chip
from licensing.rules.export_requests import COPYABLE
from licensing.rules.kinds import authorises
from notifications.queries.red_flags import answered_questions
from notifications.queries.rule_sets import chosen_rule_set


@require_safe
@login_required
def case(request: AuthenticatedRequest, reference: str, tab: str = "summary") -> HttpResponse:
    viewed = case_or_404(request, reference)
    if tab not in viewed.tabs:
        raise Http404
    if tab == "history" and (export := request.GET.get("export")) in TABLES:
        return _history_table(viewed, export)
    page, show = case_page(viewed), request.GET.get("show", "")
    extra = officer_panel(page, tab, view=show) if page.is_officer else {}
    if tab == "conversation":
        extra |= conversation(page, show)
    return render(request, f"desks/case/{tab}.html", context_of(page, tab, **extra))


def _history_table(case: Case, export: str) -> HttpResponse:
    head = [_("When"), _("What"), _("More"), _("Who"), _("Stage from then on")]
    rows = ([one.at, one.what, one.detail, one.who, one.became] for one in history(case))
    return TABLES[export](f"{case.request.reference}-history.{export}", head, rows)


def case_or_404(request: AuthenticatedRequest, reference: str) -> Case:
    """The case as an act needs it; `case_page` reads what its pages show besides."""
    case = find_case(request.user, reference, at=clock.now())
    if case is None:
        _lead_to_draft(request, reference)
        raise Http404
    return case


def _lead_to_draft(request: AuthenticatedRequest, reference: str) -> None:
    """A request that is not sent yet has its number already: its exporter is led to where it is written."""
    draft = RequestDraft.objects.visible_to(request.user).open().filter(reference=reference).first()
    if draft is not None:
        text = _("%(reference)s is not sent yet: it is a draft.")
        raise Elsewhere(text % {"reference": reference}, url=draft.get_absolute_url())


def number_in(request: HttpRequest, name: str) -> int | None:
    """A whole number that the page sent along; None where it sent none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None


def officer_case_or_404(request: AuthenticatedRequest, reference: str) -> Case:
    """The same, for the officers of its authority alone."""
    case = case_or_404(request, reference)
    if not case.is_officer:
        raise Http404
    return case


def case_form_response(
    request: AuthenticatedRequest, page: CasePage, name: str, form: BaseForm, *, tab: str, **extra: Any
) -> HttpResponse:
    """The page of one act, under the head of its case."""
    return form_response(request, f"desks/case/{name}.html", form, context_of(page, tab, **extra))


def context_of(page: CasePage, tab: str, **extra: Any) -> dict[str, Any]:
    """What every page of a case shows: header, timeline, tabs, clock; plus what its tab needs."""
    request, at = page.request, page.at
    calendar = calendar_of(str(request.authority.member_state_id))
    clock_chip = chip(request, calendar=calendar, at=at)
    context = {
        "case": page,
        "step": SimpleLazyObject(lambda: next_step(page, calendar=calendar, tab=tab)),  # no act has one
        "chip": clock_chip,
        "stages": timeline(
            request,
            procedure=page.procedure,
            acting=str(request.assignee or "") if page.is_officer else "",
            share=clock_chip.share,
            window=0 if request.is_decided or authorises(request.kind) else chosen_rule_set().working_days,
            zone=ZoneInfo(calendar.zone),
            at=at,
        ),
        "at": at,
        "calendar": calendar,
        "today": calendar.local_date(at),
        "header": header_line(page, clock_chip),
        "tabs": tab_links(page, tab),
        **_of_tab(page, tab, calendar),
    }
    return context | extra


def _of_tab(page: CasePage, tab: str, calendar: Calendar) -> dict[str, Any]:
    """What one tab alone shows."""

    def flags() -> dict[str, Any]:
        if not page.has_red_flags:
            return {"flags": []}
        return {"flags": answered_questions(page.body, version=page.questionnaire)}

    def summary() -> dict[str, Any]:
        return flags() | ({"asked": asked_for(page)} if page.kind.has_lines else {})

    tabs: dict[str, Callable[[], dict[str, Any]]] = {
        "summary": summary,
        "due-diligence": flags,
        "documents": lambda: {"papers": case_documents(page)},
        "history": lambda: {
            "history": in_runs(history(page)),
            "reckoned": clock_explanation(page.request, calendar=calendar, at=page.at),
        },
        "decision": lambda: {
            "decided": None if page.is_officer else decision_page(page, calendar=calendar, at=page.at),
            "enquiry_parts": [*COPYABLE] if page.request.is_enquiry else [],
            "closed": closing_page(page),
        },
    }
    return tabs[tab]() if tab in tabs else {}


@require_safe
@login_required
def document(request: AuthenticatedRequest, reference: str, document_id: UUID) -> FileResponse:
    """A file of the case, as an attachment; one still being checked is not handed out."""
    case = case_or_404(request, reference)
    documents = case.request.documents.shown_to(is_officer=case.is_officer)
    document = get_object_or_404(documents.select_related("file"), pk=document_id)
    if document.file is None:
        raise Http404
    return send(document.file)
