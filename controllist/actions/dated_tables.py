"""Loading a dated table: what the new file says counts from its day on; what it leaves out ends on that day."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from controllist.models import CnCorrelation, NationalEntry
from controllist.models.dated_tables import DatedQuerySet
from controllist.rules.dated_tables import correlation_rows, national_rows


@transaction.atomic
def load_national_list(
    *, member_state: str, source: bytes, publication: str, starts_on: date, at: datetime
) -> int:
    """Take a state's own list (Article 9) as it counts from a day on. Returns its number of entries."""
    rows = national_rows(source, starts_on=starts_on, publication=publication)
    standing = NationalEntry.objects.filter(member_state=member_state)
    new = [
        NationalEntry(
            member_state_id=member_state,
            code=row.code,
            text=row.text,
            publication=row.publication,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            loaded_at=at,
        )
        for row in rows
    ]
    return _load(standing, new, key="code", says=("text", "publication"), on=starts_on)


@transaction.atomic
def load_cn_correlation(*, source: bytes, name: str, starts_on: date, at: datetime) -> int:
    """Take a correlation of customs codes with entries as it counts from a day on. Returns its number of codes."""
    new = [
        CnCorrelation(
            cn_code=row.cn_code,
            control_entries=list(row.control_entries),
            source=name[:200],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            loaded_at=at,
        )
        for row in correlation_rows(source, starts_on=starts_on)
    ]
    return _load(CnCorrelation.objects.all(), new, key="cn_code", says=("control_entries",), on=starts_on)


def _load(standing: DatedQuerySet, new: Iterable[Any], *, key: str, says: tuple[str, ...], on: date) -> int:
    """What says the same stands as it is; the rest of what counted ends, and the new rows begin."""
    rows = list(new)
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
    return len(rows)
