"""The review of a denial (Article 16(2)): one officer proposes to renew, amend or revoke it, another carries it out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.transitions import transition
from licensing.actions.denials import tell_others
from licensing.actions.disclosures import refuse_names
from licensing.actions.listed_names import unlist_names
from licensing.actions.passed_denials import tell_customs_no_more
from licensing.models import Denial, DenialReview
from licensing.queries.decision_periods import today_of
from licensing.rules.denials import DENIAL, DENIAL_REVIEW, Event, next_review_on, review_gaps
from licensing.rules.party_matches import Source

# What everybody else is told once it is carried out.
NOTICES = {
    Event.RENEW: "denial_renewed",
    Event.AMEND: "denial_amended",
    Event.REVOKE: "denial_revoked",
}


@transaction.atomic
def propose_review(
    *, denial_id: UUID, outcome: str, actor: User, at: datetime, reason: str = "", ground: str = ""
) -> DenialReview:
    """What the review comes to. Raises WrongStatus, Pending, Invalid at what it lacks, NamesExporter."""
    denial = _hold(denial_id, actor, at)
    DENIAL.step(denial.status, outcome)
    require_none_pending(acts=denial.reviews.all())
    number = 1 + denial.reviews.filter(status="approved").count()
    if gaps := review_gaps(outcome=outcome, reason=reason, ground=ground, number=number):
        raise Invalid(errors=gaps)
    words = ground if outcome == Event.AMEND else ""
    if words and denial.request:
        refuse_names(exporter=denial.request.exporter, texts={"/ground": words})
    review = DenialReview(
        denial=denial,
        number=number,
        outcome=Event(outcome).value,
        reason=reason,
        ground=words,
        ground_before=denial.ground,
        proposed_by=actor,
    )
    path = denial.get_absolute_url()
    waiting = Waiting("denial_review_waiting", [denial.authority], denial.reference, path)
    facts = {"denial": denial.reference, "outcome": review.outcome, "number": number}
    propose_act(act=review, machine=DENIAL_REVIEW, at=at, waiting=waiting, **facts)
    return review


@transaction.atomic
def approve_review(*, denial_id: UUID, review_id: UUID, actor: User, at: datetime) -> Denial:
    """Carry it out and tell every other authority and the Commission. Raises FourEyes, WrongStatus."""
    denial, review = _hold_review(denial_id, review_id, actor, at)
    require_other_officer(act=review, actor=actor)
    DENIAL_REVIEW.step(review.status, "approve")
    facts = {"denial": denial.reference, "outcome": review.outcome}
    approve_act(act=review, machine=DENIAL_REVIEW, actor=actor, at=at, **facts)
    due_on = next_review_on(review.outcome, reviewed_on=today_of(denial.authority, at=at))
    changes: dict[str, Any] = {"review_due_on": due_on}
    if review.outcome == Event.AMEND:
        changes["ground"] = review.ground
    if review.outcome == Event.REVOKE:
        unlist_names(source=Source.DENIAL, entry=denial.pk, at=at)
        tell_customs_no_more(denials=[denial], at=at)
    transition(denial, review.outcome, machine=DENIAL, actor=actor, at=at, changes=changes, **facts)
    tell_others(denial=denial, kind=NOTICES[Event(review.outcome)], at=at, due_on=due_on)
    return denial


@transaction.atomic
def discard_review(*, denial_id: UUID, review_id: UUID, actor: User, at: datetime) -> DenialReview:
    """Drop a proposal, one's own or a colleague's."""
    _denial, review = _hold_review(denial_id, review_id, actor, at)
    discard_act(act=review, machine=DENIAL_REVIEW, actor=actor, at=at)
    return review


def _hold(denial_id: UUID, actor: User, at: datetime) -> Denial:
    """Seat, then denial. Raises NotFound for whoever may not know of it, Forbidden for another authority's officers."""
    denial = Denial.objects.visible_to(actor).filter(pk=denial_id).first()
    if denial is None:
        raise NotFound
    access.hold_seat(
        actor=actor,
        permission=Permission.HANDLE,
        organisations=denial.organisation_ids(Permission.HANDLE),
        at=at,
    )
    rows = Denial.objects.filter(pk=denial_id)
    locked: Denial | None = locks.lock_for_update(
        rows.select_related("authority__member_state", "request__exporter__organisation")
    )
    if locked is None:
        raise NotFound
    return locked


def _hold_review(denial_id: UUID, review_id: UUID, actor: User, at: datetime) -> tuple[Denial, DenialReview]:
    denial = _hold(denial_id, actor, at)
    review: DenialReview = hold_act(acts=denial.reviews.all(), act_id=review_id)
    review.denial = denial
    return denial, review
