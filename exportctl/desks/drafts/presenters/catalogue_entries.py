"""What an entry of the catalogue would change in a draft, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from exportctl.core.countries import country
from licensing import labels

LABELS = {
    "item_number": _("Your own item number"),
    "name": _("Name"),
    "manufacturer": _("Maker"),
    "model": _("Model"),
    "functions": _("Functions"),
    "description": _("Description"),
    "cn_code": _("Customs code"),
    "control_entry": _("Control entry"),
    "origin": _("Country of origin"),
    "cas": _("CAS number"),
    "address": _("Address"),
    "country": _("Country"),
    "kind": _("Kind"),
}


@dataclass(frozen=True)
class Change:
    label: Any
    before: str
    after: str


def change_rows(changes: Iterable[tuple[str, Any, Any]]) -> list[Change]:
    """One row a member: what it is called, what the draft holds now, what it will hold."""
    return [
        Change(LABELS[name], _in_words(name, before), _in_words(name, after))
        for name, before, after in changes
    ]


def _in_words(name: str, value: Any) -> str:
    if name == "functions":
        return ", ".join(labels.label("functions", code) for code in value or [])
    if name in ("country", "origin"):
        return country(value) if value else ""
    return labels.label("end_user_kinds", value) if name == "kind" and value else str(value or "")
