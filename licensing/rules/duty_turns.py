"""An authority's duty roster: which officer is the second one of urgent cases, on which days. Pure.

Nothing is decided by it: whoever may approve a decision may go on doing so. It says who is told first.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TypeVar

LONGEST = timedelta(days=366)
Person = TypeVar("Person")


def present(on_roster: Iterable[Person], deputies: Mapping[Person, Person]) -> list[Person]:
    """Who stands on the roster and is there; for whoever is away their deputy; nobody twice."""
    return list(dict.fromkeys(deputies.get(each, each) for each in on_roster))
