"""What two names of persons or companies have in common, however they are written: the score of a party match.

Which word of one name stands for which of the other, in whatever order, and how much of both that is
(`party_words` reads them). Deterministic; nothing here decides, an officer does. The threshold stands beside the
pairs that it was chosen on (`licensing/data/party_pairs.json`); `./run bench party_matching` measures it.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from exportctl.core.rules.folding import script
from licensing.rules.party_words import SAME, TRADE, Word, joined, skeletons_of, words_of

_DATA = Path(__file__).resolve().parent.parent / "data"
_LABELLED = json.loads((_DATA / "party_pairs.json").read_text(encoding="utf-8"))
THRESHOLD: float = _LABELLED["threshold"]

STRICT = 1.5  # how much more a letter that differs counts in a word
ALIKE_WORD = 0.64  # below it two words have nothing to do with one another
OF_CONSONANTS = 0.93  # a word that its script writes without vowels is never heard exactly
BASE = 0.62  # of the score, where everything of the shorter name stands in a longer one
SHORTEST_SKELETON = 4  # which one letter less still tells
ALIKE_TOGETHER = 0.85  # from which on neighbours count as the word that the other name has
MOST_TOGETHER = 6  # words that a name may be written together of
MOST_IN_ANY_ORDER = 4  # words that are also tried written together, in every order


class Sign(StrEnum):
    """Why two names are alike, besides their words."""

    SAME = "same"
    OTHER_SCRIPT = "other_script"
    OTHER_ORDER = "other_order"
    WRITTEN_TOGETHER = "written_together"
    MORE_WORDS = "more_words"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are (0–1), which words correspond, and what else explains it."""

    score: float
    words: tuple[tuple[str, str], ...] = ()
    signs: tuple[Sign, ...] = ()

    @property
    def is_match(self) -> bool:
        return self.score >= THRESHOLD

    def as_facts(self) -> dict[str, Any]:
        """For a stored match: plain JSON."""
        return {"words": [list(pair) for pair in self.words], "signs": [sign.value for sign in self.signs]}


