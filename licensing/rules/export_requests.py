"""What an exporter asks for with a request for an export authorisation (Articles 2(12) to (14) and 12).

Individual: one end user or consignee. Global: end users, destinations, or both, for items or for whole categories of
them. Large project: either of the two, for one named project. Everything that the boxes of Annex III, Section A ask of
an exporter has its member; what is optional has the default that its box shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import (
    Choice,
    Date,
    Errors,
    Integer,
    ListOf,
    Object,
    Shape,
    Text,
    YesNo,
    error,
)
from licensing.rules.kinds import KINDS, form_of
from licensing.rules.request_lines import LINE, MOST_ITEMS, WIDE_LINE, Items
from licensing.rules.requests import Form, Kind
from licensing.rules.shapes import (
    ABOUT_THE_CASE,
    CONSIGNEE,
    CURRENCY,
    END_USER,
    READ_ONLY,
    THIRD_PARTY,
    JsonObject,
    country_of,
    currency_of,
    member_state_of,
    member_states,
)
from licensing.rules.statement_shapes import OF_STATEMENT, end_use_statement

EXPORT = "export"
MOST_MONTHS = 120
MOST_THIRD_PARTIES = 20
MOST_END_USERS = 100


class Procedure(StrEnum):
    """Customs export procedure: box 21."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    RE_EXPORT = "re_export"
    OUTWARD_PROCESSING = "outward_processing"


# Of a global authorisation's exporter (Articles 2(21) and 12(4)); the authority may find one unnecessary.
ICP = Object(
    members={
        "version": Text(most=60, required=False),
        "adopted_on": Date(required=False),
        "reviewed_on": Date(required=False),
        "unnecessary_because": Text(most=4000, required=False),
    },
    required=False,
)
PROJECT = Object(
    members={
        "name": Text(most=300, required=False),
        "why_longer": Text(most=4000, required=False),
    },
    required=False,
)


def _choices_of(kind: Kind) -> Choice:
    return Choice(
        options=(kind.value,),
        gap=_("Say which kind of authorisation you ask for"),
        instead=_(
            "A request is individual, global or for a large project, and keeps the kind that it was begun as."
            " For brokering, technical assistance, a transit or a transfer write to your authority."
        ),
    )


# What both forms share, in the order of the boxes.
SHARED: Mapping[str, Shape] = {
    "activity": Choice(
        options=(EXPORT,),
        gap=_("Say which activity it is"),
        instead=_(
            "Write export. For brokering, technical assistance, a transit or a transfer write to your"
            " authority: requests about them are not taken here."
        ),
    ),
    "consignee": CONSIGNEE,
    "third_parties": ListOf(each=THIRD_PARTY, most=MOST_THIRD_PARTIES, required=False),
    "end_use": Text(most=8000, gap=_("Say what the end user will do with the items")),
    "valid_for_months": Integer(
        least=1, most=MOST_MONTHS, gap=_("Say for how many months you need the authorisation")
    ),
    "location": member_state_of(_("Choose the Member State where the items are")),
    "more_locations": ListOf(
        each=member_state_of(_("Choose the Member State where the items are")),
        most=len(member_states()),
        required=False,
    ),
    "export_state": member_state_of(_("Choose the Member State of the export declaration")),
    "procedure": Choice(options=tuple(Procedure), required=False),
    "contract_on": Date(required=False),
    "agent": Text(most=500, required=False),
    "enquiry": YesNo(required=False),
    **ABOUT_THE_CASE,
}
# What each form asks besides.
OF_FORM: Mapping[Form, Mapping[str, Shape]] = {
    Form.INDIVIDUAL: {
        "items": Items(each=LINE, most=MOST_ITEMS, gap=_("Describe at least one item")),
        "currency": CURRENCY,
        "destination": country_of(_("Choose the country of destination")),
        "end_user": END_USER,
        "end_use_statement": end_use_statement(required=True),
    },
    Form.GLOBAL: {
        "items": Items(each=WIDE_LINE, most=MOST_ITEMS, gap=_("Describe at least one item")),
        "currency": currency_of(required=False),
        "destinations": ListOf(
            each=country_of(_("Choose the country of destination")), most=250, required=False
        ),
        "end_users": ListOf(each=END_USER, most=MOST_END_USERS, required=False),
        "end_use_statement": end_use_statement(required=False),
        "icp": ICP,
    },
}
OF_LARGE_PROJECT: Mapping[str, Shape] = {
    "form": Choice(
        options=tuple(form.value for form in Form),
        gap=_("Say whether you ask for an individual or a global authorisation"),
    ),
    "project": PROJECT,
}
# The pair that one form takes and the other does not.
PAIRS: Mapping[Form, tuple[str, ...]] = {
    Form.INDIVIDUAL: ("destination", "end_user"),
    Form.GLOBAL: ("destinations", "end_users", "icp"),
}
OTHER_PAIR: Mapping[Form, Any] = {
    Form.INDIVIDUAL: _(
        "An individual authorisation takes one destination and one end user, and no programme."
    ),
    Form.GLOBAL: _("A global authorisation takes destinations and end users, each as a list."),
}


