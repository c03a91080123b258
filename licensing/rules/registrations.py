"""How a company registers itself as an exporter, and how its record changes (Regulation (EU) 2021/821, Article 2(3)).

One row is one request: the first, or a change. What an officer approved is a version of the record; earlier ones stay.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import PERSON, SYSTEM, Machine
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Choice, Choices, Date, Errors, ListOf, Object, Text, YesNo, error
from licensing.rules.exporters import EORI, EORI_WORDS, LONGEST_NAME, clean_eori
from licensing.rules.shapes import JsonObject, country_of, member_states

MOST_LISTED = 30  # sites, contacts or agents
MOST_REASON = 4000
MOST_PAPERS = 20
DAYS_TO_CONFIRM = (
    30  # what nobody confirmed by then is erased: it may be about somebody who never asked for it
)


class State(StrEnum):
    ENTERED = "entered"
    SENT = "sent"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    SEND = "send"
    ASK = "ask"
    ANSWER = "answer"
    APPROVE = "approve"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    RECORD = "record"
    LAPSE = "lapse"  # nobody confirmed it


REGISTRATION = Machine(
    "registration",
    (
        # source          event            target           who
        (State.ENTERED, Event.SEND, State.SENT, PERSON),
        (State.ENTERED, Event.RECORD, State.APPROVED, PERSON),  # where no officer has to look
        (State.ENTERED, Event.WITHDRAW, State.WITHDRAWN, PERSON),
        (State.ENTERED, Event.LAPSE, State.WITHDRAWN, SYSTEM),
        (State.SENT, Event.ASK, State.ASKED, Permission.HANDLE),
        (State.ASKED, Event.ANSWER, State.SENT, Permission.FILE),
        (State.SENT, Event.APPROVE, State.APPROVED, Permission.HANDLE),
        (State.SENT, Event.REFUSE, State.REFUSED, Permission.HANDLE),
        (State.ASKED, Event.REFUSE, State.REFUSED, Permission.HANDLE),
        (State.SENT, Event.WITHDRAW, State.WITHDRAWN, Permission.FILE),
        (State.ASKED, Event.WITHDRAW, State.WITHDRAWN, Permission.FILE),
    ),
    initial=State.ENTERED,
    label=pgettext_lazy("thing", "registration"),
    words={
        State.ENTERED: pgettext_lazy("status", "entered"),
        State.SENT: pgettext_lazy("status", "sent"),
        State.ASKED: pgettext_lazy("status", "waiting for an answer"),
        State.APPROVED: pgettext_lazy("status", "approved"),
        State.REFUSED: pgettext_lazy("status", "refused"),
        State.WITHDRAWN: pgettext_lazy("status", "withdrawn"),
    },
)  # fmt: skip
OPEN = (State.SENT, State.ASKED)
# What customs, letters and other states know the company by: an officer approves its change, on papers.
OF_AN_OFFICER = (
    "legal_name",
    "trade_name",
    "declares_goods",
    "eori",
    "other_number",
    "address",
    "owner",
    "member_state",
    "established_in",
)


PRINTED = ("legal_name", "address", "eori", "other_number")  # on the papers of authorisations
NUMBERS = ("eori", "other_number")  # an officer looks each up: its format proves nothing


class Power(StrEnum):
    """What a power of attorney may cover."""

    DRAFT = "draft"
    SEND = "send"
    ANSWER = "answer"
    RECEIVE = "receive"
    DECLARE = "declare"


SITE = Object(members={"name": Text(most=LONGEST_NAME), "address": Text(most=500)})
CONTACT = Object(
    members={
        "name": Text(most=LONGEST_NAME),
        "role": Text(most=120, required=False),
        "email": Text(most=254, required=False),
        "phone": Text(most=40, required=False),
    }
)
AGENT = Object(
    members={
        "name": Text(most=LONGEST_NAME),
        "email": Text(most=254, required=False),
        "covers": Choices(options=tuple(Power), gap=_("Say what the power of attorney covers")),
        "ends_on": Date(gap=_("Give the last day of the power of attorney")),
    }
)
ICP = Object(
    members={"version": Text(most=60), "adopted_on": Date(), "reviewed_on": Date(required=False)},
    required=False,
)
# After an approved change of record: the numbers of the papers that are issued anew; all that can be, without them.
REISSUES = Object(
    members={
        "authorisations": ListOf(each=Text(most=20), most=1000, required=False),
        "grounds": Text(most=8000, lines=True, gap=_("Say why.")),
    }
)
BODY = Object(
    members={
        "legal_name": Text(
            most=LONGEST_NAME, is_name=True, gap=_("Give the name under which the company is registered.")
        ),
        "trade_name": Text(most=LONGEST_NAME, required=False),
        # Of establishment; of a company that is established in none, where its items lie (Article 12(2)).
        "member_state": Choice(
            options=member_states(), gap=_("Choose the Member State where the company is established.")
        ),
        "established_in": country_of(_("Choose the country of the seat"), required=False),
        "declares_goods": YesNo(gap=_("Say whether the company declares goods to customs.")),
        "eori": Text(most=40, required=False),
        "other_number": Text(most=60, required=False),
        "address": Text(most=500, gap=_("Give the address of the company’s seat.")),
        "owner": Text(most=300, required=False),
        "sites": ListOf(each=SITE, most=MOST_LISTED, required=False),
        "contacts": ListOf(each=CONTACT, most=MOST_LISTED, required=False),
        "icp": ICP,
        "agents": ListOf(each=AGENT, most=MOST_LISTED, required=False),
    }
)
# What is said with an act, as REST takes it. Of `body` what changes is enough.
_PART = Object(members=BODY.members, required=False)
CHANGE = Object(members={"body": _PART, "reason": Text(most=MOST_REASON, lines=True, required=False)})
ANSWERED = Object(members={"answer": Text(most=MOST_REASON, lines=True), "body": _PART})
ASKED = Object(members={"question": Text(most=MOST_REASON, lines=True, gap=_("Write your question."))})
VERIFIED = Object(members={"how": Text(most=500, lines=True, gap=_("Say where you looked the number up."))})
REFUSED = Object(
    members={"reason": Text(most=MOST_REASON, lines=True, gap=_("Give the reason: the company reads it."))}
)


def gaps(body: JsonObject) -> Errors:
    """What is missing or wrong before it can be sent: an EORI of whoever declares goods, of others another number."""
    errors = BODY.missing(body, "")
    eori, other = body.get("eori") or "", body.get("other_number") or ""
    if eori and not re.fullmatch(EORI, clean_eori(eori)):
        errors.append(error("/eori", EORI_WORDS))
    elif body.get("declares_goods") and not eori:
        errors.append(error("/eori", _("Whoever declares goods has an EORI: give it.")))
    elif body.get("declares_goods") is False and not (eori or other):
        message = _("Give the number under which your state knows the company, such as its register number.")
        errors.append(error("/other_number", message))
    if body.get("established_in") in member_states():
        message = _("This is a Member State: choose it above, and no country outside the Union.")
        errors.append(error("/established_in", message))
    return errors


def cleaned(body: JsonObject) -> dict[str, Any]:
    """The body with its EORI as customs write it, and without blanks."""
    clean = {name: value for name, value in body.items() if value not in (None, "", [], {})}
    if "eori" in clean:
        clean["eori"] = clean_eori(str(clean["eori"]))
    return clean


def differences(before: JsonObject, after: JsonObject) -> list[str]:
    """The members in which two records differ, in the order of the form."""
    return [name for name in BODY.members if (before.get(name) or None) != (after.get(name) or None)]


def needs_officer(before: JsonObject, after: JsonObject) -> bool:
    """Does somebody at the authority have to approve this change?"""
    return any(name in OF_AN_OFFICER for name in differences(before, after))


def receives_letters(agent: JsonObject, *, on: date) -> bool:
    """Does the agent's power of attorney cover the receipt of letters on that day, its last day included?"""
    return Power.RECEIVE in (agent.get("covers") or ()) and str(agent.get("ends_on") or "") >= on.isoformat()


