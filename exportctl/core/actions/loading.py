"""Loads the reference data the product is shipped with: adds what is missing, changes nothing that stands."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from exportctl.core.countries import names_by_code
from exportctl.core.models import (
    HolidayYear,
    MemberState,
    Organisation,
    Population,
    PopulationSet,
    PublicHoliday,
)
from exportctl.core.queries.reference import INSTITUTIONS
from exportctl.core.rules.permissions import OrganisationKind

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Member States, populations, holidays, public organisations. Returns how many of each were added."""
    states = _read("member_states")["states"]
    return {
        "member states": _load_states(states),
        "population sets": sum(_load_populations(each) for each in _read("populations")["sets"]),
        "calendar years": _load_holidays(),
        "organisations": _load_organisations(states),
    }


def _read(name: str) -> dict[str, Any]:
    return dict(json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")))


def _load_states(states: list[dict[str, Any]]) -> int:
    known = set(MemberState.objects.values_list("code", flat=True))
    missing = [
        MemberState(
            code=state["code"],
            names=names_by_code()[state["code"]],
            timezone=state["timezone"],
            eori_prefix=state["eori_prefix"],
        )
        for state in states
        if state["code"] not in known
    ]
    return len(MemberState.objects.bulk_create(missing))


def _load_populations(given: dict[str, Any]) -> bool:
    fields = {"starts_on": given["starts_on"], "source": given["source"]}
    population_set, created = PopulationSet.objects.get_or_create(name=given["name"], defaults=fields)
    if created:
        Population.objects.bulk_create(
            Population(
                population_set=population_set,
                member_state_id=code,
                people=row["population"],
                basis=row["basis"],
            )
            for code, row in given["states"].items()
        )
    return created


def _load_holidays() -> int:
    national, institutions = _read("holidays"), _read("institution_holidays")
    calendars = {**national["states"], INSTITUTIONS: institutions["holidays"]}
    years = dict.fromkeys(national["states"], national) | {INSTITUTIONS: institutions}
    known = set(HolidayYear.objects.values_list("calendar", "year"))
    missing = [
        (code, year) for code in calendars for year in years[code]["years"] if (code, year) not in known
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


def _load_organisations(states: list[dict[str, Any]]) -> int:
    """For each state an authority, a delegation, a customs office and its sandbox; and the Commission."""
    public = Organisation.objects.exclude(kind=OrganisationKind.EXPORTER.value)
    known = set(public.values_list("kind", "member_state_id"))
    wanted = [each for state in states for each in _public_bodies(state)]
    commission = OrganisationKind.COMMISSION.value
    wanted.append(Organisation(kind=commission, name="European Commission", short_name="Commission"))
    missing = [each for each in wanted if (each.kind, each.member_state_id) not in known]
    return len(Organisation.objects.bulk_create(missing))


def _public_bodies(state: dict[str, Any]) -> list[Organisation]:
    authority, code = state["authority"], state["code"]
    name = names_by_code()[code]["en"]
    names = {
        OrganisationKind.AUTHORITY.value: (authority["name"], authority["short_name"]),
        # They are those of GIVEN_NAMES and GIVEN_LONG_NAMES, which pages translate.
        OrganisationKind.DELEGATION.value: (f"Delegation of {name}", f"Delegation {code}"),
        OrganisationKind.CUSTOMS.value: (f"Customs of {name}", f"Customs {code}"),
        OrganisationKind.SANDBOX.value: (f"Sandbox for the customs of {name}", f"Sandbox {code}"),
    }
    return [
        Organisation(
            kind=kind,
            name=long,
            native_name=authority["native_name"] if kind == OrganisationKind.AUTHORITY.value else "",
            short_name=short,
            member_state_id=code,
            language=state["language"],
        )
        for kind, (long, short) in names.items()
    ]
