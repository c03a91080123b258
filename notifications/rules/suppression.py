"""Public figures that single nobody out (guarantee G13): small cells are hidden, and no total gives them away."""

from collections.abc import Sequence

SMALL = 5
HIDDEN = "under 5"


def is_small(count: int) -> bool:
    return 0 < count < SMALL


def suppressed(cells: Sequence[int]) -> list[str]:
    """The cells of one row as they may be shown. No total is shown beside them, so none can be subtracted."""
    return [HIDDEN if is_small(count) else str(count) for count in cells]
