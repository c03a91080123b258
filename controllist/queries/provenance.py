"""Why an entry is on the list, as far as the public may know it."""

from typing import Any

from django.utils.translation import gettext as _

from controllist.models import ControlListEntry
from exportctl.core.countries import in_sentence
from exportctl.core.rules.bands import present_people, present_states

EVERYBODY = "unanimous_agreement"


def bands_of(entry: ControlListEntry) -> dict[str, str] | None:
    """The bands of objecting states and their people; None where the rules count no people."""
    states, people = entry.bands.get("states"), entry.bands.get("people")
    if not people or not states:
        return None
    return {"states": present_states(states), "people": present_people(people)}


def chain(entry: ControlListEntry) -> dict[str, Any]:
    """Refused, put to the states, counted, listed: what the page draws. Needs `notifying_state` loaded."""
    return {
        "refused_by": in_sentence(entry.notifying_state_id),
        "refused_on": entry.procedure_opened_at,
        "grounds": entry.get_ground_display(),
        "opened_at": entry.procedure_opened_at,
        "closes_at": entry.procedure_closed_at,
        "participating": entry.bands.get("participating"),  # entries of earlier editions do not say
        "reached": False,
        "bands": bands_of(entry),
        "states_needed": entry.bands.get("states_needed"),
        "percent_needed": entry.bands.get("percent_needed"),
        "listed_at": entry.effective_from,
        "edition": _first_edition(entry),
        "note": _note(entry),
    }


def _first_edition(entry: ControlListEntry) -> int:
    """Each edition changes one entry, so an entry's code and its first edition are kept with the editions."""
    first = entry.editions.order_by("number").values_list("number", flat=True).first()
    return first or entry.edition


def _note(entry: ControlListEntry) -> str:
    if entry.rule_set == EVERYBODY:
        return _(
            "The notifying Member State imposed the requirement (Article 5(4)); all other Member States agreed to it."
        )
    if bands_of(entry) is None:
        return _("No Member State objected.")
    return _("Who objected is not public. The authorities of all Member States can recompute the result.")
