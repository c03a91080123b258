"""What a file for a dated table does, what was read so far, and what is held for everybody to read."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from controllist.models import CnCorrelation, NationalEntry, TableImport
from controllist.models.dated_tables import DatedQuerySet
from controllist.rules.dated_tables import beginnings
from controllist.rules.table_imports import KEYS, SAYS, Kind, RowChange, What, row_changes
from exportctl.core.access import Reader
from exportctl.core.canonical import iso_or_none, rfc3339


def confirmed_rows(table: TableImport) -> DatedQuerySet:
    """Everything confirmed of that table."""
    if table.kind == Kind.NATIONAL_LIST:
        return NationalEntry.objects.confirmed().filter(member_state=table.member_state_id)
    return CnCorrelation.objects.confirmed()


def standing_rows(table: TableImport) -> list[dict[str, Any]]:
    """What counts on the file's day or begins later, with its key, as the rows of a file are written."""
    kind = Kind(table.kind)
    names = ("pk", KEYS[kind], *SAYS[kind], "starts_on", "ends_on")
    rows = confirmed_rows(table).from_day(table.starts_on).values(*names)
    return [row | {name: iso_or_none(row[name]) for name in ("starts_on", "ends_on")} for row in rows]


def preview(table: TableImport) -> list[RowChange]:
    """What the file does to what stands from its day on, as things are."""
    on = table.starts_on.isoformat()
    return row_changes(Kind(table.kind), table.rows, standing_rows(table), on=on)


def counts_of(changes: Sequence[RowChange]) -> Mapping[What, int]:
    return Counter(change.what for change in changes)


def table_imports_of(reader: Reader) -> QuerySet[TableImport]:
    """Every file that the reader's bodies have read, the newest first."""
    rows = TableImport.objects.visible_to(reader).order_by("-proposed_at", "pk")
    return rows.select_related("keeper", "member_state", "proposed_by", "approved_by")


def national_lists(*, on: date) -> list[dict[str, Any]]:
    """Each state whose list is held: how many entries count, since when, by which act."""
    rows = NationalEntry.objects.confirmed().in_force(on=on).values("member_state")
    rows = rows.annotate(entries=Count("pk"), since=Max("starts_on"), latest=Max("confirmed_by__approved_at"))
    acts = TableImport.objects.filter(status="approved", kind=Kind.NATIONAL_LIST.value, starts_on__lte=on)
    act_of = dict(acts.order_by("approved_at").values_list("member_state", "legal_act"))
    return [{**row, "act": act_of.get(row["member_state"], "")} for row in rows.order_by("member_state")]


def national_list(states: Collection[str], *, on: date) -> list[NationalEntry]:
    """The entries of these states' lists, of all where none is named, that count on that day: by state and code."""
    rows = NationalEntry.objects.confirmed().in_force(on=on)
    named = rows.filter(member_state__in=states) if states else rows
    return list(named.select_related("confirmed_by").order_by("member_state", "code"))


def correlation_of(code: str, *, on: date) -> list[CnCorrelation]:
    """What the table says of a customs code: of itself and of each of its beginnings, the longest first."""
    rows = CnCorrelation.objects.confirmed().in_force(on=on).filter(cn_code__in=beginnings(code))
    return sorted(rows.select_related("confirmed_by"), key=lambda row: -len(row.cn_code))


def correlation_sources() -> QuerySet[TableImport]:
    """Which files of customs codes were confirmed, the newest first."""
    return TableImport.objects.filter(kind=Kind.CUSTOMS_CODES.value, status="approved").order_by(
        "-approved_at"
    )


def show_table_import(table: TableImport) -> dict[str, Any]:
    """As REST shows it, with what it does or did."""
    counted = counts_of(preview(table)) if table.status == "proposed" else {}
    settled = {What.NEW: table.begun, What.CHANGED: table.changed, What.ENDED: table.ended}
    numbers = counted or settled
    return {
        "id": str(table.pk),
        "kind": table.kind,
        "status": table.status,
        "member_state": table.member_state_id,
        "name": table.name,
        "legal_act": table.legal_act,
        "starts_on": table.starts_on.isoformat(),
        "rows": len(table.rows),
        "new": numbers.get(What.NEW, 0),
        "changed": numbers.get(What.CHANGED, 0),
        "ended": numbers.get(What.ENDED, 0),
        "proposed_at": rfc3339(table.proposed_at),
        "approved_at": rfc3339(table.approved_at) if table.approved_at else None,
    }


def show_national_entry(row: NationalEntry) -> dict[str, Any]:
    """An entry of a national list, with the act that it rests on."""
    return {
        "member_state": str(row.member_state_id),
        "code": row.code,
        "text": row.text,
        "publication": row.publication,
        "legal_act": row.confirmed_by.legal_act if row.confirmed_by else None,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": iso_or_none(row.ends_on),
    }


def show_correlation(row: CnCorrelation) -> dict[str, Any]:
    """What one row of the table suggests."""
    return {
        "cn_code": row.cn_code,
        "control_entries": row.control_entries,
        "source": row.source,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": iso_or_none(row.ends_on),
    }
