"""An exporter that registers for a general authorisation, what it reports, and the bar of Article 12(7). Pure."""

from datetime import date
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import fill, pgettext_lazy
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.machine import Machine
from exportctl.core.rules.four_eyes import four_eyes_machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import (
    Choice,
    Choices,
    Date,
    Errors,
    ListOf,
    Number,
    Object,
    Text,
    YesNo,
    error,
)
from licensing.rules.authorisations import State
from licensing.rules.hearings import HEARING
from licensing.rules.letter_services import Way
from licensing.rules.screenings import DESTINATIONS
from licensing.rules.shapes import UNITS, JsonObject, control_entry_of, currency_of

MOST_LINES = 1000
REGISTERED = "registered"

# A registration is a fact; what it stands at follows from the authorisation that it gave. The machine names its acts.
GENERAL_REGISTRATION = Machine(
    "general registration",
    (),
    initial=REGISTERED,
    label=pgettext_lazy("thing", "registration for a general authorisation"),
    words={REGISTERED: pgettext_lazy("status of a general registration", "registered")},
)
GENERAL_BAR = four_eyes_machine(
    "bar from general authorisations",
    Permission.HANDLE,
    label=pgettext_lazy("thing", "bar from general authorisations"),
)
GENERAL_EDITION = four_eyes_machine(
    "edition of a general authorisation",
    Permission.HANDLE,
    label=pgettext_lazy("thing", "edition of a general authorisation"),
)


class Standing(StrEnum):
    """Where a registration is."""

    REGISTERED = "registered"
    BARRED = "barred"
    ENDED = "ended"


STANDING_OF = {State.VALID.value: Standing.REGISTERED, State.SUSPENDED.value: Standing.BARRED}

# From which states of its authorisation each is read.
STANDINGS = {
    each.value: [state.value for state in State if STANDING_OF.get(state.value, Standing.ENDED) is each]
    for each in Standing
}


def standing_of(status: str) -> Standing:
    """From what its authorisation stands at: a bar suspends it, whoever gives it back ends it."""
    return STANDING_OF.get(status, Standing.ENDED)


class BarEvent(StrEnum):
    IMPOSE = "impose"
    LIFT = "lift"


class Reminder(StrEnum):
    """Why an exporter is written to about a report or a notice."""

    SOON = "soon"  # thirty days before
    NEAR = "near"  # seven days before
    OVERDUE = "overdue"


class ServiceStep(StrEnum):
    SENT = "sent"
    SERVED = "served"
    FAILED = "failed"


FIRST_USE = Object(members={"on": Date(gap=_("Give the day of the first export."))})
REPORT_LINE = Object(
    members={
        "description": Text(most=500, is_name=True, gap=_("Say what was exported.")),
        "control_entry": control_entry_of(required=False),
        "destination": Choice(options=DESTINATIONS, gap=_("Choose the country of destination.")),
        "quantity": Number(required=False),
        "unit": Choice(options=UNITS, required=False),
        "value": Number(places=2, positive=False, required=False),
        "currency": currency_of(required=False),
        "recipient": Text(most=300, required=False),
        "end_use": Text(most=500, required=False),
    }
)
REPORT = Object(
    members={
        "from": Date(required=False),
        "until": Date(required=False),
        "nil": YesNo(required=False),
        "lines": ListOf(each=REPORT_LINE, most=MOST_LINES, required=False),
    }
)
BAR = Object(
    members={
        "codes": Choices(options=(), required=False),
        "grounds": Text(most=8000, lines=True, gap=_("Give the reasons.")),
        "hearing": HEARING,
        "unshared_because": Text(most=2000, lines=True, required=False),
    }
)
# Over REST: the same, of the company with this number; and that it may use them again.
PROPOSED_BAR = Object(
    members={
        "exporter": Text(most=60, gap=_("Give the company’s EORI, or the number of its state.")),
        **BAR.members,
        "codes": ListOf(each=Text(most=20), most=60, gap=_("Name the general authorisations.")),
    }
)
LIFTING = Object(members={"grounds": Text(most=8000, lines=True, gap=_("Give the reasons."))})
SERVICE = Object(
    members={
        "step": Choice(options=tuple(ServiceStep), gap=_("Say what happened to the letter.")),
        "way": Choice(options=tuple(Way), required=False),
        "addressee": Text(most=300, required=False),
        "on": Date(gap=_("Give the day.")),
        "words": Text(most=1000, lines=True, required=False),
    }
)


def report_gaps(body: JsonObject) -> Errors:
    """A report has lines, or says that there was no use; never both. A quantity has its unit."""
    lines = body.get("lines") or []
    errors: Errors = []
    if not lines and not body.get("nil"):
        errors.append(error("/lines", _("Report what was exported, or say that nothing was.")))
    if lines and body.get("nil"):
        errors.append(error("/nil", _("A report with lines does not say that nothing was exported.")))
    for place, line in enumerate(lines):
        if line.get("quantity") and not line.get("unit"):
            errors.append(error(f"/lines/{place}/unit", _("Choose the unit of the quantity")))
        if line.get("value") and not line.get("currency"):
            errors.append(error(f"/lines/{place}/currency", _("Give the currency of the value.")))
    return errors


def report_line(line: JsonObject) -> dict[str, Any]:
    """A line as it is stored: without what was left blank."""
    return {name: value for name, value in line.items() if value not in (None, "")}


def too_early(code: str, *, days: int, earliest: date) -> Errors:
    """A first use that was notified too late before it, by pointer."""
    text = _(
        "%(code)s asks for the notice %(days)d days before the first export: give %(day)s or a later day."
    )
    return [error("/on", fill(text, {"code": code, "days": days, "day": earliest.isoformat()}))]
