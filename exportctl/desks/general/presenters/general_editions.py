"""What a state lays down for a general authorisation, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from exportctl.core.countries import country
from exportctl.core.rules.four_eyes import Status
from licensing.models import GeneralEdition
from licensing.rules.general_authorisations import spoken

MOST_NAMED = 40  # entries or countries in a line


@dataclass(frozen=True)
class EditionRow:
    edition: GeneralEdition
    title: str
    label: str | Promise
    tag: str


WAITS = pgettext_lazy("an edition", "Entered, not in force")
AHEAD = pgettext_lazy("an edition", "Confirmed, not begun")
COUNTS = pgettext_lazy("an edition", "Confirmed")
ENDED = pgettext_lazy("an edition", "Ended")
DISCARDED = pgettext_lazy("an edition", "Discarded")


def edition_row(edition: GeneralEdition, *, today: date) -> EditionRow:
    label, tag = _standing(edition, today)
    return EditionRow(edition, spoken(edition.rule.titles), label, tag)


def _standing(edition: GeneralEdition, today: date) -> tuple[str | Promise, str]:
    if edition.status == Status.PROPOSED:
        return WAITS, "waiting"
    if edition.status == Status.DISCARDED:
        return DISCARDED, "uncounted"
    if edition.has_ended(on=today):
        return ENDED, "uncounted"
    return (AHEAD, "plain") if edition.starts_on > today else (COUNTS, "done")


def coverage_rows(edition: GeneralEdition) -> list[tuple[Any, str]]:
    """Of a national one: which entries and countries; the Union's own are in Annex II."""
    if not edition.is_national:
        return []
    rule = edition.rule
    entries = (
        _("All of Annex I but %(names)s") if rule.covers_all_but else _("These entries of Annex I: %(names)s")
    )
    countries = _("These: %(names)s") if rule.names_destinations else _("Every country but %(names)s")
    named = ", ".join(rule.codes[:MOST_NAMED]) or "–"
    places = ", ".join(sorted(map(country, rule.destinations))[:MOST_NAMED]) or "–"
    return [
        (_("Items"), entries % {"names": named}),
        (_("Never covered"), _("What Annex II, Section I names (Article 12(6)(a))")),
        (_("Destinations"), countries % {"names": places}),
        (_("Words of the declaration"), spoken(rule.declaration)),
    ]
