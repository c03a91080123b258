"""Which Member States, authorities and holiday years are held."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from exportctl.core.calendar import BRUSSELS, local_date
from exportctl.core.models import HolidayYear, Organisation
from exportctl.core.queries.reference import member_states
from licensing.models import DecisionPeriod
from licensing.models.requests import KIND_LABELS
from licensing.rules.kinds import decision_days_of


def common_of(states: list[dict[str, Any]]) -> dict[str, Any]:
    """What all have in common: `years` (first, last) or None, the different `periods`, and who is the exception."""
    years = {(row["years"][0], row["years"][-1]) if row["years"] else None for row in states}
    periods = {days for row in states for _label, days in row["by_kind"] if days is not None}
    return {
        "years": years.pop() if len(years) == 1 else None,
        "periods": sorted(periods),
        "shared": [row["state"].name for row in states if row["state"].delegate_may_be_officer],
    }


def states_overview(*, at: datetime) -> list[dict[str, Any]]:
    """The 27 with their authority, its working days to decide by kind now, and the years whose holidays are held."""
    years: dict[str, list[int]] = defaultdict(list)
    for code, year in HolidayYear.objects.order_by("year").values_list("calendar", "year"):
        years[code].append(year)
    authorities = {
        organisation.member_state_id: organisation
        for organisation in Organisation.objects.filter(kind="authority")
    }
    in_force = DecisionPeriod.objects.in_force(on=local_date(at, BRUSSELS))
    own = {(period.authority_id, period.kind): period.working_days for period in in_force}
    return [
        {
            "state": state,
            "authority": (authority := authorities.get(state.code)),
            "years": years[state.code],
            "by_kind": [
                (label, own.get((authority.pk, kind), decision_days_of(kind)) if authority else None)
                for kind, label in KIND_LABELS.items()
            ],
        }
        for state in member_states()
    ]
