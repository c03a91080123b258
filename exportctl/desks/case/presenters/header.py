"""The head of a case: the tabs each reader has, and the line that stays when the page scrolls."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.desks.case.queries.cases import CasePage
from licensing.labels import STATUS_TAGS


def tab_links(page: CasePage, current: str) -> list[dict[str, Any]]:
    """The viewer's tabs in the shape of the look's; each is a page of its own."""
    reference, counts = page.request.reference, _counts(page)
    return [
        {
            "label": str(tab.label),
            "count": counts.get(tab.key) or None,
            "current": tab.key == current,
            "url": reverse("desks:case", args=[reference])
            if tab.key == "summary"
            else reverse("desks:case_tab", args=[reference, tab.key]),
        }
        for tab in page.kind.tabs
        if tab.key in page.tabs
    ]


def _counts(page: CasePage) -> dict[str, Any]:
    """What stands behind a tab's label."""
    return {
        "parties": 1 + len(page.request.parties) if page.is_officer else None,  # with the exporter
        "flags": page.request.red_flag_count,
        "documents": len(page.documents),
        "questions": _("%(n)d open") % {"n": len(page.open_questions)} if page.open_questions else None,
        "messages": _("%(n)d new") % {"n": page.unread} if page.unread else None,
        "notes": page.note_count,
    }


def header_line(page: CasePage, clock: Any) -> dict[str, Any]:
    """What stays in sight: which case, where it goes, its stage and clock, and the next act."""
    request = page.request
    return {
        "reference": request.reference,
        "title": request.line.name,
        "line": f"{request.exporter.legal_name} → {country(request.destination)}",
        "kind": STATUS_TAGS.get(page.status, "plain"),
        "stage": page.status_label,
        "clock": clock,
        **_next_act(page),
    }


def _next_act(page: CasePage) -> dict[str, str]:
    reference, waiting = page.request.reference, page.waiting_proposal
    if page.may_work:
        url = reverse("desks:propose", args=[reference])
        return {"url": url, "action": _("Propose a decision")}
    if page.may_approve and waiting:
        url = reverse("desks:approval", args=[reference, waiting.pk])
        return {"url": url, "action": _("Approve or return")}
    return {}
