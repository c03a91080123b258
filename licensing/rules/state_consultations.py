"""What authorities ask one another before one of them decides (Regulation (EU) 2021/821, Articles 14 and 16(5)). Pure.

Each period counts by the calendar of the state that is asked, from the day after the question reached it. What silence
means follows from the day alone: nobody has to write it down.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from controllist.rules.control_entries import Extent, in_annex_iv, nearest
from controllist.rules.matching import item_key
from exportctl.core.calendar import Calendar
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.codes import reference
from exportctl.core.rules.folding import letters_and_digits
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Code, Date, Object, Text, YesNo
from licensing.rules.general_authorisations import general_authorisations
from licensing.rules.kinds import FORMS
from licensing.rules.requests import GRANTS, Form, Outcome
from licensing.rules.shapes import JsonObject, control_entry_of, country_of, member_state_of

DAYS = 10  # working days, Articles 14(1), 14(2) and 16(5)
COUNT_DAY = "count_day"  # the clock's own, once the holidays of the year of its last day are entered
MORE_DAYS = 30  # at most, in exceptional cases of Articles 14(1) and 16(5); read as added to the ten
WIDE = "EU001"  # whose destinations Article 14(1) leaves out


class Article(StrEnum):
    """On what a question rests, as the contract writes it."""

    LOCATION = "14(1)"  # items lie in the state that is asked: an objection binds
    INTERESTS = "14(2)"  # of essential security, of the state that asks: does not bind
    UNDERCUTTING = "16(5)"  # the state that is asked denied the same: does not bind


class State(StrEnum):
    ASKED = "asked"
    EXTENDED = "extended"
    ANSWERED = "answered"


class Event(StrEnum):
    ASK = "ask"
    EXTEND = "extend"
    ANSWER = "answer"


class Standing(StrEnum):
    """What everybody reads: what is stored, or what the day or the end of the case has made of it."""

    OPEN = "open"
    EXTENDED = "extended"
    ANSWERED = "answered"
    SILENT = "silent"
    ENDED = "ended"  # the case was decided, withdrawn, or corrected and asked about anew: nobody waits for the answer


HANDLE = Permission.HANDLE
SEND = "send"  # on paper, to a state that is not on this system: leaves the status as it is
ENTER_QUESTION = "enter_question"  # of a state that is not on this system, from its paper
SEND_ANSWER = "send_answer"  # to it, on paper: leaves the status as it is
TAKE_CASE_BACK = "take_case_back"  # one that it named by mistake
NAME_CASE = "name_case"  # of Article 14(2), by the state that is asked: which of its cases it is about
STATE_CONSULTATION = Machine(
    "state consultation",
    (
        (State.ASKED,    Event.EXTEND, State.EXTENDED, HANDLE),
        (State.ASKED,    Event.ANSWER, State.ANSWERED, HANDLE),
        (State.EXTENDED, Event.ANSWER, State.ANSWERED, HANDLE),
    ),
    initial=State.ASKED,
    label=pgettext_lazy("thing", "question of another state"),
    words={
        State.ASKED: pgettext_lazy("status of a question", "asked"),
        State.EXTENDED: pgettext_lazy("status of a question", "extended"),
        State.ANSWERED: pgettext_lazy("status of a question", "answered"),
    },
)  # fmt: skip

ANSWER = Object(
    members={
        "objects": YesNo(required=False),
        "identical": YesNo(required=False),
        "grounds": Text(most=8000, lines=True, required=False),
    }
)
MORE_TIME = Object(
    members={"reason": Text(most=4000, lines=True, gap=_("Say what is exceptional about it."))}
)
QUESTION = Object(
    members={
        "item": Text(most=2000, gap=_("Describe the item")),
        "parties": Text(most=2000, required=False),
        "question": Text(
            most=8000, lines=True, gap=_("Say what you ask, and which of your interests is at stake")
        ),
    }
)
# Over REST: the same, with the state that is asked; and a denial of another state, beside an own case.
INTERESTS = Object(
    members={"state": member_state_of(_("Choose the Member State"), required=True), **QUESTION.members}
)
ABOUT_DENIAL = Object(
    members={
        "request": Code(
            read=reference, written=r"[A-Za-z]{2}-[0-9]{4}-[0-9]{5}", gap=_("Give the number of your case.")
        ),
        "question": Text(most=8000, lines=True, required=False),
    }
)
# A question of a state that is not on this system, as its paper puts it.
PAPER_QUESTION = Object(
    members={
        "state": member_state_of(_("Choose the Member State"), required=True),
        "article": Choice(
            options=tuple(each.value for each in Article), gap=_("Choose what the question rests on")
        ),
        "received_number": Text(most=60, gap=_("Give the number of the paper")),
        "received_on": Date(gap=_("Give the day on which the paper reached you")),
        "name": Text(most=200, is_name=True, gap=_("Name the item")),
        "manufacturer": Text(most=200, is_name=True, required=False),
        "model": Text(most=120, is_name=True, required=False),
        "control_entry": control_entry_of(required=False),
        "description": Text(most=8000, lines=True, required=False),
        "destination": country_of(_("Choose the destination"), required=False),
        "end_user": Text(most=200, is_name=True, required=False),
        "end_user_address": Text(most=500, required=False),
        "consignee": Text(most=200, is_name=True, required=False),
        "end_use": Text(most=8000, lines=True, required=False),
        "denial": Text(most=20, required=False),
        "question": Text(most=8000, lines=True, required=False),
    }
)
_PAPER_NUMBER = Text(most=60, gap=_("Give the number of the paper"))
# Over REST: the answer of such a state, and when a paper left to it, under which number.
PAPER_ANSWER = Object(
    members={
        "paper_number": _PAPER_NUMBER,
        "paper_on": Date(gap=_("Give the day of the paper.")),
        **ANSWER.members,
    }
)
PAPER_LEFT = Object(members={"number": _PAPER_NUMBER, "on": Date(gap=_("Give the day."))})
OWN_CASE = Code(
    read=reference, written=r"[A-Za-z]{2}-[0-9]{4}-[0-9]{5}", gap=_("Give the number of your case.")
)
CASE = Object(members={"reference": OWN_CASE})
CASE_BACK = Object(
    members={
        "reference": OWN_CASE,
        "reason": Text(most=4000, lines=True, gap=_("Say why the message is not about this case.")),
    }
)
PAPER_ITEM = ("name", "manufacturer", "model", "control_entry", "description")
# What each kind of question is answered with.
ANSWERED_BY = {
    Article.LOCATION: "objects",
    Article.INTERESTS: "objects",
    Article.UNDERCUTTING: "identical",
}


@dataclass(frozen=True)
class Refused:
    """What a denial compares by: the item's key and name, its entry, the keys of end user and consignee."""

    item_key: str
    name: str
    control_entry: str
    parties: frozenset[str]


