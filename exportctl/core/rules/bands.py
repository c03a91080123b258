"""What the public may know of a tally: bands, so that no figure tells of a single state.

The one definition: what is stored, drawn and written in words is read from here.
"""

from collections.abc import Mapping

STATES = ("under_5", "5-14", "15_and_more")
PEOPLE = ("under_10", "10-35", "35-65", "65_and_more")
STATES_FROM = (5, 15)  # the first number of each band but the lowest
PERCENT_FROM = (10, 35, 65)

# Names that entries of earlier editions carry; a row of the list is never rewritten.
EARLIER_STATES: Mapping[str, str] = {"0": "under_5", "1-4": "under_5", "15+": "15_and_more"}
EARLIER_PEOPLE: Mapping[str, str] = {"65+": "65_and_more"}


def states_band(objecting: int) -> str:
    """An exact 0 would tell every state's position, so the lowest band holds it."""
    return STATES[sum(objecting >= first for first in STATES_FROM)]


def people_band(people: int, total: int) -> str:
    """Each band begins with its lower figure: exactly 35 % is in `35-65`."""
    return PEOPLE[sum(100 * people >= percent * total for percent in PERCENT_FROM)]


def present_states(stored: str) -> str:
    """The band of today that a stored name stands for."""
    return EARLIER_STATES.get(stored, stored)


def present_people(stored: str) -> str:
    return EARLIER_PEOPLE.get(stored, stored)
