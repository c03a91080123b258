"""When two texts are alike: folded words, runs of words, and trigrams as PostgreSQL's pg_trgm counts them."""

import re
from collections.abc import Iterable, Iterator
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
    """Each word as `  word ` in slices of three (pg_trgm's rule)."""
    found = set()
    for word in parts:
        padded = f"  {word} "
        found.update([padded[at : at + 3] for at in range(len(padded) - 2)])
    return found


def similarity(one: set[str], other: set[str]) -> float:
    """Shared trigrams over all trigrams: 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def closest(text: str, candidates: Iterable[str], *, least: float = 0.4) -> str:
    """The candidate most like `text`, or "" if none is alike enough; ties by alphabet."""
    asked = trigrams(words(text))
    scored = sorted((-similarity(asked, trigrams(words(candidate))), candidate) for candidate in candidates)
    return scored[0][1] if scored and -scored[0][0] >= least else ""
