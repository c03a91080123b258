"""A dated table that was confirmed: what the file says counts from its day on; what it leaves out ends on that day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Model, Value
from django.db.models.functions import Greatest

from controllist.models import CnCorrelation, NationalEntry, TableImport
from controllist.queries.table_imports import confirmed_rows, standing_rows
from controllist.rules.table_imports import KEYS, Kind, is_same


@transaction.atomic
def take(*, table: TableImport, at: datetime) -> None:
    """Put the rows of a file that two officers confirmed in force from its day on.

    What says the same stands as it is; the rest of what stood ends, or never begins, and the new rows begin.
    """
    kind, on = Kind(table.kind), table.starts_on.isoformat()
    old = defaultdict(list)
    for row in standing_rows(table):
        old[row[KEYS[kind]]].append(row)
    unchanged, new = set(), []
    for row in table.rows:
        same = [each["pk"] for each in old[row[KEYS[kind]]] if is_same(kind, row, each, on=on)]
        unchanged.update(same)
        if not same:
            new.append(row)
    over = [each["pk"] for rows in old.values() for each in rows if each["pk"] not in unchanged]
    standing = confirmed_rows(table)
    standing.filter(pk__in=over).update(ends_on=Greatest(F("starts_on"), Value(table.starts_on)))
    make = _national if kind is Kind.NATIONAL_LIST else _correlation
    _write(standing.model, [make(row, table, at) for row in new])


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


def _write(model: type[Model], rows: list[Any]) -> None:
    """A row of the same code and first day is written anew."""
    written = [field.name for field in model._meta.fields if not field.primary_key]
    unique = [name for name in ("member_state", "code", "cn_code", "starts_on") if name in written]
    model._default_manager.bulk_create(
        rows,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=unique,
        update_fields=[name for name in written if name not in unique],
    )
