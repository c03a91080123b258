"""Write-offs that customs’ systems try out in the sandbox; each rule and sentence is that of the real act."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core.errors import NotFound
from exportctl.core.models import User
from exportctl.core.rules.decimals import shortest
from licensing.actions import refusals
from licensing.actions.sandbox import (
    happen,
    happened,
    hold_sandbox,
    sandbox_authorisation,
)
from licensing.errors import Held
from licensing.queries.sandbox import holds_of, keeping_back
from licensing.rules.authorisations import State as Status
from licensing.rules.customs_holds import State
from licensing.rules.sandbox import (
    HOLDER,
    SANDBOX,
    SandboxAuthorisation,
    SandboxLine,
    Type,
    ledger,
    used_of,
)
from licensing.rules.write_offs import Declaration, invalid_on

Facts = dict[str, Any]
COMPARED = ("exporter_eori", "destination", "consignee", "end_user")


@transaction.atomic
def try_write_off(
    *, reference: str, actor: User, at: datetime, dry_run: bool = False, **body: Any
) -> tuple[Facts, bool]:
    """As `record_write_off`, in the sandbox: what came of it, and whether it is new. Raises what that one raises.

    `body` is a clean WRITE_OFF_SHAPE.
    """
    sandbox, calendar = hold_sandbox(actor=actor, at=at)
    today = calendar.local_date(at)
    authorisation, declared = sandbox_authorisation(reference=reference), _declaration(body, today)
    granted = _require_possible(authorisation, declared, today)
    rows = ledger(happened(sandbox=sandbox, day=today), authorisation=authorisation.reference)
    used, value_used = used_of(rows, declared.line)
    if standing := _standing(rows, declared):
        return _answer(declared, granted, used, value_used, standing["id"]), False
    _require_not_held(declared.mrn, holds_of(actor, calendar, at=at, on=today))
    _require_open(authorisation, granted, declared, (used, value_used), today)
    used, value_used = used + declared.quantity, value_used + (declared.value or 0)
    if dry_run:
        return _answer(declared, granted, used, value_used, None), True
    key = uuid4()
    answer = _answer(declared, granted, used, value_used, str(key))
    after = {declared.line: (used, value_used)}
    balances = [
        each.balance(*after.get(each.number, used_of(rows, each.number))) for each in authorisation.lines
    ]
    facts = {
        **answer,
        **_declared(declared),
        "currency": granted.currency if declared.value else None,
        "exhausted": all(each.exhausted for each in balances),
    }
    happen(
        sandbox=sandbox,
        kind=Type.RECORDED,
        subject=authorisation.reference,
        thing=key,
        data=facts,
        day=today,
        at=at,
    )
    return answer, True


@transaction.atomic
def try_reversal(*, write_off_id: UUID, actor: User, at: datetime) -> Facts:
    """Take back what the account wrote off in the sandbox; twice is once. Raises NotFound."""
    sandbox, calendar = hold_sandbox(actor=actor, at=at)
    today = calendar.local_date(at)
    rows = ledger(happened(sandbox=sandbox, day=today))
    row = next((row for row in rows if row["id"] == str(write_off_id)), None)
    if row is None:
        raise NotFound(_("The sandbox knows no such write-off today: it begins anew every night."))
    line = SANDBOX[row["authorisation"]].line(row["line"])
    assert line  # it was written off from it
    if row["reversed"] is None:
        facts = {name: row[name] for name in ("line", "mrn", "quantity", "unit")}
        happen(
            sandbox=sandbox,
            kind=Type.REVERSED,
            subject=row["authorisation"],
            thing=write_off_id,
            data=facts,
            day=today,
            at=at,
        )
        rows = ledger(happened(sandbox=sandbox, day=today))
    own = [each for each in rows if each["authorisation"] == row["authorisation"]]
    left = line.balance(*used_of(own, line.number))
    return {
        "id": row["id"],
        "line": line.number,
        "quantity": row["quantity"],
        "left": _shortest(left.left),
        "value_left": _shortest(left.value_left),
    }


def _declaration(body: Facts, today: date) -> Declaration:
    """Accepted today, unless it says otherwise."""
    named = {name: body.get(name) or "" for name in COMPARED}
    return Declaration(
        mrn=body["mrn"],
        line=body["line"],
        quantity=Decimal(body["quantity"]),
        unit=body["unit"],
        customs_office=body["customs_office"],
        accepted_on=date.fromisoformat(body["accepted_on"]) if body.get("accepted_on") else today,
        value=Decimal(body["value"]) if body.get("value") else None,
        **named,
    )


def _require_possible(authorisation: SandboxAuthorisation, declared: Declaration, today: date) -> SandboxLine:
    line = authorisation.line(declared.line)
    refusals.require_possible(
        declared=declared,
        numbers=[each.number for each in authorisation.lines],
        limited_in=line.currency if line and line.value_granted is not None else "",
        today=today,
    )
    assert line  # otherwise it was refused
    return line


def _standing(rows: Sequence[Mapping[str, Any]], declared: Declaration) -> Mapping[str, Any] | None:
    """What stands for the same declaration and line. Raises AlreadyWrittenOff where it says something else."""
    key = (declared.mrn, declared.line)
    rows = [row for row in rows if (row["mrn"], row["line"]) == key and row["reversed"] is None]
    if not rows:
        return None
    value = Decimal(rows[0]["value"]) if rows[0]["value"] else None
    said = {"quantity": Decimal(rows[0]["quantity"]), "unit": rows[0]["unit"], "value": value}
    refusals.require_same(standing=said, declared=declared)
    return rows[0]


def _require_not_held(mrn: str, holds: Mapping[str, Mapping[str, Any]]) -> None:
    if hold := keeping_back(holds, mrn):
        waits = hold["status"] != State.NOT_RELEASED.value
        if waits and not hold["due_on"]:
            raise Held.until_reply(mrn, hold["id"])
        raise Held.by(mrn, hold["id"], date.fromisoformat(hold["due_on"]) if waits else None)


def _require_open(
    authorisation: SandboxAuthorisation,
    line: SandboxLine,
    declared: Declaration,
    used: tuple[Decimal, Decimal],
    today: date,
) -> None:
    """In the order of the real act: the holder, the day of acceptance, what is left."""
    _require_for_this(authorisation, declared)
    _require_valid(authorisation, declared.accepted_on, today)
    refusals.require_unit(line=line.number, unit=line.unit, declared=declared)
    refusals.require_enough(
        reference=authorisation.reference,
        balance=line.balance(*used),
        currency=line.currency,
        declared=declared,
    )


def _require_for_this(authorisation: SandboxAuthorisation, declared: Declaration) -> None:
    reference = authorisation.reference
    refusals.require_holder(reference=reference, holder=HOLDER["eori"], declared=declared)
    if declared.destination and declared.destination not in authorisation.destinations:
        granted = authorisation.code or ", ".join(authorisation.destinations)
        raise refusals.other_destination(reference=reference, granted=granted, declared=declared)
    refusals.require_parties(reference=reference, parties=authorisation.parties, declared=declared)


def _require_valid(authorisation: SandboxAuthorisation, day: date, today: date) -> None:
    reference, period = authorisation.reference, authorisation.period(today)
    if not authorisation.customs_document_code:
        raise refusals.without_code(reference=reference, status=authorisation.status, period=period)
    why = invalid_on(day, period=period, steps=authorisation.steps_on(today))
    if not why and authorisation.status == Status.REPLACED:
        why = Status.REPLACED.value
    if why:
        successors = [authorisation.replaced_by]
        raise refusals.not_valid(why=why, reference=reference, day=day, period=period, successors=successors)


def _declared(declared: Declaration) -> Facts:
    return {
        "mrn": declared.mrn,
        "unit": declared.unit,
        "value": _shortest(declared.value),
        "accepted_on": declared.accepted_on.isoformat(),
        "customs_office": declared.customs_office,
    }


def _answer(
    declared: Declaration, line: SandboxLine, used: Decimal, value_used: Decimal, key: str | None
) -> Facts:
    left = line.balance(used, value_used)
    return {
        "id": key,
        "line": declared.line,
        "quantity": shortest(declared.quantity),
        "left": _shortest(left.left),
        "value_left": _shortest(left.value_left),
    }


def _shortest(number: Decimal | None) -> str | None:
    return None if number is None else shortest(number)
