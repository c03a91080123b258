"""Conflicts of interest: declared by the officer, lifted by another one only (guarantee G12)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import locks
from exportctl.core.actions.four_eyes import discard_act
from exportctl.core.errors import FourEyes, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import record, transition
from licensing.actions.requests import hold_request, tell_officers
from licensing.models import AuthorisationRequest, Conflict
from licensing.queries.conflicts import own_pending_acts, own_proposals
from licensing.rules.pending_acts import PENDING_ACT
from licensing.rules.requests import PROPOSAL, REQUEST, Event, ProposalEvent


@transaction.atomic
def declare_conflict(*, request_id: UUID, reason: str, actor: User, at: datetime) -> Conflict:
    """Step back from a case: it is hidden from the officer, and free for a colleague to take.

    What the officer proposed or put forward and nobody has approved yet goes back: it must not stand.
    """
    _drop_own_acts(request_id, actor, at)
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    was_theirs = request.assigned_to_id == actor.pk
    _return_own_proposal(request, actor, at)
    for rows, machine in own_proposals(request, actor):
        for act in locks.lock_all_for_update(rows):
            discard_act(act=act, machine=machine, actor=actor, at=at)
    if was_theirs:
        request.assigned_to, request.changed_at = None, at
        request.save(update_fields=["assigned_to", "changed_at"])
    conflict = Conflict.objects.create(request=request, officer=actor, reason=reason, declared_at=at)
    record(
        request,
        "declare_conflict",
        machine=REQUEST,
        actor=actor,
        at=at,
        conflict=str(conflict.pk),
        assignment_ended=was_theirs,
    )
    tell_officers(kind="conflict_declared", request=request, actor=actor, at=at)
    return conflict


def _drop_own_acts(request_id: UUID, actor: User, at: datetime) -> None:
    """What waits for a second officer is locked before the case that it is about."""
    for waiting in locks.lock_all_for_update(own_pending_acts(request_id, actor)):
        discard_act(act=waiting, machine=PENDING_ACT, actor=actor, at=at)


def _return_own_proposal(request: AuthorisationRequest, actor: User, at: datetime) -> None:
    waiting = request.proposals.pending_from(actor).first()
    if waiting is None:
        return
    changes = {"settled_at": at}
    transition(waiting, ProposalEvent.RETURN, machine=PROPOSAL, actor=actor, at=at, changes=changes)
    changes = {"changed_at": at}
    facts = {"taken_back": True}
    transition(request, Event.RETURN, machine=REQUEST, actor=actor, at=at, changes=changes, **facts)


@transaction.atomic
def lift_conflict(*, request_id: UUID, conflict_id: UUID, actor: User, at: datetime) -> Conflict:
    """A colleague lifts a conflict that exists no more; the case can be seen and taken again."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    conflict: Conflict | None = locks.lock_for_update(
        Conflict.objects.standing().filter(pk=conflict_id, request=request)
    )
    if conflict is None:
        raise NotFound
    if conflict.officer_id == actor.pk:
        raise FourEyes(_("Nobody lifts their own conflict of interest."))
    conflict.lifted_by, conflict.lifted_at = actor, at
    conflict.save(update_fields=["lifted_by", "lifted_at"])
    record(request, "lift_conflict", machine=REQUEST, actor=actor, at=at, conflict=str(conflict.pk))
    return conflict
