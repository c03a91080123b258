"""The sandbox for customs’ systems: authorisations that nobody was granted, one for every status. Pure.

They lie in no table of authorisations and are of no Member State: XX is a code that ISO 3166 keeps for its users, so
none of these numbers can ever be a real one. Days are counted from the present day, so that each stays what it shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from exportctl.core.calendar import Calendar
from exportctl.core.canonical import iso_or_none
from exportctl.core.i18n import gettext_lazy as _
from licensing.rules.authorisations import (
    GENERAL,
    Balance,
    Standing,
    State,
    document_code,
    general_document_code,
    standing,
)
from licensing.rules.customs_holds import Act, end_of
from licensing.rules.customs_holds import State as HoldState
from licensing.rules.granted_parties import Parties
from licensing.rules.requests import Form, Kind, LegalBasis
from licensing.rules.write_offs import Period, Step

STATE = "XX"  # of no country: whatever bears it is of the sandbox
MOST_EVENTS = 10_000  # of one account on one day
HOLDER = {"name": "Sandbox Export GmbH", "eori": "XX000000000001"}
AUTHORITY = {"name": "Sandbox authority", "member_state": STATE}
END_USER = {
    "name": "Sandbox Hospital",
    "address": "1 Example Road, New Delhi",
    "country": "IN",
    "kind": "other",
}


class Type(StrEnum):
    """What can happen in it, by the names of the feed of events."""

    RECORDED = "write_off.recorded"
    REVERSED = "write_off.reversed"
    HOLD_OPENED = "customs_hold.opened"
    HOLD_EXTENDED = "customs_hold.extended"
    HOLD_ENDED = "customs_hold.ended"


@dataclass(frozen=True)
class SandboxLine:
    number: int
    name: str
    control_entry: str
    cn_code: str
    unit: str = "pieces"
    granted: Decimal | None = Decimal(100)
    used: Decimal = Decimal(0)
    value_granted: Decimal | None = None
    currency: str = ""

    def balance(self, used: Decimal = Decimal(0), value_used: Decimal = Decimal(0)) -> Balance:
        """With what was written off in the sandbox besides."""
        return Balance(self.granted, self.used + used, self.value_granted, value_used)


PUMPS = SandboxLine(1, "Diaphragm pump SP-4", "2B350.i.3", "84135040")
CAMERAS = SandboxLine(
    2,
    "Thermal camera ST-9",
    "6A003.b.4.b",
    "85258900",
    "sets",
    Decimal(10),
    value_granted=Decimal(50000),
    currency="EUR",
)


@dataclass(frozen=True)
class SandboxAuthorisation:
    """What an authorisation of the sandbox says; days are counted from the present one."""

    reference: str
    shows: Any  # what it is there for, in a sentence
    status: State = State.VALID
    first: int = -180
    last: int | None = 550
    steps: tuple[tuple[State, int], ...] = ()
    lines: tuple[SandboxLine, ...] = (PUMPS,)
    destinations: tuple[str, ...] = ("IN",)
    form: Form | None = Form.INDIVIDUAL
    code: str = ""  # of a general one
    legal_basis: LegalBasis = LegalBasis.ANNEX_I
    in_force: bool = True
    end_user: Mapping[str, str] | None = field(default_factory=lambda: END_USER)
    replaces: str = ""
    replaced_by: str = ""

    @property
    def kind(self) -> str:
        if self.is_general:
            return GENERAL
        return (Kind.GLOBAL if self.form == Form.GLOBAL else Kind.INDIVIDUAL).value

    @property
    def is_general(self) -> bool:
        return bool(self.code)

    @property
    def customs_document_code(self) -> str:
        if self.is_general:
            return general_document_code(self.code)
        return document_code(self.form, in_force=self.in_force)

    @property
    def parties(self) -> Parties:
        return Parties(end_users=(self.end_user["name"],) if self.end_user else ())

    def period(self, on: date) -> Period:
        last = None if self.last is None else on + timedelta(days=self.last)
        return Period(on + timedelta(days=self.first), last)

    def steps_on(self, on: date) -> list[Step]:
        return [Step(status.value, on + timedelta(days=days)) for status, days in self.steps]

    def standing(self, balances: Iterable[Balance], *, on: date) -> Standing:
        return standing(self.status, until=self.period(on).last, balances=balances, on=on)

    def line(self, number: int) -> SandboxLine | None:
        return next((line for line in self.lines if line.number == number), None)


def _numbered(*rows: SandboxAuthorisation) -> dict[str, SandboxAuthorisation]:
    return {row.reference: row for row in rows}


def reference_of(number: int) -> str:
    return f"{STATE}-A-2000-{number:04}"


_EMPTY = replace(PUMPS, used=Decimal(100))
SANDBOX = _numbered(
    SandboxAuthorisation(
        reference_of(1),
        _("Valid: line 1 limits the quantity, line 2 the value as well."),
        lines=(PUMPS, CAMERAS),
    ),
    SandboxAuthorisation(
        reference_of(2),
        _("Expired; what was accepted up to its last day is written off."),
        first=-730,
        last=-30,
    ),
    SandboxAuthorisation(
        reference_of(3),
        _("Suspended; what was accepted before is written off."),
        State.SUSPENDED,
        steps=((State.SUSPENDED, -10),),
    ),
    SandboxAuthorisation(
        reference_of(4),
        _("Revoked; what was accepted before is written off."),
        State.REVOKED,
        steps=((State.REVOKED, -10),),
    ),
    SandboxAuthorisation(
        reference_of(5),
        _("Annulled: it has never been valid, for no day of acceptance."),
        State.ANNULLED,
        steps=((State.ANNULLED, -10),),
    ),
    SandboxAuthorisation(
        reference_of(6),
        _("Given back by its holder."),
        State.SURRENDERED,
        steps=((State.SURRENDERED, -10),),
    ),
    SandboxAuthorisation(
        reference_of(7),
        _("Replaced by another number: the answer names it."),
        State.REPLACED,
        replaced_by=reference_of(8),
    ),
    SandboxAuthorisation(
        reference_of(8), _("Valid, in the place of another number."), replaces=reference_of(7)
    ),
    SandboxAuthorisation(reference_of(9), _("Exhausted: nothing is left."), lines=(_EMPTY,)),
    SandboxAuthorisation(reference_of(10), _("Valid from a day to come: not yet."), first=30),
    SandboxAuthorisation(
        reference_of(11),
        _("Valid; a declaration under it is kept back, see the holds of the sandbox."),
    ),
    SandboxAuthorisation(
        reference_of(12),
        _("It rests on rules that are not in force: nothing is written off from it."),
        legal_basis=LegalBasis.HUMAN_RIGHTS,
        in_force=False,
    ),
    SandboxAuthorisation(
        reference_of(13),
        _("Valid, global: several destinations, nothing limits the quantity."),
        form=Form.GLOBAL,
        destinations=("IN", "JP", "KR"),
        lines=(replace(PUMPS, granted=None),),
        end_user=None,
    ),
    SandboxAuthorisation(
        reference_of(14),
        _("Union general authorisation EU001: one line for everything, no last day."),
        last=None,
        form=None,
        code="EU001",
        destinations=("AU", "CA", "IS", "JP", "NZ", "NO", "CH", "LI", "GB", "US"),
        lines=(SandboxLine(1, "EU001", "", "", unit="", granted=None),),
        end_user=None,
    ),
    SandboxAuthorisation(
        reference_of(15), _("Valid; one piece is left."), lines=(replace(PUMPS, used=Decimal(99)),)
    ),
)


@dataclass(frozen=True)
class SandboxHold:
    """A declaration that is kept back, or was: what the sandbox knows before anybody has done anything."""

    mrn: str
    status: HoldState
    authorisation: str = reference_of(11)
    act: str = ""
    by_silence: bool = False


HOLDS = {
    hold.mrn: hold
    for hold in (
        SandboxHold("00XXSANDBOXOPEN001", HoldState.OPEN),
        SandboxHold("00XXSANDBOXLONG001", HoldState.EXTENDED),
        SandboxHold("00XXSANDBOXFREE001", HoldState.RELEASED),
        SandboxHold("00XXSANDBOXMUTE001", HoldState.RELEASED, by_silence=True),
        SandboxHold("00XXSANDBOXKEPT001", HoldState.NOT_RELEASED, act=Act.SUSPEND.value),
    )
}


@dataclass(frozen=True)
class Happened:
    """One event of an account in the sandbox: everything it shows is the fold of these."""

    type: Type
    subject: str  # the authorisation of a write-off, the MRN of a hold
    thing: str  # the id of the write-off or of the hold
    data: Mapping[str, Any]
    at: datetime


def ledger(events: Iterable[Happened], *, authorisation: str = "") -> list[dict[str, Any]]:
    """Every write-off with what became of it, in the order in which they came; of one authorisation, or of all."""
    rows: dict[str, dict[str, Any]] = {}
    for event in events:
        if event.type == Type.RECORDED and authorisation in ("", event.subject):
            rows[event.thing] = {
                **event.data,
                "authorisation": event.subject,
                "at": event.at,
                "reversed": None,
            }
        elif event.type == Type.REVERSED and event.thing in rows:
            rows[event.thing]["reversed"] = event.at
    return list(rows.values())


def used_of(rows: Iterable[Mapping[str, Any]], line: int) -> tuple[Decimal, Decimal]:
    """Quantity and value that stand written off from a line."""
    standing_rows = [row for row in rows if row["line"] == line and row["reversed"] is None]
    quantity = sum((Decimal(row["quantity"]) for row in standing_rows), Decimal(0))
    value = sum((Decimal(row["value"] or 0) for row in standing_rows), Decimal(0))
    return quantity, value


def holds(events: Iterable[Happened], *, placed: datetime, calendar: Calendar) -> dict[str, dict[str, Any]]:
    """Every hold by its id as it stands, the fixed ones first, which were `placed` at one instant."""
    rows = {hold_id(mrn): _fixed(hold, placed, calendar) for mrn, hold in HOLDS.items()}
    for event in events:
        if event.type in (Type.HOLD_OPENED, Type.HOLD_EXTENDED, Type.HOLD_ENDED):
            rows[event.thing] = {**rows.get(event.thing, {}), **event.data, "mrn": event.subject}
    return rows


def hold_id(mrn: str) -> str:
    """Of a fixed hold: the same on every day."""
    return str(uuid5(NAMESPACE_URL, mrn))


def _fixed(hold: SandboxHold, placed: datetime, calendar: Calendar) -> dict[str, Any]:
    due_on, _due_at = end_of(hold.status, placed_on=calendar.local_date(placed), calendar=calendar)
    has_reply = hold.status in (HoldState.RELEASED, HoldState.NOT_RELEASED) and not hold.by_silence
    return {
        "status": hold.status.value,
        "due_on": iso_or_none(due_on),
        "mrn": hold.mrn,
        "exporter_eori": HOLDER["eori"],
        "authorisation": hold.authorisation,
        "ground": "not_taken_into_account",
        "reason": "A fixed hold of the sandbox.",
        "customs_office": "XX000001",
        "items": [],
        "placed_at": placed.isoformat(),
        "grounds": "",
        "act": hold.act or None,
        "by_silence": hold.by_silence,
        "replied_at": placed.isoformat() if has_reply else None,
    }
