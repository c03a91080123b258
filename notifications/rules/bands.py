"""What the public may know of a tally: bands, so that no figure tells of a single state."""

from notifications.rules.tally import Tally

STATES = ("0", "1-4", "5-14", "15+")
PEOPLE = ("under_10", "10-35", "35-65", "65_and_more")


def states_band(objecting: int) -> str:
    return STATES[sum(objecting >= floor for floor in (1, 5, 15))]


def people_band(people: int, total: int) -> str:
    """Each band begins with its lower figure: exactly 35 % is in `35-65`."""
    return PEOPLE[sum(100 * people >= floor * total for floor in (10, 35, 65))]


def public_bands(tally: Tally) -> dict[str, str | None]:
    """`people` is None where the rule set does not count them."""
    people = None
    if tally.population is not None and tally.population_total:
        people = people_band(tally.population, tally.population_total)
    return {"states": states_band(len(tally.objecting)), "people": people}
