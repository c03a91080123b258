"""The columns of the worklist's downloads: what the person chose, words and codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import country
from exportctl.core.tables import Column
from exportctl.desks.worklist.queries.worklist_settings import COLUMNS
from licensing.labels import label, line_name
from licensing.models import AuthorisationRequest
from licensing.queries.decision_clock import Chip


@dataclass(frozen=True)
class CaseRow:
    """A case with its decision clock, and with what presses: the day by which an urgent one is wanted."""

    case: AuthorisationRequest
    chip: Chip
    pressing: Chip


Columns = Sequence[Column[CaseRow]]


def columns_of(chosen: Sequence[str]) -> Columns:
    return [*ALWAYS, *(column for code in chosen for column in CHOSEN[code])]


def _function_labels(row: CaseRow) -> str:
    return ", ".join(label("functions", code) for code in row.case.line.functions)


def _days_left(row: CaseRow) -> int | None:
    return -row.chip.overdue_days if row.chip.overdue_days else row.chip.days_left


ALWAYS: Columns = (
    Column(_("Reference"), lambda row: row.case.reference),
    Column(_("Exporter’s own reference"), lambda row: row.case.own_reference or ""),
    Column(_("Kind"), lambda row: row.case.get_kind_display()),
    Column(_("Item"), lambda row: line_name(row.case.line)),
    Column(_("Functions"), _function_labels),
    Column(_("Function codes"), lambda row: ", ".join(row.case.line.functions)),
    Column(_("Exporter"), lambda row: row.case.exporter.legal_name),
    Column(_("EORI"), lambda row: row.case.exporter.eori),
    Column(_("End user"), lambda row: "; ".join(getattr(row.case, "end_user_names", []))),
)
CHOSEN: Mapping[str, Columns] = {
    "destination": (
        Column(COLUMNS["destination"], lambda row: country(row.case.destination)),
        Column(_("Country code"), lambda row: row.case.destination),
    ),
    "stage": (
        Column(COLUMNS["stage"], lambda row: row.case.get_status_display()),
        Column(_("Stage code"), lambda row: row.case.stage),
    ),
    "flags": (Column(COLUMNS["flags"], lambda row: row.case.red_flag_count),),
    "clock": (
        Column(_("Due on"), lambda row: row.case.due_on),
        Column(_("Days left"), _days_left),
    ),
    "submitted": (Column(COLUMNS["submitted"], lambda row: row.case.submitted_at),),
    "tags": (Column(COLUMNS["tags"], lambda row: ", ".join(getattr(row.case, "tag_labels", []))),),
    "basis": (Column(COLUMNS["basis"], lambda row: row.case.get_legal_basis_display()),),
    "who": (Column(COLUMNS["who"], lambda row: str(row.case.assignee or "")),),
}