class Comparable(Protocol):
    """A line of a request."""

    @property
    def item_key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def control_entry(self) -> str: ...


def locations_of(body: JsonObject) -> list[str]:
    """The Member States where the items of a request lie or will lie, each once; none where it says none."""
    return [
        code for code in dict.fromkeys([body.get("location"), *(body.get("more_locations") or [])]) if code
    ]


def states_to_ask(
    *,
    form: Form | None,
    destination: str,
    locations: Iterable[str],
    control_entries: Iterable[str],
    own_state: str,
) -> list[str]:
    """The Member States where the items lie or will lie, if they are to be consulted (Article 14(1)): one or more.

    Individual export authorisations alone; to a destination of EU001 only for items of Annex IV, to others always.
    """
    asks = form is not None and FORMS[form].asks_location
    elsewhere = [code for code in locations if code != own_state]
    if not asks or not elsewhere:
        return []
    is_wide = destination in general_authorisations()[WIDE].destinations
    if is_wide and not any(map(is_of_annex_iv, control_entries)):
        return []
    return elsewhere


def is_of_annex_iv(control_entry: str) -> bool:
    """Does Annex IV name it, or a part of it? What Annex I does not hold, Annex IV does not name."""
    entry = nearest(control_entry) if control_entry else None
    return entry is not None and in_annex_iv(entry.code) is not Extent.NO


