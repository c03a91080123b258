"""Public figures that single nobody out (guarantee G13): small numbers are hidden, and no total gives them away.

Figures are named; a `Sum` says which of them are published as the total of which others. Hidden is every figure
from one to four. Whoever reads the rest can still bound a hidden one from the totals beside it, so further
figures are withheld until each hidden one could be 1, 2, 3 or 4.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import Generic, TypeVar

SMALL = 5
Key = TypeVar("Key", bound=Hashable)


class Hidden(Enum):
    SMALL = "under 5"  # from one to four
    WITHHELD = "not shown"  # any number: beside a hidden one it would tell it


Figure = int | Hidden


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """`total` counts exactly what `parts` count together. A figure is part of one sum at most."""

    total: Key
    parts: tuple[Key, ...]


def is_small(count: int) -> bool:
    return 0 < count < SMALL


def suppressed(
    counts: Mapping[Key, int], sums: Sequence[Sum[Key]], *, worth: Callable[[Key], int] = lambda _key: 0
) -> dict[Key, Figure]:
    """Every figure as it may be published. Where one has to be withheld for another's sake, the least `worth` goes.

    Raises ValueError where a figure is part of two sums: bounds would no longer tell what a reader can conclude.
    """
    _check(sums)
    shown: dict[Key, Figure] = {
        key: Hidden.SMALL if is_small(count) else count for key, count in counts.items()
    }
    withheld: list[Key] = []
    while (disclosed := _disclosed(shown, counts, sums)) is not None:
        withheld.append(_next_to_go(disclosed, shown, counts, sums, worth))
        shown[withheld[-1]] = Hidden.WITHHELD
    for key in sorted(withheld, key=worth, reverse=True):
        # What was withheld in vain, because more had to follow, is shown again.
        shown[key] = Hidden.SMALL if is_small(counts[key]) else counts[key]
        if _disclosed(shown, counts, sums) is not None:
            shown[key] = Hidden.WITHHELD
    return shown


def bounds(shown: Mapping[Key, Figure], sums: Sequence[Sum[Key]]) -> dict[Key, tuple[float, float]]:
    """What a reader can conclude about each figure: from least to most.

    The sums form a forest, in which narrowing each figure by its neighbours until nothing moves is exact.
    """
    limits: dict[Key, tuple[float, float]] = {key: _at_first(figure) for key, figure in shown.items()}
    moved = True
    while moved:
        moved = False
        for one in sums:
            for key, narrowed in _narrowed(one, limits):
                if narrowed != limits[key]:
                    limits[key], moved = narrowed, True
    return limits


def _check(sums: Iterable[Sum[Key]]) -> None:
    parts = [part for one in sums for part in one.parts]
    if len(parts) != len(set(parts)):
        raise ValueError("a figure is part of two sums")


def _at_first(figure: Figure) -> tuple[float, float]:
    if figure is Hidden.SMALL:
        return 1, SMALL - 1
    return (0, inf) if figure is Hidden.WITHHELD else (figure, figure)


def _narrowed(
    one: Sum[Key], limits: dict[Key, tuple[float, float]]
) -> Iterable[tuple[Key, tuple[float, float]]]:
    least, most = (sum(limits[part][end] for part in one.parts) for end in (0, 1))
    yield one.total, _both(limits[one.total], (least, most))
    total = _both(limits[one.total], (least, most))
    for part in one.parts:
        low, high = limits[part]
        others_most = sum(limits[other][1] for other in one.parts if other != part)
        yield part, _both((low, high), (total[0] - others_most, total[1] - (least - low)))


def _both(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return max(one[0], other[0]), min(one[1], other[1])


def _disclosed(
    shown: Mapping[Key, Figure], counts: Mapping[Key, int], sums: Sequence[Sum[Key]]
) -> Key | None:
    """A small figure of which a reader can rule out one of 1 to 4."""
    limits = bounds(shown, sums)
    for key, count in counts.items():
        if is_small(count) and not (limits[key][0] <= 1 and limits[key][1] >= SMALL - 1):
            return key
    return None


def _next_to_go(
    disclosed: Key,
    shown: Mapping[Key, Figure],
    counts: Mapping[Key, int],
    sums: Sequence[Sum[Key]],
    worth: Callable[[Key], int],
) -> Key:
    """What to withhold for the figure's sake: of those it adds up with the one worth least, then anything left.

    Of equal worth a number of five or more goes before a small one, whose "under 5" says at least something; a
    zero goes last.
    """
    totals = {one.total for one in sums if disclosed == one.total or disclosed in one.parts}
    near = {key for one in sums if one.total in totals for key in (one.total, *one.parts)}
    left = [key for key, figure in shown.items() if figure is not Hidden.WITHHELD]

    def rank(key: Key) -> tuple[bool, bool, int, bool, int]:
        return key not in near, not counts[key], worth(key), is_small(counts[key]), counts[key]

    return min(left, key=rank)
