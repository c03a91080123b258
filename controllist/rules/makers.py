"""Who made it: a maker's name by what tells one maker from another. Pure.

Without legal form, connectors and, by data, under whichever of its names it goes (`controllist/data/makers.json`).
"""

import json
from functools import cache, lru_cache
from pathlib import Path

from controllist.rules.spelling import is_typo
from exportctl.core.rules.company_names import core
from exportctl.core.rules.folding import letters_and_digits, resemblances, words

_DATA = json.loads((Path(__file__).resolve().parents[1] / "data" / "makers.json").read_text(encoding="utf-8"))
LONGEST_FORM = 3  # words of a form outside the Union
SHORTEST_TYPO = 6  # letters of a name in which one may be wrong
SHORTEST_PART = 5  # letters of the first word that alone may stand for the name


@lru_cache(maxsize=20_000)  # declarations repeat their makers
def maker_words(name: str) -> tuple[str, ...]:
    """The words that tell: `Vexor Labs GmbH & Co. KG` as `vexor`, `labs`."""
    spoken = _without_forms(tuple(core(name)))
    telling = tuple(word for word in spoken if word not in _connectors()) or spoken
    return _aliases().get("".join(telling), telling)


def maker_key(name: str) -> str:
    """Equal for one maker, whatever its legal form; "" without a name. Accents count, as in an item's key."""
    return "".join(maker_words(name))


@lru_cache(maxsize=50_000)
def is_alike_maker(one: str, other: str) -> bool:
    """May both be the same maker: spelt on another keyboard, shortened to the first word, one letter wrong?"""
    first, second = maker_words(one), maker_words(other)
    if not first or not second:
        return False
    keys = "".join(first), "".join(second)
    if keys[0] == keys[1] or not resemblances(keys[0]).isdisjoint(resemblances(keys[1])):
        return True
    if min(map(len, keys)) >= SHORTEST_TYPO and is_typo(*keys):
        return True
    return _begins(first, second) or _begins(second, first)


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """`Vexor` of `Vexor Labs`: whole words, the first of some length."""
    return len(short) < len(long) and len(short[0]) >= SHORTEST_PART and long[: len(short)] == short


def _without_forms(spoken: tuple[str, ...]) -> tuple[str, ...]:
    while True:
        for count in range(min(len(spoken) - 1, LONGEST_FORM), 0, -1):
            if "".join(spoken[-count:]) in _forms():
                spoken = spoken[:-count]
                break
        else:
            return spoken


@cache
def _forms() -> frozenset[str]:
    return frozenset(map(letters_and_digits, _DATA["forms"]))


@cache
def _connectors() -> frozenset[str]:
    return frozenset(_DATA["connectors"])


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """Each name of a group, written together, and the first of the group, which stands for all."""
    groups = [[_telling(name) for name in group] for group in _DATA["aliases"]]
    return {"".join(name): group[0] for group in groups for name in group[1:]}


def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word not in _connectors())
