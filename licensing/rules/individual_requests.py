"""What an exporter asks for with an individual export request: one end user or consignee (Articles 2(12) and 12).

Everything that the boxes of Annex III, Section A ask of an exporter has its member; what is optional has the default
that its box shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from controllist.rules.functions import FUNCTIONS
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import (
    Choice,
    Choices,
    Date,
    Errors,
    Integer,
    ListOf,
    Object,
    Pattern,
    Text,
    YesNo,
    error,
)
from licensing.rules.requests import Kind
from licensing.rules.shapes import (
    ABOUT_THE_CASE,
    AMOUNT,
    CONSIGNEE,
    CURRENCY,
    END_USER,
    ITEM,
    READ_ONLY,
    THIRD_PARTY,
    JsonObject,
    control_entry_of,
    country_of,
    member_state_of,
    member_states,
)

EXPORT = "export"
USUAL_MONTHS = 24  # two years, unless the authority decides otherwise (Article 12(3))
MOST_MONTHS = 60
MOST_ITEMS = 200
MOST_THIRD_PARTIES = 20
DOCUMENT = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
OF_STATEMENT = "/end_use_statement"
STATEMENT = f"{OF_STATEMENT}/document"  # names the file that is the end-use statement


class Procedure(StrEnum):
    """Customs export procedure: box 21."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    RE_EXPORT = "re_export"
    OUTWARD_PROCESSING = "outward_processing"


@dataclass(frozen=True)
class Items(ListOf):
    """The items of a request. Where there is none yet, everything that a first one needs is missing."""

    def missing(self, value: Any, pointer: str) -> Errors:
        return super().missing(value, pointer) if value else self.each.missing({}, f"{pointer}/0")


@dataclass(frozen=True)
class EndUseStatement(Object):
    """A file, or the reason why the authority is asked to waive it (Article 12(4)); a file counts first."""

    def missing(self, value: Any, pointer: str) -> Errors:
        given = value or {}
        if given.get("document"):
            return []
        if given.get("waived"):
            return self.members["reason"].missing(given.get("reason"), f"{pointer}/reason")
        name = "document" if given.get("waived") is False else "waived"
        return self.members[name].missing(None, f"{pointer}/{name}")


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


LINE = Object(
    members={
        **ITEM.members,
        "functions": Choices(options=FUNCTIONS, required=False),
        "control_entry": control_entry_of(required=False),
        **AMOUNT,
        "item_number": Text(most=60, required=False),
        "origin": country_of(_("Choose the country of origin"), required=False),
        "cas": CasNumber(
            form=r"[0-9]{2,7}-[0-9]{2}-[0-9]",
            message=_("Give the CAS number with its hyphens, for example 7783-06-4."),
            required=False,
        ),
    }
)

STATEMENT_SHAPE = EndUseStatement(
    members={
        "waived": YesNo(gap=_("Say whether you have an end-use statement")),
        "reason": Text(most=4000, gap=_("Say why you ask to go without an end-use statement")),
        "document": Pattern(
            form=DOCUMENT,
            message=_("Give the id of a document of this request."),
            clean=str.lower,
            gap=_("Add the end-use statement and choose it"),
        ),
    }
)


BODY = Object(
    members={
        "kind": Choice(
            options=(Kind.INDIVIDUAL.value,),
            gap=_("Say which kind of authorisation you ask for"),
            instead=_(
                "Write individual. For a global authorisation or a large project write to your authority:"
                " requests of these kinds are not taken here."
            ),
        ),
        "activity": Choice(
            options=(EXPORT,),
            gap=_("Say which activity it is"),
            instead=_(
                "Write export. For brokering, technical assistance, a transit or a transfer write to your"
                " authority: requests about them are not taken here."
            ),
        ),
        "items": Items(each=LINE, most=MOST_ITEMS, gap=_("Describe at least one item")),
        "currency": CURRENCY,
        "destination": country_of(_("Choose the country of destination")),
        "end_user": END_USER,
        "consignee": CONSIGNEE,
        "third_parties": ListOf(each=THIRD_PARTY, most=MOST_THIRD_PARTIES, required=False),
        "end_use": Text(most=8000, gap=_("Say what the end user will do with the items")),
        "end_use_statement": STATEMENT_SHAPE,
        "valid_for_months": Integer(
            least=1, most=MOST_MONTHS, gap=_("Say for how many months you need the authorisation")
        ),
        "location": member_state_of(_("Choose the Member State where the items are")),
        "export_state": member_state_of(_("Choose the Member State of the export declaration")),
        "procedure": Choice(options=tuple(Procedure), required=False),
        "contract_on": Date(required=False),
        "agent": Text(most=500, required=False),
        "enquiry": YesNo(required=False),
        **ABOUT_THE_CASE,
    },
    read_only=(
        *READ_ONLY,
        "notification",
        "version",
        "authority",
        "assigned_to",
        "clock",
        "information_requests",
        "proposals",
        "procedures",
        "authorisation",
        "request_opened",
        "urgent_on",
        "closed_because",
        "closing",
    ),
)

# What a copy may take over. Never the statement, which is about one transaction, nor the day of the contract.
COPYABLE: Mapping[str, tuple[str, ...]] = {
    "items": ("items", "currency"),
    "parties": ("destination", "end_user", "consignee", "third_parties"),
    "end_use": ("end_use",),
    "boxes": ("valid_for_months", "location", "export_state", "procedure", "agent"),
}


def gaps(body: Mapping[str, Any]) -> Errors:
    """Every answer that is missing before it can be sent, by pointer.

    An enquiry comes before the contract: nobody signs for it yet (Article 12(4) speaks of authorisations).
    """
    missing = BODY.missing(body, "")
    return (
        [gap for gap in missing if not gap["pointer"].startswith(OF_STATEMENT)]
        if body.get("enquiry")
        else missing
    )


def warnings(body: JsonObject) -> Errors:
    """Values that are unusual, though the request can be sent with them."""
    found = []
    if body.get("destination") in member_states():
        text = _("The destination is a Member State: an export leaves the Union. Is it the right country?")
        found.append(error("/destination", text))
    end_user = (body.get("end_user") or {}).get("country")
    if end_user and body.get("destination") and end_user != body["destination"]:
        text = _("The end user is not in the country of destination. Is that right?")
        found.append(error("/end_user/country", text))
    return found


def with_defaults(body: JsonObject, *, state: str) -> dict[str, Any]:
    """Every member, null where nothing is given; a box that is left out says what it usually says.

    `state`: the exporter's Member State, where items are and are declared unless it is said otherwise.
    """
    usual = {
        "kind": Kind.INDIVIDUAL.value,
        "activity": EXPORT,
        "location": state,
        "export_state": state,
        "procedure": Procedure.PERMANENT.value,
        "enquiry": False,
        "third_parties": [],
    }
    return {name: body.get(name, usual.get(name)) for name in BODY.members}
