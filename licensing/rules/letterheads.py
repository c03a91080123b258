"""What an authority's letters carry besides the decision, and what its four-eyes change is called."""

from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from licensing.rules.regimes import NOT_LAW

LETTERHEAD_CHANGE = four_eyes_machine(
    "change of a letterhead", Permission.HANDLE, label=pgettext_lazy("thing", "change of a letterhead")
)
SIGNATURE = ("office", "capacity", "address", "contact")
REMEDY = ("remedy_body", "remedy_period", "remedy_how", "remedy_law")
CONFIRMATION = ("confirmed_by", "confirmed_on")
PROVISIONS = {code.value: f"provision_{code.value}" for code in sorted(NOT_LAW)}
FIELDS = (*SIGNATURE, *REMEDY, *CONFIRMATION, *PROVISIONS.values())
