"""What officers say of a hit: somebody else (two of them, of a sanctions list or a denial), or the one listed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    propose_act,
    require_other_officer,
)
from exportctl.core.errors import NotFound
from exportctl.core.locks import lock_for_update
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions.party_matches import match_facts, matches_path
from licensing.actions.requests import hold_request
from licensing.actions.state_consultations import ask_if_of_another_state
from licensing.models import MatchRelease, PartyMatch
from licensing.queries.pending_acts import takes_two
from licensing.queries.recipients import colleagues_of
from licensing.rules.party_matches import MATCH_RELEASE, PARTY_MATCH, Event, Source


@transaction.atomic
def release_match(*, request_id: UUID, match_id: UUID, reason: str, actor: User, at: datetime) -> PartyMatch:
    """Say that the party is somebody else. Of a sanctions hit or a denial, and where a rule of the authority asks for
    it, the first officer proposes it, a second one releases. Raises WrongStatus, FourEyes for whoever proposed it.
    """
    match = _hold(request_id, match_id, actor, at)
    PARTY_MATCH.step(match.status, Event.RELEASE)
    if not takes_two(match):
        return _settle(match, Event.RELEASE, reason, actor, at)
    waiting = lock_for_update(match.releases.pending())
    if waiting is None:
        _propose(match, reason, actor, at)
        return match
    require_other_officer(act=waiting, actor=actor)
    approve_act(act=waiting, machine=MATCH_RELEASE, actor=actor, at=at, **match_facts(match=match))
    return _settle(match, Event.RELEASE, reason or waiting.reason, actor, at)


@transaction.atomic
def confirm_match(*, request_id: UUID, match_id: UUID, reason: str, actor: User, at: datetime) -> PartyMatch:
    """Say that it is the one who is listed: one officer's word, for it bars and does not open. Raises WrongStatus.

    Of a denial the authority that denied is asked whether the transaction is essentially identical.
    """
    match = _hold(request_id, match_id, actor, at)
    PARTY_MATCH.step(match.status, Event.CONFIRM)
    _discard_waiting(match, actor, at)
    _settle(match, Event.CONFIRM, reason, actor, at)
    if match.source == Source.DENIAL:  # its state is asked at once (Article 16(5)); one's own is not
        ask_if_of_another_state(request=match.request, denial_id=match.entry, actor=actor, at=at)
    return match


@transaction.atomic
def reopen_match(*, request_id: UUID, match_id: UUID, reason: str, actor: User, at: datetime) -> PartyMatch:
    """Take back what was said of a hit: it asks again. Raises WrongStatus."""
    match = _hold(request_id, match_id, actor, at)
    changes = {"settled_by": actor, "settled_at": at, "reason": reason}
    transition(
        match,
        Event.REOPEN,
        machine=PARTY_MATCH,
        actor=actor,
        at=at,
        changes=changes,
        **match_facts(match=match),
    )
    return match


@transaction.atomic
def discard_release(*, request_id: UUID, match_id: UUID, actor: User, at: datetime) -> PartyMatch:
    """Drop what waits for a second officer, one's own or a colleague's; the hit stays open. Raises NotFound."""
    match = _hold(request_id, match_id, actor, at)
    if not _discard_waiting(match, actor, at):
        raise NotFound
    return match


def _propose(match: PartyMatch, reason: str, actor: User, at: datetime) -> None:
    request = match.request
    release = MatchRelease(match=match, reason=reason, proposed_by=actor)
    others = colleagues_of(actor, request=request, at=at)
    waiting = Waiting(
        "match_release_waiting", [request.authority], request.reference, matches_path(request=request), others
    )
    propose_act(act=release, machine=MATCH_RELEASE, at=at, waiting=waiting, **match_facts(match=match))


def _settle(match: PartyMatch, event: Event, reason: str, actor: User, at: datetime) -> PartyMatch:
    changes = {"settled_by": actor, "settled_at": at, "reason": reason}
    transition(
        match, event, machine=PARTY_MATCH, actor=actor, at=at, changes=changes, **match_facts(match=match)
    )
    return match


def _discard_waiting(match: PartyMatch, actor: User, at: datetime) -> bool:
    waiting = lock_for_update(match.releases.pending())
    if waiting is not None:
        discard_act(act=waiting, machine=MATCH_RELEASE, actor=actor, at=at)
    return waiting is not None


def _hold(request_id: UUID, match_id: UUID, actor: User, at: datetime) -> PartyMatch:
    """Seat, request, hit. Raises NotFound for a hit of another case."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    match = lock_for_update(request.party_matches.filter(pk=match_id))
    if match is None:
        raise NotFound
    match.request = request
    return match
