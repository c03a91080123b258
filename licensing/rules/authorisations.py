"""The life of an export authorisation: what is stored of it, and what follows from days and balances.

Stored is what somebody did: granted, suspended, reinstated, revoked, annulled, surrendered, replaced. That it has
expired or is exhausted is nobody's act: both follow from the day and from what is left, and are read, never written.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Object, Text
from licensing.rules.kinds import FORMS
from licensing.rules.requests import Form

FOR_HOLDER = "holder"  # of a condition: customs have no use for it
REPORT_MONTHS = 1  # after a period's end: within so many its use is reported
VALID_FOR_MONTHS = 24  # Article 12(3): up to two years, unless the authority decides otherwise
GENERAL = (
    "general"  # the kind of what nobody asked for: an exporter registered for it (Article 12(1)(c), (d))
)
LONGEST_MONTHS = 120  # no authority dates a paper further ahead by mistake


class State(StrEnum):
    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    SURRENDERED = "surrendered"
    REPLACED = "replaced"  # by one with another number, to which what was left has moved


class Standing(StrEnum):
    """What everybody reads: what is stored, or what has become of it by itself."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    SURRENDERED = "surrendered"
    REPLACED = "replaced"
    EXPIRED = "expired"
    EXHAUSTED = "exhausted"


class Event(StrEnum):
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    REVOKE = "revoke"
    ANNUL = "annul"
    SURRENDER = "surrender"
    AMEND = "amend"  # other contents, under the same number
    EXTEND = "extend"  # a later last day
    CORRECT = "correct"  # the authority's own error of writing: as if it had never been made
    RENEW = "renew"  # these three put another number in its place
    SPLIT = "split"  # at its holder's request, Article 12(4)
    REISSUE = "reissue"
    DECLINE = "decline"  # what its holder asked for
    RESTORE = "restore"  # because a remedy against its suspension, revocation or annulment succeeded
    BEGIN_SUSPENSION = "begin_suspension"  # these three: of an act that was approved before, on its day
    BEGIN_REVOCATION = "begin_revocation"
    BEGIN_ANNULMENT = "begin_annulment"
    STAY = (
        "stay"  # a remedy suspends the effect of its suspension, revocation or annulment until it is decided
    )
    CONTINUE = "continue"  # in sight of a restrictive measure: an old contract, an exemption, a derogation


FILE, HANDLE = Permission.FILE, Permission.HANDLE

# Article 16(1): an authority may annul, suspend, modify or revoke what it granted. A revocation counts from its day on;
# an annulment from the beginning, so that it can follow every other end.
AUTHORISATION = Machine(
    "authorisation",
    (
        # source            event            target             who
        (State.VALID,       Event.SUSPEND,   State.SUSPENDED,   HANDLE),
        (State.SUSPENDED,   Event.REINSTATE, State.VALID,       HANDLE),
        (State.VALID,       Event.REVOKE,    State.REVOKED,     HANDLE),
        (State.SUSPENDED,   Event.REVOKE,    State.REVOKED,     HANDLE),
        (State.VALID,       Event.ANNUL,     State.ANNULLED,    HANDLE),
        (State.SUSPENDED,   Event.ANNUL,     State.ANNULLED,    HANDLE),
        (State.REVOKED,     Event.ANNUL,     State.ANNULLED,    HANDLE),
        (State.SURRENDERED, Event.ANNUL,     State.ANNULLED,    HANDLE),
        (State.VALID,       Event.AMEND,     State.VALID,       HANDLE),
        (State.SUSPENDED,   Event.AMEND,     State.SUSPENDED,   HANDLE),
        (State.VALID,       Event.EXTEND,    State.VALID,       HANDLE),
        (State.VALID,       Event.CORRECT,   State.VALID,       HANDLE),
        (State.SUSPENDED,   Event.CORRECT,   State.SUSPENDED,   HANDLE),
        (State.VALID,       Event.RENEW,     State.REPLACED,    HANDLE),
        (State.VALID,       Event.SPLIT,     State.REPLACED,    HANDLE),
        (State.VALID,       Event.REISSUE,   State.REPLACED,    HANDLE),
        (State.VALID,       Event.DECLINE,   State.VALID,       HANDLE),
        (State.SUSPENDED,   Event.DECLINE,   State.SUSPENDED,   HANDLE),
        (State.SUSPENDED,   Event.RESTORE,   State.VALID,       HANDLE),
        (State.REVOKED,     Event.RESTORE,   State.VALID,       HANDLE),
        (State.ANNULLED,    Event.RESTORE,   State.VALID,       HANDLE),
        (State.SUSPENDED,   Event.STAY,      State.VALID,       HANDLE),
        (State.REVOKED,     Event.STAY,      State.VALID,       HANDLE),
        (State.ANNULLED,    Event.STAY,      State.VALID,       HANDLE),
        (State.VALID,       Event.BEGIN_SUSPENSION, State.SUSPENDED, SYSTEM),
        (State.VALID,       Event.BEGIN_REVOCATION, State.REVOKED,   SYSTEM),
        (State.SUSPENDED,   Event.BEGIN_REVOCATION, State.REVOKED,   SYSTEM),
        (State.VALID,       Event.BEGIN_ANNULMENT,  State.ANNULLED,  SYSTEM),
        (State.SUSPENDED,   Event.BEGIN_ANNULMENT,  State.ANNULLED,  SYSTEM),
        (State.VALID,       Event.CONTINUE,  State.VALID,       HANDLE),
        (State.VALID,       Event.SURRENDER, State.SURRENDERED, FILE),
        (State.SUSPENDED,   Event.SURRENDER, State.SURRENDERED, FILE),
    ),
    initial=State.VALID,
    label=pgettext_lazy("thing", "authorisation"),
    words={
        State.VALID: pgettext_lazy("status of an authorisation", "valid"),
        State.SUSPENDED: pgettext_lazy("status of an authorisation", "suspended"),
        State.REVOKED: pgettext_lazy("status of an authorisation", "revoked"),
        State.ANNULLED: pgettext_lazy("status of an authorisation", "annulled"),
        State.SURRENDERED: pgettext_lazy("status of an authorisation", "surrendered"),
        State.REPLACED: pgettext_lazy("status of an authorisation", "replaced"),
    },
)  # fmt: skip

