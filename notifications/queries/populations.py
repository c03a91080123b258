"""What has to be said beside a count: whose year the figures are of, and how certain they are."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from exportctl.core import clock
from exportctl.core.formatting import number
from exportctl.core.models import Population, PopulationSet
from notifications.rules.populations import is_outdated, is_within_uncertainty, uncertainty
from notifications.rules.tally import Tally


def earlier_figures_serve() -> bool:
    """May a procedure open with figures of an earlier year? In a demonstration alone."""
    return clock.is_demonstration()


def bases_of(population_set: PopulationSet) -> dict[str, str]:
    """What each state's figure rests on: official, stored, derived, recalled, calibrated."""
    rows = Population.objects.filter(population_set=population_set).order_by("member_state_id")
    return dict(rows.values_list("member_state_id", "basis"))


def frozen_set(population_set: PopulationSet, *, on: date) -> dict[str, Any]:
    """A set as procedure and evidence keep it, with the year whose set is in force on the day of opening."""
    return {
        "name": population_set.name,
        "starts_on": population_set.starts_on.isoformat(),
        "source": population_set.source,
        "basis": bases_of(population_set),
        "year_in_force": on.year,
    }


def warnings(frozen: Mapping[str, Any], *, on: date, count: Tally) -> list[str]:
    """The sentences that belong beside a count made on `on` with these figures; none where they are beyond doubt."""
    starts_on = date.fromisoformat(frozen["starts_on"])
    sentences = []
    if is_outdated(starts_on=starts_on, on=on):
        outdated = _(
            "Population figures of %(set)s; the set in force is that of %(year)d, which is not held."
        )
        sentences.append(outdated % {"set": frozen["name"], "year": on.year})
    out_by = uncertainty(frozen.get("basis", {}))
    if is_within_uncertainty(
        population=count.population, needed=count.population_needed, uncertain_by=out_by
    ):
        near = _("Within the uncertainty of the figures: together they may be out by %(people)s people.")
        sentences.append(near % {"people": number(out_by)})
    return sentences
