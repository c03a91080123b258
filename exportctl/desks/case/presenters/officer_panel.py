"""What a case page shows to its officers alone: assessments, what resembles the case, who stepped back."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from controllist.queries.snapshot import Snapshot, snapshot
from exportctl.desks.case.presenters.assessments import SHOWN, chosen, filters, side_by_side
from exportctl.desks.case.presenters.consultations import consultation_rows, drafts_of
from exportctl.desks.case.queries.cases import Case
from licensing.queries.conflicts import conflicts_of
from licensing.queries.precedents import earlier_cases
from licensing.queries.screenings import screen
from licensing.queries.similar_list_items import annex_entries, similar_items

BESIDE = ("summary", "item", "parties", "flags")  # the tabs that have the panel at their side


def officers_part(found: Case, tab: str, *, at: datetime, shown: str = "") -> dict[str, Any]:
    """Never asked for a reader who is not an officer of the case."""
    part: dict[str, Any] = {}
    if tab == "summary":
        part["conflicts"] = conflicts_of(found.request)
    if tab == "flags":
        part |= _assessments(found, shown)
    if tab == "consultation":
        part |= {"consultations": consultation_rows(found.request, at=at), "drafts": drafts_of(found.request)}
    if tab in BESIDE:
        part |= beside(found)
    return part


def beside(found: Case) -> dict[str, Any]:
    """The panel at the side: entries and earlier cases, each with why; and what screening says."""
    held = snapshot()
    return {
        "similar": [
            *similar_items(found.request, snapshot=held),
            *earlier_cases(found.request, found.viewer),
        ],
        "annex": annex_entries(found.request),
        "screened": screened(found, held),
    }


def screened(found: Case, held: Snapshot) -> dict[str, Any]:
    """The item against the list as it stands, as customs would be answered."""
    request = found.request
    names = ("name", "manufacturer", "model", "description", "cn_code")
    line = {"id": request.reference, "destination": request.destination}
    return screen([line | {name: getattr(request.line, name) for name in names}], list_snapshot=held).results[
        0
    ]


def _assessments(found: Case, which: str) -> dict[str, Any]:
    notification = getattr(found.request, "notification", None)
    sides = side_by_side(found.request, version=notification.questionnaire if notification else "")
    which = which if which in SHOWN else SHOWN[0]
    labels = {"flagged": _("All flagged"), "differing": _("Only differences"), "all": _("All")}
    return {
        "sides": chosen(sides, which),
        "views": filters(sides, which, labels),
        "differing": sum(side.differs for side in sides),
        "assessed": sum(side.latest is not None for side in sides),
        "questions_in_all": len(sides),
    }
