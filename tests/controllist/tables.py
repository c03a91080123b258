"""Dated tables that two officers confirmed, as tests need them."""

from datetime import date

from controllist.actions.table_imports import approve_table_import, propose_table_import
from controllist.models import TableImport
from tests.factories import AT, make_commissioner, make_officer

FIRST = date(2026, 1, 1)


def propose_table(kind: str, source: bytes, **changes: object) -> TableImport:
    """Read by the German authority, or by the Commission."""
    actor = changes.pop("actor", None) or (
        make_officer("DE") if kind == "national_list" else make_commissioner()
    )
    words = {"name": "table.csv", "legal_act": "OJ C, C/2026/1", "starts_on": FIRST, "at": AT, **changes}
    return propose_table_import(kind=kind, source=source, actor=actor, **words)


def confirm_table(kind: str, source: bytes, **changes: object) -> TableImport:
    table = propose_table(kind, source, **changes)
    second = make_officer("DE") if kind == "national_list" else make_commissioner()
    return approve_table_import(import_id=table.pk, actor=second, at=AT)
