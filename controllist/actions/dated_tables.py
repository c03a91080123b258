"""A dated table that was confirmed: what the file says counts from its day on; what it leaves out ends on that day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from controllist.models import CnCorrelation, NationalEntry, TableImport
from controllist.models.dated_tables import DatedQuerySet
from controllist.queries.table_imports import standing_rows
from controllist.rules.table_imports import KEYS, SAYS, Kind


@transaction.atomic
def take(*, table: TableImport, at: datetime) -> None:
    """Put the rows of a file that two officers confirmed in force from its day on."""
    kind = Kind(table.kind)
    make = _national if kind is Kind.NATIONAL_LIST else _correlation
    rows = [make(row, table, at) for row in table.rows]
    standing = standing_rows(kind, table.member_state_id)
    _load(standing, rows, key=KEYS[kind], says=SAYS[kind], on=table.starts_on)


def _national(row: Mapping[str, Any], table: TableImport, at: datetime) -> NationalEntry:
    assert table.member_state_id  # the database holds it
    return NationalEntry(
        member_state_id=table.member_state_id,
        code=row["code"],
        text=row["text"],
        publication=row["publication"],
        confirmed_by=table,
        loaded_at=at,
        **_days(row),
    )


def _correlation(row: Mapping[str, Any], table: TableImport, at: datetime) -> CnCorrelation:
    return CnCorrelation(
        cn_code=row["cn_code"],
        control_entries=row["control_entries"],
        source=table.legal_act,
        confirmed_by=table,
        loaded_at=at,
        **_days(row),
    )


def _days(row: Mapping[str, Any]) -> dict[str, date | None]:
    return {name: date.fromisoformat(row[name]) if row[name] else None for name in ("starts_on", "ends_on")}


def _load(standing: DatedQuerySet, rows: Iterable[Any], *, key: str, says: tuple[str, ...], on: date) -> None:
    """What says the same stands as it is; the rest of what counted ends, and the new rows begin."""
    rows = list(rows)
    counting = {getattr(row, key): row for row in standing.in_force(on=on)}
    same = {
        getattr(row, key)
        for row in rows
        if (old := counting.get(getattr(row, key)))
        and row.ends_on == old.ends_on
        and all(getattr(row, name) == getattr(old, name) for name in says)
    }
    ended = [row.pk for name, row in counting.items() if name not in same and row.starts_on < on]
    standing.filter(pk__in=ended).update(ends_on=on)
    written = [field.name for field in standing.model._meta.fields if not field.primary_key]
    unique = [name for name in ("member_state", "code", "cn_code", "starts_on") if name in written]
    standing.model.objects.bulk_create(
        [row for row in rows if getattr(row, key) not in same],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[name for name in written if name not in unique],
    )