# What two officers do to one: each of these is proposed with its grounds and approved by a colleague.
KEEPS_NUMBER = (Event.AMEND, Event.EXTEND, Event.CORRECT)  # each adds a version
REPLACES = (Event.RENEW, Event.SPLIT, Event.REISSUE)
GRANTS_ANEW = (
    Event.EXTEND,
    Event.RENEW,
)  # for a further time: what Article 16(5) asks before a grant is asked again
ASKED_FOR = (*KEEPS_NUMBER, *REPLACES)  # what a holder may ask for
COMPARED = (
    Event.AMEND,
    Event.EXTEND,
    *REPLACES,
)  # lets it live on: its parties are compared with the lists anew
ENDS = (Event.SUSPEND, Event.REINSTATE, Event.REVOKE, Event.ANNUL)
OF_TWO_OFFICERS = (*ENDS, *ASKED_FOR, Event.DECLINE)
NEEDS_REQUEST = (Event.SPLIT, Event.DECLINE)  # Article 12(4): split if the exporter asks
AUTHORISATION_CHANGE = four_eyes_machine(
    "authorisation change",
    HANDLE,
    label=pgettext_lazy("thing", "proposal about an authorisation"),
)
# What is over by itself is neither suspended nor reinstated any more.
OF_A_MEASURE = (Event.SUSPEND, Event.REVOKE, Event.CONTINUE)  # what two officers do because of one
NOBODYS = frozenset(  # what follows from a remedy, or from the day that comes
    {
        Event.RESTORE,
        Event.STAY,
        Event.BEGIN_SUSPENSION,
        Event.BEGIN_REVOCATION,
        Event.BEGIN_ANNULMENT,
    }
)
OVER_BY_ITSELF: Mapping[str, frozenset[str]] = {
    Standing.EXPIRED: frozenset(
        {
            Event.SUSPEND,
            Event.REINSTATE,
            Event.REVOKE,
            Event.SURRENDER,
            Event.CONTINUE,
            Event.AMEND,
            Event.EXTEND,
            Event.SPLIT,
            Event.REISSUE,
        }
    ),
    Standing.EXHAUSTED: frozenset(REPLACES),  # nothing is left that could move
}
# Of the general ones: each of the Union has its own, the national ones share one.
OF_UNION: Mapping[str, str] = {f"EU00{number}": f"X06{number}" for number in range(1, 9)}
OF_NATIONAL = "X071"

GROUNDS = Object(members={"grounds": Text(most=8000, lines=True, gap=_("Give the reasons."))})


