"""The general authorisations of the Union (Annex II, Sections A to H): what each covers and on which conditions.

`licensing/data/general_authorisations.json` holds them in words of our own, with the article of each condition. Nothing
here says yes: an answer is *no* with what stands against it, or *if* with everything that a person has to confirm.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from controllist.rules.control_entries import Extent, in_section_i
from exportctl.core.i18n import fill, gettext_lazy, language
from exportctl.core.rules.codes import country_code
from exportctl.core.shapes import Choice, Object, YesNo
from licensing.rules.screenings import DESTINATIONS
from licensing.rules.shapes import control_entry_of

DATA = Path(__file__).resolve().parent.parent / "data" / "general_authorisations.json"
Texts = Mapping[str, str]  # language → words


class Sense(StrEnum):
    """What a condition's being true means."""

    BARS = "bars"  # the authorisation cannot be used
    NEEDS = "needs"  # it can, as far as this goes
    DUTY = "duty"  # something to be done; it neither opens nor bars


class Kind(StrEnum):
    """Who can tell whether a condition holds (contract)."""

    OFFICER_KNOWS = "officer_knows"
    EXPORTER_DECLARES = "exporter_declares"
    FACT = "fact"


class Answer(StrEnum):
    """Never a bare yes: conditions remain that no program can see."""

    NO = "no"
    IF = "if"


@dataclass(frozen=True)
class Condition:
    key: str
    texts: Texts
    kind: Kind
    article: str
    sense: Sense
    alternative: str = ""  # one of several ways, of which one has to hold whole

    def fails(self, holds: bool) -> bool:
        """Does the answer keep the authorisation from being used?"""
        return holds if self.sense is Sense.BARS else self.sense is Sense.NEEDS and not holds


@dataclass(frozen=True)
class ItemNote:
    """What narrows some of the codes that an authorisation names."""

    codes: tuple[str, ...]
    texts: Texts


@dataclass(frozen=True)
class GeneralAuthorisation:
    """One of EU001 to EU008."""

    code: str
    section: str
    titles: Texts
    names_destinations: bool  # it names those it covers; otherwise those that it leaves out
    destinations: frozenset[str]
    covers_all_but: bool  # all of Annex I without what it excludes; otherwise what it names alone
    codes: tuple[str, ...]  # named or excluded
    groups: frozenset[str]  # product groups that are excluded: A to E
    without_section_i: bool
    item_notes: tuple[ItemNote, ...]
    destination_notes: tuple[Texts, ...]
    conditions: tuple[Condition, ...]
    registration: Mapping[str, Any]
    first_use_notice: Mapping[str, Any]
    reporting: Mapping[str, Any]
    icp_required: bool
    declaration: Texts

    def covers(self, code: str) -> Extent:
        """How much of what is declared under a code of Annex I it covers, its conditions aside."""
        if not self.covers_all_but:
            return _extent(code, self.codes)
        if self.without_section_i and in_section_i(code) is Extent.YES:
            return Extent.NO
        excluded = _extent(code, self.codes)
        if excluded is Extent.YES:
            return Extent.NO
        if code[1] in self.groups:
            # A note on a whole group says what of it is not caught.
            return Extent.PART if any(code[1] in note.codes for note in self.item_notes) else Extent.NO
        shut = self.without_section_i and in_section_i(code) is Extent.PART
        return Extent.PART if shut or excluded is Extent.PART else Extent.YES

    def goes_to(self, destination: str) -> bool:
        return (destination in self.destinations) is self.names_destinations

    def notes_on(self, code: str) -> list[ItemNote]:
        return [note for note in self.item_notes if any(_meets(code, each) for each in note.codes)]


def _extent(code: str, named: Sequence[str]) -> Extent:
    if any(_is_under(code, each) for each in named):
        return Extent.YES
    return Extent.PART if any(_is_under(each, code) for each in named) else Extent.NO


def _meets(code: str, named: str) -> bool:
    """A note is about a group (`D`) or about a code, the parts and the wider code of which it concerns, too."""
    return code[1] == named if len(named) == 1 else _is_under(code, named) or _is_under(named, code)


def _is_under(code: str, entry: str) -> bool:
    return code == entry or code.startswith(f"{entry}.")


