"""What is particular to a kind of request. A kind that can be decided has a row here.

What an exporter declares (its shape, its gaps) is known to the app of the kind: `exportctl/declarations.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from exportctl.core.i18n import gettext_lazy as _
from licensing.rules.decision_clock import DECISION_DAYS
from licensing.rules.requests import Kind, LegalBasis, Outcome


@dataclass(frozen=True)
class KindRule:
    """The answers that a kind allows: on which legal bases, with which outcomes, and how its letters speak.

    `first_basis`: what a request is filed under; the proposal's counts. `decision_days`: the period where an authority
    has set none of its own (Article 12(5)). `letter`: the folder of the words that its letters have of their own;
    `receipt` and `declared` head a receipt and a copy of what was declared.
    `authorises`: a grant is an authorisation, with lines and a validity, decided by the criteria of Article 15.
    """

    legal_bases: frozenset[LegalBasis]
    outcomes: frozenset[Outcome]
    letter: str
    receipt: object
    declared: object
    first_basis: LegalBasis | None = None
    decision_days: int = DECISION_DAYS
    authorises: bool = False

    def combinations(self) -> set[tuple[Outcome, LegalBasis]]:
        """Every decision that can be taken: each needs its row in the table of effects."""
        return {(outcome, basis) for outcome in self.outcomes for basis in self.legal_bases}


# An export needs an authorisation because of Annex I, of a catch-all, of a national list, or of the EU-wide list.
OF_EXPORTS = frozenset(LegalBasis) - {LegalBasis.HUMAN_RIGHTS}

KINDS: Mapping[Kind, KindRule] = {
    # The catch-all: the legal basis is the proposal's, so that every one is open (Articles 4, 5, 9, 10).
    Kind.NOTIFICATION: KindRule(
        legal_bases=frozenset(LegalBasis),
        outcomes=frozenset(Outcome),
        letter="notification",
        receipt=_("Receipt of your notification"),
        declared=_("Notification as declared"),
    ),
    # One exporter, one end user or consignee, one or more items (Article 2(12)).
    Kind.INDIVIDUAL: KindRule(
        legal_bases=OF_EXPORTS,
        outcomes=frozenset(Outcome) - {Outcome.AUTHORISATION_REQUIRED},
        letter="request",
        receipt=_("Receipt of your request"),
        declared=_("Request as declared"),
        first_basis=LegalBasis.ANNEX_I,
        authorises=True,
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
