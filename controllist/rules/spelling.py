"""When two models may be the same although a letter is wrong, and when they cannot: their numbers are others. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from exportctl.core.rules.folding import looks, words

SHORTEST_TYPO = 5  # letters of a word in which one may be wrong: LX and RX are two series
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20_000)
def numbers(text: str) -> tuple[str, ...]:
    """The figures of a model, without zeros in front: `CX-0440 B2` as 440 and 2. They say which of a series it is."""
    return tuple(figures.lstrip("0") or "0" for figures in _NUMBER.findall(text))


def is_other_number(one: str, other: str) -> bool:
    """Two of a series: both have figures, and they are not the same."""
    first, second = numbers(one), numbers(other)
    return bool(first and second) and first != second


def is_other_series(one: str, other: str) -> bool:
    """`RT 5510` and `RS 5510`: both begin with a few letters, and they are not the same to the eye."""
    first, second = _series(one), _series(other)
    return bool(first and second) and max(map(len, (first, second))) < SHORTEST_TYPO and first != second


def _series(model: str) -> str:
    """The letters that a model begins with, unless a figure does."""
    letters = _LETTERS.match("".join(words(looks(model))))
    return letters[0] if letters else ""


def is_another(one: str, other: str) -> bool:
    """Another of a maker's models, however alike: its number or its series is another."""
    return is_other_number(one, other) or is_other_series(one, other)


def deletions(key: str) -> Iterator[str]:
    """The key, and the key without each of its letters: of two that differ by one mistake they share one."""
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]


def is_typo(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours exchanged."""
    if one == other:
        return False
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = next((place for place, sign in enumerate(one) if sign != other[place]), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    rest, others = one[start:], other[start:]
    return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])


def is_model_mistyped(one: str, other: str) -> bool:
    """Written together they differ by one mistake, in a word long enough to be one, and not in a figure."""
    first, second = words(one), words(other)
    if is_other_number(" ".join(first), " ".join(second)) or not is_typo("".join(first), "".join(second)):
        return False
    longest = max((len(_NUMBER.sub("", word)) for word in _differing(first, second)), default=0)
    return longest >= SHORTEST_TYPO


def _differing(first: list[str], second: list[str]) -> list[str]:
    """The words that are not in both; of models that are parted otherwise, the shortest of all: it may be in any."""
    if len(first) != len(second):
        return [min(first + second, key=len)]
    return [word for pair in zip(first, second, strict=True) if pair[0] != pair[1] for word in pair]
