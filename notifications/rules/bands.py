"""The public bands of a tally: the states that object, and their people."""

from exportctl.core.rules.bands import people_band, states_band
from notifications.rules.tally import Tally


def public_bands(tally: Tally) -> dict[str, str | None]:
    """`people` is None where the rule set does not count them."""
    people = None
    if tally.population is not None and tally.population_total:
        people = people_band(tally.population, tally.population_total)
    return {"states": states_band(len(tally.objecting)), "people": people}
