"""The kinds of authorisation that can be asked for, each with what it covers and how long it is valid."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exportctl.core.i18n import fill
from licensing.rules.kinds import LARGE_PROJECT_MONTHS

Words = str | Promise


@dataclass(frozen=True)
class Choice:
    """One of them, under the key of its address."""

    key: str
    title: Words
    covers: Words
    needs: Words


YEARS = {"years": LARGE_PROJECT_MONTHS // 12}


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
