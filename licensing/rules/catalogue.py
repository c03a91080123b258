"""Items and parties that an exporter describes once and uses often: their shapes are those of a notification."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from controllist.rules.matching import item_key
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.folding import letters_and_digits
from exportctl.core.shapes import Errors, Object, check, error
from licensing.rules.shapes import END_USER, ITEM, JsonObject

LONGEST_KEY = 250


class Kind(StrEnum):
    ITEM = "item"
    PARTY = "party"


SHAPES: Mapping[Kind, Object] = {Kind.ITEM: ITEM, Kind.PARTY: END_USER}
UNNAMED = _("Give it a name, so that you find it again.")


def checked_entry(kind: Kind, value: Any) -> tuple[dict[str, Any], Errors]:
    """The clean value without what is blank, and every error. Only the name is needed: the rest can come later."""
    clean, errors = check(value, SHAPES[kind])
    given = {name: each for name, each in (clean or {}).items() if each not in (None, "", [])}
    if not given.get("name") and not any(mistake["pointer"] == "/name" for mistake in errors):
        errors.append(error("/name", UNNAMED))
    return given, errors


def key(kind: Kind, value: JsonObject) -> str:
    """What makes two entries the same: an item's maker and model, or its name; a party's name and country."""
    name = letters_and_digits(value.get("name") or "")[:LONGEST_KEY]
    if kind == Kind.PARTY:
        return f"{name}/{value.get('country') or ''}"
    if value.get("model"):
        return item_key(value.get("manufacturer") or "", value["model"])
    return f"{name}/"


def changes(before: JsonObject, given: JsonObject) -> list[tuple[str, Any, Any]]:
    """What `given` fills in or writes over: member, old value or None, new value. What it lacks stays.

    In the order of the form: how the database orders members says nothing to a reader.
    """
    order = dict.fromkeys([*ITEM.members, *END_USER.members, *given])
    return [
        (name, before.get(name), given[name])
        for name in order
        if name in given and before.get(name) != given[name]
    ]
