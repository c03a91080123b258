"""What two texts, or an item and an entry, have in common: trigrams as PostgreSQL's pg_trgm counts them, runs of words,
and the signs and reasons in which every search for what is alike answers.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from exportctl.core.rules.folding import words


class Sign(StrEnum):
    SAME_ITEM = "same_item"
    SAME_BUT_FORM = "same_but_form"  # the maker's legal form, or another of its names
    SAME_MODEL = "same_model"
    MODEL_NAMED = "model_named"
    SIMILAR_MODEL = "similar_model"
    SIMILAR_NAME = "similar_name"
    SHARED_WORDS = "shared_words"
    SAME_MAKER = "same_maker"
    OTHER_MAKER = "other_maker"
    SAME_CN_CODE = "same_cn_code"
    CODE_NAMED = "code_named"
    SAME_FUNCTION = "same_function"
    FUNCTION_NAMED = "function_named"


THE_ITEM = {Sign.SAME_ITEM, Sign.SAME_BUT_FORM}


@dataclass(frozen=True, slots=True)
class Reason:
    sign: Sign
    words: tuple[str, ...] = ()  # what it rests on: the model, the words, a customs code, codes of functions


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """The item that the entries are compared with. Every field may be empty."""

    manufacturer: str = ""
    model: str = ""
    name: str = ""
    description: str = ""
    cn_code: str = ""
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    place: int  # of the entry in the list that was searched
    score: float  # comparable within one search; 1 for the same maker and model
    reasons: tuple[Reason, ...]

    @property
    def is_the_item(self) -> bool:
        return self.reasons[0].sign in THE_ITEM


def likest(matches: Iterable[Match], *, most: int) -> list[Match]:
    """At most `most`, the likest first; ties in the order of the list."""
    return sorted(matches, key=lambda match: (-match.score, match.place))[:most]


def long_words(spoken: Iterable[str], *, shortest: int, without: Collection[str] = ()) -> list[str]:
    """Each word of at least `shortest` letters once, in their order; shorter ones are mostly grammar."""
    return list(dict.fromkeys(word for word in spoken if len(word) >= shortest and word not in without))


def windows(parts: list[str], *, most: int) -> Iterator[str]:
    """Every run of one to `most` neighbouring words, written together: `halo`, `halolx`, `lx`."""
    for start in range(len(parts)):
        run = ""
        for part in parts[start : start + most]:
            run += part
            yield run


def trigrams(parts: Iterable[str]) -> set[str]:
    """Those of all words together."""
    return set().union(*map(trigrams_of, parts))


def shared_of_trigrams(one: Iterable[str], other: Iterable[str]) -> float:
    """How many of all their trigrams two texts share, 0 to 1 (pg_trgm's `similarity`)."""
    first, second = trigrams(one), trigrams(other)
    shared = len(first & second)
    return shared / (len(first) + len(second) - shared) if shared else 0.0


@lru_cache(maxsize=20_000)  # declarations repeat their words
def trigrams_of(word: str) -> frozenset[str]:
    """`  word ` in slices of three (pg_trgm's rule)."""
    padded = f"  {word} "
    return frozenset([padded[at : at + 3] for at in range(len(padded) - 2)])


def closest(text: str, candidates: Iterable[str], *, least: float = 0.7) -> str:
    """The candidate spelt most like `text`, or "" if none is like enough; ties by alphabet."""
    by_words = {" ".join(words(candidate)): candidate for candidate in sorted(candidates, reverse=True)}
    likest_words = get_close_matches(" ".join(words(text)), sorted(by_words), n=1, cutoff=least)
    return by_words[likest_words[0]] if likest_words else ""
