"""Customs keep an export back and ask the authority (Regulation (EU) 2021/821, Article 21(3) and (4)). Pure.

Without a reply by the last day the items are released, from the first hour of the day after; nobody has to do it.
Refusing an export without any authorisation is a matter of the customs code, and no hold.
"""

from datetime import date, datetime
from enum import StrEnum

from exportctl.core.calendar import Calendar
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import SYSTEM, Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Code, Date, ListOf, Number, Object, Pattern, Text, YesNo
from licensing.rules.authorisations import Event as AuthorisationEvent
from licensing.rules.exporters import EORI, EORI_WORDS, clean_eori
from licensing.rules.shapes import UNITS, control_entry_of, declared_code_of
from licensing.rules.write_offs import MOST_OFFICE, movement_number

DAYS = 10  # working days, Article 21(4)
DAYS_IN_ALL = 30  # at the authority's request, in exceptional circumstances: in all, not in addition
MOST_ITEMS = 200
END = "end"  # of one that was not released: leaves the status as it is, for that is what was replied
COUNT_DAY = "count_day"  # the clock's own, once the holidays of the year of its last day are entered


class Ground(StrEnum):
    """Why customs may keep it back (Article 21(3))."""

    NOT_TAKEN_INTO_ACCOUNT = "not_taken_into_account"  # (a): not weighed at the grant, or changed since
    ARTICLE_4 = "article_4"  # (b): a possible use of Article 4(1)


class Act(StrEnum):
    """What “not released” rests on: an act under Article 4(1) or 16(1), never a sentence alone."""

    ARTICLE_4 = "article_4"  # the exporter is informed that an authorisation is required
    SUSPEND = "suspend"
    MODIFY = "modify"
    REVOKE = "revoke"
    ANNUL = "annul"


class State(StrEnum):
    OPEN = "open"
    EXTENDED = "extended"
    RELEASED = "released"
    NOT_RELEASED = "not_released"


class End(StrEnum):
    """What came of what was not released: said by customs, who have the goods, or by the authority."""

    WITHDRAWN = "withdrawn"  # the declarant gave the declaration up, and customs invalidated it
    RETURNED = "returned"  # the goods went back to the exporter
    SEIZED = "seized"  # seized or confiscated under national law
    DESTROYED = "destroyed"  # or abandoned to the state
    LET_GO = "let_go"  # nothing stands against the export any more: it may leave after all


class Event(StrEnum):
    PLACE = "place"
    EXTEND = "extend"
    RELEASE = "release"
    KEEP_BACK = "keep_back"
    LAPSE = "lapse"  # the day passed without a reply: what reads released is written down


HANDLE = Permission.HANDLE
CUSTOMS_HOLD = Machine(
    "customs hold",
    (
        (State.OPEN,     Event.EXTEND,    State.EXTENDED,     HANDLE),
        (State.OPEN,     Event.RELEASE,   State.RELEASED,     HANDLE),
        (State.EXTENDED, Event.RELEASE,   State.RELEASED,     HANDLE),
        (State.OPEN,     Event.KEEP_BACK, State.NOT_RELEASED, HANDLE),
        (State.EXTENDED, Event.KEEP_BACK, State.NOT_RELEASED, HANDLE),
        (State.OPEN,     Event.LAPSE,     State.RELEASED,     SYSTEM),
        (State.EXTENDED, Event.LAPSE,     State.RELEASED,     SYSTEM),
    ),
    initial=State.OPEN,
    label=pgettext_lazy("thing", "customs hold"),
    words={
        State.OPEN: pgettext_lazy("status of a hold", "open"),
        State.EXTENDED: pgettext_lazy("status of a hold", "extended"),
        State.RELEASED: pgettext_lazy("status of a hold", "released"),
        State.NOT_RELEASED: pgettext_lazy("status of a hold", "not released"),
    },
)  # fmt: skip
WAITING = (State.OPEN, State.EXTENDED)

