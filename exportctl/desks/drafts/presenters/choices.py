"""The kinds of authorisation that can be asked for, each with what it covers and how long it is valid."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exportctl.core.i18n import fill
from licensing.models import Exporter
from licensing.rules.kinds import LARGE_PROJECT_MONTHS, is_open_to_third_countries
from licensing.rules.requests import Form, Kind

Words = str | Promise


@dataclass(frozen=True)
class Choice:
    """One of them, under the key of its address."""

    key: str
    title: Words
    covers: Words
    needs: Words
    closed: Words = ""  # why the company cannot ask for it


# Of each key, what the rules know it by.
KIND_AND_FORM = {
    "individual": (Kind.INDIVIDUAL.value, ""),
    "global": (Kind.GLOBAL.value, ""),
    "large-project-individual": (Kind.LARGE_PROJECT.value, Form.INDIVIDUAL.value),
    "large-project-global": (Kind.LARGE_PROJECT.value, Form.GLOBAL.value),
}
INDIVIDUAL_ALONE = _(
    "Not for your company: it is established in no Member State and can ask for individual authorisations alone"
    " (Article 12(2))."
)
YEARS = {"years": LARGE_PROJECT_MONTHS // 12}


def choices_for(companies: Iterable[Exporter]) -> list[Choice]:
    """What the companies of the page can ask for; what none of them can, with why."""
    outside = [bool(company.established_in) for company in companies]
    if not outside or not all(outside):
        return [*choices()]
    return [
        choice
        if is_open_to_third_countries(*KIND_AND_FORM[choice.key])
        else replace(choice, closed=INDIVIDUAL_ALONE)
        for choice in choices()
    ]


def choices() -> tuple[Choice, ...]:
    """The usual one first."""
    return (
        Choice(
            "individual",
            _("Individual export authorisation"),
            _("One or more items for one end user or consignee; two years are usual."),
            _("You need an end-use statement, or a reason to go without one."),
        ),
        Choice(
            "global",
            _("Global export authorisation"),
            _("Items or whole categories of items for several end users or countries; two years are usual."),
            _("You need an internal compliance programme, and you may have to report how you used it."),
        ),
        Choice(
            "large-project-individual",
            _("Large project, as an individual authorisation"),
            fill(_("One named project with one end user or consignee; up to %(years)d years."), YEARS),
            _("You need an end-use statement, or a reason to go without one."),
        ),
        Choice(
            "large-project-global",
            _("Large project, as a global authorisation"),
            fill(_("One named project with several end users or countries; up to %(years)d years."), YEARS),
            _("You need an internal compliance programme, and you may have to report how you used it."),
        ),
    )
