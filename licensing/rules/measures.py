"""Restrictive measures as dated law: which rules meet an export on a day, and what lifts a prohibition.

One row is one rule of one legal act. A *prohibition* forbids; an *exemption* makes it fall away, while the ordinary
requirement of Regulation (EU) 2021/821 stays; a *derogation* lets the authority permit on the ground that it names. An
*arms embargo* (Article 2(19)) forbids no export of a dual-use item by itself: it opens Article 4(1)(b) for items that
are not listed, and closes general authorisations that say so. Pure: rows in, an answer out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import PERSON, Machine
from exportctl.core.rules.four_eyes import four_eyes_machine

ANNEX_I = "ANNEX_I"  # of a scope: whatever Annex I lists


class Kind(StrEnum):
    PROHIBITION = "prohibition"
    EXEMPTION = "exemption"
    DEROGATION = "derogation"
    AUTHORISATION_REQUIRED = "authorisation_required"
    ARMS_EMBARGO = "arms_embargo"


LIFTING = frozenset({Kind.EXEMPTION, Kind.DEROGATION})


class State(StrEnum):
    ENTERED = "entered"  # not law here: nobody confirmed it
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class Event(StrEnum):
    CONFIRM = "confirm"
    DISCARD = "discard"
    END = "end"


MEASURE = Machine(
    "restrictive measure",
    (
        (State.ENTERED, Event.CONFIRM, State.CONFIRMED, PERSON),
        (State.ENTERED, Event.DISCARD, State.DISCARDED, PERSON),
        (State.CONFIRMED, Event.END, State.CONFIRMED, PERSON),
    ),
    initial=State.ENTERED,
    label=pgettext_lazy("thing", "restrictive measure"),
    words={
        State.ENTERED: pgettext_lazy("status of a measure", "entered, not confirmed"),
        State.CONFIRMED: pgettext_lazy("status of a measure", "confirmed"),
        State.DISCARDED: pgettext_lazy("status of a measure", "discarded"),
    },
)
MEASURE_CHANGE = four_eyes_machine(
    "measure change", PERSON, label=pgettext_lazy("thing", "confirmation of a measure")
)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One rule. A scope that is empty reaches everything; entries and customs codes are one scope, of goods."""

    number: str
    kind: Kind
    act: str
    article: str = ""
    country: str = ""  # empty: wherever the goods go (a listed person)
    entries: tuple[str, ...] = ()  # codes of Annex I or the beginning of some; ANNEX_I for all of it
    cn_codes: tuple[str, ...] = ()  # or the beginning of some
    uses: tuple[str, ...] = ()  # kinds of end user
    listed: tuple[str, ...] = ()  # numbers on the sanctions list; "*" for whoever stands there
    lifts: tuple[str, ...] = ()  # of an exemption or derogation: prohibitions; empty: those of the same act
    applies_from: datetime
    applies_until: datetime | None = None  # from then on no more
    old_contracts_until: date | None = None  # last day on which contracts of before may be performed

    def stands(self, *, at: datetime) -> bool:
        return self.applies_from <= at and (self.applies_until is None or at < self.applies_until)

    @property
    def is_named(self) -> str:
        """As a letter names it: act and article."""
        return f"{self.act}, {self.article}" if self.article else self.act


@dataclass(frozen=True, kw_only=True)
class Export:
    """What is known of an export. `uses` is None where nobody says who uses it, as in a customs declaration."""

    country: str
    control_entry: str = ""
    cn_code: str = ""
    uses: frozenset[str] | None = None
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answer:
    """The rules that meet an export, each kind by itself; `possible` are prohibitions of which a fact is not known."""

    prohibitions: tuple[Measure, ...] = ()
    lifting: tuple[Measure, ...] = ()
    required: tuple[Measure, ...] = ()
    embargoes: tuple[Measure, ...] = ()
    possible: tuple[Measure, ...] = field(default=())

    @property
    def is_prohibited(self) -> bool:
        return bool(self.prohibitions)

    def lifted_by(self, number: str) -> bool:
        """Does the rule of that number lift every prohibition that stands against the export?"""
        named = next((each for each in self.lifting if each.number == number), None)
        return named is not None and all(lifts(named, each) for each in self.prohibitions)


def answer(measures: Iterable[Measure], export: Export, *, at: datetime) -> Answer:
    """What the stored law says of an export at an instant."""
    meeting = [each for each in measures if each.stands(at=at) and reaches(each, export)]
    certain = [each for each in meeting if not each.uses or export.uses is not None]

    def of(*kinds: Kind) -> tuple[Measure, ...]:
        return tuple(each for each in certain if each.kind in kinds)

    prohibitions = of(Kind.PROHIBITION)
    lifting = tuple(
        each for each in meeting if each.kind in LIFTING and any(lifts(each, one) for one in prohibitions)
    )
    possible = tuple(each for each in meeting if each not in certain and each.kind == Kind.PROHIBITION)
    return Answer(prohibitions, lifting, of(Kind.AUTHORISATION_REQUIRED), of(Kind.ARMS_EMBARGO), possible)


def reaches(measure: Measure, export: Export) -> bool:
    """Country, goods, use and person: whatever the rule names has to be met; an unknown use may be."""
    if measure.country and measure.country != export.country:
        return False
    if (measure.entries or measure.cn_codes) and not _is_of_goods(measure, export):
        return False
    if measure.listed and not _is_of_person(measure, export.listed):
        return False
    return not measure.uses or export.uses is None or not export.uses.isdisjoint(measure.uses)


def lifts(rule: Measure, prohibition: Measure) -> bool:
    """An exemption or derogation names what it lifts; else it lifts what the same act forbids."""
    return prohibition.number in rule.lifts if rule.lifts else rule.act == prohibition.act


def _is_of_goods(measure: Measure, export: Export) -> bool:
    code, cn_code = export.control_entry.upper(), export.cn_code
    by_entry = bool(code) and any(_is_under(code, entry.upper()) for entry in measure.entries)
    return by_entry or (bool(cn_code) and any(cn_code.startswith(cn) for cn in measure.cn_codes))


def _is_under(code: str, entry: str) -> bool:
    """`5A002.A.1` stands under `5A002`, `5A002.A`, `5` and all of Annex I; `5A0021` does not stand under `5A002`."""
    if entry == ANNEX_I:
        return code[:1].isdigit()
    if len(entry) < len("5A002"):  # a category, a category and group
        return code.startswith(entry)
    return code == entry or code.startswith(f"{entry}.")


def _is_of_person(measure: Measure, listed: Collection[str]) -> bool:
    return bool(listed) if "*" in measure.listed else not set(measure.listed).isdisjoint(listed)
