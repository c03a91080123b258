"""The head of a case: the tabs each reader has, and the line that stays when the page scrolls."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.desks.case.queries.cases import Case
from licensing.labels import STATUS_TAGS

# Whose tabs, in which order.
OFFICER = (
    *("summary", "item", "parties", "flags", "documents", "questions", "messages", "notes"),
    *("consultation", "decision", "clock", "history"),
)
EXPORTER = ("summary", "flags", "documents", "questions", "messages", "decision", "clock", "history")


def tabs_of(found: Case) -> tuple[str, ...]:
    return OFFICER if found.is_officer else EXPORTER


def tabs(found: Case, current: str) -> list[dict[str, Any]]:
    """In the shape of the look's tabs; each is a page of its own."""
    reference, labels = found.request.reference, _labels(found)
    return [
        {
            "label": labels[key][0],
            "count": labels[key][1] or None,
            "current": key == current,
            "url": reverse("desks:case", args=[reference])
            if key == "summary"
            else reverse("desks:case_tab", args=[reference, key]),
        }
        for key in tabs_of(found)
    ]


def _labels(found: Case) -> Mapping[str, tuple[str, Any]]:
    parties = 1 + len(found.request.parties) if found.is_officer else None  # with the exporter
    return {
        "summary": (_("Summary"), None),
        "item": (_("Item"), None),
        "parties": (_("Parties"), parties),
        "flags": (_("Red flags"), found.request.red_flag_count),
        "documents": (_("Documents"), len(found.documents)),
        "questions": (_("Questions"), len(found.questions)),
        "messages": (_("Messages"), _("%(n)d new") % {"n": found.unread} if found.unread else None),
        "notes": (_("Notes"), getattr(found.request, "notes_that_stand", None)),
        "consultation": (_("Consultation"), None),
        "decision": (_("Decision"), None),
        "clock": (_("Clock"), None),
        "history": (_("History"), None),
    }


def line(found: Case, clock: Any) -> dict[str, Any]:
    """What stays in sight: which case, where it goes, its stage and clock, and the next act."""
    asked = found.request
    return {
        "reference": asked.reference,
        "title": asked.line.name,
        "line": f"{asked.exporter.organisation.short_name} → {country(asked.destination)}",
        "kind": STATUS_TAGS.get(found.status, "plain"),
        "stage": found.status_label,
        "clock": clock,
        **_next_act(found),
    }


def _next_act(found: Case) -> dict[str, str]:
    reference, waiting = found.request.reference, found.waiting_proposal
    if found.may_work:
        url = reverse("desks:propose", args=[reference])
        return {"url": url, "action": _("Propose a decision")}
    if found.may_approve and waiting:
        url = reverse("desks:approval", args=[reference, waiting.pk])
        return {"url": url, "action": _("Approve or return")}
    return {}
