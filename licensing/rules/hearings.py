"""Whoever is burdened by an act is heard before it, or it is said why not (Charter, Article 41(2)(a)). Pure.

One rule for every act: a refusal, also of a line or a destination; a grant of less than was asked for; what suspends,
revokes, annuls or limits an authorisation; what forbids the use of general ones. What is left out is recorded as not
recorded and shown to the second officer, beside why a hearing is due.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol

from exportctl.core.i18n import gettext as _
from exportctl.core.shapes import Date, Errors, Object, Text, error
from licensing.rules.authorisations import Event
from licensing.rules.requests import GRANTS, WITH_WORDS, Outcome

HEARING = Object(
    members={"held_on": Date(required=False), "waived": Text(most=2000, lines=True, required=False)},
    required=False,
)
# Of what two officers do to an authorisation; an amendment burdens where it takes something away.
BURDENSOME = (Event.SUSPEND, Event.REVOKE, Event.ANNUL)


class Burden(StrEnum):
    """By what a decision burdens its addressee."""

    REFUSAL = "refusal"
    REQUIREMENT = "requirement"
    LINES = "lines"  # some are not granted: they are refused
    DESTINATIONS = "destinations"  # some that were asked for are not granted: they are refused
    LESS = "less"  # of a line a smaller quantity or value than was asked for
    SHORTER = "shorter"  # valid for fewer months than were asked for


class Line(Protocol):
    """What was asked for on a line."""

    @property
    def number(self) -> int: ...
    @property
    def quantity(self) -> Decimal | None: ...
    @property
    def value(self) -> Decimal | None: ...


def decision_burdens(
    *,
    outcome: str,
    lines: Iterable[Line] = (),
    limits: Collection[Mapping[str, Any]] = (),
    left_out: Collection[str] = (),
    asked_months: int | None = None,
    months: int | None = None,
) -> tuple[Burden, ...]:
    """By what a decision burdens, so that its addressee is heard before it; nothing where it gives what was asked for.

    `lines` as asked for; `limits` of a grant as the proposal has them, none of a whole one; `left_out`: the
    destinations asked for that it does not cover; the validity in months, as asked for and as granted.
    """
    if outcome in WITH_WORDS:
        return (Burden.REFUSAL if outcome == Outcome.REFUSE else Burden.REQUIREMENT,)
    if outcome not in GRANTS:
        return ()
    granted = {limit["line"]: limit for limit in limits}
    asked = list(lines)
    tests = {
        Burden.LINES: bool(granted) and any(line.number not in granted for line in asked),
        Burden.DESTINATIONS: bool(left_out),
        Burden.LESS: any(_is_less(granted.get(line.number) or {}, line) for line in asked),
        Burden.SHORTER: bool(months and asked_months and months < asked_months),
    }
    return tuple(burden for burden, is_so in tests.items() if is_so)


def _is_less(limit: Mapping[str, Any], line: Line) -> bool:
    """A limit where nothing was asked for in figures limits as well."""
    return any(
        limit.get(name) and (asked is None or Decimal(str(limit[name])) < asked)
        for name, asked in (("quantity", line.quantity), ("value", line.value))
    )


def change_burdens(event: str, *, lessens: bool, refuses: bool = False) -> bool:
    """Is the holder heard before this act on an authorisation? Before a further time is refused as well."""
    return event in BURDENSOME or (event == Event.AMEND and lessens) or (event == Event.DECLINE and refuses)


def given(hearing: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """As it is stored: None where nothing is said."""
    return {name: value for name, value in (hearing or {}).items() if value} or None


def wrong(hearing: Mapping[str, Any] | None, *, today: date) -> Errors:
    """What cannot be: a hearing that was held and waived, or held on a day that has not come."""
    held_on, waived = (hearing or {}).get("held_on"), (hearing or {}).get("waived")
    if held_on and waived:
        return [error("/hearing/waived", _("Give the day of the hearing or the reason, not both."))]
    if held_on and held_on > today.isoformat():
        return [error("/hearing/held_on", _("This day has not come yet."))]
    return []


def gaps(hearing: Mapping[str, Any] | None, *, today: date) -> Errors:
    """What an officer has to say before a burdensome act: the day of the hearing, or why there was none."""
    if not given(hearing):
        text = _("Give the day of the hearing, or the reason why there was none.")
        return [error("/hearing/held_on", text)]
    return wrong(hearing, today=today)