@dataclass(frozen=True)
class ExportRequest(Object):
    """The body of a request of one kind: the members of its form, and none of the other form's own pair."""

    kind: Kind = Kind.INDIVIDUAL

    @property
    def blanks(self) -> tuple[Any, ...]:
        """What counts as not given; of a large project, whose form may change, what was emptied, too."""
        return (None,) if KINDS[self.kind].form else (None, "", [], {})

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        clean = super().check(value, pointer, errors)
        form = form_of(self.kind, clean) if isinstance(clean, dict) else None
        errors += [
            error(f"{pointer}/{name}", OTHER_PAIR[form])
            for other, names in PAIRS.items()
            for name in names
            if form and other is not form and clean.get(name) not in self.blanks
        ]
        return clean

    def missing(self, value: Any, pointer: str) -> Errors:
        given = value if isinstance(value, dict) else {}
        members = members_of(self.kind, given)
        found = [
            gap
            for name, shape in members.items()
            for gap in shape.missing(given.get(name), f"{pointer}/{name}")
        ]
        return found + [
            error(f"{pointer}{gap['pointer']}", gap["detail"]) for gap in _between(self.kind, given)
        ]


def _between(kind: Kind, body: JsonObject) -> Errors:
    """What one answer asks of another: whom a global one is for, the currency of a value, a long project's reason."""
    found: Errors = []
    if form_of(kind, body) is Form.GLOBAL:
        if not body.get("destinations") and not body.get("end_users"):
            found.append(error("/destinations", _("Choose the destinations, or name the end users")))
        if not body.get("currency") and any(item.get("value") for item in body.get("items") or []):
            found += CURRENCY.missing(None, "/currency")
    longest = KINDS[kind].longest_months
    if longest and (body.get("valid_for_months") or 0) > longest:
        found += Text(gap=_("Say why the project takes longer than four years (Article 12(3))")).missing(
            (body.get("project") or {}).get("why_longer"), "/project/why_longer"
        )
    return found


def members_of(kind: Kind, body: JsonObject) -> Mapping[str, Shape]:
    """The members that a body of this kind has, in order; of a large project's as of the form that it names."""
    form = form_of(kind, body) or Form.INDIVIDUAL
    own = OF_LARGE_PROJECT if KINDS[kind].form is None else {}
    return {"kind": _choices_of(kind), **own, **OF_FORM[form], **SHARED}


def _body_of(kind: Kind) -> ExportRequest:
    """Every member that a body of the kind can have: of a kind with two forms those of both."""
    members = {
        name: shape
        for form in (KINDS[kind].form or Form.INDIVIDUAL, KINDS[kind].form or Form.GLOBAL)
        for name, shape in members_of(kind, {"form": form.value}).items()
    }
    pairs = {name: OF_FORM[form][name] for form, names in PAIRS.items() for name in names}
    return ExportRequest(members={**pairs, **members}, read_only=READ_ONLY_MEMBERS, kind=kind)


READ_ONLY_MEMBERS = (
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
)
BODIES: Mapping[Kind, ExportRequest] = {
    kind: _body_of(kind) for kind in (Kind.INDIVIDUAL, Kind.GLOBAL, Kind.LARGE_PROJECT)
}
BODY = BODIES[Kind.INDIVIDUAL]

# What a copy may take over. Never the statement, which is about one transaction, nor the day of the contract.
COPYABLE: Mapping[str, tuple[str, ...]] = {
    "items": ("items", "currency"),
    "parties": ("destination", "end_user", "destinations", "end_users", "consignee", "third_parties"),
    "end_use": ("end_use", "project"),
    "boxes": ("valid_for_months", "location", "more_locations", "export_state", "procedure", "agent"),
}
OF_THE_KIND = ("kind", "form", "activity")  # what a copy always takes over


def kind_in(body: Any) -> Kind:
    """The kind that a body names; an individual one where it names none, or none that there is."""
    given = body.get("kind") if isinstance(body, Mapping) else None
    if isinstance(given, str) and given in {kind.value for kind in BODIES}:  # a list is no member of anything
        return Kind(given)
    return Kind.INDIVIDUAL


def gaps(kind: Kind, body: JsonObject) -> Errors:
    """Every answer that is missing before it can be sent, by pointer.

    An enquiry comes before the contract: nobody signs for it yet (Article 12(4) speaks of authorisations).
    """
    missing = BODIES[kind].missing(body, "")
    if not body.get("enquiry"):
        return missing
    return [gap for gap in missing if not gap["pointer"].startswith(OF_STATEMENT)]


def with_defaults(body: JsonObject, *, state: str, kind: Kind = Kind.INDIVIDUAL) -> dict[str, Any]:
    """Every member, null where nothing is given; a box that is left out says what it usually says.

    `state`: the exporter's Member State, where items are and are declared unless it is said otherwise.
    """
    usual: dict[str, Any] = {
        "kind": kind.value,
        "activity": EXPORT,
        "location": state,
        "export_state": state,
        "procedure": Procedure.PERMANENT.value,
        "enquiry": False,
        "more_locations": [],
        "third_parties": [],
        "destinations": [],
        "end_users": [],
    }
    return {name: body.get(name, usual.get(name)) for name in members_of(kind, body)}
