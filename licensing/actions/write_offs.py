"""What customs deduct for a declaration, and take back (Annex III.A, boxes 23 to 27).

Seat, authorisation (share), balance (update): a suspension waits for the deductions that are under way, and of two
deductions from one line the second sees what the first has left.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.compiled import Compiled, insert
from exportctl.core.errors import Forbidden, NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.rules.decimals import shortest
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record
from licensing.actions.customs_holds import require_not_held
from licensing.actions.deductions import (
    refuse_line,
    require_for_this,
    require_left,
    require_plausible,
    require_valid,
)
from licensing.actions.prohibitions import require_declarable
from licensing.actions.refusals import require_same
from licensing.models import Authorisation, AuthorisationLine, LineBalance, Reversal, WriteOff
from licensing.queries.decision_periods import today_of
from licensing.queries.granted_lines import GrantedLine, granted_line
from licensing.rules.write_offs import RECORDED, REVERSE, REVERSED, WRITE_OFF, Declaration


def _held(*, pk: UUID) -> QuerySet[Authorisation]:
    return Authorisation.objects.filter(pk=pk).only("pk")


def _balance(*, authorisation: UUID, line: int) -> QuerySet[LineBalance]:
    return LineBalance.objects.filter(authorisation=authorisation, number=line).order_by()


HELD, BALANCE = Compiled(_held, lock="SHARE"), Compiled(_balance, lock="UPDATE")


@dataclass(frozen=True)
class Deduction:
    """What came of it. `write_off` is None of a dry run; `created` is false where it stood already."""

    line: int
    quantity: Decimal
    left: Decimal | None
    value_left: Decimal | None
    write_off: WriteOff | None = None
    created: bool = True

    @classmethod
    def standing(cls, write_off: WriteOff, balance: LineBalance) -> "Deduction":
        """Of what stood already: nothing was deducted again."""
        left = balance.balance
        return cls(write_off.line, write_off.quantity, left.left, left.value_left, write_off, created=False)


@transaction.atomic
def record_write_off(
    *,
    authorisation_id: UUID,
    mrn: str,
    line: int,
    quantity: str,
    unit: str,
    customs_office: str,
    actor: User,
    at: datetime,
    value: str | None = None,
    accepted_on: str | None = None,
    dry_run: bool = False,
    **compared: str | None,
) -> Deduction:
    """Deduct what left the Union under a declaration; the same again changes nothing and answers the same.

    `compared`: exporter_eori, destination, consignee, end_user, as far as the declaration names them. A `dry_run` only
    answers. Raises Invalid, WrongUnit, AlreadyWrittenOff, and as `_require_open` does.
    """
    office = _hold_office(actor, at)
    balance = _hold_balance(authorisation_id, line)
    granted = granted_line(balance, mrn=mrn, at=at) if balance else None
    authorisation = granted.authorisation if granted else _whole(authorisation_id)
    today = today_of(authorisation.authority, at=at)
    day = date.fromisoformat(accepted_on) if accepted_on else today
    amounts = Decimal(quantity), Decimal(value) if value else None
    recipients = {name: said or "" for name, said in compared.items()}
    declared = Declaration(mrn, line, amounts[0], unit, customs_office, day, amounts[1], **recipients)
    if balance is None or granted is None:
        refuse_line(authorisation=authorisation, declared=declared, today=today)
    require_plausible(line=granted.line, declared=declared, today=today)
    if granted.times and (earlier := _earlier(balance, declared)):
        return earlier
    _require_open(granted, balance, declared, at)
    if dry_run:
        return _deduction(declared, _moved(balance, declared.quantity, declared.value or Decimal(0)))
    return deduct(
        authorisation=authorisation,
        line=granted.line,
        balance=balance,
        declared=declared,
        attempt=granted.times + 1,
        has_others_left=granted.has_others_left,
        office=office,
        actor=actor,
        at=at,
    )


def _hold_balance(authorisation_id: UUID, line: int) -> LineBalance | None:
    """The authorisation, shared, then the balance of its line; None where it never had one. Raises NotFound."""
    if not HELD.rows(pk=authorisation_id):
        raise NotFound
    return BALANCE.first(authorisation=authorisation_id, line=line)


def _whole(authorisation_id: UUID) -> Authorisation:
    whole: Authorisation = Authorisation.objects.with_balances().get(pk=authorisation_id)
    return whole


def _require_open(granted: GrantedLine, balance: LineBalance, declared: Declaration, at: datetime) -> None:
    """Nothing stands against the deduction: a hold, another holder, the day of acceptance, a rule, what is left.

    Raises Held, NotForThis, NotValid, Prohibited, QuantityExceeded, ValueExceeded.
    """
    authorisation, line, day = granted.authorisation, granted.line, declared.accepted_on
    if granted.is_held:
        require_not_held(mrn=declared.mrn, at=at)
    require_for_this(authorisation=authorisation, declared=declared)
    history = granted.history(on=day, at=at)
    require_valid(authorisation=authorisation, history=history, day=day, at=at)
    if granted.meets_law:
        require_declarable(authorisation=authorisation, line=line, day=day, destination=declared.destination)
    require_left(authorisation=authorisation, line=line, balance=balance, declared=declared)


@transaction.atomic
def reverse_write_off(*, write_off_id: UUID, actor: User, at: datetime, reason: str = "") -> Reversal:
    """Take back what one's own customs wrote off: quantity and declaration are free again. Twice is once."""
    write_off = WriteOff.objects.filter(pk=write_off_id).first()
    if write_off is None:
        raise NotFound
    access.hold_seat(
        actor=actor, permission=Permission.CHECK_SHIPMENTS, organisations=[write_off.office_id], at=at
    )
    hold_for_deduction(authorisation_id=write_off.authorisation_id)
    return take_back(write_off=write_off, actor=actor, at=at, reason=reason)


