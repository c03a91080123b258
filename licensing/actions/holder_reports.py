"""The holder reports what left without a declaration; it is deducted from the line as a write-off is."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.errors import DomainError, Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.decimals import shortest
from exportctl.core.rules.permissions import Permission
from licensing.actions.deductions import (
    refuse_line,
    require_left,
    require_plausible,
    require_valid_at_all,
)
from licensing.actions.prohibitions import require_declarable
from licensing.actions.write_offs import Deduction, deduct, has_others_left, hold_for_deduction, take_back
from licensing.errors import AlreadyWrittenOff
from licensing.models import Authorisation, LineBalance, Reversal, WriteOff
from licensing.queries.decision_periods import today_of
from licensing.queries.granted_lines import history_of
from licensing.rules.write_offs import Declaration, same

DAY_POINTER = "/on"  # what a report calls the day of which validity is asked


@transaction.atomic
def report_transmission(
    *,
    authorisation_id: UUID,
    line: int,
    quantity: str,
    unit: str,
    on: str,
    recipient: str,
    own_reference: str,
    actor: User,
    at: datetime,
    value: str | None = None,
) -> Deduction:
    """Deduct one transmission or service, by its day; the same reference and line again changes nothing.

    Raises Invalid, AlreadyWrittenOff where the reference stands with another quantity, NotValid, Prohibited, WrongUnit,
    QuantityExceeded, ValueExceeded.
    """
    authorisation = _hold(authorisation_id, actor, at)
    row = {
        "line": line,
        "quantity": quantity,
        "unit": unit,
        "value": value,
        "on": on,
        "recipient": recipient,
        "own_reference": own_reference,
    }
    return _report(authorisation, _hold_balances(authorisation, [line]), row, actor=actor, at=at)


@transaction.atomic
def report_several(
    *, authorisation_id: UUID, rows: Iterable[tuple[int, Mapping[str, Any]]], actor: User, at: datetime
) -> list[Deduction]:
    """A table of them, all or none: the first row that cannot be deducted stops the table, by its number."""
    table = list(rows)
    authorisation = _hold(authorisation_id, actor, at)
    prefetch_related_objects([authorisation], "steps")
    balances = _hold_balances(authorisation, [row["line"] for _number, row in table])
    deductions = []
    for number, row in table:
        try:
            deductions.append(_report(authorisation, balances, row, actor=actor, at=at))
        except DomainError as refusal:
            first = refusal.errors[0]["detail"] if refusal.errors else refusal.message
            raise Invalid(_("Row %(row)d: %(why)s") % {"row": number, "why": first}) from refusal
    return deductions


@transaction.atomic
def take_report_back(*, report_id: UUID, actor: User, at: datetime, reason: str = "") -> Reversal:
    """A counter-entry to one's own report: its quantity is free again. Twice is once."""
    report = WriteOff.objects.exclude(own_reference="").filter(pk=report_id).first()
    if report is None:
        raise NotFound
    _hold(report.authorisation_id, actor, at)
    return take_back(write_off=report, actor=actor, at=at, reason=reason)


def _hold(authorisation_id: UUID, actor: User, at: datetime) -> Authorisation:
    """The holder's seat, then the authorisation, shared. Raises NotFound, Forbidden."""
    rows = Authorisation.objects.filter(pk=authorisation_id).values_list("holder_id", flat=True)
    holder = rows.first()
    if holder is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.FILE, organisations=[holder], at=at)
    return hold_for_deduction(authorisation_id=authorisation_id)


def _hold_balances(authorisation: Authorisation, lines: Iterable[int]) -> dict[int, LineBalance]:
    """Those of the lines, by number, in one order for everybody: two tables never wait for one another."""
    rows = LineBalance.objects.filter(authorisation=authorisation, number__in=set(lines))
    return {balance.number: balance for balance in locks.lock_all_for_update(rows)}


def _report(
    authorisation: Authorisation,
    balances: Mapping[int, LineBalance],
    row: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
) -> Deduction:
    """Deduct one from the balances that are held."""
    declared = Declaration(
        mrn=row["own_reference"],
        line=row["line"],
        quantity=Decimal(row["quantity"]),
        unit=row["unit"],
        customs_office="",
        accepted_on=date.fromisoformat(row["on"]),
        value=Decimal(row["value"]) if row.get("value") else None,
    )
    today = today_of(authorisation.authority, at=at)
    granted = next((each for each in authorisation.lines if each.number == declared.line), None)
    if granted is None:
        refuse_line(authorisation=authorisation, declared=declared, today=today, day_pointer=DAY_POINTER)
    require_plausible(line=granted, declared=declared, today=today, day_pointer=DAY_POINTER)
    balance = balances[declared.line]
    if earlier := _earlier(balance, declared):
        return earlier
    history = history_of(authorisation, on=declared.accepted_on, at=at)
    require_valid_at_all(authorisation=authorisation, history=history, day=declared.accepted_on, at=at)
    require_declarable(
        authorisation=authorisation, line=granted, day=declared.accepted_on, day_pointer=DAY_POINTER
    )
    require_left(authorisation=authorisation, line=granted, balance=balance, declared=declared)
    return deduct(
        authorisation=authorisation,
        line=granted,
        balance=balance,
        declared=declared,
        attempt=1 + WriteOff.objects.filter(balance=balance, own_reference=declared.mrn).count(),
        has_others_left=has_others_left(authorisation=authorisation, number=declared.line),
        office=authorisation.holder.organisation,
        actor=actor,
        at=at,
        own_reference=row["own_reference"],
        recipient=row["recipient"],
    )


def _earlier(balance: LineBalance, declared: Declaration) -> Deduction | None:
    """What stands under the same reference. Raises AlreadyWrittenOff where it says something else."""
    standing = WriteOff.objects.standing().filter(balance=balance, own_reference=declared.mrn).first()
    if standing is None:
        return None
    given = {"quantity": declared.quantity, "unit": declared.unit, "value": declared.value}
    if not same(standing.facts, given):
        message = _("%(reference)s is reported for line %(line)d already, with %(quantity)s %(unit)s.")
        quantity = shortest(standing.quantity)
        words = {"reference": declared.mrn, "line": declared.line, "unit": standing.unit}
        raise AlreadyWrittenOff(
            message % {**words, "quantity": quantity}, quantity=quantity, unit=standing.unit
        )
    return Deduction.standing(standing, balance)
