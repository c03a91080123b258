"""Two facts, never derived from one another: what a decision rests on, and the regime of the procedure that follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import gettext_noop
from licensing.rules.requests import LegalBasis

# Parliament adopted amendments on 17 January 2018, known here from the press release alone: no position, no law.
VOTE_OF_2018 = gettext_noop("European Parliament, January 2018, as its press release describes it")


@dataclass(frozen=True)
class Basis:
    """The provision that a national decision rests on. `provision`: national law that makes it law, as stored."""

    text: Any
    in_force: bool = True
    provision: str = ""


@dataclass(frozen=True)
class Regime:
    """The rules of the procedure about the list: frozen on it, or those chosen before. `name` is untranslated."""

    rule_set: str
    name: str
    in_force: bool

    def as_facts(self) -> dict[str, Any]:
        """As letters, evidence and REST carry it."""
        return {"rule_set": self.rule_set, "regime": self.name, "in_force": self.in_force}

    @classmethod
    def of_facts(cls, facts: Mapping[str, Any]) -> "Regime":
        return cls(facts["rule_set"], facts["regime"], facts["in_force"])


BASES: Mapping[LegalBasis, Basis] = {
    LegalBasis.HUMAN_RIGHTS: Basis(_(VOTE_OF_2018), in_force=False),
    LegalBasis.EU_LIST: Basis(_(VOTE_OF_2018), in_force=False),
    LegalBasis.ANNEX_I: Basis(_("Regulation (EU) 2021/821, Annex I")),
    LegalBasis.ARTICLE_4: Basis(_("Regulation (EU) 2021/821, Article 4")),
    LegalBasis.ARTICLE_5: Basis(_("Regulation (EU) 2021/821, Article 5")),
    LegalBasis.ARTICLE_9: Basis(_("Regulation (EU) 2021/821, Article 9")),
    LegalBasis.ARTICLE_10: Basis(_("Regulation (EU) 2021/821, Article 10")),
}
NOT_LAW = frozenset(code for code, basis in BASES.items() if not basis.in_force)


def basis(legal_basis: str, *, provision: str = "") -> Basis:
    """What a decision on `legal_basis` rests on; a national provision makes law of what the Union has not adopted."""
    plain = BASES[LegalBasis(legal_basis)]
    if plain.in_force or not provision:
        return plain
    return replace(plain, text=provision, in_force=True, provision=provision)


def starts_from_article_5(*, regime: Regime, legal_basis: str) -> bool:
    """Does the regime leave no room for the mechanism of 2018? Article 5(5)–(6) starts from Article 5 itself."""
    return regime.in_force and legal_basis == LegalBasis.HUMAN_RIGHTS


def first_basis(*, regime: Regime, proposed_law: bool) -> LegalBasis:
    """What a notification is filed under: the mechanism of 2018 where it may be applied, else Article 5(2)."""
    usable = proposed_law and not regime.in_force
    return LegalBasis.HUMAN_RIGHTS if usable else LegalBasis.ARTICLE_5
