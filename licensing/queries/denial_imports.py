"""What a file of denials would do, row by row, as things stand."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exportctl.core.models import Organisation
from exportctl.core.models.four_eyes import TwoOfficersQuerySet
from licensing.models import Denial, DenialImport
from licensing.rules.denial_tables import Fault, Known, What, faults_against, what_of
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
