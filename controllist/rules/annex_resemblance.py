"""Which entries of Annex I come close to an item, and why. Hints alone: only the Official Journal's words decide.

Annex I names no makers and no models; what can be alike is what an item does and the words that say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from controllist.rules.functions import terms
from controllist.rules.likeness import windows, words
from controllist.rules.resemblance import Asked

SHORTEST_WORD = 6  # the entries are short: a shared short word is mostly grammar
FEWEST_WORDS = 2
OTHER = "other"  # says of no item what it does
LONGEST_TERM = 4  # words
# What half of all surveillance items are called: alone it leads nowhere.
COMMON = frozenset(
    {"software", "system", "systems", "equipment", "device", "devices", "network", "networks", "mobile"}
    | {"developing", "producing", "ausrüstung", "systeme", "équipements", "systèmes", "logiciels", "réseau"}
)


class Sign(StrEnum):
    CODE_NAMED = "code_named"
    SAME_FUNCTION = "same_function"
    FUNCTION_NAMED = "function_named"
    SHARED_WORDS = "shared_words"


WEIGHTS = {Sign.CODE_NAMED: 1.0, Sign.SAME_FUNCTION: 0.4, Sign.FUNCTION_NAMED: 0.25, Sign.SHARED_WORDS: 0.1}


class Entry(Protocol):
    """What has to be known of an entry of Annex I to compare it."""

    code: str
    functions: Sequence[str]
    descriptions: Mapping[str, str]
    themes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reason:
    sign: Sign
    said: tuple[str, ...]  # function codes, or the words themselves


@dataclass(frozen=True, slots=True)
class Match:
    place: int  # of the entry in the list that was searched
    score: float
    reasons: tuple[Reason, ...]


def find(asked: Asked, entries: Iterable[Entry], *, most: int = 3) -> list[Match]:
    """At most `most` entries, the likest first; ties in the order of the codes."""
    text = words(f"{asked.name} {asked.description}")
    runs = frozenset(windows(text, most=LONGEST_TERM))
    long_words = [word for word in dict.fromkeys(text) if len(word) >= SHORTEST_WORD and word not in COMMON]
    named = _named(runs)
    found = []
    for place, entry in enumerate(entries):
        reasons = tuple(_reasons(asked, entry, runs, long_words, named))
        if reasons:
            found.append(Match(place, _score(asked, entry, reasons), reasons))
    return sorted(found, key=lambda match: (-match.score, match.place))[:most]


def _reasons(
    asked: Asked, entry: Entry, runs: frozenset[str], long_words: list[str], named: Mapping[str, list[str]]
) -> Iterable[Reason]:
    if "".join(words(entry.code)) in runs:
        yield Reason(Sign.CODE_NAMED, (entry.code,))
    own = [code for code in entry.functions if code != OTHER]
    if same := tuple(code for code in own if code in asked.functions):
        yield Reason(Sign.SAME_FUNCTION, same)
    # A function that was chosen needs no words to point to it.
    if spoken := [term for code in own if code not in asked.functions for term in named.get(code, ())]:
        yield Reason(Sign.FUNCTION_NAMED, tuple(dict.fromkeys(spoken)))
    shared = [word for word in long_words if word in _vocabulary(entry)]
    if len(shared) >= FEWEST_WORDS:
        yield Reason(Sign.SHARED_WORDS, tuple(shared))


def _named(runs: frozenset[str]) -> dict[str, list[str]]:
    """The functions that a label or synonym in the text stands for, each with those terms."""
    found: dict[str, list[str]] = {}
    for term, codes in terms().items():
        if "".join(words(term)) in runs:
            for code in codes:
                found.setdefault(code, []).append(term)
    return found


def _vocabulary(entry: Entry) -> set[str]:
    spoken = (*entry.descriptions.values(), *entry.themes.values())
    return {word for text in spoken for word in words(text)}


def _score(asked: Asked, entry: Entry, reasons: Iterable[Reason]) -> float:
    """Signs add up; an entry about the item's functions alone is nearer than one about many others as well."""
    total = 0.0
    for reason in reasons:
        share = 1.0
        if reason.sign == Sign.SAME_FUNCTION:
            share = len(reason.said) / len({*asked.functions, *entry.functions})
        if reason.sign == Sign.SHARED_WORDS:
            share = float(min(len(reason.said), 4))
        total += WEIGHTS[reason.sign] * share
    return round(total, 3)
