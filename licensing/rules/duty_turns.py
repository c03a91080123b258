"""An authority's duty roster: which officer is the second one of urgent cases, on which days. Pure.

Nothing is decided by it: whoever may approve a decision may go on doing so. It says who is told first.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TypeVar

from exportctl.core.i18n import gettext_lazy
from exportctl.core.shapes import Date, Object, Text

LONGEST = timedelta(days=366)
Person = TypeVar("Person")

TURN = Object(
    members={
        "officer": Text(most=254, gap=gettext_lazy("Give the e-mail address of the officer.")),
        "from_on": Date(gap=gettext_lazy("Enter the first day.")),
        "until_on": Date(gap=gettext_lazy("Enter the last day.")),
    }
)


def present(on_roster: Iterable[Person], deputies: Mapping[Person, Person]) -> list[Person]:
    """Who stands on the roster and is there; for whoever is away their deputy; nobody twice."""
    return list(dict.fromkeys(deputies.get(each, each) for each in on_roster))
