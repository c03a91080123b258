"""Loads the reference data the product is shipped with: adds what is missing, changes nothing that stands."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from exportctl.core.models import (
    HolidayYear,
    MemberState,
    Organisation,
    Population,
    PopulationSet,
    PublicHoliday,
)
from exportctl.core.queries.reference import INSTITUTIONS

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Member States, populations, holidays, public organisations. Returns how many of each were added."""
    states = _read("member_states")["states"]
    return {
        "member states": sum(_load_state(state) for state in states),
        "population sets": sum(_load_populations(each) for each in _read("populations")["sets"]),
        "calendar years": _load_holidays(),
        "organisations": sum(_load_organisations(state) for state in states) + _load_commission(),
    }


def _read(name: str) -> dict[str, Any]:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def _load_state(state: dict[str, Any]) -> bool:
    fields = {"names": state["name"], "timezone": state["timezone"], "eori_prefix": state["eori_prefix"]}
    return MemberState.objects.get_or_create(code=state["code"], defaults=fields)[1]


def _load_populations(given: dict[str, Any]) -> bool:
    fields = {"starts_on": given["starts_on"], "source": given["source"]}
    made, created = PopulationSet.objects.get_or_create(name=given["name"], defaults=fields)
    if created:
        Population.objects.bulk_create(
            Population(
                population_set=made, member_state_id=code, people=row["population"], basis=row["basis"]
            )
            for code, row in given["states"].items()
        )
    return created


def _load_holidays() -> int:
    national, institutions = _read("holidays"), _read("institution_holidays")
    calendars = {**national["states"], INSTITUTIONS: institutions["holidays"]}
    years = dict.fromkeys(national["states"], national) | {INSTITUTIONS: institutions}
    held = set(HolidayYear.objects.values_list("calendar", "year"))
    missing = [
        (code, year) for code in calendars for year in years[code]["years"] if (code, year) not in held
    ]
    HolidayYear.objects.bulk_create(
        HolidayYear(calendar=code, year=year, source=years[code]["source"]) for code, year in missing
    )
    wanted = set(missing)
    PublicHoliday.objects.bulk_create(
        PublicHoliday(calendar=code, on=day["on"], names=day["name"])
        for code, days in calendars.items()
        for day in days
        if (code, int(day["on"][:4])) in wanted
    )
    return len(missing)


def _load_organisations(state: dict[str, Any]) -> int:
    authority, name = state["authority"], state["name"]["en"]
    wanted = {
        "authority": (authority["name"], authority["short_name"]),
        "delegation": (f"Delegation of {name}", f"Delegation {state['code']}"),
        "customs": (f"Customs of {name}", f"Customs {state['code']}"),
    }
    return sum(
        Organisation.objects.get_or_create(
            kind=kind,
            member_state_id=state["code"],
            defaults={"name": long, "short_name": short[:80], "language": state["language"]},
        )[1]
        for kind, (long, short) in wanted.items()
    )


def _load_commission() -> bool:
    fields = {"name": "European Commission", "short_name": "Commission"}
    return Organisation.objects.get_or_create(kind="commission", defaults=fields)[1]
