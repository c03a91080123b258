"""The hits of a case as officers and machines read them: the party, the list, and why in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exportctl.core.canonical import rfc3339
from exportctl.core.models import User
from licensing.models import (
    AuthorisationRequest,
    Denial,
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
    """Hits of the parties that the case names now, the open ones first; one query."""
    rows = PartyMatch.objects.current().filter(request=request).with_waiting_release()
    return sorted(rows, key=lambda match: match.status != State.OPEN)


def open_hits(request: AuthorisationRequest) -> list[PartyMatch]:
    """Those of its parties of which nobody has said yet what they are."""
    return list(PartyMatch.objects.open().filter(request=request).select_related("party"))


def waiting_release(match: PartyMatch) -> MatchRelease | None:
    """What a colleague proposed and nobody answered."""
    return match.releases.pending().select_related("proposed_by").first()


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


def entry_of(match: PartyMatch, *, viewer: User) -> SanctionsEntry | Denial | WatchListEntry | None:
    """What its list says of whoever is named there; None where it is gone, or nothing for the viewer."""
    if match.source == Source.SANCTIONS:
        in_use = SanctionsEntry.objects.filter(sanctions_list__status=ListState.IN_USE.value)
        return in_use.filter(number=match.number).select_related("sanctions_list").first()
    if match.source == Source.DENIAL:
        return Denial.objects.visible_to(viewer).filter(pk=match.entry).with_parties().first()
    return WatchListEntry.objects.filter(pk=match.entry).select_related("added_by").first()


def show_match(match: PartyMatch) -> dict[str, Any]:
    """For REST, to officers of the case's authority alone."""
    return {
        "id": str(match.pk),
        "party": match.party.name,
        "amended_name": match.amended_name or None,
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
        "waiting_release": str(match.waiting_release) if match.waiting_release else None,
    }


def role_label(match: PartyMatch) -> Any:
    return ROLE_LABELS[match.party.role]


def source_label(match: PartyMatch) -> Any:
    return SOURCE_LABELS[match.source]
