"""Denials as other authorities read them, and those that an item or a party may remind of."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Left

from exportctl.core import access
from exportctl.core.calendar import local_date
from exportctl.core.canonical import rfc3339
from exportctl.core.models import User
from exportctl.core.notices import zone_of
from exportctl.core.rules.permissions import Permission
from exportctl.core.todos import Source
from licensing.models import (
    AuthorisationChange,
    AuthorisationRequest,
    Denial,
    DenialParty,
    DenialReview,
    Proposal,
)
from licensing.models.denials import DenialQuerySet
from licensing.queries.decision_periods import today_of
from licensing.queries.proposals import refused_of
from licensing.queries.regimes import basis_of
from licensing.rules import todos
from licensing.rules.change_requests import refuses_export
from licensing.rules.denials import WARN_DAYS, Act, act_of_change, act_of_decision

MOST_WORDS = 300  # of what somebody wrote, as a list shows it


def show_denial(denial: Denial) -> dict[str, Any]:
    """In the contract's shape; of a denial of several destinations `destination` is the first."""
    return {
        "reference": denial.reference,
        "state": str(denial.member_state_id),
        "act": denial.act,
        "decided_on": denial.decided_on.isoformat(),
        "notified_on": notified_on(denial).isoformat(),
        "valid": denial.is_valid,
        "review_due_on": denial.review_due_on.isoformat() if denial.review_due_on else None,
        "classification": denial.control_entry or None,
        "item": denial.item,
        "destination": denial.destinations[0] if denial.destinations else None,
        "destinations": denial.destinations,
        "parties": [_party(party) for party in denial.parties.all()],
        "ground": denial.ground,
    }


def show_told(denial: Denial) -> dict[str, Any]:
    """The same to an officer, with the instant at which the own customs were told: see `with_passing`."""
    at: datetime | None = denial.passed_on_at  # type: ignore[attr-defined]  # an annotation
    return {**show_denial(denial), "passed_on_at": rfc3339(at) if at else None}


def show_review(review: DenialReview) -> dict[str, Any]:
    """What its review comes to, or came to."""
    return {
        "id": str(review.pk),
        "status": review.status,
        "number": review.number,
        "outcome": review.outcome,
        "reason": review.reason or None,
        "ground": review.ground or None,
    }


def show_passed(denial: Denial) -> dict[str, Any]:
    """What customs read of one that was passed on to them: neither its ground nor what was done there."""
    left_out = ("act", "review_due_on", "ground", "classification", "destination")
    shown = {name: value for name, value in show_denial(denial).items() if name not in left_out}
    return {**shown, "legal_basis": denial.legal_basis}


def denies(proposal: Proposal, *, request: AuthorisationRequest) -> bool:
    """Are the other states and the Commission notified of what this proposal refuses, once it is approved?

    Of a draft that names no basis yet nobody knows.
    """
    if not proposal.legal_basis:
        return False
    parts = refused_of(request, proposal.outcome, lines=proposal.lines, left_out=proposal.left_out)
    act = act_of_decision(
        kind=request.kind,
        outcome=proposal.outcome,
        in_force=basis_of(proposal.legal_basis, authority=request.authority).in_force,
        refuses_part=bool(parts),
        is_enquiry=request.is_enquiry,
    )
    return act is not None


def act_of_done(change: AuthorisationChange) -> Act | None:
    """What an act of two officers on an authorisation is notified as, once it is approved; None for most."""
    asked, terms = change.change_request, change.terms
    refuses = asked is not None and refuses_export(
        asked.kind, no_denial_because=terms.get("no_denial_because") or ""
    )
    return act_of_change(
        change.event,
        in_force=change.authorisation.in_force,
        substantial=bool(terms.get("substantial")),
        refuses=refuses,
    )


def notified_on(denial: Denial) -> date:
    """The local day of the notification; of another state the day of its paper, whenever that was entered."""
    return denial.paper_on or today_of(denial.authority, at=denial.notified_at)


def denials_with_words(rows: DenialQuerySet, words: str) -> DenialQuerySet:
    """Those whose number, item, entry or party holds the words."""
    parties = DenialParty.objects.filter(name__icontains=words).values("denial")
    return rows.filter(
        Q(reference__icontains=words)
        | Q(name__icontains=words)
        | Q(model__icontains=words)
        | Q(manufacturer__icontains=words)
        | Q(control_entry__istartswith=words)
        | Q(paper_number__icontains=words)
        | Q(pk__in=parties)
    )


def _party(party: DenialParty) -> dict[str, str]:
    return {
        "role": party.role,
        "name": party.name,
        "address": party.address,
        "country": party.country,
    }


def sources(user: User, at: datetime) -> Iterator[Source]:
    """What waits about an authority's own denials: reviews that are due, and those that wait for a second officer."""
    offices = access.organisations_of(user, Permission.HANDLE)
    if not offices:
        return
    own = Denial.objects.visible_to(user).filter(authority__in=[each.pk for each in offices])
    waiting = DenialReview.objects.pending()
    today = local_date(at, zone_of(offices[0]))
    to_assess = own.to_assess(on=today).exclude(pk__in=waiting.values("denial"))
    yield Source(kind=todos.ASSESS_SUSPENSION, noun="denial", rows=to_assess, facts=_facts(""))
    soon = today + timedelta(days=WARN_DAYS)
    yield Source(
        kind=todos.REVIEW_DENIAL,
        noun="denial",
        rows=own.due_for_review(until=soon).exclude(
            Q(pk__in=waiting.values("denial")) | Q(pk__in=own.to_assess(on=today).values("pk"))
        ),
        due_on=F("review_due_on"),
        facts=_facts(""),
    )
    yield Source(
        kind=todos.APPROVE_DENIAL_REVIEW,
        noun="denial",
        rows=DenialReview.objects.may_be_approved_by(user).filter(denial__in=own),
        about="denial_id",
        facts=_facts("denial__") | {"who": F("proposed_by__name"), "reason": Left("reason", MOST_WORDS)},
    )


def _facts(path: str) -> dict[str, Any]:
    return {
        "title": F(f"{path}name"),
        "reference": F(f"{path}reference"),
        "state": F(f"{path}authority__member_state"),
    }
