"""A line of a request for an export authorisation: an item, or of a global one a whole category of items."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from controllist.rules.functions import FUNCTIONS
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import (
    Choice,
    Choices,
    Errors,
    ListOf,
    Number,
    Object,
    Pattern,
    Shape,
    Text,
    error,
)
from licensing.rules.shapes import (
    AMOUNT,
    ITEM,
    UNITS,
    JsonObject,
    control_entry_of,
    country_of,
    customs_code_of,
)

MOST_ITEMS = 200


@dataclass(frozen=True)
class Items(ListOf):
    """The items of a request. Where there is none yet, everything that a first one needs is missing."""

    def missing(self, value: Any, pointer: str) -> Errors:
        return super().missing(value, pointer) if value else self.each.missing({}, f"{pointer}/0")


@dataclass(frozen=True)
class CasNumber(Pattern):
    """A number of the Chemical Abstracts Service; its last digit proves the others."""

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        before = len(errors)
        text = super().check(value, pointer, errors)
        if len(errors) == before and text and not _proved(text):
            errors.append(error(pointer, _("The last digit of this CAS number does not fit the others.")))
            return None
        return text


def _proved(number: str) -> bool:
    *digits, last = [int(sign) for sign in number if sign.isdecimal()]
    return sum(place * digit for place, digit in enumerate(reversed(digits), start=1)) % 10 == last


OF_ANY_LINE: Mapping[str, Shape] = {
    "functions": Choices(options=FUNCTIONS, required=False),
    "control_entry": control_entry_of(required=False),
    "item_number": Text(most=60, required=False),
    "origin": country_of(_("Choose the country of origin"), required=False),
    "cas": CasNumber(
        form=r"[0-9]{2,7}-[0-9]{2}-[0-9]",
        message=_("Give the CAS number with its hyphens, for example 7783-06-4."),
        required=False,
    ),
}
LINE = Object(members={**ITEM.members, **OF_ANY_LINE, **AMOUNT})


@dataclass(frozen=True)
class CategoryOrItem(Object):
    """An item, or a whole category of items by its entry alone; a quantity has its unit (Article 2(13))."""

    def missing(self, value: Any, pointer: str) -> Errors:
        given = value or {}
        found = [] if given.get("name") or given.get("control_entry") else self._gap("name", given, pointer)
        if not given.get("control_entry"):
            found += self._gap("description", given, pointer)
        if given.get("quantity") is not None:
            found += self._gap("unit", given, pointer)
        return found

    def _gap(self, name: str, given: JsonObject, pointer: str) -> Errors:
        return self.members[name].missing(given.get(name), f"{pointer}/{name}")


WIDE_LINE = CategoryOrItem(
    members={
        "name": Text(most=200, is_name=True, gap=_("Name the item, or give the entry of a whole category")),
        "manufacturer": Text(most=200, is_name=True, required=False),
        "model": Text(most=120, is_name=True, required=False),
        "description": Text(most=8000, gap=_("Describe the item, or give the entry of a whole category")),
        "cn_code": customs_code_of(required=False),
        **OF_ANY_LINE,
        "quantity": Number(required=False),
        "unit": Choice(options=UNITS, gap=_("Choose the unit of the quantity")),
        "value": Number(places=2, positive=False, required=False),
    }
)
