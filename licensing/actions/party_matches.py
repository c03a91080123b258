"""Hits of parties: looked for when a party or a list changes (what officers say of them: `match_releases`)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from exportctl.core.actions.notices import owe_notice
from exportctl.core.locks import lock_all_for_update
from exportctl.core.transitions import record_all, transition, unrecorded
from licensing.errors import MatchOpen
from licensing.models import AuthorisationRequest, ListedName, PartyMatch, RequestParty
from licensing.queries.recipients import officers_told
from licensing.rules.party_matches import (
    PARTY_MATCH,
    Event,
    Hit,
    Source,
    State,
    hits,
)
from licensing.rules.requests import GRANTS

SETTLED_NOW = {"settled_by": None, "settled_at": None, "reason": ""}


def match_parties(*, request: AuthorisationRequest, at: datetime) -> int:
    """Compare every party of the version that counts with what stands on the lists; the number of new hits.

    The caller holds the request. A party that an earlier version named keeps its hits and what was said of them.
    """
    new = 0
    for party in request.version.parties.all() if request.version else ():
        listed = ListedName.objects.for_authority(request.authority_id)
        candidates = listed.filter(keys__overlap=party.match_keys) if party.match_keys else listed.none()
        found = hits(party.name, [each.listed for each in candidates])
        new += _store(request, party, found, at=at)
    return new


def match_names(*, names: Sequence[ListedName], at: datetime) -> int:
    """Look for new names in the parties of every open case; the number of new hits, of which officers are told."""
    by_request: dict[UUID, dict[int, tuple[RequestParty, list[ListedName]]]] = defaultdict(dict)
    for name in names:
        for party in _open_parties_like(name):
            by_request[party.request_id].setdefault(party.pk, (party, []))[1].append(name)
    new = 0
    for request in lock_all_for_update(AuthorisationRequest.objects.open().filter(pk__in=by_request)):
        found = sum(
            _store(request, party, hits(party.name, [each.listed for each in listed]), at=at)
            for party, listed in by_request[request.pk].values()
            if party.version_id == request.version_id
        )
        new += found
        if found:
            _tell("party_match_new", request, at=at)
    return new


def lapse_matches(*, source: Source, entries: Collection[UUID], at: datetime) -> None:
    """What rested on these entries asks nothing any more, for they stand on no list."""
    standing = [State.OPEN.value, State.CONFIRMED.value]
    rest = PartyMatch.objects.filter(source=source.value, entry__in=entries, status__in=standing)
    for match in lock_all_for_update(rest.select_related("request")):
        changes = {"settled_by": None, "settled_at": at, "reason": ""}
        transition(
            match,
            Event.LAPSE,
            machine=PARTY_MATCH,
            actor=None,
            at=at,
            changes=changes,
            **match_facts(match=match),
        )


def _open_parties_like(name: ListedName) -> Iterable[RequestParty]:
    parties = RequestParty.objects.current().filter(match_keys__overlap=name.keys)
    if name.authority_id:
        parties = parties.filter(authority=name.authority_id)
    return parties.filter(request__in=AuthorisationRequest.objects.open())


def _store(request: AuthorisationRequest, party: RequestParty, found: Iterable[Hit], *, at: datetime) -> int:
    """Write new hits, renew known ones; the number of those that an officer has to look at anew."""
    key = f"{party.role}:{party.name_key}"
    known = {(each.source, each.number): each for each in request.party_matches.filter(party_key=key)}
    new: list[PartyMatch] = []
    returned = 0
    for hit in found:
        match = known.get((hit.listed.source, hit.listed.number))
        if match is None:
            new.append(_match(request, party, key, hit, at))
        else:
            returned += _renew(match, request, party, hit, at)
    PartyMatch.objects.bulk_create(new)
    record_all(
        unrecorded(
            match,
            "find",
            machine=PARTY_MATCH,
            actor=None,
            at=at,
            target=State.OPEN,
            **match_facts(match=match),
        )
        for match in new
    )
    return len(new) + returned


def _match(
    request: AuthorisationRequest, party: RequestParty, key: str, hit: Hit, at: datetime
) -> PartyMatch:
    return PartyMatch(
        request=request,
        party=party,
        party_key=key,
        source=hit.listed.source,
        entry=hit.listed.entry,
        number=hit.listed.number,
        name=hit.listed.name,
        score=f"{hit.alike.score:.3f}",
        why=hit.why,
        opened_at=at,
    )


def _renew(
    match: PartyMatch, request: AuthorisationRequest, party: RequestParty, hit: Hit, at: datetime
) -> int:
    """A hit that is known: of the newest version, with what the list has now. 1 where it asks again.

    It does when the list has another name that is liker than the one of which an officer said whose it is, or when
    nobody said anything: it had lapsed.
    """
    changes = {
        "party": party,
        "entry": hit.listed.entry,
        "name": hit.listed.name,
        "score": f"{hit.alike.score:.3f}",
        "why": hit.why,
    }
    match.request = request
    liker = hit.listed.name != match.name and hit.alike.score > float(match.score)
    if match.status == State.RELEASED and (match.settled_by_id is None or liker):
        changes |= SETTLED_NOW
        transition(
            match,
            Event.RETURN,
            machine=PARTY_MATCH,
            actor=None,
            at=at,
            changes=changes,
            **match_facts(match=match),
        )
        return 1
    PartyMatch.objects.filter(pk=match.pk).update(**changes)
    return 0


def require_no_open_match(*, request: AuthorisationRequest, outcome: str, at: datetime) -> None:
    """Raise MatchOpen for a grant while a hit of one of its parties is open. The caller holds the request.

    The parties are compared once more: a list may have changed a moment ago.
    """
    if outcome not in GRANTS:
        return
    match_parties(request=request, at=at)
    count = PartyMatch.objects.open().filter(request=request).count()
    if count:
        raise MatchOpen(matches=count)


def match_facts(*, match: PartyMatch) -> dict[str, Any]:
    """What the trail says of a hit: no name."""
    return {"request": str(match.request_id), "list": match.source, "listed": match.number}


def _tell(kind: str, request: AuthorisationRequest, *, at: datetime) -> None:
    owe_notice(
        kind=kind,
        organisations=[request.authority],
        people=officers_told(request, at=at),
        reference=request.reference,
        path=matches_path(request=request),
        at=at,
    )


def matches_path(*, request: AuthorisationRequest) -> str:
    """Where the hits of a case are shown."""
    return f"{request.get_absolute_url()}/due-diligence"