@cache
def general_authorisations() -> Mapping[str, GeneralAuthorisation]:
    """By their codes, in their order."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return {row["code"]: _of(row) for row in rows}


def _of(row: Mapping[str, Any]) -> GeneralAuthorisation:
    items = row["items"]
    covers_all_but = items["mode"] == "all_except"
    return GeneralAuthorisation(
        code=row["code"],
        section=row["annex_ii_section"],
        titles=row["title"],
        names_destinations=row["destinations_mode"] == "include",
        destinations=frozenset(row["destinations"]),
        covers_all_but=covers_all_but,
        codes=tuple(items["exclude"] if covers_all_but else items["include"]),
        groups=frozenset(items["exclude_groups"]),
        without_section_i=items["section_i_excluded"],
        item_notes=tuple(ItemNote(tuple(note["codes"]), note["condition"]) for note in items["item_notes"]),
        destination_notes=tuple(row["destination_notes"]),
        conditions=tuple(_condition(each) for each in row["conditions"]),
        registration=row["registration"],
        first_use_notice=row["first_use_notice"],
        reporting=row["reporting"],
        icp_required=row["icp_required"],
        declaration=row["declaration"],
    )


def _condition(row: Mapping[str, Any]) -> Condition:
    return Condition(
        row["key"],
        row["text"],
        Kind(row["kind"]),
        row["article"],
        Sense(row["sense"]),
        row.get("alternative", ""),
    )


def covering(code: str) -> list[str]:
    """The general authorisations that cover at least a part of what is declared under a code."""
    return [each.code for each in general_authorisations().values() if each.covers(code) is not Extent.NO]


def condition_keys() -> frozenset[str]:
    """What can be answered; an answer counts for every authorisation that asks it."""
    return frozenset(each.key for one in general_authorisations().values() for each in one.conditions)


# What is asked: whether an answer's text is so.
CHECK = Object(
    members={
        "control_entry": control_entry_of(),
        "destination": Choice(options=DESTINATIONS, read=country_code),
        "answers": Object(
            members={key: YesNo(required=False) for key in sorted(condition_keys())}, required=False
        ),
    }
)

# --- The check -------------------------------------------------------------------------------------------

INSIDE = gettext_lazy(
    "%(country)s is in the customs territory of the Union: what goes there is no export and needs none of these."
)
NOT_IN_ANNEX_I = gettext_lazy(
    "%(code)s is no entry of Annex I; a general authorisation of the Union covers items of Annex I alone."
)
ITEM = gettext_lazy("%(authorisation)s does not cover items of %(code)s.")
SHUT_OUT = gettext_lazy("%(code)s is named in Annex II, Section I, which %(authorisation)s never covers.")
DESTINATION = gettext_lazy("%(authorisation)s does not cover exports to %(country)s.")
ITEM_IN_PART = gettext_lazy("Only a part of %(code)s is covered: the item has to be in that part.")
NOT_SO = gettext_lazy("This does not hold: %(condition)s")
NEITHER_WAY = gettext_lazy("Neither of its two ways is open: of each, one condition does not hold.")


@dataclass(frozen=True)
class Reason:
    """What stands against an authorisation, and where that is written."""

    key: str
    text: Any
    article: str


@dataclass(frozen=True)
class Confirmation:
    """What a person has to confirm before it may be used."""

    key: str
    text: Any
    kind: Kind
    sense: Sense
    article: str
    answer: bool | None = None


@dataclass(frozen=True)
class Checked:
    authorisation: GeneralAuthorisation
    reasons: tuple[Reason, ...]
    conditions: tuple[Confirmation, ...]

    @property
    def answer(self) -> Answer:
        return Answer.NO if self.reasons else Answer.IF


def check(
    *, code: str, in_annex_i: bool, destination: str, country: str, inside: bool, answers: Mapping[str, bool]
) -> list[Checked]:
    """Each general authorisation: what stands against it, or every condition that a person has to confirm.

    `country` is how the destination is called, `inside` whether it lies in the Union's customs territory. `answers`
    says of a condition's text whether it is so.
    """
    names = {"code": code, "country": country}
    general: tuple[Reason, ...] = ()
    if inside:
        general = (Reason("destination", fill(INSIDE, names), "Article 2(2)"),)
    elif not in_annex_i:
        general = (Reason("item", fill(NOT_IN_ANNEX_I, names), "Annex II"),)
    return [
        _checked(each, code, destination, answers, general, names)
        for each in general_authorisations().values()
    ]


def _checked(
    one: GeneralAuthorisation,
    code: str,
    destination: str,
    answers: Mapping[str, bool],
    general: tuple[Reason, ...],
    names: Mapping[str, str],
) -> Checked:
    reasons = general or (
        *_against(one, code, destination, {**names, "authorisation": one.code}),
        *_failing(one, answers),
    )
    conditions = () if reasons else tuple(_to_confirm(one, code, answers, names))
    return Checked(one, tuple(reasons), conditions)


def _against(
    one: GeneralAuthorisation, code: str, destination: str, names: Mapping[str, str]
) -> Iterator[Reason]:
    place = f"Annex II, Section {one.section}"
    if one.covers(code) is Extent.NO:
        shut = one.without_section_i and in_section_i(code) is Extent.YES
        text, article = (SHUT_OUT, "Annex II, Section I") if shut else (ITEM, f"{place}, Part 1")
        yield Reason("item", fill(text, names), article)
    if not one.goes_to(destination):
        yield Reason("destination", fill(DESTINATION, names), f"{place}, Part 2")


def _failing(one: GeneralAuthorisation, answers: Mapping[str, bool]) -> Iterator[Reason]:
    """Answers that fail a condition; of several ways only where none is left."""
    failing = [each for each in one.conditions if each.key in answers and each.fails(answers[each.key])]
    for each in failing:
        if not each.alternative:
            words = (
                fill(NOT_SO, {"condition": spoken(each.texts)})
                if each.sense is Sense.NEEDS
                else spoken(each.texts)
            )
            yield Reason(each.key, words, each.article)
    ways = {each.alternative for each in one.conditions if each.alternative}
    if ways and ways <= {each.alternative for each in failing}:
        yield Reason("no_way", NEITHER_WAY, f"Annex II, Section {one.section}, Part 1")


def _to_confirm(
    one: GeneralAuthorisation, code: str, answers: Mapping[str, bool], names: Mapping[str, str]
) -> Iterator[Confirmation]:
    part_1 = f"Annex II, Section {one.section}, Part 1"
    if one.covers(code) is Extent.PART:
        yield Confirmation("item_in_part", fill(ITEM_IN_PART, names), Kind.FACT, Sense.NEEDS, part_1)
    for number, note in enumerate(one.notes_on(code), start=1):
        yield Confirmation(f"item_{number}", spoken(note.texts), Kind.FACT, Sense.NEEDS, part_1)
    for each in one.conditions:
        words = spoken(each.texts)
        yield Confirmation(each.key, words, each.kind, each.sense, each.article, answers.get(each.key))


def spoken(texts: Texts) -> str:
    """In the reader's language."""
    return texts.get(language()) or texts["en"]
