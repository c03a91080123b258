"""What a file of denials would do, row by row, as things stand."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core.canonical import rfc3339
from exportctl.core.errors import Invalid
from exportctl.core.models import Organisation
from exportctl.core.models.four_eyes import TwoOfficersQuerySet
from exportctl.core.rules.uploaded_tables import NoHead, NotATable, TooMany, read
from exportctl.core.shapes import error
from licensing.models import Denial, DenialImport
from licensing.rules.denial_tables import (
    COLUMNS,
    MOST_DENIALS,
    NAMES,
    Fault,
    Known,
    What,
    denials_of,
    faults_against,
    what_of,
)
from licensing.rules.shapes import JsonObject

Key = tuple[str, str]


@dataclass(frozen=True)
class PreviewRow:
    """A row, what it does, and the denial that it is about; None of a new one."""

    row: JsonObject
    what: What
    denial: Denial | None


def preview(rows: Iterable[JsonObject], *, authority: Organisation) -> list[PreviewRow]:
    """In the order of the file."""
    rows = list(rows)
    known = _known(rows)
    return [
        PreviewRow(row, what_of(row, _as_known(known.get(_key(row)), authority)), known.get(_key(row)))
        for row in rows
    ]


def faults_in(rows: Sequence[JsonObject], *, authority: Organisation) -> list[Fault]:
    """What stands against what is entered already."""
    known = _known(rows)
    return [
        Fault(row["row"], sentence)
        for row in rows
        for sentence in faults_against(row, _as_known(known.get(_key(row)), authority))
    ]


def counts_of(rows: Iterable[PreviewRow]) -> Mapping[What, int]:
    return Counter(row.what for row in rows)


def denial_imports_of(authority: Organisation) -> TwoOfficersQuerySet:
    """Every file that was read in, the newest first."""
    rows: Any = DenialImport.objects.filter(authority=authority).order_by("-proposed_at", "pk")
    return rows.select_related("proposed_by", "approved_by", "authority")  # type: ignore[no-any-return]


def read_denials(source: bytes, *, authority: Organisation, today: date) -> list[JsonObject]:
    """The rows of a file. Raises Invalid: where it is no such table, and with the fault of each row that cannot be."""
    try:
        table = read(source, COLUMNS)
    except NoHead:
        message = _("The first row has to name the columns: %(columns)s.") % {"columns": ", ".join(NAMES)}
    except NotATable as wrong:
        message = str(wrong.sentence)
    except TooMany as wrong:
        message = _("These are %(count)d rows. Split the table: at most %(most)d at once.")
        message %= {"count": wrong.args[0], "most": MOST_DENIALS}
    else:
        rows, faults = denials_of(table, own_state=str(authority.member_state_id), today=today)
        if faults:
            raise Invalid(errors=[error(f"/rows/{each.row}", str(each.sentence)) for each in faults])
        if rows:
            return rows
        message = _("There is no row under the head. Fill in at least one.")
    raise Invalid(errors=[error("/file", message)])


def show_import(table: DenialImport) -> JsonObject:
    """For machines, without its rows."""
    return {
        "id": str(table.pk),
        "name": table.name,
        "status": table.status,
        "proposed_at": rfc3339(table.proposed_at),
        "entered": table.entered,
        "changed": table.changed,
        "gone": table.gone,
    }


def show_preview(table: DenialImport) -> JsonObject:
    """With what each row does, as things stand."""
    rows = preview(table.rows, authority=table.authority)
    shown = [
        {**row.row, "what": row.what.value, "denial": row.denial.reference if row.denial else None}
        for row in rows
    ]
    return {**show_import(table), "rows": shown}


def _key(row: JsonObject) -> Key:
    return row["state"], row["paper_number"]


def _known(rows: Sequence[JsonObject]) -> dict[Key, Denial]:
    numbers = [row["paper_number"] for row in rows]
    found = Denial.objects.filter(paper_number__in=numbers).exclude(paper_number="")
    return {(str(each.member_state_id), each.paper_number): each for each in found}


def _as_known(denial: Denial | None, authority: Organisation) -> Known | None:
    if denial is None:
        return None
    fixed = (denial.act, denial.decided_on.isoformat(), denial.name)
    is_own = denial.authority_id == authority.pk
    return Known(denial.reference, fixed, denial.ground, denial.is_valid, is_own)
