"""The hits of a case as officers and machines read them: the party, the list, and why in words."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exportctl.core.canonical import rfc3339
from licensing.models import (
    AuthorisationRequest,
    MatchRelease,
    PartyMatch,
    SanctionsEntry,
    WatchListEntry,
)
from licensing.models.party_matches import SOURCE_LABELS
from licensing.models.versions import ROLE_LABELS
from licensing.rules.party_matches import Source, State
from licensing.rules.party_names import Sign
from licensing.rules.sanctions_lists import State as ListState

SIGNS: Mapping[str, str] = {
    Sign.SAME.value: gettext_noop("The words that say who it is are the same."),
    Sign.OTHER_SCRIPT.value: gettext_noop("One of the two is written in another script."),
    Sign.OTHER_ORDER.value: gettext_noop("The words stand in another order."),
    Sign.WRITTEN_TOGETHER.value: gettext_noop(
        "One of the two writes as one word what the other writes apart."
    ),
    Sign.MORE_WORDS.value: gettext_noop("One of the two has words that the other has not."),
}


def matches_of(request: AuthorisationRequest) -> list[PartyMatch]:
    """Hits of the parties that the case names now, the open ones first; each with what waits for a second officer."""
    waiting = MatchRelease.objects.pending().select_related("proposed_by")
    rows = (
        PartyMatch.objects.current()
        .filter(request=request)
        .select_related("party", "settled_by")
        .prefetch_related(Prefetch("releases", waiting, to_attr="waiting"))
    )
    return sorted(rows, key=lambda match: match.status != State.OPEN)


def confirmed_sanctions(request: AuthorisationRequest) -> QuerySet[PartyMatch]:
    """Parties of the case that officers found on the sanctions list."""
    return PartyMatch.objects.current().filter(
        request=request, source=Source.SANCTIONS.value, status=State.CONFIRMED.value
    )


def waiting_release(match: PartyMatch) -> MatchRelease | None:
    """What a colleague proposed and nobody answered."""
    waiting: list[MatchRelease] | None = getattr(match, "waiting", None)  # read with the others
    if waiting is None:
        waiting = list(match.releases.pending())
    return waiting[0] if waiting else None


def why(match: PartyMatch) -> str:
    """In words: which stands for which, and what else explains it."""
    differing = [(ours, theirs) for ours, theirs in match.why["words"] if ours != theirs]
    sentences = []
    if differing:
        read = _("“%(ours)s” may be “%(theirs)s”")
        sentences.append(
            "; ".join(read % {"ours": ours, "theirs": theirs} for ours, theirs in differing) + "."
        )
    sentences += [_(SIGNS[sign]) for sign in match.why["signs"]]
    return " ".join(sentences) or _("The words that say who it is are the same.")


def entries_of(matches: list[PartyMatch]) -> dict[str, SanctionsEntry | WatchListEntry]:
    """What the lists say of those who are named, by the number of each: at most two queries."""
    numbers = {match.number for match in matches if match.source == Source.SANCTIONS}
    watched = {match.entry for match in matches if match.source == Source.WATCH_LIST}
    found: dict[str, SanctionsEntry | WatchListEntry] = {}
    if numbers:
        in_use = SanctionsEntry.objects.filter(sanctions_list__status=ListState.IN_USE.value)
        found |= {
            each.number: each for each in in_use.filter(number__in=numbers).select_related("sanctions_list")
        }
    if watched:
        rows = WatchListEntry.objects.filter(pk__in=watched).select_related("added_by")
        by_entry = {row.pk: row for row in rows}
        found |= {
            match.number: by_entry[match.entry]
            for match in matches
            if match.source == Source.WATCH_LIST and match.entry in by_entry
        }
    return found


def show_match(match: PartyMatch) -> dict[str, Any]:
    """For REST, to officers of the case's authority alone."""
    waiting = waiting_release(match)
    return {
        "id": str(match.pk),
        "party": match.party.name,
        "role": match.party.role,
        "country": match.party.country,
        "source": match.source,
        "number": match.number,
        "name": match.name,
        "score": float(match.score),
        "why": why(match),
        "status": match.status,
        "reason": match.reason or None,
        "settled_at": rfc3339(match.settled_at) if match.settled_at else None,
        "waiting_release": str(waiting.pk) if waiting else None,
    }


def role_label(match: PartyMatch) -> Any:
    return ROLE_LABELS[match.party.role]


def source_label(match: PartyMatch) -> Any:
    return SOURCE_LABELS[match.source]
