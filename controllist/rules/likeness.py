"""When two texts are alike: folded words, runs of words, and trigrams as PostgreSQL's pg_trgm counts them."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from unicodedata import normalize

_SEPARATORS = re.compile(r"[\W_]+")


def words(text: str) -> list[str]:
    """The case-folded words in their order; anything but letters and digits separates."""
    plain = normalize("NFKC", normalize("NFKC", text).casefold())
    return [word for word in _SEPARATORS.split(plain) if word]


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


@lru_cache(maxsize=20_000)  # declarations repeat their words
def trigrams_of(word: str) -> frozenset[str]:
    """`  word ` in slices of three (pg_trgm's rule)."""
    padded = f"  {word} "
    return frozenset([padded[at : at + 3] for at in range(len(padded) - 2)])


def closest(text: str, candidates: Iterable[str], *, least: float = 0.7) -> str:
    """The candidate spelt most like `text`, or "" if none is like enough; ties by alphabet."""
    by_words = {" ".join(words(candidate)): candidate for candidate in sorted(candidates, reverse=True)}
    found = get_close_matches(" ".join(words(text)), sorted(by_words), n=1, cutoff=least)
    return by_words[found[0]] if found else ""
