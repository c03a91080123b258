"""Which Member States, authorities and holiday years are held."""

from collections import defaultdict
from typing import Any

from exportctl.core.models import HolidayYear, Organisation
from exportctl.core.queries.reference import member_states


def held_states() -> list[dict[str, Any]]:
    """The 27 with their authority and the years whose public holidays are held."""
    years: dict[str, list[int]] = defaultdict(list)
    for code, year in HolidayYear.objects.order_by("year").values_list("calendar", "year"):
        years[code].append(year)
    authorities = {
        organisation.member_state_id: organisation
        for organisation in Organisation.objects.filter(kind="authority")
    }
    return [
        {"state": state, "authority": authorities.get(state.code), "years": years[state.code]}
        for state in member_states()
    ]
