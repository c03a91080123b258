"""On what a decision here may rest, and under which rules the procedure about the list runs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from exportctl.core import clock
from exportctl.core.models import Organisation
from licensing.models import AuthorisationRequest, Decision
from licensing.queries.letterheads import letterhead_of
from licensing.rules.kinds import legal_bases_of
from licensing.rules.regimes import NOT_LAW, Basis, Regime, basis, starts_from_article_5
from licensing.rules.requests import LegalBasis


@dataclass(frozen=True)
class ListingRegimes:
    """What the app above knows of procedures about the list (settings.LISTING_REGIMES)."""

    chosen: Callable[[], Regime]  # for procedures opened from now on
    of: Callable[[Decision], Regime]  # of a decision that is put to the other states


@cache
def _listing() -> ListingRegimes:
    regimes: ListingRegimes = import_string(settings.LISTING_REGIMES)
    return regimes


def regime_chosen() -> Regime:
    """The regime under which a procedure would open now."""
    return _listing().chosen()


def regime_of(decision: Decision) -> Regime | None:
    """The regime of the procedure that a decision is put to; None for one that goes to no other state."""
    return _listing().of(decision) if decision.opens_procedure else None


def proposed_law_applies() -> bool:
    """Are decisions on what is not law taken here for the sake of showing it? In a demonstration alone."""
    return clock.is_demonstration()


def basis_of(legal_basis: str, *, authority: Organisation) -> Basis:
    """What an authority's decision on `legal_basis` rests on, with its own national provision where that is needed."""
    return basis(legal_basis, provision=provision_of(legal_basis, authority=authority))


def provision_of(legal_basis: str, *, authority: Organisation) -> str:
    """The national provision that the authority has stored for a basis that is not Union law."""
    return letterhead_of(authority).provisions.get(legal_basis, "") if legal_basis in NOT_LAW else ""


def is_law_for(legal_basis: str, *, authority: Organisation) -> bool:
    """May the authority decide on it: law in force, made law by a stored provision, or a demonstration?"""
    if legal_basis not in NOT_LAW or proposed_law_applies():
        return True
    return bool(provision_of(legal_basis, authority=authority))


def offered_bases(request: AuthorisationRequest) -> list[LegalBasis]:
    """The legal bases on which this request can be decided here and now."""
    regime = regime_chosen()
    allowed = legal_bases_of(request.kind)
    return [
        code
        for code in LegalBasis
        if code in allowed
        and not starts_from_article_5(regime=regime, legal_basis=code)
        and is_law_for(code, authority=request.authority)
    ]
