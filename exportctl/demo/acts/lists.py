"""Lists of names, of items and of restrictive measures, all invented: sanctions, watch, national lists; rules ahead."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from controllist.actions.table_imports import approve_table_import, propose_table_import
from controllist.models import TableImport
from controllist.rules.table_imports import Kind
from exportctl.core.calendar import brussels_date
from exportctl.core.models import Organisation
from exportctl.core.queries.reference import calendar_of, commission
from exportctl.core.rules.permissions import OrganisationKind
from exportctl.core.tables import csv_text
from exportctl.demo.scene import Scene
from licensing.actions.measures import enter_measure, propose_measure_change
from licensing.actions.sanctions_lists import read_list, receive_list, take_list_into_use
from licensing.actions.watch_lists import watch_name
from licensing.models import RestrictiveMeasure
from licensing.rules.measures import Event
from licensing.rules.measures_table import RuleRow, midnight

LIST = Path(__file__).resolve().parent.parent / "content" / "sanctions_list.xml"
BRUSSELS = "Europe/Brussels"
FIRST, SECOND = "commission@demo.example", "commission2@demo.example"


def import_list(scene: Scene, at: datetime) -> None:
    received = receive_list(
        consolidated=read_list(content=LIST.read_bytes()), is_sample=True, actor=scene.people[FIRST], at=at
    )
    take_list_into_use(list_id=received.pk, at=at)


def watch(scene: Scene, at: datetime, *, state: str, row: Mapping[str, Any]) -> None:
    authority = Organisation.objects.get(kind=OrganisationKind.AUTHORITY.value, member_state=state)
    watch_name(authority=authority, actor=scene.desk("officer", state), at=at, **row)


def enter_rule(scene: Scene, at: datetime, *, row: Mapping[str, Any]) -> None:
    """Entered ahead of its day."""
    today, words = brussels_date(at), dict(row)
    begins = today + timedelta(days=words.pop("applies_in_days"))
    contracts = words.pop("old_contracts_in_days", None)
    scope: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in words.items()
    }
    rule = RuleRow(
        **scope,
        applies_from=midnight(begins, BRUSSELS),
        old_contracts_until=today + timedelta(days=contracts) if contracts else None,
    )
    (keeper,) = commission()
    enter_measure(keeper=keeper, row=rule, is_sample=True, actor=scene.people[FIRST], at=at)


def propose_rule(scene: Scene, at: datetime, *, title: str) -> None:
    """The first officer confirms it; nobody else has read it yet."""
    measure = RestrictiveMeasure.objects.get(title=title)
    propose_measure_change(
        measure_id=measure.pk,
        event=Event.CONFIRM.value,
        act=measure.act,
        act_on=brussels_date(at),
        actor=scene.people[FIRST],
        at=at,
    )


def read_national_list(scene: Scene, at: datetime, *, state: str, table: Mapping[str, Any]) -> None:
    """The first officer of a state reads the file of its list (Article 9), which counts some days later."""
    propose_table_import(
        kind=Kind.NATIONAL_LIST.value,
        source=csv_text(table["columns"], table["rows"]).encode(),
        name=table["name"],
        legal_act=table["legal_act"],
        starts_on=calendar_of(state).local_date(at) + timedelta(days=table["starts_in_days"]),
        actor=scene.desk("officer", state),
        at=at,
    )


def confirm_national_list(scene: Scene, at: datetime, *, state: str) -> None:
    waiting = TableImport.objects.pending().get(member_state=state)
    approve_table_import(import_id=waiting.pk, actor=scene.desk("approver", state), at=at)


def read_customs_codes(scene: Scene, at: datetime, *, table: Mapping[str, Any]) -> None:
    """The first officer of the Commission reads the file: which entries a code suggests, some days later."""
    propose_table_import(
        kind=Kind.CUSTOMS_CODES.value,
        source=csv_text(table["columns"], table["rows"]).encode(),
        name=table["name"],
        legal_act=table["legal_act"],
        starts_on=brussels_date(at) + timedelta(days=table["starts_in_days"]),
        actor=scene.people[FIRST],
        at=at,
    )


def confirm_customs_codes(scene: Scene, at: datetime) -> None:
    waiting = TableImport.objects.pending().get(kind=Kind.CUSTOMS_CODES.value)
    approve_table_import(import_id=waiting.pk, actor=scene.people[SECOND], at=at)
