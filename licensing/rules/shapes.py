"""What exporters and officers send: one table for forms, REST and the OpenAPI document."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from controllist.rules.functions import FUNCTIONS
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.rules.codes import country_code, customs_code, squeezed
from exportctl.core.shapes import (
    Choice,
    Choices,
    Code,
    Date,
    Errors,
    Integer,
    ListOf,
    Number,
    Object,
    Pattern,
    Text,
    YesNo,
    error,
    most_of,
)
from licensing.rules.requests import WITH_WORDS, LegalBasis, Outcome

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
    rows = json.loads((DATA / "destinations.json").read_text(encoding="utf-8"))["destinations"]
    return tuple(row["code"] for row in rows)


def _country(gap: object) -> Choice:
    return Choice(options=countries(), read=country_code, gap=gap)


def customs_code_of(**said: Any) -> Code:
    """A customs code, however it is spaced and pointed."""
    return Code(read=customs_code, written=r"[0-9]([ .]?[0-9]){7}", **said)


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
    }[who]
    members = {
        "name": Text(most=200, is_name=True, gap=gaps[0]),
        "address": Text(most=500, gap=gaps[1]),
        "country": _country(gaps[2]),
    }
    members["kind"] = Choice(options=END_USER_KINDS, required=kind, gap=_("Say what kind of end user it is"))
    return Object(members=members, required=required)


END_USER = _party("end_user", kind=True)
CONSIGNEE = _party("consignee", kind=False, required=False)

ANSWER = Object(members={"answer": Choice(options=ANSWERS), "evidence": Text(most=4000, required=False)})


# What may be said of a case of any kind: how its exporter calls it, whom to ask, a word to the officer.
ABOUT_THE_CASE = {
    "own_reference": Text(most=60, required=False),
    "contact": Text(most=500, required=False),
    "covering_note": Text(most=4000, required=False),
}


def notification(questions: tuple[str, ...]) -> Object:
    """The body of a catch-all notification, answering these due-diligence questions (by key)."""
    return Object(
        members={
            "item": ITEM,
            "destination": _country(_("Choose the country of destination")),
            "end_user": END_USER,
            "consignee": CONSIGNEE,
            "end_use": Text(most=8000, gap=_("Say what the end user will do with the item")),
            "doubt": Text(most=8000, gap=_("Say what makes you doubt")),
            "red_flags": Object(members=dict.fromkeys(questions, ANSWER)),
            "quantity": Number(gap=_("Enter the quantity")),
            "unit": Choice(options=UNITS, gap=_("Choose the unit of the quantity")),
            "value": Number(places=2, positive=False, gap=_("Enter the value")),
            "currency": Pattern(
                form="[A-Z]{3}",
                message=_("Give the currency as three letters, for example EUR."),
                clean=squeezed,
                gap=_("Enter the currency of the value"),
            ),
            "planned_on": Date(gap=_("Say when the export is planned")),
            **ABOUT_THE_CASE,
        },
        read_only=READ_ONLY,
    )


def with_version(shape: Object) -> Object:
    """What changes something that others may have changed meanwhile: its caller may say which `version` was read."""
    return replace(shape, members={**shape.members, "version": VERSION})


QUESTION = Object(
    members={"question": Text(most=4000), "due_on": Date(), "wants_correction": YesNo(required=False)}
)
ANSWER_TO_QUESTION = Object(members={"answer": Text(most=8000)})
MOST_OF_A_LIST = 50  # conditions, and models of an entry
# What is left out of these two is the item as notified, and the grounds.
ENTRY = Object(
    members={
        "name": Text(most=200, is_name=True, required=False),
        "manufacturer": Text(most=200, is_name=True, required=False),
        "models": ListOf(each=Text(most=120, is_name=True), most=MOST_OF_A_LIST, required=False),
        "functions": Choices(options=FUNCTIONS, required=False),
        "description": Text(most=8000, required=False),
    },
    required=False,
)
DOSSIER = Object(
    members={
        "description": Text(most=8000, required=False),
        "grounds": Text(most=20000, required=False),
    },
    required=False,
)

HEARING = Object(
    members={"held_on": Date(required=False), "waived": Text(most=2000, required=False)}, required=False
)


LONGEST_MODELS = MOST_OF_A_LIST * (most_of(ENTRY, "models/0") + 1)  # in a form: one a line


@dataclass(frozen=True)
class ProposalShape(Object):
    """A refusal needs its grounds, a grant with conditions at least one condition."""

    def missing(self, value: Any, pointer: str) -> Errors:
        errors = super().missing(value, pointer)
        members = value if isinstance(value, dict) else {}
        if members.get("outcome") in WITH_WORDS and not members.get("grounds"):
            refused = members.get("outcome") == Outcome.REFUSE
            message = _("Give the reasons for the refusal.") if refused else _("Give the reasons.")
            errors.append(error(f"{pointer}/grounds", message))
        if members.get("outcome") == Outcome.GRANT_WITH_CONDITIONS and not members.get("conditions"):
            message = _("Write at least one condition, or propose a plain grant.")
            errors.append(error(f"{pointer}/conditions", message))
        return errors


PROPOSAL = ProposalShape(
    members={
        "outcome": Choice(options=tuple(outcome.value for outcome in Outcome)),
        "legal_basis": Choice(options=tuple(basis.value for basis in LegalBasis)),
        "grounds": Text(most=20000, required=False),
        "conditions": ListOf(each=Text(most=4000), most=MOST_OF_A_LIST, required=False),
        "entry": ENTRY,
        "dossier": DOSSIER,
        "hearing": HEARING,
        "without_advice": Text(most=2000, required=False),
        "version": VERSION,
    }
)
LONGEST_CONDITIONS = MOST_OF_A_LIST * (most_of(PROPOSAL, "conditions/0") + 1)