def take_back(*, write_off: WriteOff, actor: User, at: datetime, reason: str = "") -> Reversal:
    """Free what was deducted; the caller holds seat and authorisation. Twice is once."""
    authorisation = write_off.authorisation
    balance = locks.lock_for_update(LineBalance.objects.filter(pk=write_off.balance_id))
    assert balance
    if standing := Reversal.objects.filter(write_off=write_off).first():
        return standing
    _moved(balance, -write_off.quantity, -write_off.deducted_value)
    reversal = Reversal.objects.create(
        write_off=write_off,
        reason=reason,
        left=balance.balance.left,
        value_left=balance.balance.value_left,
        reversed_by=actor,
        reversed_at=at,
    )
    record(
        write_off,
        REVERSE,
        machine=WRITE_OFF,
        actor=actor,
        at=at,
        source=RECORDED,
        target=REVERSED,
        **_facts(
            authorisation,
            write_off,
            balance,
            has_others_left(authorisation=authorisation, number=balance.number),
        ),
    )
    return reversal


def _hold_office(actor: User, at: datetime) -> Organisation:
    """The customs office in whose name the actor deducts, its seat held. Raises Forbidden, PrincipalNeeded."""
    permission = Permission.CHECK_SHIPMENTS
    principal = access.principal_of(actor, permission)
    if principal is None:
        raise Forbidden(_("Customs alone write off from an authorisation."))
    access.hold_seat(actor=actor, permission=permission, organisations=[principal.pk], at=at)
    return principal


def hold_for_deduction(*, authorisation_id: UUID) -> Authorisation:
    """Shared: deductions from several lines go side by side, a change of its status waits."""
    if not HELD.rows(pk=authorisation_id):
        raise NotFound
    return _whole(authorisation_id)


def _earlier(balance: LineBalance, declared: Declaration) -> Deduction | None:
    """What was written off for the same declaration and line. Raises AlreadyWrittenOff where it says something else."""
    standing = WriteOff.objects.standing().filter(balance=balance, mrn=declared.mrn).first()
    if standing is None:
        return None
    require_same(standing=standing.facts, declared=declared)
    return Deduction.standing(standing, balance)


def deduct(
    *,
    authorisation: Authorisation,
    line: AuthorisationLine,
    balance: LineBalance,
    declared: Declaration,
    attempt: int,
    has_others_left: bool,
    office: Organisation,
    actor: User,
    at: datetime,
    own_reference: str = "",
    recipient: str = "",
) -> Deduction:
    """Take it from the locked balance and write it down; of a report with the holder's own reference.

    `attempt`: of this declaration or report, counting what was reversed. `has_others_left`: of the other lines.
    """
    key = {"own_reference": own_reference} if own_reference else {"mrn": declared.mrn}
    _moved(balance, declared.quantity, declared.value or Decimal(0))
    write_off = WriteOff(
        authorisation=authorisation,
        balance=balance,
        line=declared.line,
        attempt=attempt,
        recipient=recipient,
        **key,
        quantity=declared.quantity,
        unit=declared.unit,
        value=declared.value,
        currency=line.currency if declared.value is not None else "",
        accepted_on=declared.accepted_on,
        customs_office=declared.customs_office,
        destination=declared.destination,
        left=balance.balance.left,
        value_left=balance.balance.value_left,
        office=office,
        recorded_by=actor,
        recorded_at=at,
    )
    insert(write_off)
    facts = _facts(authorisation, write_off, balance, has_others_left)
    record(write_off, "record", machine=WRITE_OFF, actor=actor, at=at, target=RECORDED, **facts)
    return _deduction(declared, balance, write_off)


def _moved(balance: LineBalance, quantity: Decimal, value: Decimal) -> LineBalance:
    """The locked balance as the ledger makes it: its trigger adds what is written down, and refuses too much."""
    balance.used += quantity
    balance.value_used += value
    return balance


def _deduction(declared: Declaration, balance: LineBalance, write_off: WriteOff | None = None) -> Deduction:
    after = balance.balance
    return Deduction(declared.line, declared.quantity, after.left, after.value_left, write_off)


def _facts(
    authorisation: Authorisation, write_off: WriteOff, balance: LineBalance, has_others_left: bool
) -> dict[str, Any]:
    left = balance.balance.left
    return {
        "authorisation": authorisation.reference,
        "write_off": str(write_off.pk),
        "line": write_off.line,
        "mrn": write_off.mrn,
        "quantity": shortest(write_off.quantity),
        "unit": write_off.unit,
        "left": None if left is None else shortest(left),
        "exhausted": balance.balance.exhausted and not has_others_left,
    }


def has_others_left(*, authorisation: Authorisation, number: int) -> bool:
    """Is anything left of another line than this one?"""
    balances = authorisation.balance_of.items()
    return any(not each.balance.exhausted for other, each in balances if other != number)
