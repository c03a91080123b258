"""What is particular to a kind of request. A kind that can be decided has a row here."""

from collections.abc import Mapping
from dataclasses import dataclass

from licensing.rules.requests import Kind, LegalBasis, Outcome


@dataclass(frozen=True)
class KindRule:
    """The answers that a kind allows: on which legal bases, and with which outcomes."""

    legal_bases: frozenset[LegalBasis]
    outcomes: frozenset[Outcome]

    def combinations(self) -> set[tuple[Outcome, LegalBasis]]:
        """Every decision that can be taken: each needs its row in the table of effects."""
        return {(outcome, basis) for outcome in self.outcomes for basis in self.legal_bases}


KINDS: Mapping[Kind, KindRule] = {
    # The catch-all: the legal basis is the proposal's, so that every one is open (Articles 4, 5, 9, 10).
    Kind.NOTIFICATION: KindRule(legal_bases=frozenset(LegalBasis), outcomes=frozenset(Outcome)),
}


def legal_bases_of(kind: str) -> frozenset[LegalBasis]:
    """The legal bases on which a request of this kind is decided; none where the kind takes no decision."""
    rule = KINDS.get(Kind(kind))
    return rule.legal_bases if rule else frozenset()