# The acts on an authorisation that two officers open from the hold's page.
OF_AUTHORISATION = {
    Act.SUSPEND: AuthorisationEvent.SUSPEND,
    Act.MODIFY: AuthorisationEvent.AMEND,
    Act.REVOKE: AuthorisationEvent.REVOKE,
    Act.ANNUL: AuthorisationEvent.ANNUL,
}

ITEM = Object(
    members={
        "description": Text(most=2000, gap=_("Describe the item")),
        "control_entry": control_entry_of(required=False),
        "cn_code": declared_code_of(required=False),
        "quantity": Number(required=False),
        "unit": Choice(options=UNITS, required=False),
    }
)
HOLD = Object(
    members={
        "mrn": Code(
            read=movement_number, written=r"[0-9]{2}[A-Za-z]{2}[A-Za-z0-9]{14}", gap=_("Give the MRN")
        ),
        "exporter_eori": Pattern(form=EORI, message=EORI_WORDS, clean=clean_eori, required=False),
        "authorisation": Text(most=40, required=False),
        "ground": Choice(
            options=tuple(each.value for each in Ground), gap=_("Say on which ground it is kept back")
        ),
        "reason": Text(most=8000, lines=True, gap=_("Say what was noticed")),
        "customs_office": Text(most=MOST_OFFICE, gap=_("Give the code of the customs office")),
        "items": ListOf(each=ITEM, most=MOST_ITEMS, required=False),
    }
)
EXTENSION = Object(
    members={"reason": Text(most=4000, lines=True, gap=_("Say which circumstances are exceptional"))}
)
REPLY = Object(
    members={
        "release": YesNo(gap=_("Say whether the items are released")),
        "grounds": Text(most=8000, lines=True, required=False),
        "act": Choice(options=tuple(each.value for each in Act), required=False),
    }
)


ENDING = Object(
    members={
        "how": Choice(options=tuple(each.value for each in End), gap=_("Say what came of it")),
        "on": Date(gap=_("Give the day")),
        "words": Text(most=8000, lines=True, required=False),
    }
)
OF_CUSTOMS = (End.WITHDRAWN, End.RETURNED, End.SEIZED, End.DESTROYED)


# After these nothing has to carry the refusal to release; after the others an act does, whatever became of the goods.
WITHOUT_ACT = (End.WITHDRAWN, End.LET_GO)


def ends_open(*, to_customs: bool) -> tuple[End, ...]:
    """What a side may say came of it: whoever has the goods what was done with them, the authority that they may go."""
    return OF_CUSTOMS if to_customs else (End.LET_GO,)


def acts_open(*, has_authorisation: bool) -> tuple[Act, ...]:
    """What may keep it back: of an authorisation any act, without one the information under Article 4(1) alone."""
    return tuple(Act) if has_authorisation else (Act.ARTICLE_4,)


def end_of(status: str, *, placed_on: date, calendar: Calendar) -> tuple[date, datetime] | tuple[None, None]:
    """The last day of a hold and its end, by the authority's calendar; nothing where it cannot be counted yet."""
    return calendar.end_if_known(placed_on, DAYS_IN_ALL if status == State.EXTENDED else DAYS)


def reads_as(stored: str, *, due_at: datetime | None, at: datetime) -> State:
    """What it is now: silence past the last day releases (Article 21(4))."""
    if is_silent(stored, due_at=due_at, at=at):
        return State.RELEASED
    return State(stored)


def keeps_back(stored: str, *, due_at: datetime | None, at: datetime, end: str = "") -> bool:
    """May nothing leave under its declaration? While it waits for a reply, and once an act keeps it back.

    What was given up, returned, seized or destroyed leaves under it no more, either: the authority alone lets it go.
    """
    return end != End.LET_GO and reads_as(stored, due_at=due_at, at=at) != State.RELEASED


def is_silent(stored: str, *, due_at: datetime | None, at: datetime) -> bool:
    """Was it released by the day alone? Never before that day can be counted."""
    return stored in WAITING and due_at is not None and at >= due_at
