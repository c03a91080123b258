"""What a case page shows to its officers alone: assessments, what resembles the case, who stepped back."""

from typing import Any

from django.utils.translation import gettext as _

from controllist.queries.snapshot import Snapshot, snapshot
from exportctl.desks.case.presenters.assessments import SHOWN, filters, side_by_side, sides_shown
from exportctl.desks.case.presenters.consultations import consultation_rows, drafts_of
from exportctl.desks.case.presenters.documents import case_documents
from exportctl.desks.case.presenters.obstacles import open_points
from exportctl.desks.case.presenters.party_matches import hits_of
from exportctl.desks.case.queries.cases import CasePage
from licensing.models import RequestLine
from licensing.queries.conflicts import conflicts_of
from licensing.queries.duty_turns import on_duty
from licensing.queries.precedents import earlier_cases
from licensing.queries.recipients import colleagues_of
from licensing.queries.screenings import screen
from licensing.queries.similar_list_items import annex_entries, similar_items
from notifications.rules.assessments import Verdict

HAND_OVER = "hand-over"
STRONGEST = 2  # alike are shown; the others fold
URGENT = ("summary", "decision")  # say of an urgent case who is on duty, and what may be waived
BESIDE = ("summary", "due-diligence")  # the tabs that have the panel at their side


def officer_panel(page: CasePage, tab: str, *, view: str = "") -> dict[str, Any]:
    """For an officer of the case alone. `view`: which of the assessed questions, or the form to hand the case over."""
    panel: dict[str, Any] = {}
    if tab == "summary":
        panel["conflicts"] = conflicts_of(page.request) if page.present["conflicts"] else []
        if page.request.is_open and view == HAND_OVER:
            panel["colleagues"] = colleagues_of(page.viewer, request=page.request, at=page.at)
    if tab == "due-diligence":
        panel |= hits_of(page)
        if page.has_red_flags:
            panel |= _assessments(page, view)
    if tab == "decision":
        panel["consultations"] = consultation_rows(page)
        panel["drafts"] = drafts_of(page)
        panel["open_points"] = open_points(page, panel["consultations"])
    if tab in URGENT and page.request.is_open and page.request.urgent_on:
        panel["on_duty"] = on_duty(page.request.authority, at=page.at)
    if tab in BESIDE:
        panel |= similar_panel(page)
    return panel


def answered_for(page: CasePage) -> dict[str, Any]:
    """What whoever proposes or approves answers for: advice, signs with the officers' own view, files."""
    sides = side_by_side(page.request, version=page.questionnaire) if page.has_red_flags else []
    return {
        "consultations": consultation_rows(page),
        "signs": [side for side in sides if side.is_telling],
        "unknown": [side for side in sides if side.is_flag and not side.is_telling],
        "papers": case_documents(page),
    }


def similar_panel(page: CasePage) -> dict[str, Any]:
    """The panel at the side: entries and earlier cases, each with why; and what screening says."""
    entries = snapshot()
    listed, cases = (
        similar_items(page.lines, snapshot=entries),
        earlier_cases(page.request, page.viewer, at=page.at),
    )
    alike = [*listed[:1], *cases[:1], *listed[1:], *cases[1:]]  # the strongest of each, then the others
    return {
        "similar": alike[:STRONGEST],
        "more_similar": alike[STRONGEST:],
        "annex": annex_entries(page.lines),
        "screened": screening(page, entries),
    }


def screening(page: CasePage, entries: Snapshot) -> list[tuple[RequestLine, dict[str, Any]]]:
    """Each item against the list as it stands, as customs would be answered."""
    names = ("name", "manufacturer", "model", "description", "cn_code", "control_entry")
    lines = [
        {
            "id": str(line.number),
            "destination": page.request.destination,
            **{name: getattr(line, name) for name in names},
        }
        for line in page.lines
    ]
    return list(zip(page.lines, screen(lines, at=page.at, list_snapshot=entries).results, strict=True))


def _assessments(page: CasePage, view: str) -> dict[str, Any]:
    sides = side_by_side(page.request, version=page.questionnaire)
    view = view if view in SHOWN else SHOWN[0]
    labels = {"flagged": _("Red flag or open"), "differing": _("Only differences"), "all": _("All")}
    return {
        "of_exporter": sum(side.question.flagged for side in sides),
        "of_officers": sum(side.latest is not None and side.latest.verdict == Verdict.SIGN for side in sides),
        "sides": sides_shown(sides, view),
        "views": filters(sides, view, labels),
        "differing": sum(side.differs for side in sides),
        "assessed": sum(side.latest is not None for side in sides),
        "questions_in_all": len(sides),
    }