def likeness(one: str, other: str) -> Likeness:
    """Compare two names. 1.0: the same words, however they are written."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return Likeness(0.0)
    left, right, is_together = _together(first, second)
    pairs = _aligned(left, right)
    score = _score(left, right, pairs)
    signs = _signs(left, right, pairs, is_together)
    whole = _as_one(left, right)
    if whole > score:
        score, signs = whole, (Sign.WRITTEN_TOGETHER, *signs)
    corresponding = tuple((left[here].written, right[there].written) for here, there, _alike in pairs)
    return Likeness(round(score, 3), corresponding, tuple(dict.fromkeys(signs)))


@lru_cache(maxsize=60_000)
def keys(name: str) -> frozenset[str]:
    """Short keys of which two names that match share one: what an index is asked before anything is compared.

    Of each word that says something, and of neighbours written together, the consonants; and these with one left out.
    """
    spoken = words_of(name)
    telling = [word for word in spoken if word.weight > TRADE and not word.is_initial] or list(spoken)
    skeletons = {each for word in telling for each in word.skeletons}
    same = {each for word in telling for each in word.heard if each.startswith(SAME)}
    runs = [spoken, telling, telling[::-1], *(spoken[at : at + 2] for at in range(len(spoken) - 1))]
    together = {each for run in runs if len(run) < MOST_TOGETHER for each in skeletons_of(run)}
    less = {
        skeleton[:at] + skeleton[at + 1 :]
        for skeleton in skeletons | together
        if len(skeleton) >= SHORTEST_SKELETON
        for at in range(len(skeleton))
    }
    return frozenset((same | skeletons | together | less) - {""})


def _alike(one: Word, other: Word) -> float:
    """0–1, as two words are heard; 0 where they have nothing to do with one another."""
    if one.concept or other.concept:
        return 1.0 if one.concept == other.concept else 0.0
    if one.is_initial or other.is_initial:
        return 0.8 if any(a[:1] == b[:1] for a in one.heard for b in other.heard) else 0.0
    if one.heard & other.heard:
        return 1.0
    best = _likest(one.heard, other.heard)
    if one.is_consonantal or other.is_consonantal:
        best = max(best, OF_CONSONANTS * _likest(one.skeletons, other.skeletons))
    strict = 1 - STRICT * (1 - best)
    return strict if strict >= ALIKE_WORD else 0.0


def _likest(these: Iterable[str], those: Collection[str]) -> float:
    return max((OSA.normalized_similarity(one, other) for one in these for other in those), default=0.0)


def _aligned(left: Sequence[Word], right: Sequence[Word]) -> list[tuple[int, int, float]]:
    """Which word stands for which, each once, the likest first; in the order of the first name."""
    likest = sorted(
        (
            (alike, -abs(here - there), here, there)
            for here, one in enumerate(left)
            for there, other in enumerate(right)
            if (alike := _alike(one, other))
        ),
        key=lambda each: (-each[0], -each[1], each[2], each[3]),
    )
    pairs: list[tuple[int, int, float]] = []
    for alike, _near, here, there in likest:
        if all(here != a and there != b for a, b, _score in pairs):
            pairs.append((here, there, alike))
    return sorted(pairs)


def _score(left: Sequence[Word], right: Sequence[Word], pairs: Iterable[tuple[int, int, float]]) -> float:
    """How much of the shorter name stands in the longer, less for what the longer has besides."""
    shares = [0.0, 0.0]
    for here, there, alike in pairs:
        shares[0] += _weight(left[here]) * alike
        shares[1] += _weight(right[there]) * alike
    covered = sorted(
        share / sum(map(_weight, side)) for share, side in zip(shares, (left, right), strict=True)
    )
    return covered[1] * (BASE + (1 - BASE) * covered[0])


def _weight(word: Word) -> float:
    return TRADE if word.is_initial else word.weight


def _as_one(left: Sequence[Word], right: Sequence[Word]) -> float:
    """Names of which one is written without spaces: the words of the other together, in any order of a few."""
    if min(len(left), len(right)) > 1 or len(left) == len(right):
        return 0.0
    single, several = (left[0], right) if len(left) == 1 else (right[0], left)
    if len(several) > MOST_IN_ANY_ORDER or single.concept:
        return 0.0
    return max(_alike(single, joined(order)) for order in permutations(several))


def _together(left: Sequence[Word], right: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word], bool]:
    """Neighbours of one name that the other writes as one word are one word."""
    joined_left, joined_right = _joining(left, right), _joining(right, left)
    return joined_left, joined_right, len(joined_left) < len(left) or len(joined_right) < len(right)


def _joining(these: Sequence[Word], those: Sequence[Word]) -> list[Word]:
    result: list[Word] = []
    rest = list(these)
    while rest:
        run = _run(rest, those)
        result.append(joined(rest[:run]) if run > 1 else rest[0])
        del rest[:run]
    return result


def _run(rest: Sequence[Word], those: Sequence[Word]) -> int:
    """How many of the first words of `rest` make up one of `those`, better than the first does alone."""
    alone = max((_alike(rest[0], other) for other in those), default=0.0)
    if alone == 1.0:
        return 1
    best, likest = 1, max(alone, ALIKE_TOGETHER)
    for count in range(2, min(3, len(rest)) + 1):
        if any(word.is_initial for word in rest[:count]):
            break
        together = joined(rest[:count])
        if (alike := max(_alike(together, other) for other in those)) > likest:
            best, likest = count, alike
    return best


def _signs(
    left: Sequence[Word], right: Sequence[Word], pairs: Sequence[tuple[int, int, float]], is_together: bool
) -> tuple[Sign, ...]:
    signs = []
    if [word.written for word in left] == [word.written for word in right]:
        signs.append(Sign.SAME)
    if {script(word.written) for word in left} != {script(word.written) for word in right}:
        signs.append(Sign.OTHER_SCRIPT)
    places = [there for _here, there, _alike in pairs]
    if places != sorted(places):
        signs.append(Sign.OTHER_ORDER)
    if is_together:
        signs.append(Sign.WRITTEN_TOGETHER)
    if len(pairs) < max(len(left), len(right)):
        signs.append(Sign.MORE_WORDS)
    return tuple(signs)
