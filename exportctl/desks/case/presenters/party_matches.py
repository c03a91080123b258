"""The hits of a case's parties as its officers read them; its exporter never does."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from exportctl.desks.case.queries.cases import CasePage
from licensing.models import PartyMatch
from licensing.queries.party_matches import matches_of, why
from licensing.rules.party_matches import State

TAGS = {State.OPEN.value: "soon", State.RELEASED.value: "done", State.CONFIRMED.value: "flag"}


@dataclass(frozen=True)
class HitRow:
    """A hit, and why it is one."""

    match: PartyMatch
    why: str

    @property
    def tag(self) -> str:
        return TAGS[self.match.status]

    @property
    def percent(self) -> int:
        return round(float(self.match.score) * 100)


def hits_of(page: CasePage) -> dict[str, Any]:
    """For the tab: every hit of the parties that the case names now, and the list they are compared with."""
    in_use = page.list_in_use
    compared = in_use and {**in_use, "dated_on": date.fromisoformat(in_use["dated_on"])}
    return {"hits": hit_rows(page), "compared_with": compared}


def hit_rows(page: CasePage) -> list[HitRow]:
    return [HitRow(match, why(match)) for match in matches_of(page.request)]
