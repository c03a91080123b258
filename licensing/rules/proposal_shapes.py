"""What an officer sends: a proposal, with the words that others will read, and what was weighed."""

from dataclasses import dataclass
from typing import Any

from controllist.rules.functions import FUNCTIONS
from controllist.rules.texts import LANGUAGES
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.shapes import (
    Choice,
    Choices,
    Date,
    Errors,
    Integer,
    ListOf,
    Number,
    Object,
    Text,
    YesNo,
    error,
    most_of,
)
from licensing.rules.hearings import HEARING
from licensing.rules.requests import WITH_WORDS, LegalBasis, Outcome
from licensing.rules.shapes import ANSWERS, VERSION, country_of

MOST_OF_A_LIST = 50  # conditions, and models of an entry
# What is left out of these two is the item as notified, and the grounds.
ENTRY = Object(
    members={
        "name": Text(most=200, is_name=True, required=False),
        "manufacturer": Text(most=200, is_name=True, required=False),
        "models": ListOf(each=Text(most=120, is_name=True), most=MOST_OF_A_LIST, required=False),
        "functions": Choices(options=FUNCTIONS, required=False),
        "description": Text(most=8000, required=False),
        "language": Choice(options=LANGUAGES, required=False),  # in which these words are authentic
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

# Article 15(1), letters (a) to (d): what was weighed, in words. What is left out is not recorded.
CRITERIA = Object(
    members={
        name: Text(most=4000, required=False)
        for name in (
            "international_commitments",
            "sanctions",
            "foreign_and_security_policy",
            "end_use_and_diversion",
        )
    },
    required=False,
)
# Article 2(20): the four elements of a cyber-surveillance item, and why.
ELEMENTS = ("specially_designed", "covert_surveillance", "natural_persons", "ict_systems")
FINDING = Object(
    members={
        **{name: Choice(options=ANSWERS, required=False) for name in ELEMENTS},
        "reason": Text(most=4000, required=False),
    },
    required=False,
)
# Under a prohibition: the exemption or derogation that lifts it, by its number, and what was found.
LIFTED_BY = Object(
    members={"number": Text(most=60), "finding": Text(most=4000, required=False)}, required=False
)
# Of a global authorisation (Articles 12(4) and 15(2)): how the exporter's compliance programme was weighed, or why
# none is necessary.
ICP_FINDING = Object(
    members={
        "weighed": Text(most=4000, required=False),
        "unnecessary_because": Text(most=4000, required=False),
    },
    required=False,
)
REPORTS_EVERY = (3, 6, 12)  # months, as the authority chooses (Article 12(4))
MOST_LINES = 200
MOST_DESTINATIONS = 250
LONGEST_VALIDITY = 120  # months
LIMIT = Object(
    members={
        "line": Integer(least=1, most=MOST_LINES),
        "quantity": Number(required=False),
        "value": Number(places=2, positive=False, required=False),
    }
)


@dataclass(frozen=True)
class Condition(Object):
    """A condition: its text alone, or with when it is due and whether customs are shown it."""

    def check(self, value: Any, pointer: str, errors: Errors) -> Any:
        if isinstance(value, dict):
            return super().check(value, pointer, errors)
        return {"text": self.members["text"].check(value, pointer, errors)}

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.members["text"].schema(), super().schema()]}


CONDITION = Condition(
    members={
        "text": Text(most=4000),
        "show": YesNo(required=False),
        "due_on": Date(required=False),
    }
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
        "conditions": ListOf(each=CONDITION, most=MOST_OF_A_LIST, required=False),
        "entry": ENTRY,
        "dossier": DOSSIER,
        "hearing": HEARING,
        "without_advice": Text(most=2000, required=False),
        "line": Integer(least=1, most=MOST_LINES, required=False),
        "lines": ListOf(each=LIMIT, most=MOST_LINES, required=False),
        "destinations": ListOf(
            each=country_of(_("Choose the destination")), most=MOST_DESTINATIONS, required=False
        ),
        "valid_for_months": Integer(least=1, most=LONGEST_VALIDITY, required=False),
        "criteria": CRITERIA,
        "finding": FINDING,
        "icp": ICP_FINDING,
        "longer_because": Text(most=4000, required=False),
        "substantial_because": Text(most=4000, lines=True, required=False),
        "confidential_because": Text(most=4000, lines=True, required=False),
        "reports_every": Integer(least=1, most=12, required=False),
        "measure": LIFTED_BY,
        "version": VERSION,
    }
)
LONGEST_CONDITIONS = MOST_OF_A_LIST * (most_of(PROPOSAL, "conditions/0/text") + 1)