def is_identical(line: Comparable, parties: Collection[str], denied: Refused) -> bool:
    """An essentially identical transaction (Article 2(22)): the same item for the same end user or consignee.

    Maker and model tell items apart; where a paper gives neither, name and entry have to do.
    """
    if not denied.parties & set(parties):
        return False
    if denied.item_key.strip("/") or line.item_key.strip("/"):
        return denied.item_key == line.item_key
    return denied.control_entry == line.control_entry and _same_name(denied.name, line.name)


def _same_name(one: str, other: str) -> bool:
    return letters_and_digits(one) == letters_and_digits(other)


def end_of(status: str, *, asked_on: date, calendar: Calendar) -> tuple[date, datetime] | tuple[None, None]:
    """The last day for an answer and its end, where it is asked; nothing where it cannot be counted yet."""
    return calendar.end_if_known(asked_on, DAYS + MORE_DAYS if status == State.EXTENDED else DAYS)


def standing(stored: str, *, due_at: datetime | None, at: datetime, is_awaited: bool) -> Standing:
    """What a question is now; without an end that can be counted nobody is silent."""
    if stored == State.ANSWERED:
        return Standing.ANSWERED
    if not is_awaited:
        return Standing.ENDED
    if due_at and at >= due_at:
        return Standing.SILENT
    return Standing.EXTENDED if stored == State.EXTENDED else Standing.OPEN


def may_be_extended(article: str) -> bool:
    """Is there more time to take? A consultation under Article 14(2) is over within its ten working days."""
    return article != Article.INTERESTS


def objects_bindingly(article: str, *, objects: bool | None) -> bool:
    """Does the answer forbid the grant? Under Article 14(1) alone an objection binds."""
    return article == Article.LOCATION and bool(objects)


def waits_for(article: str, *, outcome: str, authorises: bool) -> bool:
    """Does this decision wait for the answer? A grant always; a refusal where Article 16(5) asks first.

    It asks before an authority decides whether or not to grant an authorisation: who asked for none is no such case.
    """
    if outcome == Outcome.REFUSE:
        return authorises and article == Article.UNDERCUTTING
    return outcome in GRANTS


def has_to_be_explained(articles: Sequence[str]) -> bool:
    """Is a grant told to everybody? After every question of Articles 14(2) and 16(5), whatever was answered."""
    return any(each in (Article.INTERESTS, Article.UNDERCUTTING) for each in articles)


def question_gaps(question: JsonObject) -> str:
    """The member that a paper under its article cannot go without, if it lacks it: what is asked, or which denial."""
    wanted = {Article.INTERESTS.value: "question", Article.UNDERCUTTING.value: "denial"}
    name = wanted.get(question["article"], "")
    return name if name and not question.get(name) else ""


def content_of_paper(question: JsonObject, *, own_state: str) -> dict[str, Any]:
    """What a paper is about, as a question that is put here reads; under Article 14(1) the items lie here."""
    item = {name: question.get(name) or "" for name in PAPER_ITEM}
    item["item_key"] = item_key(item["manufacturer"], item["model"])
    country = question.get("destination") or ""
    parties = [
        {"role": role, "name": name, "address": question.get(f"{role}_address") or "", "country": country}
        for role in ("end_user", "consignee")
        if (name := question.get(role))
    ]
    return {
        "items": [item],
        "parties": parties,
        "destinations": [country] if country else [],
        "end_use": question.get("end_use") or "",
        "location": own_state if question["article"] == Article.LOCATION else "",
    }


def answer_gaps(article: str, answer: JsonObject) -> str:
    """The member that an answer under this article cannot go without, if it lacks it."""
    name = ANSWERED_BY[Article(article)]
    return name if answer.get(name) is None else ""