@dataclass(frozen=True)
class Balance:
    """What was granted of one line, what left the Union of it, and what moved to a further authorisation.

    None is where the line does not limit it.
    """

    granted: Decimal | None
    used: Decimal
    value_granted: Decimal | None
    value_used: Decimal
    moved: Decimal = Decimal(0)
    value_moved: Decimal = Decimal(0)

    @property
    def left(self) -> Decimal | None:
        return None if self.granted is None else self.granted - self.used - self.moved

    @property
    def value_left(self) -> Decimal | None:
        return None if self.value_granted is None else self.value_granted - self.value_used - self.value_moved

    @property
    def exhausted(self) -> bool:
        """Is nothing left of what it limits? A line without a limit is never exhausted."""
        return any(left is not None and left <= 0 for left in (self.left, self.value_left))

    @property
    def percent_used(self) -> Decimal | None:
        """Of the limit that is nearer, to a tenth, rounded down: 100 is reached only when nothing is left."""
        shares = [
            Decimal(int(1000 * used / granted)) / 10
            for used, granted in ((self.used, self.granted), (self.value_used, self.value_granted))
            if granted
        ]
        return max(shares, default=None)


def document_code(form: Form | None, *, in_force: bool) -> str:
    """Of the customs declaration; none where the need for it rests on rules that are not in force."""
    return FORMS[form].document_code if form and in_force else ""


def general_document_code(code: str) -> str:
    """What is declared to customs under a general authorisation."""
    return OF_UNION.get(code, OF_NATIONAL)


def valid_until(valid_from: date, *, months: int = VALID_FOR_MONTHS) -> date:
    """The last day: two years less a day, or as many months (Article 12(3); Regulation 1182/71, Article 3(2)(c))."""
    years, month = divmod(valid_from.month - 1 + months, 12)
    year, month = valid_from.year + years, month + 1
    if valid_from.day == 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return date(year, month, monthrange(year, month)[1])
    return date(year, month, min(valid_from.day - 1, monthrange(year, month)[1]))


def standing(stored: str, *, until: date | None, balances: Iterable[Balance], on: date) -> Standing:
    """What it is on that day: as stored, else expired after its last day, else exhausted with nothing left.

    `until` is None of a general one, which has no last day.
    """
    if stored not in (State.VALID, State.SUSPENDED):
        return Standing(stored)
    if until and on > until:
        return Standing.EXPIRED
    if stored == State.SUSPENDED:
        return Standing.SUSPENDED
    each = list(balances)
    return Standing.EXHAUSTED if each and all(balance.exhausted for balance in each) else Standing.VALID


def possible_events(stored: str, read_as: str) -> tuple[str, ...]:
    """What a person may do to it now: the machine's events, without those that its end has left behind."""
    over = OVER_BY_ITSELF.get(read_as, frozenset()) | NOBODYS
    return tuple(event for event in AUTHORISATION.events_from(stored) if event not in over)


def months_of(*stated: Any) -> int:
    """How long it is valid: what the decision says, else what the request asked for, else two years."""
    return next((int(months) for months in stated if months), VALID_FOR_MONTHS)


@dataclass(frozen=True)
class Condition:
    """One condition of a grant: a plain text, or one with whom it is meant for and the day by which it is met."""

    text: str
    show: str = ""  # FOR_HOLDER: customs have no use for it
    due_on: str = ""

    @property
    def for_customs(self) -> bool:
        return self.show != FOR_HOLDER


def conditions_of(stored: Iterable[Any]) -> list[Condition]:
    """The conditions of a version, whether each was written as a text or as an object."""
    return [
        Condition(each)
        if isinstance(each, str)
        else Condition(each["text"], show=each.get("show") or "", due_on=each.get("due_on") or "")
        for each in stored
    ]


def stored_conditions(texts: Iterable[str], terms: Sequence[Any]) -> list[Any]:
    """As a version holds them: each a text, or a text with whom it is for and its day, where that is said."""
    pairs = zip_longest(texts, terms)
    return [{"text": text, **_condition_terms(more)} if more else text for text, more in pairs]


def _condition_terms(more: Mapping[str, Any]) -> dict[str, str]:
    for_holder = {"show": FOR_HOLDER} if more.get("show") is False else {}
    return for_holder | ({"due_on": more["due_on"]} if more.get("due_on") else {})


@dataclass(frozen=True)
class ReportPeriod:
    """From when to when the use of an authorisation is reported, and the last day for it."""

    first: date
    last: date
    due_on: date


def report_periods(first: date, last: date, *, months: int) -> list[ReportPeriod]:
    """The periods of an authorisation's life, each reported within a month after its end (Article 12(4))."""
    periods, begins = [], first
    while begins <= last:
        ends = min(valid_until(begins, months=months), last)
        periods.append(
            ReportPeriod(begins, ends, valid_until(ends + timedelta(days=1), months=REPORT_MONTHS))
        )
        begins = ends + timedelta(days=1)
    return periods


SURRENDER = Object(members={"reason": Text(most=2000, lines=True, required=False)})  # by its holder
