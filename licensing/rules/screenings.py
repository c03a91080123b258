"""The screening question: what a line of a declaration looks like, and what may be answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from exportctl.core.i18n import gettext
from exportctl.core.i18n import gettext_noop as _
from exportctl.core.rules.codes import country_code, squeezed
from exportctl.core.rules.uploaded_tables import Columns, Table
from exportctl.core.shapes import (
    AsSent,
    Choice,
    Code,
    Date,
    Errors,
    ListOf,
    Number,
    Object,
    Shape,
    Text,
    error,
)
from licensing.rules.screening_receipts import RECEIPT
from licensing.rules.shapes import control_entry_of, declared_code_of

MOST_LINES = 1000
MOST_KNOWN, LONGEST_KNOWN = 50_000, 120  # values that a process remembers, and how long one is
MOST_REPEATED, LONGEST_REPEATED = 10_000, 500  # lines that it remembers, and how many characters one has

_DATA = Path(__file__).resolve().parent.parent / "data"
_DESTINATIONS = json.loads((_DATA / "destinations.json").read_text(encoding="utf-8"))["destinations"]
_UNITS = json.loads((_DATA / "vocabulary.json").read_text(encoding="utf-8"))["units"]
DESTINATIONS = tuple(row["code"] for row in _DESTINATIONS)
# The customs' own codes (Implementing Regulation (EU) 2020/1470): Ceuta, Melilla, Northern Ireland.
NORTHERN_IRELAND = "XI"
CUSTOMS_OWN = ("XC", "XL", NORTHERN_IRELAND)
# Parts of Member States outside the customs territory of the Union (Regulation (EU) No 952/2013, Article 4(1)).
TERRITORIES = (
    ("ES", "ceuta"), ("ES", "melilla"), ("DE", "helgoland"), ("DE", "buesingen"), ("IT", "livigno"),
)  # fmt: skip
CUSTOMS_TERRITORY = frozenset(row["code"] for row in _DESTINATIONS if row["customs_territory"])
_INSIDE = CUSTOMS_TERRITORY | {NORTHERN_IRELAND}


class Verdict(StrEnum):
    PROHIBITED = "prohibited"
    AUTHORISATION_REQUIRED = "authorisation_required"
    POSSIBLE_MATCH = "possible_match"
    NOT_LISTED = "not_listed"
    COVERED = "covered"


def is_item(line: Mapping[str, Any]) -> bool:
    """Does a line name maker and model, by which items are told apart?"""
    return bool(line.get("manufacturer") and line.get("model"))


def is_inside_union(destination: str, territory: str = "") -> bool:
    """Dispatch within the customs territory (Regulation (EU) No 952/2013, Article 4) is no export.

    Nor is one to Northern Ireland (Windsor Framework, Article 5(4)); one to a part outside the territory is.
    """
    return destination in _INSIDE and not territory


def is_plain(name: object) -> bool:
    """Most names of lines: letters and digits, of which nothing has to be told."""
    return type(name) is str and name.isalnum() and len(name) <= 100


@dataclass(frozen=True)
class Identifier(Shape):
    """The caller's own name for a line: a text or a whole number, answered as it came."""

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if is_plain(value):
            return value
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
            return value
        clean = Text(most=100).check(value, pointer, errors)
        return value if clean else clean

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer"], "maxLength": 100}


