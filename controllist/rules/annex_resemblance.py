"""Which entries of Annex I come close to an item, and why. Hints alone: only the Official Journal's words decide.

Annex I names no makers and no models; what can be alike is what an item does and the words that say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from controllist.rules.functions import terms
from controllist.rules.likeness import ItemQuery, Match, Reason, Sign, likest, long_words, windows
from exportctl.core.rules.folding import words

SHORTEST_WORD = 6  # the entries are short: a shared short word is mostly grammar
FEWEST_WORDS = 2
OTHER = "other"  # says of no item what it does
LONGEST_TERM = 4  # words
# What half of all surveillance items are called: alone it leads nowhere.
COMMON = frozenset(
    {"software", "system", "systems", "equipment", "device", "devices", "network", "networks", "mobile"}
    | {"developing", "producing", "ausrüstung", "systeme", "équipements", "systèmes", "logiciels", "réseau"}
)


WEIGHTS = {Sign.CODE_NAMED: 1.0, Sign.SAME_FUNCTION: 0.4, Sign.FUNCTION_NAMED: 0.25, Sign.SHARED_WORDS: 0.1}


class Entry(Protocol):
    """What has to be known of an entry of Annex I to compare it."""

    @property
    def code(self) -> str: ...
    @property
    def functions(self) -> Sequence[str]: ...
    @property
    def descriptions(self) -> Mapping[str, str]: ...
    @property
    def themes(self) -> Mapping[str, str]: ...


def find(query: ItemQuery, entries: Iterable[Entry], *, most: int = 3) -> list[Match]:
    """At most `most` entries, the likest first; ties in the order of the codes."""
    text = words(f"{query.name} {query.description}")
    runs = frozenset(windows(text, most=LONGEST_TERM))
    telling = long_words(text, shortest=SHORTEST_WORD, without=COMMON)
    named = _named(runs)
    matches = []
    for place, entry in enumerate(entries):
        reasons = tuple(_reasons(query, entry, runs, telling, named))
        if reasons:
            matches.append(Match(place, _score(query, entry, reasons), reasons))
    return likest(matches, most=most)


def _reasons(
    query: ItemQuery, entry: Entry, runs: frozenset[str], telling: list[str], named: Mapping[str, list[str]]
) -> Iterable[Reason]:
    if "".join(words(entry.code)) in runs:
        yield Reason(Sign.CODE_NAMED, (entry.code,))
    own = [code for code in entry.functions if code != OTHER]
    if same := tuple(code for code in own if code in query.functions):
        yield Reason(Sign.SAME_FUNCTION, same)
    # A function that was chosen needs no words to point to it.
    if spoken := [term for code in own if code not in query.functions for term in named.get(code, ())]:
        yield Reason(Sign.FUNCTION_NAMED, tuple(dict.fromkeys(spoken)))
    shared = [word for word in telling if word in _vocabulary(entry)]
    if len(shared) >= FEWEST_WORDS:
        yield Reason(Sign.SHARED_WORDS, tuple(shared))


def _named(runs: frozenset[str]) -> dict[str, list[str]]:
    """The functions that a label or synonym in the text stands for, each with those terms."""
    by_code: dict[str, list[str]] = {}
    for term, codes in terms().items():
        if "".join(words(term)) in runs:
            for code in codes:
                by_code.setdefault(code, []).append(term)
    return by_code


def _vocabulary(entry: Entry) -> set[str]:
    spoken = (*entry.descriptions.values(), *entry.themes.values())
    return {word for text in spoken for word in words(text)}


def _score(query: ItemQuery, entry: Entry, reasons: Iterable[Reason]) -> float:
    """Signs add up; an entry about the item's functions alone is nearer than one about many others as well."""
    total = 0.0
    for reason in reasons:
        share = 1.0
        if reason.sign == Sign.SAME_FUNCTION:
            share = len(reason.words) / len({*query.functions, *entry.functions})
        if reason.sign == Sign.SHARED_WORDS:
            share = float(min(len(reason.words), 4))
        total += WEIGHTS[reason.sign] * share
    return round(total, 3)
