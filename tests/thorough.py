"""How much of what is tried many times over an ordinary run tries; `EXPORTCTL_THOROUGH=1` tries all of it.

Tables, looks and drawn cases are far more than a change needs to be judged by: an ordinary run takes of each the
part that differs from what it tries anyway, and the same part on every machine. `./run prove` asks for all of it
(tests/proofs/breadth.py).
"""

import os
from collections.abc import Iterable
from typing import TypeVar

THOROUGH = "EXPORTCTL_THOROUGH" in os.environ
T = TypeVar("T")


def some(cases: Iterable[T], number: int) -> list[T]:
    """Of `cases` that go the same way, `number` spread evenly from the first to the last; all in a thorough run."""
    every = list(cases)
    if THOROUGH or number >= len(every):
        return every
    return [every[place * (len(every) - 1) // max(number - 1, 1)] for place in range(number)]