def gives_another_number(before: JsonObject, after: JsonObject) -> bool:
    """Does the company go by another number than before? Then somebody looks it up anew."""
    return any(name in NUMBERS for name in differences(before, after))


def is_printed_anew(before: JsonObject, after: JsonObject) -> bool:
    """Does a change of an approved record concern what the papers of its authorisations say?"""
    return bool(before) and any(name in PRINTED for name in differences(before, after))


def changed_record(record: JsonObject, *, before: JsonObject, after: JsonObject) -> dict[str, Any]:
    """The record with what the company changed; what its authority corrected meanwhile stays."""
    changed = differences(before, after)
    stays = {name: value for name, value in record.items() if name not in changed}
    return {**stays, **{name: after[name] for name in changed if name in after}}


def record_of(body: JsonObject) -> Mapping[str, str]:
    """What letters, customs and searches read of the company, from a body."""
    contacts = body.get("contacts") or [{}]
    contact = " · ".join(filter(None, (contacts[0].get(name) for name in ("name", "email", "phone"))))
    return {
        "legal_name": body.get("legal_name", ""),
        "trade_name": body.get("trade_name", ""),
        "eori": body.get("eori", ""),
        "other_number": body.get("other_number", ""),
        "address": body.get("address", ""),
        "established_in": body.get("established_in", ""),
        "contact": contact[:LONGEST_NAME],
    }
