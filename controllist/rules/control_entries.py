"""Annex I to Regulation (EU) 2021/821, whole: every entry and sub-entry in words of our own, to walk and to search.

`controllist/data/control_entries.csv` holds them in the order of the Annex: titles in three languages; thresholds,
notes and words of the trade in English. Below the third level of letters and numbers conditions are folded into their
parent.
"""

import csv
import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from controllist.rules.annex import LONGEST_PART, AnnexIV, annex_iv, control_entry
from exportctl.core.i18n import fill
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import Unreadable
from exportctl.core.rules.folding import with_spellings, words

_DATA = Path(__file__).resolve().parent.parent / "data"
_STATED = json.loads((_DATA / "annex_i.json").read_text(encoding="utf-8"))
_ANNEX_IV = json.loads((_DATA / "annex_iv.json").read_text(encoding="utf-8"))
_SECTION_I = json.loads((_DATA / "section_i.json").read_text(encoding="utf-8"))["whole"]
EDITION = _STATED["consolidated_on"]  # of the text that the words follow
_BEGUN = re.compile("[0-9][A-E][0-9]{0,2}")  # an entry while it is being typed
NATIONAL = "9"  # the first figure of a national entry's number: 5A901
MOST_FOUND = 200
LONGEST_ENTRY = len("5A002")  # signs of an entry without its parts
REFERENCE_ONLY = "reference only"  # the row stands for an item of the military list
NO_ENTRY = _("Annex I has no entry %(code)s. Look it up in Annex I, or leave the code out.")


class Extent(StrEnum):
    """How much of what is declared under a code an annex names (contract)."""

    NO = "no"
    PART = "part"
    YES = "yes"


_EXTENTS = {AnnexIV.YES: Extent.YES, AnnexIV.PARTLY: Extent.PART, AnnexIV.NO: Extent.NO}


@dataclass(frozen=True)
class ControlEntry:
    """An entry of Annex I or a part of one."""

    code: str
    titles: Mapping[str, str]
    thresholds: str  # what decides; conditions that must all hold
    keywords: tuple[str, ...]
    unit: str
    notes: str  # what is carved out

    @property
    def parent(self) -> str:
        """The code it stands under; "" of an entry."""
        return self.code.rpartition(".")[0]

    @property
    def category(self) -> str:
        """0 to 9: nuclear, materials, …, aerospace."""
        return self.code[0]

    @property
    def group(self) -> str:
        """A equipment, B test and production, C materials, D software, E technology."""
        return self.code[1]

    @property
    def is_reference_only(self) -> bool:
        return self.notes.startswith(REFERENCE_ONLY)

    def title(self, language: str) -> str:
        return self.titles.get(language) or self.titles["en"]


@cache
def entries() -> Mapping[str, ControlEntry]:
    """All of them by their codes, in the order of the Annex."""
    with (_DATA / "control_entries.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: _entry(row) for row in csv.DictReader(file)}


def _entry(row: Mapping[str, str]) -> ControlEntry:
    keywords = tuple(word for word in map(str.strip, row["keywords"].split(";")) if word)
    titles = {"en": row["title"], "de": row["title_de"], "fr": row["title_fr"]}
    return ControlEntry(row["code"], titles, row["thresholds"], keywords, row["unit"], row["notes"])


def nearest(code: str) -> ControlEntry | None:
    """The entry of this code or, where only a wider one is held, its nearest parent; None where there is none."""
    every = entries()
    while code:
        if code in every:
            return every[code]
        code = code.rpartition(".")[0]
    return None


@cache
def _children() -> Mapping[str, tuple[ControlEntry, ...]]:
    below: dict[str, list[ControlEntry]] = defaultdict(list)
    for entry in entries().values():
        below[entry.parent].append(entry)
    return {code: tuple(parts) for code, parts in below.items()}


def below(code: str) -> tuple[ControlEntry, ...]:
    """The parts that stand directly under this code; of "" every entry."""
    return _children().get(code, ())


def above(entry: ControlEntry) -> list[ControlEntry]:
    """What it stands under, the entry first."""
    every, chain = entries(), []
    while entry.parent:
        entry = every[entry.parent]
        chain.append(entry)
    return chain[::-1]


def codes_from(beginning: str) -> list[str]:
    """The entries that a code or the beginning of one stands for: of a category (`5`), a group (`5A`), or itself."""
    if len(beginning) >= LONGEST_ENTRY:
        return [beginning]
    return [entry.code for entry in below("") if entry.code.startswith(beginning)]


# --- Where other annexes stand on a code ---------------------------------------------------------------


def in_annex_iv(code: str) -> Extent:
    """Does a transfer inside the Union need an authorisation (Article 11(1))?"""
    return _EXTENTS[annex_iv(code)]


def annex_iv_part(code: str) -> int | None:
    """The one Part of Annex IV that names it; None where neither does or both do."""
    if in_annex_iv(code) is Extent.NO:
        return None
    named = [part for part in (1, 2) if any(_related(code, each) for each in _ANNEX_IV[f"part_{part}"])]
    return named[0] if len(named) == 1 else None


def in_section_i(code: str) -> Extent:
    """Is it shut out by Annex II, Section I: named there, or in Annex IV, all of which is shut out?"""
    if any(_is_under(code, each) for each in _SECTION_I):
        return Extent.YES
    extent = in_annex_iv(code)
    if extent is Extent.NO and any(_is_under(each, code) for each in _SECTION_I):
        return Extent.PART
    return extent


def _related(code: str, other: str) -> bool:
    return _is_under(code, other) or _is_under(other, code)


def _is_under(code: str, entry: str) -> bool:
    return code == entry or code.startswith(f"{entry}.")


# --- The search ------------------------------------------------------------------------------------------

TITLE, KEYWORD, THRESHOLD, NOTE, ABOVE = 8, 6, 3, 2, 1  # how much a word counts by where it stands


@dataclass(frozen=True)
class Index:
    """Which entry has which word, and how much it counts there; the words in their order, for beginnings of words."""

    spoken: tuple[str, ...]
    weights: Mapping[str, Mapping[str, int]]

    def beginning(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self.spoken, start), len(self.spoken)):
            if not self.spoken[place].startswith(start):
                return
            yield self.spoken[place]