def _said_beside_id(line: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The names and texts of a line that has an id, without it; None where it holds anything but texts."""
    texts = (*line.values(),)
    if {*map(type, texts)} != {str}:
        return None
    names = (*line,)
    place = names.index("id")
    return names, texts[:place] + texts[place + 1 :]


@dataclass(frozen=True)
class Line(Object):
    """A line needs its id and at least one of `to_go_by`."""

    to_go_by: tuple[str, ...] = ("model", "name", "control_entry", "item_number")
    # What was read before and had no mistake: declarations repeat makers, codes and destinations, and whole lines.
    known: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)
    repeated: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict, compare=False, repr=False)
    detail: object = _("Give a model, a name, a control entry or an item number of your catalogue.")

    def missing(self, value: Any, pointer: str) -> Errors:
        if value.get("id") and (value.get("model") or value.get("name") or value.get("control_entry")):
            return []  # most lines
        errors = self.members["id"].missing(value.get("id"), f"{pointer}/id")
        if not any(value.get(name) for name in self.to_go_by):
            errors.append(error(f"{pointer}/{self.to_go_by[0]}", self.detail))
        return errors

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if not isinstance(value, dict):
            return super().check(value, pointer, errors)
        own = value.get("id")
        said = _said_beside_id(value) if is_plain(own) else None
        if said in self.repeated:
            clean = self.repeated[said].copy()
            clean["id"] = own
            return clean
        before = len(errors)
        clean = self._checked(value, pointer, errors)
        if clean and said and len(errors) == before and sum(map(len, said[1])) <= LONGEST_REPEATED:
            if len(self.repeated) >= MOST_REPEATED:
                self.repeated.clear()
            self.repeated[said] = {name: item for name, item in clean.items() if name != "id"}
        return clean

    def _checked(self, value: dict[str, Any], pointer: str, errors: Errors) -> Any:
        clean = self._of_known(value)
        if clean is None:
            clean = super().check(value, pointer, errors)
        if clean and clean.get("territory") and clean.get("destination", "") is not None:
            self._check_territory(clean.get("destination", ""), clean["territory"], pointer, errors)
        return clean

    def _of_known(self, value: dict[str, Any]) -> dict[str, Any] | None:
        """The clean line, each text read once in the life of a process; None where anything has to be told of it."""
        clean, known, errors = {}, self.known, list[dict[str, str]]()
        for name, item in value.items():
            if type(item) is str and (name, item) in known:
                clean[name] = known[name, item]
                continue
            shape = self.members.get(name)
            if shape is None:
                return None
            clean[name] = None if item is None else shape.check(item, "", errors)
            if errors:
                return None
            if type(item) is str and name != "id" and len(item) <= LONGEST_KNOWN:
                if len(known) >= MOST_KNOWN:
                    known.clear()
                known[name, item] = clean[name]
        return clean

    def _check_territory(self, state: str, territory: str, pointer: str, errors: Errors) -> None:
        if (state, territory) not in TERRITORIES:
            known = ", ".join(f"{part} ({state})" for state, part in TERRITORIES)
            message = _("These parts of a state lie outside the customs territory: %(parts)s.")
            errors.append(error(f"{pointer}/territory", gettext(message) % {"parts": known}))

    def schema(self) -> dict[str, Any]:
        return {**super().schema(), "required": ["id"]}


@dataclass(frozen=True)
class PartyName(Text):
    """A party of a line: its name, or an object with the name as a request has it."""

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        is_object = isinstance(value, Mapping)
        return super().check(value.get("name") if is_object else value, pointer, errors)


LINE = Line(
    members={
        "id": Identifier(),
        "manufacturer": Text(most=200),
        "model": Text(most=200),
        "name": Text(most=400),
        "description": Text(most=4000),
        "cn_code": declared_code_of(),
        "control_entry": control_entry_of(),
        "destination": Choice(options=(*DESTINATIONS, *CUSTOMS_OWN), read=country_code),
        "territory": Choice(options=tuple(sorted({part for _state, part in TERRITORIES}))),
        "item_number": Text(most=60),
        "exporter_eori": Code(read=squeezed, written=r"[A-Za-z0-9 ]*", most=40),
        "authorisation": Text(most=40),
        "accepted_on": Date(),
        "quantity": Number(positive=False),
        "unit": Choice(options=tuple(unit["code"] for unit in _UNITS)),
        "consignee": PartyName(most=200),
        "end_user": PartyName(most=200),
    }
)
SCREENING = Object(members={"lines": ListOf(each=LINE, most=MOST_LINES), "receipt": RECEIPT})


LINES_AS_SENT = Object(
    members={"lines": ListOf(each=AsSent(required=False), most=MOST_LINES), "receipt": RECEIPT}
)


UNKNOWN_NUMBER = _(
    "No item of this number is in your catalogue. Only a company’s own key or account finds its items; name the item"
    " otherwise."
)


def check_line(line: Any, number: int) -> tuple[Any, Errors]:
    """The clean line at place `number`, and what is wrong with it, with the pointers that the whole call would give."""
    errors: Errors = []
    clean = LINE.check(line, f"/lines/{number}", errors)
    return clean, errors or LINE.missing(clean, f"/lines/{number}")


NUMBERS = {name for name, shape in LINE.members.items() if isinstance(shape, Number)}
UPLOAD = Columns(names=tuple(LINE.members), needed=tuple(LINE.members), most=MOST_LINES)


def lines_of(table: Table) -> list[dict[str, str]]:
    """The rows of a table as lines; one without an id gets its number."""
    return [{"id": str(number), **row.cells} for number, row in enumerate(table.rows, start=1)]
