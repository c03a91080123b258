"""The head of a case: the tabs each reader has, and the line that stays when the page scrolls."""

from typing import Any

from django.urls import reverse

from exportctl.desks.case.queries.cases import CasePage
from licensing.labels import STATUS_TAGS, destinations, line_name


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
        for tab in page.kind.tabs_for(is_officer=page.is_officer)
    ]


def _counts(page: CasePage) -> dict[str, int]:
    """Behind a tab's label stands one kind of number: how many things are open there for the reader."""
    return {
        "conversation": page.unread + (len(page.open_questions) if page.is_asking else 0),
        "due-diligence": page.open_matches,
        "decision": 1 if page.may_approve or page.may_take_back else 0,
    }


def header_line(page: CasePage, clock: Any) -> dict[str, Any]:
    """What stays in sight: which case, where it goes, its stage and clock."""
    request = page.request
    return {
        "reference": request.reference,
        "title": line_name(request.line),
        "line": f"{request.exporter.legal_name} → {destinations(request.destination, request.more_destinations)}",
        "kind": STATUS_TAGS.get(page.status, "plain"),
        "stage": page.status_label,
        "clock": clock,
    }
