"""What an authority's letters carry besides the decision, and what its four-eyes change is called."""

from collections.abc import Mapping
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors, error
from licensing.rules.regimes import NOT_LAW

LETTERHEAD_CHANGE = four_eyes_machine(
    "change of a letterhead", Permission.HANDLE, label=pgettext_lazy("thing", "change of a letterhead")
)
SIGNATURE = ("office", "capacity", "address", "contact")
REMEDY = ("remedy_body", "remedy_period", "remedy_how", "remedy_law")
# Does a remedy suspend the effect of what burdens, by the law of the state?
SUSPENSION = ("remedy_suspends",)
SUSPENDS = {"yes": _("Yes, unless the authority orders otherwise"), "no": _("No")}
CONFIRMATION = ("confirmed_by", "confirmed_on")
SERVICE = (
    "portal_rule",
    "portal_days",
    "post_rule",
    "post_days",
    "abroad_rule",
    "abroad_days",
    "moves_to_working_day",
    "service_law",
)
# When a letter counts as served, by the way it takes.
PORTAL_RULES = {
    "opened": _("On the day on which the addressee confirms the receipt"),
    "days": _("So many days after it was sent"),
}
SLIP_RULES = {"slip": _("On the date of the slip"), "days": _("So many days after it was sent")}
PROVISIONS = {code.value: f"provision_{code.value}" for code in sorted(NOT_LAW)}
FIELDS = (*SIGNATURE, *REMEDY, *SUSPENSION, *CONFIRMATION, *SERVICE, *PROVISIONS.values())


def service_gaps(fields: Mapping[str, Any]) -> Errors:
    """What the rules of service lack: their number of days, the provision they rest on."""
    ways = ("portal", "post", "abroad")
    lacking = [
        error(f"/{way}_days", _("Give the number of days."))
        for way in ways
        if fields.get(f"{way}_rule") == "days" and not fields.get(f"{way}_days")
    ]
    if any(fields.get(f"{way}_rule") for way in ways) and not fields.get("service_law"):
        lacking.append(
            error("/service_law", _("Give the provision that says when a letter counts as served."))
        )
    return lacking
