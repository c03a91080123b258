"""Hits of parties: looked for when a party or a list changes (what officers say of them: `match_releases`)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from exportctl.core.actions.notices import owe_notice
from exportctl.core.locks import lock_all_for_update, lock_for_update
from exportctl.core.transitions import record_all, transition, unrecorded
from licensing.errors import MatchOpen
from licensing.models import AuthorisationRequest, Denial, ListedName, PartyMatch, RequestParty
from licensing.models.party_matches import is_compared
from licensing.queries.recipients import officers_told
from licensing.rules.party_matches import (
    PARTY_MATCH,
    Event,
    Hit,
    Listed,
    Source,
    State,
    hits,
)
from licensing.rules.party_names import keys
from licensing.rules.requests import GRANTS
from licensing.rules.versions import name_key

SETTLED_NOW = {"settled_by": None, "settled_at": None, "reason": ""}
IN_ONE_QUERY = 500  # names that are looked for together: a first list has some 25,000
Said = ParamSpec("Said")
Done = TypeVar("Done")
Found = Iterable[tuple[RequestParty, list[Hit]]]


def match_parties(
    *, request: AuthorisationRequest, at: datetime, renamed: Mapping[str, str] | None = None
) -> int:
    """Compare every party of the version that counts with what stands on the lists; the number of new hits.

    The caller holds the request. A party that an earlier version named keeps its hits and what was said of them.
    `renamed`: role → how an authorisation writes the first of that role, where two officers changed that.
    """
    parties = [*request.parties, *_as_written(request, renamed or {})]
    sought = sorted({key for party in parties for key in party.match_keys})
    listed = ListedName.objects.for_authority(request.authority_id)
    names = list(listed.filter(keys__overlap=sought)) if sought else []
    by_key = _by_key(_of_others(request, names))
    return _store(request, [(party, _hits(party, _named_alike(party, by_key))) for party in parties], at=at)


def _of_others(request: AuthorisationRequest, names: Sequence[ListedName]) -> list[ListedName]:
    """Without what the case itself was denied: its parties are no news to it."""
    if all(name.source != Source.DENIAL for name in names):
        return [*names]
    own = set(Denial.objects.filter(request=request).values_list("pk", flat=True))
    return [name for name in names if name.entry not in own]


def _as_written(request: AuthorisationRequest, renamed: Mapping[str, str]) -> list[RequestParty]:
    """The same party under another name, to compare it by that as well."""
    found = []
    for role, name in renamed.items():
        first = next((party for party in request.parties if party.role == role), None)
        if first and first.name != name:
            party = copy(first)
            party.name, party.name_key, party.match_keys = name, name_key(name), sorted(keys(name))
            found.append(party)
    return found


def compare_anew(*, request: AuthorisationRequest, renamed: Mapping[str, str], at: datetime) -> None:
    """Before two officers let an authorisation live on: what is found is told, and asks before they approve.

    The caller holds the request.
    """
    if match_parties(request=request, at=at, renamed=renamed):
        _tell("party_match_new", request, at=at)


def match_names(*, names: Sequence[ListedName], at: datetime) -> int:
    """Look for new names in the parties of cases; the number of new hits, of which their officers are told.

    Compared before anything is locked: then the cases that are hit, and the names, for one may be gone meanwhile.
    """
    by_request: dict[UUID, list[tuple[RequestParty, list[Hit]]]] = defaultdict(list)
    for party, listed in _open_parties_like(names):
        if alike := _hits(party, listed):
            by_request[party.request_id].append((party, alike))
    requests = lock_all_for_update(
        AuthorisationRequest.objects.filter(is_compared()).filter(pk__in=by_request)
    )
    standing = _standing(
        hit.listed for found in by_request.values() for _party, alike in found for hit in alike
    )
    new = 0
    for request in requests:
        found = [
            (party, [hit for hit in alike if hit.listed.entry in standing])
            for party, alike in by_request[request.pk]
            if party.version_id == request.version_id
        ]
        count = _store(request, found, at=at)
        new += count
        if count:
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


def _open_parties_like(names: Sequence[ListedName]) -> Iterable[tuple[RequestParty, list[ListedName]]]:
    """Parties of the cases that are compared, each with those of the names that it has a key in common with."""
    candidates: dict[int, tuple[RequestParty, list[ListedName]]] = {}
    for start in range(0, len(names), IN_ONE_QUERY):
        some = names[start : start + IN_ONE_QUERY]
        by_key = _by_key(some)
        parties = RequestParty.objects.current().filter(match_keys__overlap=sorted(by_key))
        authorities = {name.authority_id for name in some}
        if None not in authorities:
            parties = parties.filter(authority__in=authorities)
        for party in parties.filter(request__in=AuthorisationRequest.objects.filter(is_compared())):
            theirs = [
                name
                for name in _named_alike(party, by_key)
                if name.authority_id in (None, party.authority_id)
            ]
            candidates.setdefault(party.pk, (party, []))[1].extend(theirs)
    return candidates.values()


def _by_key(names: Iterable[ListedName]) -> dict[str, list[ListedName]]:
    by_key: dict[str, list[ListedName]] = defaultdict(list)
    for name in names:
        for key in name.keys:
            by_key[key].append(name)
    return by_key


def _named_alike(party: RequestParty, by_key: Mapping[str, Sequence[ListedName]]) -> list[ListedName]:
    """Each once, in the order of the lists."""
    alike = {name.pk: name for key in party.match_keys for name in by_key.get(key, ())}
    return [alike[pk] for pk in sorted(alike)]


def _hits(party: RequestParty, names: Iterable[ListedName]) -> list[Hit]:
    return hits(party.name, [name.listed for name in names])


def _standing(listed: Iterable[Listed]) -> set[UUID]:
    """Which of these entries stand on their list, and stay there until we commit."""
    entries = {(each.source, each.entry) for each in listed}
    if not entries:
        return set()
    sources, rows = {source for source, _entry in entries}, {entry for _source, entry in entries}
    names = ListedName.objects.standing().filter(source__in=sources, entry__in=rows)
    return {name.entry for name in lock_all_for_update(names)}


def _store(request: AuthorisationRequest, found: Found, *, at: datetime) -> int:
    """Write new hits, renew known ones; the number of those that an officer has to look at anew."""
    by_party = {f"{party.role}:{party.name_key}": (party, alike) for party, alike in found if alike}
    if not by_party:
        return 0
    rows = request.party_matches.filter(party_key__in=by_party)
    known = {(each.party_key, each.source, each.number): each for each in rows}
    new: list[PartyMatch] = []
    returned = 0
    for key, (party, alike) in by_party.items():
        for hit in alike:
            match = known.get((key, hit.listed.source, hit.listed.number))
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
        compared_as=party.name,
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
        "compared_as": party.name,
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
    if count := PartyMatch.objects.open().filter(request=request).count():
        raise MatchOpen(matches=count)


def hits_stay() -> Callable[[Callable[Said, Done]], Callable[Said, Done]]:
    """Around an act on a case: what was found stays to be seen where the act is refused for it, and taken back."""

    def around(act: Callable[Said, Done]) -> Callable[Said, Done]:
        @wraps(act)
        def perform(*given: Said.args, **words: Said.kwargs) -> Done:
            try:
                return act(*given, **words)
            except MatchOpen:
                _find_again(words["request_id"], words["at"])
                raise

        return perform

    return around


@transaction.atomic
def _find_again(request_id: Any, at: Any) -> None:
    request = lock_for_update(AuthorisationRequest.objects.filter(pk=request_id))
    if request is not None:
        match_parties(request=request, at=at)


def require_settled(*, request: AuthorisationRequest, renamed: Mapping[str, str], at: datetime) -> None:
    """The same before an authorisation lives on: raise MatchOpen while a hit of one of its parties is open."""
    match_parties(request=request, at=at, renamed=renamed)
    if count := PartyMatch.objects.open().filter(request=request).count():
        raise MatchOpen.before_it_lives_on(request.reference, count)


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
