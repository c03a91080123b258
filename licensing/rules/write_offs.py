"""What customs write off: the declaration's number, and what a line of an authorisation lets go. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from exportctl.core.i18n import fill, pgettext_lazy
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.machine import Machine
from exportctl.core.rules.codes import Unreadable, country_code, squeezed
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import (
    AsSent,
    Choice,
    Code,
    Date,
    Errors,
    Integer,
    ListOf,
    Number,
    Object,
    Pattern,
    Text,
)
from licensing.rules.authorisations import Balance, State
from licensing.rules.exporters import EORI, EORI_WORDS, clean_eori
from licensing.rules.shapes import UNITS

MRN = "[0-9]{2}[A-Z]{2}[A-Z0-9]{14}"  # Delegated Regulation (EU) 2015/2446, Annex B: year, country, 14 signs
MOST_OFFICE = 40
WARN_AT = (80, 90, 100)  # percent of what was granted
WARN_DAYS = 60  # before the last day

RECORDED, REVERSED, REVERSE = "recorded", "reversed", "reverse"
WRITE_OFF = Machine(
    "write-off",
    ((RECORDED, REVERSE, REVERSED, Permission.CHECK_SHIPMENTS),),
    initial=RECORDED,
    label=pgettext_lazy("thing", "write-off"),
    words={
        RECORDED: pgettext_lazy("status of a write-off", "recorded"),
        REVERSED: pgettext_lazy("status of a write-off", "reversed"),
    },
)


def is_movement_number(text: str) -> bool:
    """In the one spelling that is stored."""
    return re.fullmatch(MRN, text) is not None


def movement_number(text: str) -> str:
    """An MRN in capitals, without spaces. Raises Unreadable with what to write."""
    number = squeezed(text)
    if is_movement_number(number):
        return number
    raise Unreadable(
        _("Give the MRN: two digits, two letters, then fourteen letters or digits, as on the declaration.")
    )


def destination_code(text: str) -> str:
    """A country's code; Ceuta and Melilla, of the customs' own, as they are. Raises Unreadable."""
    code = country_code(text)
    if re.fullmatch("[A-Z]{2}", code):
        return code
    raise Unreadable(_("Give the destination as two letters, for example IN."))


WRITE_OFF_SHAPE = Object(
    members={
        "mrn": Code(read=movement_number, written=r"[0-9]{2}[A-Za-z]{2}[A-Za-z0-9]{14}"),
        "line": Integer(least=1, most=9999),
        "quantity": Number(gap=_("Enter the quantity")),
        "unit": Choice(options=UNITS, gap=_("Choose the unit of the quantity")),
        "value": Number(places=2, positive=False, required=False),
        "customs_office": Text(most=MOST_OFFICE),
        "accepted_on": Date(required=False),
        "exporter_eori": Pattern(form=EORI, message=EORI_WORDS, clean=clean_eori, required=False),
        "destination": Code(read=destination_code, written="[A-Za-z]{2}", required=False),
        "consignee": Text(most=200, required=False),
        "end_user": Text(most=200, required=False),
    }
)


MOST_AT_ONCE = 1000
_EACH = Object(
    members={
        "id": Text(most=100, required=False),
        "authorisation": Text(most=40, gap=_("Give the number of the authorisation.")),
        **WRITE_OFF_SHAPE.members,
    }
)
WRITE_OFFS_SHAPE = Object(members={"lines": ListOf(each=AsSent(required=False), most=MOST_AT_ONCE)})


def check_each(line: Any, place: int) -> tuple[Any, Errors]:
    """One of many write-offs, clean, and what is wrong with it."""
    pointer = f"/lines/{place}"
    errors: Errors = []
    clean = _EACH.check(line, pointer, errors)
    return clean, errors or _EACH.missing(clean, pointer)


@dataclass(frozen=True)
class Declaration:
    """One line of a customs declaration, as customs tell it; None and "" are what they left out."""

    mrn: str
    line: int
    quantity: Decimal
    unit: str
    customs_office: str
    accepted_on: date
    value: Decimal | None = None
    exporter_eori: str = ""
    destination: str = ""
    consignee: str = ""
    end_user: str = ""


@dataclass(frozen=True)
class Period:
    """From when to when an authorisation holds, both days included."""

    first: date
    last: date | None = None  # of a general authorisation


@dataclass(frozen=True)
class Step:
    """A status, and the day from which it counted at the authority."""

    status: str
    on: date


def status_on(steps: Iterable[Step], day: date) -> str:
    """What counted at the end of that day, of steps in their order.

    An annulment counts from the beginning, unless a remedy suspends its effect. A declaration is accepted at an hour
    that nobody is told: on the day of a suspension it comes too late.
    """
    counted = list(steps)
    if counted and counted[-1].status == State.ANNULLED:
        return State.ANNULLED.value
    lawful = [step for step in counted if step.status != State.ANNULLED and step.on <= day]
    return lawful[-1].status if lawful else State.VALID.value


@dataclass(frozen=True)
class InForce:
    """A version, and the day from which it counts; one that corrects another counts from that one's day."""

    number: int
    counts_from: date
    last: date | None  # a general authorisation has none


@dataclass(frozen=True)
class History:
    """What an authorisation said and what it was, from which day on."""

    versions: Sequence[InForce]
    steps: Sequence[Step]


def in_force_on(versions: Iterable[InForce], day: date) -> InForce:
    """The version that counted on that day; before the first day, the first. There is always one."""
    ordered = sorted(versions, key=lambda each: each.number)
    counting = [each for each in ordered if each.counts_from <= day]
    return counting[-1] if counting else ordered[0]


def invalid_on(day: date, *, period: Period, steps: Iterable[Step]) -> str:
    """Why nothing that was accepted on that day is covered: a status, `expired`, `not_yet`; "" where it is."""
    status = status_on(steps, day)
    if status != State.VALID:
        return status
    if period.last and day > period.last:
        return "expired"
    return "not_yet" if day < period.first else ""


def is_other_holder(given: str, *, holder: str) -> bool:
    return bool(given) and clean_eori(given) != clean_eori(holder)


def exceeds(asked: Decimal | None, left: Decimal | None) -> bool:
    """Is it more than is left? What has no limit is never exceeded."""
    return asked is not None and left is not None and asked > left


def same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Do two write-offs of one declaration's line say the same? A value that one leaves out says nothing."""
    values = (first["value"], second["value"])
    same_value = None in values or values[0] == values[1]
    return same_value and all(first[name] == second[name] for name in ("quantity", "unit"))


@dataclass(frozen=True)
class NearingEnd:
    """What a holder should know before a shipment is stopped: how near the end is, by quantity and by day."""

    percent: int = 0  # that has been reached: 80, 90, 100
    days: int | None = None  # that are left, the last included


def nearing_end(balances: Iterable[Balance], *, last: date | None, on: date) -> NearingEnd:
    """The highest mark that a line has reached, and the days left once there are sixty or fewer."""
    used = max((balance.percent_used or 0 for balance in balances), default=0)
    days = (last - on).days + 1 if last else 0
    return NearingEnd(
        percent=max((mark for mark in WARN_AT if used >= mark), default=0),
        days=days if 0 < days <= WARN_DAYS else None,
    )


def value_missing(currency: str) -> Any:
    """What is wrong where a line limits its value and none is given."""
    text = _("This line is granted by value, too: give the value in %(currency)s.")
    return fill(text, {"currency": currency})
