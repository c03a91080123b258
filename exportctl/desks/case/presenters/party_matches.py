"""The hits of a case's parties as its officers read them; its exporter never does."""

from dataclasses import dataclass
from typing import Any

from exportctl.desks.case.queries.cases import CasePage
from licensing.models import MatchRelease, PartyMatch, SanctionsEntry, WatchListEntry
from licensing.queries.party_matches import entries_of, matches_of, waiting_release, why
from licensing.queries.sanctions_lists import list_in_use
from licensing.rules.party_matches import Source, State

TAGS = {State.OPEN.value: "soon", State.RELEASED.value: "done", State.CONFIRMED.value: "flag"}


@dataclass(frozen=True)
class HitRow:
    """A hit, why it is one, what its list says, and what waits for a second officer."""

    match: PartyMatch
    why: str
    entry: SanctionsEntry | WatchListEntry | None
    waiting: MatchRelease | None

    @property
    def tag(self) -> str:
        return TAGS[self.match.status]

    @property
    def percent(self) -> int:
        return round(float(self.match.score) * 100)

    @property
    def is_sanction(self) -> bool:
        return self.match.source == Source.SANCTIONS


def hits_of(page: CasePage) -> dict[str, Any]:
    """For the tab: every hit of the parties that the case names now, and the list they are compared with."""
    return {"hits": hit_rows(page), "compared_with": list_in_use()}


def hit_rows(page: CasePage) -> list[HitRow]:
    matches = matches_of(page.request)
    entries = entries_of(matches)
    return [HitRow(match, why(match), entries.get(match.number), waiting_release(match)) for match in matches]
