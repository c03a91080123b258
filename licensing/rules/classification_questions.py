"""“Which entry is this item?”: what an exporter asks, and what the opinion of its authority is worth. Pure.

An opinion is about the item alone. It says nothing of end use, embargoes or the catch-all provisions, and decides on no
export; whether it binds the authority is national law.
"""

from datetime import date
from enum import StrEnum

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import Machine
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors, Object, Text, YesNo, error
from licensing.rules.authorisations import valid_until
from licensing.rules.shapes import JsonObject, control_entry_of

ITEM_FIELDS = ("name", "manufacturer", "model", "description", "control_entry")
VALID_FOR_MONTHS = 12  # or until the entry changes


class State(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    ASK = "ask"
    ANSWER = "answer"
    WITHDRAW = "withdraw"


CLASSIFICATION_QUESTION = Machine(
    "classification question",
    (
        # source       event           target           who
        (State.ASKED, Event.ANSWER, State.ANSWERED, Permission.HANDLE),
        (State.ASKED, Event.WITHDRAW, State.WITHDRAWN, Permission.FILE),
    ),
    initial=State.ASKED,
    label=pgettext_lazy("thing", "classification question"),
    words={
        State.ASKED: pgettext_lazy("status of a classification question", "asked"),
        State.ANSWERED: pgettext_lazy("status of a classification question", "answered"),
        State.WITHDRAWN: pgettext_lazy("status of a classification question", "withdrawn"),
    },
)
CLASSIFICATION_OPINION = four_eyes_machine(
    "classification opinion",
    Permission.HANDLE,
    label=pgettext_lazy("thing", "classification opinion"),
)
QUESTION = Object(
    members={
        "item_number": Text(most=60, required=False),
        "name": Text(most=200, is_name=True, gap=_("Name the item.")),
        "manufacturer": Text(most=200, required=False),
        "model": Text(most=120, required=False),
        "description": Text(
            most=4000, lines=True, gap=_("Describe the item: what decides is what it can do.")
        ),
        "control_entry": control_entry_of(required=False),
        "question": Text(most=2000, lines=True, required=False),
    }
)
OPINION = Object(
    members={
        "control_entry": control_entry_of(required=False),
        "reason": Text(most=2000, lines=True, gap=_("Say why: which parameters decide.")),
        "is_binding": YesNo(required=False),
        "provision": Text(most=200, required=False),
    }
)


def opinion_gaps(body: JsonObject) -> Errors:
    """A binding one names the provision of national law that makes it so."""
    if body.get("is_binding") and not body.get("provision"):
        return [error("/provision", _("Name the provision of national law that makes the opinion binding."))]
    return []


def last_day(given_on: date) -> date:
    """Of an opinion, or of the answer that no authorisation is required, of that day, if Annex I stays as it is."""
    return valid_until(given_on, months=VALID_FOR_MONTHS)


def holds(*, given_on: date, on: date, is_changed: bool) -> bool:
    """Does an opinion count on that day: not over, and the entry that it names as it was (`annex_editions`)?"""
    return on <= last_day(given_on) and not is_changed