@cache
def _index() -> Index:
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for entry in entries().values():
        for word, weight in _weights_of(entry):
            weights[word][entry.code] = max(weight, weights[word].get(entry.code, 0))
        for wider in above(entry):
            for text in wider.titles.values():
                for word in words(with_spellings(text)):
                    weights[word].setdefault(entry.code, ABOVE)
    return Index(tuple(sorted(weights)), weights)


def _weights_of(entry: ControlEntry) -> Iterator[tuple[str, int]]:
    for weight, texts in (
        (TITLE, entry.titles.values()),
        (KEYWORD, entry.keywords),
        (THRESHOLD, [entry.thresholds]),
        (NOTE, [entry.notes]),
    ):
        for text in texts:
            for word in words(with_spellings(text)):
                yield word, weight


def search(question: str, *, most: int = MOST_FOUND) -> list[ControlEntry]:
    """Entries in which every word of the question stands or begins a word, the likeliest first; or those of a code.

    What is found with its parent stands below it; a code is read however it is written (`5a001 f2`).
    """
    coded = _by_code(question)
    starts = list(dict.fromkeys(words(question)))
    if coded:  # what is written behind the code narrows its parts
        starts = [word for word in starts[1:] if len(word) > LONGEST_PART]
    scores = dict.fromkeys((entry.code for entry in coded), 0) if coded else None
    for start in starts:
        near = _hits(start)
        scores = near if scores is None else _both(scores, near)
    order = {code: place for place, code in enumerate(entries())}
    best = sorted(scores or {}, key=lambda code: (-(scores or {})[code], order[code]))
    return [entries()[code] for code in best[:most]]


def _both(scores: Mapping[str, int], near: Mapping[str, int]) -> dict[str, int]:
    return {code: scores[code] + weight for code, weight in near.items() if code in scores}


def _hits(start: str) -> dict[str, int]:
    """A whole word counts twice as much as one that is only begun."""
    index, hits = _index(), dict[str, int]()
    for word in index.beginning(start):
        for code, weight in index.weights[word].items():
            counted = weight * 2 if word == start else weight
            hits[code] = max(counted, hits.get(code, 0))
    return hits


def _by_code(question: str) -> Sequence[ControlEntry]:
    """The entry that the question names and all below it; while it is being typed, those it begins (`5A0`)."""
    begun = "".join(question.split()).upper()
    if _BEGUN.fullmatch(begun):
        return [entry for entry in below("") if entry.code.startswith(begun)]
    try:
        entry = nearest(control_entry(question))
    except Unreadable:
        return []
    return [each for each in entries().values() if _is_under(each.code, entry.code)] if entry else []


def declared_entry(text: str) -> str:
    """The code that somebody declares, as it is stored: of Annex I, of the EU-wide list or of a national list.

    Raises Unreadable for what is none, or where Annex I has no entry of its first five signs. National lists use the
    numbers from 900 on (Article 9), which Annex I leaves free.
    """
    code = control_entry(text)
    if code.startswith("CS-") or code[2] == NATIONAL or nearest(code):
        return code
    raise Unreadable(fill(NO_ENTRY, {"code": code[:40]}))


def entry_named(text: str) -> ControlEntry:
    """The entry that a text names, as people write it. Raises Unreadable where Annex I has none of its first signs."""
    code = control_entry(text)
    entry = nearest(code)
    if entry is None:
        raise Unreadable(fill(NO_ENTRY, {"code": code[:40]}))
    return entry
