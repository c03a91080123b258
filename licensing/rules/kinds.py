"""What is particular to a kind of request. A kind that can be decided has a row here.

What an exporter declares (its shape, its gaps) is known to the app of the kind: `exportctl/declarations.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from licensing.rules.decision_clock import DECISION_DAYS
from licensing.rules.requests import Form, Kind, LegalBasis, Outcome


@dataclass(frozen=True)
class FormRule:
    """What follows from the form of an authorisation, whatever the kind of the request.

    `needs_statement`: of the end user, unless the authority waives it; `needs_icp`: for compliance, unless the
    authority finds it unnecessary (Article 12(4)). `asks_location`: the state where the items lie is consulted
    (Article 14(1)). `document_code` is what customs declare. `reports`: its holder may be asked to report its use.
    """

    document_code: str
    needs_statement: bool = False
    needs_icp: bool = False
    asks_location: bool = False
    reports: bool = False


FORMS: Mapping[Form, FormRule] = {
    # One exporter, one end user or consignee, one or more items (Article 2(12)).
    Form.INDIVIDUAL: FormRule("X060", needs_statement=True, asks_location=True),
    # One exporter, a type or category of items, for end users, for countries, or for both (Article 2(13)).
    Form.GLOBAL: FormRule("X070", needs_icp=True, reports=True),
}


@dataclass(frozen=True)
class KindRule:
    """The answers that a kind allows: on which legal bases, with which outcomes, and how its letters speak.

    `first_basis`: what a request is filed under; the proposal's counts. `decision_days`: the period where an authority
    has set none of its own (Article 12(5)). `letter`: the folder of the words that its letters have of their own;
    `receipt` and `declared` head a receipt and a copy of what was declared.
    `authorises`: a grant is an authorisation, with lines and a validity, decided by the criteria of Article 15.
    `form` is what it covers; None where each request says so. `longest_months`: how long it is valid at most, longer
    only with a reason; None where the authority is free (Article 12(3)). `called`: its name within a sentence.
    """

    legal_bases: frozenset[LegalBasis]
    outcomes: frozenset[Outcome]
    letter: str
    receipt: object
    declared: object
    first_basis: LegalBasis | None = None
    decision_days: int = DECISION_DAYS
    authorises: bool = False
    form: Form | None = None
    longest_months: int | None = None
    called: object = ""

    def combinations(self) -> set[tuple[Outcome, LegalBasis]]:
        """Every decision that can be taken: each needs its row in the table of effects."""
        return {(outcome, basis) for outcome in self.outcomes for basis in self.legal_bases}


# An export needs an authorisation because of Annex I, of a catch-all, of a national list, or of the EU-wide list.
OF_EXPORTS = frozenset(LegalBasis) - {LegalBasis.HUMAN_RIGHTS}

LARGE_PROJECT_MONTHS = 48  # Article 12(3)


def _of_exports(**more: Any) -> KindRule:
    return KindRule(
        legal_bases=OF_EXPORTS,
        outcomes=frozenset(Outcome) - {Outcome.AUTHORISATION_REQUIRED},
        letter="request",
        receipt=_("Receipt of your request"),
        declared=_("Request as declared"),
        first_basis=LegalBasis.ANNEX_I,
        authorises=True,
        **more,
    )


KINDS: Mapping[Kind, KindRule] = {
    # The catch-all: the legal basis is the proposal's, so that every one is open (Articles 4, 5, 9, 10).
    Kind.NOTIFICATION: KindRule(
        legal_bases=frozenset(LegalBasis),
        outcomes=frozenset(Outcome),
        letter="notification",
        receipt=_("Receipt of your notification"),
        declared=_("Notification as declared"),
    ),
    Kind.INDIVIDUAL: _of_exports(form=Form.INDIVIDUAL, called=_("an individual export authorisation")),
    Kind.GLOBAL: _of_exports(form=Form.GLOBAL, called=_("a global export authorisation")),
    # An individual or a global one for one named project: four years at most, longer if the project takes longer.
    Kind.LARGE_PROJECT: _of_exports(
        longest_months=LARGE_PROJECT_MONTHS, called=_("a large project authorisation")
    ),
}


def legal_bases_of(kind: str) -> frozenset[LegalBasis]:
    """The legal bases on which a request of this kind is decided; none where the kind takes no decision."""
    rule = KINDS.get(Kind(kind))
    return rule.legal_bases if rule else frozenset()


def outcomes_of(kind: str) -> frozenset[Outcome]:
    """The answers that a request of this kind can be given."""
    rule = KINDS.get(Kind(kind))
    return rule.outcomes if rule else frozenset()


def authorises(kind: str) -> bool:
    """Is a grant of this kind an authorisation, with lines and a validity?"""
    rule = KINDS.get(Kind(kind))
    return rule is not None and rule.authorises


def decision_days_of(kind: str) -> int:
    """Working days for a decision where the authority has set no period of its own."""
    rule = KINDS.get(Kind(kind))
    return rule.decision_days if rule else DECISION_DAYS


def form_of(kind: str, body: Mapping[str, Any]) -> Form | None:
    """The form of what a request of this kind asks for; None of a notification, and where its body says none yet."""
    rule = KINDS.get(Kind(kind))
    if rule is None or not rule.authorises:
        return None
    named = body.get("form")
    return rule.form or (Form(named) if named in set(Form) else None)


def needs_longer_reason(kind: str, *, months: int) -> bool:
    """Is it valid for longer than its kind is without a reason from the project's duration (Article 12(3))?"""
    rule = KINDS.get(Kind(kind))
    return rule is not None and rule.longest_months is not None and months > rule.longest_months


def takes_statement(kind: str, body: Mapping[str, Any]) -> bool:
    """May an end user sign for it? Where one is named; a global request may leave the statement out (Article 12(4))."""
    return form_of(kind, body) is not None and (needs_statement(kind, body) or bool(body.get("end_users")))


def needs_statement(kind: str, body: Mapping[str, Any]) -> bool:
    """Does it need the end-use statement of its one end user, unless the authority waives it (Article 12(4))?"""
    form = form_of(kind, body)
    return form is not None and FORMS[form].needs_statement


def is_open_to_third_countries(kind: str, form: str) -> bool:
    """Article 12(2): whoever is established in no Member State is granted individual authorisations alone."""
    return kind == Kind.INDIVIDUAL or (kind == Kind.LARGE_PROJECT and form in ("", Form.INDIVIDUAL.value))
