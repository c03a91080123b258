"""Items and parties that an exporter describes once and uses often: their shapes are those of a request's lines."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from controllist.rules.annex import is_annex_i
from controllist.rules.annex_editions import is_changed
from controllist.rules.control_entries import EDITION
from controllist.rules.matching import item_key
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.folding import letters_and_digits
from exportctl.core.shapes import Errors, Object, Text, check, error
from licensing.rules.request_lines import LINE
from licensing.rules.shapes import END_USER, ITEM, JsonObject

LONGEST_KEY = 250
NUMBER = "item_number"
LONGEST_NUMBER = 60
ITEM_NUMBER = re.compile(rf"/items/([0-9]+)/{NUMBER}")


class Kind(StrEnum):
    ITEM = "item"
    PARTY = "party"


# The company's own number, and what a request's line says of an item besides what a notification says.
ENTRY_ITEM = Object(
    members={
        NUMBER: Text(most=LONGEST_NUMBER, is_name=True, required=False),
        **ITEM.members,
        **{name: LINE.members[name] for name in ("control_entry", "origin", "cas")},
    }
)
# As machines write it under its number, which stands in the address; what they read besides is passed over.
ITEM_BODY = Object(
    members={name: shape for name, shape in ENTRY_ITEM.members.items() if name != NUMBER},
    read_only=("number", NUMBER, "archived", "changed_at", "classification", "confirmation"),
)
SHAPES: Mapping[Kind, Object] = {Kind.ITEM: ENTRY_ITEM, Kind.PARTY: END_USER}
UNNAMED = _("Give it a name, so that you find it again.")


def checked_entry(kind: Kind, value: Any) -> tuple[dict[str, Any], Errors]:
    """The clean value without what is blank, and every error. Only the name is needed: the rest can come later."""
    clean, errors = check(value, SHAPES[kind])
    given = {name: each for name, each in (clean or {}).items() if each not in (None, "", [])}
    if not given.get("name") and not any(mistake["pointer"] == "/name" for mistake in errors):
        errors.append(error("/name", UNNAMED))
    return given, errors


def key(kind: Kind, value: JsonObject) -> str:
    """What makes two entries the same: an item's maker and model, or its name; a party's name and country.

    Items that have a number of the company's own are told apart by it alone.
    """
    name = letters_and_digits(value.get("name") or "")[:LONGEST_KEY]
    if kind == Kind.PARTY:
        return f"{name}/{value.get('country') or ''}"
    if value.get("model"):
        return item_key(value.get("manufacturer") or "", value["model"])
    return f"{name}/"


def edition_of(control_entry: str) -> date | None:
    """The edition of Annex I that a classification made today goes by; none for an entry of another list."""
    return edition() if not control_entry or is_annex_i(control_entry) else None


def edition() -> date:
    """Annex I as it is held: the day of its text."""
    return date.fromisoformat(EDITION)


def is_altered(control_entry: str, *, since: date | None) -> bool:
    """Has Annex I another word on this entry than in the edition `since`? Never of another list: None."""
    return since is not None and is_changed(control_entry, since=since, until=edition())


def changes(before: JsonObject, given: JsonObject) -> list[tuple[str, Any, Any]]:
    """What `given` fills in or writes over: member, old value or None, new value. What it lacks stays.

    In the order of the form: how the database orders members says nothing to a reader.
    """
    order = dict.fromkeys([*ENTRY_ITEM.members, *END_USER.members, *given])
    return [
        (name, before.get(name), given[name])
        for name in order
        if name in given and before.get(name) != given[name]
    ]


def numbers_in(lines: Any) -> set[str]:
    """The company's own numbers that lines name."""
    return {str(line[NUMBER]) for line in lines or () if isinstance(line, Mapping) and line.get(NUMBER)}


def numbered_places(pointers: Iterable[str]) -> list[int]:
    """The places of the lines whose item number stands at one of these pointers."""
    matches = (ITEM_NUMBER.fullmatch(pointer) for pointer in pointers)
    return [int(match[1]) for match in matches if match]


def filled(line: JsonObject, entry: JsonObject | None, members: Iterable[str]) -> dict[str, Any]:
    """The line with what the catalogue's `entry` says of these members; what the line says itself wins."""
    known = {name: entry[name] for name in members if name in entry} if entry else {}
    return {**known, **{name: value for name, value in line.items() if value not in (None, "", [])}}
