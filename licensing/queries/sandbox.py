"""What a caller reads of the sandbox: in the shapes of the real calls, each marked as the sandbox’s."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from exportctl.core.calendar import Calendar
from exportctl.core.canonical import from_rfc3339, rfc3339
from exportctl.core.models import User
from exportctl.core.rules.decimals import shortest
from licensing.models import SandboxEvent
from licensing.rules.authorisations import Balance
from licensing.rules.customs_holds import State, is_silent, reads_as
from licensing.rules.regimes import basis
from licensing.rules.sandbox import (
    AUTHORITY,
    HOLDER,
    SANDBOX,
    STATE,
    Happened,
    SandboxAuthorisation,
    SandboxLine,
    holds,
    ledger,
    used_of,
)

MARK = {"sandbox": True}


def events_of(user: User, *, on: date) -> list[Happened]:
    """What the account did in it today, in order."""
    return [row.happened for row in SandboxEvent.objects.visible_to(user).of_day(on)]


def balances_of(authorisation: SandboxAuthorisation, events: Sequence[Happened]) -> dict[int, Balance]:
    """What is left of each line after what the account wrote off today."""
    rows = ledger(events, authorisation=authorisation.reference)
    return {line.number: line.balance(*used_of(rows, line.number)) for line in authorisation.lines}


def show_authorisation(
    authorisation: SandboxAuthorisation, events: Sequence[Happened], *, on: date
) -> dict[str, Any]:
    """As the real call shows a real one."""
    balances, period = balances_of(authorisation, events), authorisation.period(on)
    return {
        **MARK,
        "reference": authorisation.reference,
        "version": 1,
        "kind": authorisation.kind,
        "form": authorisation.form,
        "general_authorisation": authorisation.code or None,
        "status": authorisation.standing(balances.values(), on=on).value,
        "valid_from": period.first.isoformat(),
        "valid_until": period.last.isoformat() if period.last else None,
        "request": None,
        "holder": HOLDER,
        "authority": AUTHORITY,
        "destinations": list(authorisation.destinations),
        "end_user": authorisation.end_user,
        "end_users": [authorisation.end_user] if authorisation.end_user else [],
        "consignee": None,
        "customs_document_code": authorisation.customs_document_code or None,
        "legal_basis": authorisation.legal_basis.value,
        "basis": str(basis(authorisation.legal_basis).text),
        "in_force": authorisation.in_force,
        "conditions": [],
        "replaces": authorisation.replaces or None,
        "replaced_by": [authorisation.replaced_by] if authorisation.replaced_by else [],
        "lines": [_line(line, balances[line.number]) for line in authorisation.lines],
    }


def _line(line: SandboxLine, balance: Balance) -> dict[str, Any]:
    limits_value = balance.value_granted is not None
    return {
        "line": line.number,
        "name": line.name,
        "control_entry": line.control_entry or None,
        "cn_code": line.cn_code or None,
        "description": "",
        "unit": line.unit or None,
        "granted": _number(balance.granted),
        "written_off": _number(balance.used),
        "moved": _number(balance.moved if balance.granted is not None else None),
        "left": _number(balance.left),
        "value_granted": _number(balance.value_granted),
        "value_written_off": _number(balance.value_used if limits_value else None),
        "value_left": _number(balance.value_left),
        "currency": line.currency or None,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else shortest(value)


def show_entry(row: Mapping[str, Any]) -> dict[str, Any]:
    """One deduction of the ledger, as the real call shows it."""
    names = ("id", "line", "mrn", "accepted_on", "customs_office", "quantity", "unit", "value", "currency")
    return {
        **MARK,
        **{name: row[name] for name in names},
        "own_reference": None,
        "recipient": None,
        "left": row["left"],
        "value_left": row["value_left"],
        "recorded_at": rfc3339(row["at"]),
        "reversed_at": rfc3339(row["reversed"]) if row["reversed"] else None,
    }


def holds_of(user: User, calendar: Calendar, *, at: datetime, on: date) -> dict[str, dict[str, Any]]:
    """Every hold by its id, the fixed ones and the account’s own, as they read now by the calendar it calls by."""
    rows = holds(events_of(user, on=on), placed=at - timedelta(days=2), calendar=calendar)
    shown = {}
    for key, row in rows.items():
        due_on = row["due_on"]  # None beyond the years whose holidays are held, as of a real one
        due_at = calendar.due_instant(date.fromisoformat(due_on)) if due_on else None
        silent = is_silent(row["status"], due_at=due_at, at=at)
        shown[key] = {
            **MARK,
            "id": key,
            **row,
            "status": reads_as(row["status"], due_at=due_at, at=at).value,
            "by_silence": silent or bool(row["by_silence"]),
            "authority": STATE,
            "placed_at": rfc3339(from_rfc3339(row["placed_at"])),
        }
    return shown


def keeping_back(rows: Mapping[str, Mapping[str, Any]], mrn: str) -> Mapping[str, Any] | None:
    """The hold under which nothing leaves with this declaration."""
    standing = [row for row in rows.values() if row["mrn"] == mrn and row["status"] != State.RELEASED.value]
    return standing[-1] if standing else None


def overview(user: User | None, *, on: date) -> list[dict[str, Any]]:
    """Every authorisation of the sandbox with what it is there for, as the account has left it today."""
    events = events_of(user, on=on) if user else []
    return [
        {
            "reference": each.reference,
            "status": each.standing(balances_of(each, events).values(), on=on).value,
            "shows": str(each.shows),
        }
        for each in SANDBOX.values()
    ]


def sandbox_events_after(user: User, *, after: int, limit: int, on: date) -> dict[str, Any]:
    """The feed of the sandbox, in the shape of the real one: ids rise, those of another day are gone."""
    rows = list(SandboxEvent.objects.visible_to(user).of_day(on).filter(pk__gt=after)[: limit + 1])
    shown = rows[:limit]
    return {
        "results": [
            {**MARK, "id": row.pk, "type": row.type, "subject": row.subject, "at": rfc3339(row.at), "data": _told(row)}
            for row in shown
        ],
        "next": shown[-1].pk if len(rows) > limit else None,
    }  # fmt: skip


_WRITE_OFF_FACTS = ("line", "mrn", "quantity", "unit", "left", "exhausted")
_HOLD_FACTS = ("status", "authorisation", "ground", "due_on", "act")


def _told(row: SandboxEvent) -> dict[str, Any]:
    if row.type.startswith("write_off"):
        facts = {name: row.data[name] for name in _WRITE_OFF_FACTS if name in row.data}
        return {"status": row.type.partition(".")[2], "write_off": str(row.thing), **facts}
    return {"mrn": row.subject, **{name: row.data[name] for name in _HOLD_FACTS if name in row.data}}
