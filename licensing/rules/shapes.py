"""What exporters and officers send: one table for forms, REST and the OpenAPI document."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from controllist.rules.control_entries import declared_entry
from controllist.rules.functions import FUNCTIONS
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import country_code, customs_code, declared_customs_code, squeezed
from exportctl.core.shapes import (
    Choice,
    Choices,
    Code,
    Date,
    Integer,
    Number,
    Object,
    Text,
    YesNo,
)

# A JSON object as sent or stored: the shape it was checked against says what its members are.
JsonObject = Mapping[str, Any]

DATA = Path(__file__).parent.parent / "data"
END_USER_KINDS = (
    "government",
    "police",
    "intelligence",
    "military",
    "company",
    "research",
    "person",
    "other",
)
ANSWERS = ("yes", "no", "unknown")
UNITS = (
    "pieces", "sets", "systems", "licences", "seats", "kg", "g", "t", "l", "m", "m2", "m3", "hours",
)  # fmt: skip
READ_ONLY = (
    "warnings",
    "reference",
    "status",
    "request",
    "exporter",
    "created_at",
    "changed_at",
    "revision",
    "version",
    "submitted_at",
)
VERSION = Integer(required=False)  # which one the caller read: a later one is told, never overwritten unseen


@cache
def countries() -> tuple[str, ...]:
    """ISO 3166-1 codes, and XK."""
    return tuple(row["code"] for row in _destinations())


@cache
def member_states() -> tuple[str, ...]:
    """The codes of the 27."""
    return tuple(row["code"] for row in _destinations() if row["member_state"])


@cache
def countries_outside() -> tuple[str, ...]:
    """The codes of the countries that are no Member State."""
    return tuple(code for code in countries() if code not in member_states())


def _destinations() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / "destinations.json").read_text(encoding="utf-8"))[
        "destinations"
    ]
    return rows


def country_of(gap: object, *, required: bool = True) -> Choice:
    """A country by its code, however it is written."""
    return Choice(options=countries(), read=country_code, required=required, gap=gap)


def member_state_of(gap: object, *, required: bool = False) -> Choice:
    """A Member State by its code."""
    instead = _("Give the code of a Member State, for example DE.")
    return Choice(options=member_states(), read=country_code, required=required, gap=gap, instead=instead)


def customs_code_of(**said: Any) -> Code:
    """A customs code, however it is spaced and pointed."""
    return Code(read=customs_code, written=r"[0-9]([ .]?[0-9]){7}", **said)


def declared_code_of(**said: Any) -> Code:
    """A customs code of a declaration: eight digits, or the ten of TARIC."""
    written = r"[0-9]([ .]?[0-9]){7}(([ .]?[0-9]){2})?"
    return Code(read=declared_customs_code, written=written, **said)


def control_entry_of(**said: Any) -> Code:
    """An entry of Annex I, of the EU-wide list or of a national one, as it is written."""
    written = r"[0-9][.-]?[A-Ea-e][.-]?[0-9]{3}[0-9A-Za-z.() -]*|[Cc][Ss][- ]?[0-9]{1,6}"
    return Code(read=declared_entry, written=written, **said)


ITEM = Object(
    members={
        "name": Text(most=200, is_name=True, gap=_("Name the item")),
        # Maker and model tell items apart (controllist/rules/matching.py): a dash would be the same as every dash.
        "manufacturer": Text(most=200, is_name=True, gap=_("Name the maker of the item")),
        "model": Text(most=120, is_name=True, gap=_("Name the model of the item")),
        "description": Text(most=8000, gap=_("Describe what the item does")),
        "functions": Choices(options=FUNCTIONS, gap=_("Choose at least one function of the item")),
        "cn_code": customs_code_of(gap=_("Enter the customs code of the item")),
    }
)


def _party(who: str, *, kind: bool, required: bool = True) -> Object:
    """`kind`: has it to be said what kind of party it is?"""
    gaps = {
        "end_user": (
            _("Enter the name of the end user"),
            _("Enter the address of the end user"),
            _("Choose the country of the end user"),
        ),
        "consignee": (
            _("Enter the name of the consignee"),
            _("Enter the address of the consignee"),
            _("Choose the country of the consignee"),
        ),
        "third_party": (
            _("Enter the name of the other party"),
            _("Enter the address of the other party"),
            _("Choose the country of the other party"),
        ),
    }[who]
    members = {
        "name": Text(most=200, is_name=True, gap=gaps[0]),
        "address": Text(most=500, gap=gaps[1]),
        "country": country_of(gaps[2]),
    }
    members["kind"] = Choice(options=END_USER_KINDS, required=kind, gap=_("Say what kind of end user it is"))
    return Object(members=members, required=required)


END_USER = _party("end_user", kind=True)
CONSIGNEE = _party("consignee", kind=False, required=False)
THIRD_PARTY = _party("third_party", kind=False)


@cache
def currencies() -> tuple[str, ...]:
    """ISO 4217: the currencies in use, the Union's own first."""
    codes: list[str] = json.loads((DATA / "currencies.json").read_text(encoding="utf-8"))["currencies"]
    return ("EUR", *(code for code in codes if code != "EUR"))


def currency_of(*, required: bool = True) -> Choice:
    """A currency by its three letters, in capitals or not."""
    return Choice(
        options=currencies(),
        read=squeezed,
        instead=_("Give the currency as three letters, for example EUR."),
        required=required,
        gap=_("Enter the currency of the value"),
    )


CURRENCY = currency_of()
# How much of an item, and what it is worth: of a notification for its item, of a request for each of its own.
AMOUNT = {
    "quantity": Number(gap=_("Enter the quantity")),
    "unit": Choice(options=UNITS, gap=_("Choose the unit of the quantity")),
    "value": Number(places=2, positive=False, gap=_("Enter the value")),
}

ANSWER = Object(members={"answer": Choice(options=ANSWERS), "evidence": Text(most=4000, required=False)})


# What may be said of a case of any kind: how its exporter calls it, whom to ask, a word to the officer.
ABOUT_THE_CASE = {
    "own_reference": Text(most=60, required=False),
    "contact": Text(most=500, required=False),
    "covering_note": Text(most=4000, required=False),
    "urgent_because": Text(most=1000, required=False),
}


def notification(questions: tuple[str, ...]) -> Object:
    """The body of a catch-all notification, answering these due-diligence questions (by key)."""
    return Object(
        members={
            "item": ITEM,
            "destination": country_of(_("Choose the country of destination")),
            "end_user": END_USER,
            "consignee": CONSIGNEE,
            "end_use": Text(most=8000, gap=_("Say what the end user will do with the item")),
            "doubt": Text(most=8000, gap=_("Say what makes you doubt")),
            "red_flags": Object(members=dict.fromkeys(questions, ANSWER)),
            **AMOUNT,
            "currency": CURRENCY,
            "planned_on": Date(gap=_("Say when the export is planned")),
            **ABOUT_THE_CASE,
        },
        read_only=READ_ONLY,
    )


def with_version(shape: Object) -> Object:
    """What changes something that others may have changed meanwhile: its caller may say which `version` was read."""
    return replace(shape, members={**shape.members, "version": VERSION})


QUESTION = Object(
    members={
        "question": Text(most=4000),
        "due_on": Date(),
        "wants_correction": YesNo(required=False),
        "is_hearing": YesNo(required=False),
    }
)
ANSWER_TO_QUESTION = Object(members={"answer": Text(most=8000)})
