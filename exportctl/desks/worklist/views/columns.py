"""The columns of the worklist's downloads: what the person chose, words and codes."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.countries import country
from exportctl.desks.worklist.queries.worklist_settings import COLUMNS
from licensing.labels import label
from licensing.models import AuthorisationRequest
from licensing.queries.decision_clock import Chip

Cells = Callable[[AuthorisationRequest, Chip], list[Any]]


def head(shown: list[str]) -> list[str]:
    always = [
        _("Reference"),
        _("Kind"),
        _("Item"),
        _("Functions"),
        _("Function codes"),
        _("Exporter"),
        _("EORI"),
    ]
    return always + [name for code in shown for name in _names(code)]


def cells(case: AuthorisationRequest, shown: list[str], chip: Chip) -> list[Any]:
    codes = case.line.functions
    always = [
        case.reference,
        case.get_kind_display(),
        case.line.name,
        ", ".join(label("functions", code) for code in codes),
        ", ".join(codes),
        case.exporter.legal_name,
        case.exporter.eori,
    ]
    return always + [cell for code in shown for cell in WRITTEN[code](case, chip)]


def _names(code: str) -> list[str]:
    own = str(COLUMNS[code])
    return {
        "destination": [own, _("Country code")],
        "stage": [own, _("Stage code")],
        "clock": [_("Due on"), _("Days left")],
    }.get(code, [own])


def _clock(case: AuthorisationRequest, chip: Chip) -> list[Any]:
    return [case.due_on, -chip.overdue_days if chip.overdue_days else chip.days_left]


WRITTEN: dict[str, Cells] = {
    "destination": lambda case, _chip: [country(case.destination), case.destination],
    "stage": lambda case, _chip: [case.get_status_display(), case.status],
    "flags": lambda case, _chip: [case.red_flag_count],
    "clock": _clock,
    "submitted": lambda case, _chip: [case.submitted_at],
    "tags": lambda case, _chip: [", ".join(getattr(case, "tag_labels", []))],
    "basis": lambda case, _chip: [case.get_legal_basis_display()],
    "who": lambda case, _chip: [str(case.assigned_to or "")],
}
