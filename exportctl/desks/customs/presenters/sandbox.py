"""The sandbox in words: what each number of it is there for, and what an account did with it today."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing.models import SandboxEvent
from licensing.models.authorisations import STANDING_LABELS
from licensing.models.customs_holds import STATUS_LABELS
from licensing.rules.sandbox import HOLDS, Type

DONE = {
    Type.RECORDED: _("Written off"),
    Type.REVERSED: _("Reversed"),
    Type.HOLD_OPENED: _("Kept back"),
    Type.HOLD_EXTENDED: _("Extended"),
    Type.HOLD_ENDED: _("The authority replied"),
}


def row(facts: Mapping[str, Any]) -> dict[str, str]:
    """One authorisation of the overview, its status in words."""
    return {**facts, "standing": str(STANDING_LABELS[facts["status"]])}


def holds() -> list[dict[str, str]]:
    """The fixed holds, by the MRN that a declaration names."""
    return [{"mrn": each.mrn, "status": str(STATUS_LABELS[each.status.value])} for each in HOLDS.values()]


def event(entry: SandboxEvent) -> dict[str, Any]:
    """One act of the account, the write-off with what it took."""
    data = entry.data
    return {
        "at": entry.at,
        "done": str(DONE[Type(entry.type)]),
        "subject": entry.subject,
        "mrn": data.get("mrn", ""),
        "amount": f"{data['quantity']} {data['unit']}" if "quantity" in data else "",
    }
