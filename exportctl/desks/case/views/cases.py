"""The case page: for the exporter and the authority, one URL a tab. Acts are in `deciding`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.calendar import Calendar
from exportctl.core.queries.reference import calendar_of
from exportctl.core.tables import TABLES
from exportctl.core.views.files import send
from exportctl.desks.case.presenters.clock_explanation import clock_explanation
from exportctl.desks.case.presenters.decisions import decision_page
from exportctl.desks.case.presenters.documents import case_documents
from exportctl.desks.case.presenters.header import line, tabs, tabs_of
from exportctl.desks.case.presenters.history import history
from exportctl.desks.case.presenters.information_requests import questions
from exportctl.desks.case.presenters.officer_panel import officers_part
from exportctl.desks.case.presenters.timeline import timeline
from exportctl.desks.case.queries.cases import Case, find_case
from licensing.queries.decision_clock import chip
from notifications.queries.red_flags import answered_questions
from notifications.queries.rule_sets import chosen_rule_set


@require_safe
@login_required
def case(request: HttpRequest, reference: str, tab: str = "summary") -> HttpResponse:
    found = case_or_404(request, reference)
    if tab not in tabs_of(found):
        raise Http404
    if tab == "history" and (export := request.GET.get("export")) in TABLES:
        head = [_("When"), _("What"), _("More"), _("Who"), _("Stage from then on")]
        rows = ([one.at, one.what, one.detail, one.who, one.became] for one in history(found))
        return TABLES[export](f"{reference}-history.{export}", head, rows)
    extra = {}
    if found.is_officer:
        extra = officers_part(found, tab, at=found.at, shown=request.GET.get("show", ""))
    return render(request, f"desks/case/{tab}.html", page_of(found, tab, **extra))


def case_or_404(request: HttpRequest, reference: str) -> Case:
    found = find_case(request.user, reference, at=clock.now())
    if found is None:
        raise Http404
    return found


def page_of(found: Case, tab: str, **extra: Any) -> dict[str, Any]:
    """What every page of a case shows: header, timeline, tabs, clock; plus what its tab needs."""
    at, asked = found.at, found.request
    calendar = calendar_of(str(asked.authority.member_state_id))
    clock_chip = chip(asked, calendar=calendar, at=at)
    acting = str(asked.assigned_to or "") if found.is_officer else ""
    stages = timeline(
        asked,
        procedure=found.procedure,
        acting=acting,
        share=clock_chip.share,
        window=chosen_rule_set().working_days,
        at=at,
    )
    context = {
        "case": found,
        "request_": asked,
        "chip": clock_chip,
        "stages": stages,
        "at": at,
        "today": calendar.local_date(at),
        "header": line(found, clock_chip),
        "tabs": tabs(found, tab),
        "flags": answered_questions(asked.body, version=version_of(asked))
        if tab in ("flags", "summary")
        else [],
        "papers": case_documents(found.documents, asked, version=version_of(asked))
        if tab == "documents"
        else [],
        **_told(found, tab, calendar=calendar, at=at),
    }
    return context | extra


def version_of(asked: Any) -> str:
    """Of the questionnaire that the exporter answered."""
    notification = getattr(asked, "notification", None)
    return notification.questionnaire if notification else ""


def _told(found: Case, tab: str, *, calendar: Calendar, at: datetime) -> dict[str, Any]:
    """What the tabs tell on which the case explains itself, each to its own tab alone."""
    tells: dict[str, Callable[[], dict[str, Any]]] = {
        "questions": lambda: {"questions": questions(found)},
        "clock": lambda: {"reckoned": clock_explanation(found.request, calendar=calendar, at=at)},
        "history": lambda: {"history": history(found)},
        "decision": lambda: {
            "decided": None if found.is_officer else decision_page(found, calendar=calendar, at=at)
        },
    }
    return tells[tab]() if tab in tells else {}


@require_safe
@login_required
def document(request: HttpRequest, reference: str, document_id: UUID) -> HttpResponse:
    """A file of the case, as an attachment; one still being checked is not handed out."""
    found = case_or_404(request, reference)
    row = get_object_or_404(
        found.request.documents.select_related("file"), pk=document_id, file__isnull=False
    )
    return send(row.file)
