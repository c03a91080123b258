"""Which authority of a state a request goes to, which team handles it, and when another officer is asked. Pure.

The rules are an authority's own, each of two officers: Regulation (EU) 2021/821 leaves it to the Member States how
they divide their competence. A rule holds where everything that it names is met; the first of a purpose that holds
counts, in the order of their numbers, and says why.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from controllist.rules.functions import FUNCTIONS
from exportctl.core.i18n import gettext as _
from exportctl.core.i18n import gettext_lazy, pgettext_lazy
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Choices, Errors, ListOf, Number, Object, Pattern, Text, error
from licensing.rules.exporters import clean_eori
from licensing.rules.pending_acts import TIGHTENED
from licensing.rules.requests import Kind
from licensing.rules.shapes import country_of

ROUTING_RULE = four_eyes_machine(
    "routing rule", Permission.HANDLE, label=pgettext_lazy("thing", "routing rule")
)
MOST = 60  # entries of one criterion


class Purpose(StrEnum):
    COMPETENCE = "competence"  # of several authorities of one state, this one takes the request
    TEAM = "team"
    THIRD_OFFICER = "third_officer"  # a decision takes three
    SECOND_OFFICER = "second_officer"  # an act of one officer takes two


class Event(StrEnum):
    ADD = "add"
    REMOVE = "remove"


def _written(text: str) -> str:
    """Categories and groups in capitals, what follows a point in small letters."""
    head, point, rest = text.strip().partition(".")
    return head.upper() + point + rest.lower()


_ENTRY = Pattern(
    form=r"[0-9]([A-E]([0-9]{0,3}(\.[a-z0-9]{1,3})*)?)?",
    message=gettext_lazy("Give an entry of Annex I or its beginning, for example 5A or 5A001.f."),
    clean=_written,
)
CRITERIA = Object(
    members={
        "kinds": Choices(options=tuple(Kind), required=False),
        "entries": ListOf(each=_ENTRY, most=MOST, required=False),
        "functions": Choices(options=FUNCTIONS, required=False),
        "destinations": ListOf(
            each=country_of(gettext_lazy("Choose the destination")), most=MOST, required=False
        ),
        "value_from": Number(places=2, required=False),
        "exporters": ListOf(each=Text(most=30), most=MOST, required=False),
        "postal_codes": ListOf(each=Text(most=10), most=MOST, required=False),
        "acts": Choices(options=TIGHTENED, required=False),
    }
)
RULE = Object(
    members={
        "purpose": Choice(options=tuple(Purpose), gap=gettext_lazy("Choose what the rule decides.")),
        "team": Text(most=60, is_name=True, required=False),
        "criteria": CRITERIA,
        "reason": Text(most=2000, lines=True, gap=gettext_lazy("Give the reason.")),
    }
)

REMOVAL = Object(
    members={"reason": Text(most=2000, lines=True, gap=gettext_lazy("Say why the rule is removed."))}
)


@dataclass(frozen=True)
class Facts:
    """What a rule is compared with: of a request or a draft, as far as it says it."""

    kind: str = ""
    entries: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    value: Decimal | None = None  # of all lines, in euros; None where it is unknown or in another currency
    exporters: tuple[str, ...] = ()  # the numbers that the exporter goes by
    address: str = ""
    act: str = ""  # what an officer does, of a rule about a second one


@dataclass(frozen=True)
class Because:
    """One criterion that is met, and by what."""

    criterion: str
    by: str


class Rule(Protocol):
    """A stored rule."""

    number: Any
    criteria: Any


def _any_of(values: Sequence[str]) -> Callable[[Iterable[str]], str]:
    return lambda wanted: next((value for value in values if value in set(wanted)), "")


def _numbered(numbers: Sequence[str]) -> Callable[[Iterable[str]], str]:
    """However they are written: with spaces, in small letters."""

    def met(wanted: Iterable[str]) -> str:
        clean = {clean_eori(each) for each in wanted}
        return next((number for number in numbers if clean_eori(number) in clean), "")

    return met


def _begins(entries: Sequence[str]) -> Callable[[Iterable[str]], str]:
    def met(wanted: Iterable[str]) -> str:
        beginnings = tuple(each.lower() for each in wanted)
        return next((entry for entry in entries if entry.lower().startswith(beginnings)), "")

    return met


def _in_address(address: str) -> Callable[[Iterable[str]], str]:
    """A postal code that begins so; the numbers of houses are shorter than any postal code."""
    codes = re.findall(r"\b[0-9]{4,6}\b", address)
    return lambda wanted: next((code for code in codes if code.startswith(tuple(wanted))), "")


def _reaches(value: Decimal | None) -> Callable[[str], str]:
    return lambda least: str(value) if value is not None and value >= Decimal(least) else ""


def met_by(criteria: Mapping[str, Any], facts: Facts) -> list[Because] | None:
    """Why a rule holds, criterion by criterion; None where one of them is not met. An empty rule holds always."""
    tests: dict[str, Callable[[Any], str]] = {
        "kinds": _any_of((facts.kind,)),
        "entries": _begins(facts.entries),
        "functions": _any_of(facts.functions),
        "destinations": _any_of(facts.destinations),
        "value_from": _reaches(facts.value),
        "exporters": _numbered(facts.exporters),
        "postal_codes": _in_address(facts.address),
        "acts": _any_of((facts.act,)),
    }
    because = []
    for name, wanted in criteria.items():
        if not wanted:
            continue
        by = tests[name](wanted)
        if not by:
            return None
        because.append(Because(name, by))
    return because


R = TypeVar("R", bound=Rule)


@dataclass(frozen=True)
class Match(Generic[R]):
    """The rule that counts, and why it holds."""

    rule: R
    because: tuple[Because, ...]


def first_match(rules: Iterable[R], facts: Facts) -> Match[R] | None:
    """In the order of their numbers; a rule with more criteria goes before one with fewer."""
    ordered = sorted(rules, key=lambda rule: (-_criteria(rule), rule.number))
    for rule in ordered:
        because = met_by(rule.criteria, facts)
        if because is not None:
            return Match(rule, tuple(because))
    return None


def _criteria(rule: Rule) -> int:
    return sum(1 for wanted in rule.criteria.values() if wanted)


def gaps(purpose: str, *, team: str, criteria: Mapping[str, Any]) -> Errors:
    """What a rule lacks: a team where it names one, a criterion where it would hold for everything."""
    errors: Errors = []
    if purpose == Purpose.TEAM and not team:
        errors.append(error("/team", _("Name the team.")))
    if purpose != Purpose.TEAM and team:
        errors.append(error("/team", _("Only a rule about a team names one.")))
    named = {name for name, wanted in criteria.items() if wanted}
    if purpose == Purpose.SECOND_OFFICER:
        if "acts" not in named:
            errors.append(error("/criteria/acts", _("Choose the acts that take a second officer.")))
        if named - {"acts"}:
            text = _("A rule about a second officer names acts alone: it holds for every one of them.")
            errors.append(error("/criteria/acts", text))
        return errors
    if "acts" in named:
        errors.append(error("/criteria/acts", _("Only a rule about a second officer names acts.")))
    if purpose != Purpose.TEAM and not named - {"acts"}:
        errors.append(error("/criteria/kinds", _("Say at least one thing by which the rule holds.")))
    return errors
