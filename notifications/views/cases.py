"""The case page: for the exporter and the authority, one URL a tab. Acts are in `deciding`."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exportctl.core import clock
from exportctl.core.queries.reference import calendar_of
from exportctl.core.views.files import send
from licensing.queries.similar import similar_items
from notifications.queries.cases import Case, find_case, history
from notifications.queries.chips import chip
from notifications.queries.red_flags import answered_questions
from notifications.queries.timeline import timeline

TABS = ("summary", "flags", "documents", "questions", "decision", "audit")


@require_safe
@login_required
def case(request: HttpRequest, reference: str, tab: str = "summary") -> HttpResponse:
    if tab not in TABS:
        raise Http404
    found = found_or_404(request, reference)
    return render(request, f"notifications/case/{tab}.html", page_of(found, tab))


def found_or_404(request: HttpRequest, reference: str) -> Case:
    found = find_case(request.user, reference)
    if found is None:
        raise Http404
    return found


def page_of(found: Case, tab: str, **extra: Any) -> dict[str, Any]:
    """What every page of a case shows: header, timeline, tabs, clock; plus what its tab needs."""
    at = clock.now()
    asked = found.request
    clock_chip = chip(asked, calendar=calendar_of(str(asked.authority.member_state_id)), at=at)
    acting = str(asked.assigned_to or "") if found.is_officer else ""
    stages = timeline(asked, procedure=found.procedure, acting=acting, share=clock_chip.share, at=at)
    context = {
        "case": found,
        "request_": asked,
        "chip": clock_chip,
        "stages": stages,
        "at": at,
        "tabs": _tabs(found, tab),
        "flags": answered_questions(asked.body, version=_version(asked))
        if tab in ("flags", "summary")
        else [],
        "similar": similar_items(asked) if found.is_officer and tab == "summary" else [],
        "history": history(asked, for_officer=found.is_officer) if tab == "audit" else [],
    }
    return context | extra


def _version(asked: Any) -> str:
    notification = getattr(asked, "notification", None)
    return notification.questionnaire if notification else ""


def _tabs(found: Case, current: str) -> list[dict[str, Any]]:
    labels = {
        "summary": (_("Summary"), None),
        "flags": (_("Red flags"), found.request.red_flag_count),
        "documents": (_("Documents"), len(found.documents)),
        "questions": (_("Questions"), len(found.questions)),
        "decision": (_("Decision"), None),
        "audit": (_("History"), None),
    }
    return [
        {
            "label": label,
            "count": count or None,
            "current": key == current,
            "url": reverse("notifications:case", args=[found.request.reference])
            if key == "summary"
            else reverse("notifications:case_tab", args=[found.request.reference, key]),
        }
        for key, (label, count) in labels.items()
    ]


@require_safe
@login_required
def document(request: HttpRequest, reference: str, document_id: UUID) -> HttpResponse:
    """A file of the case, as an attachment; one still being checked is not handed out."""
    found = found_or_404(request, reference)
    row = get_object_or_404(
        found.request.documents.select_related("file"), pk=document_id, file__isnull=False
    )
    return send(row.file)
