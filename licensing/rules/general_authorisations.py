"""The general authorisations of the Union (Annex II, Sections A to H): what each covers and on which conditions.

A national one (Article 12(6)) has the same form: `licensing/rules/general_editions.py` reads it from what was stored.
`licensing/data/general_authorisations.json` holds them in words of our own, with the article of each condition.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from controllist.rules.control_entries import Extent, in_section_i
from exportctl.core.i18n import language

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
    """One of EU001 to EU008, or a national one, which has no section of Annex II."""

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
            return self._but_section_i(code, _extent(code, self.codes))
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

    def _but_section_i(self, code: str, extent: Extent) -> Extent:
        """A national one that names a wider code leaves out what Section I names of it."""
        if not self.is_national or extent is Extent.NO:
            return extent
        shut = in_section_i(code)
        if shut is Extent.YES:
            return Extent.NO
        return Extent.PART if shut is Extent.PART else extent

    @property
    def is_national(self) -> bool:
        return not self.section

    def place(self, part: int) -> str:
        """Where what it covers (1) and to which countries (2) is written."""
        return f"Annex II, Section {self.section}, Part {part}" if self.section else self.code

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
    return {row["code"]: of_row(row) for row in rows}


def of_row(row: Mapping[str, Any]) -> GeneralAuthorisation:
    """As the data describe it."""
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


def condition_keys(national: Iterable[GeneralAuthorisation] = ()) -> frozenset[str]:
    """What can be answered; an answer counts for every authorisation that asks it."""
    every = (*general_authorisations().values(), *national)
    return frozenset(each.key for one in every for each in one.conditions)


def spoken(texts: Texts) -> str:
    """In the reader's language, else in English, else as the act has it."""
    return texts.get(language()) or texts.get("en") or next((text for text in texts.values() if text), "")
