"""The second officer's approval: the decision, what follows from it and every notice owed are one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from exportctl.core.actions.four_eyes import (
    approve_act,
    require_other_officer,
    require_same_content,
    require_third_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import StaleState
from exportctl.core.models import User
from exportctl.core.transitions import record, transition
from licensing.actions.decision_clock import stop_clock
from licensing.actions.documents import owe_document
from licensing.actions.explained_grants import explain_grant, require_explanation
from licensing.actions.party_matches import hits_stay, require_no_open_match
from licensing.actions.prohibitions import require_not_prohibited
from licensing.actions.proposals import hold_proposal, require_law
from licensing.actions.requirements import share_requirement, tell_customs
from licensing.actions.state_consultations import require_answers
from licensing.models import AuthorisationRequest, Decision, Proposal
from licensing.models.documents import DocumentKind
from licensing.queries.recipients import colleagues_of
from licensing.queries.routing_rules import third_officer_of
from licensing.rules.decision_clock import StopCause
from licensing.rules.proposals import LIMITING, hash_of_content
from licensing.rules.requests import (
    DECIDING_EVENT,
    PROPOSAL,
    REQUEST,
    SECOND,
    Kind,
    LegalBasis,
    Outcome,
    ProposalEvent,
    ProposalState,
)

NEEDED = "needed"


@dataclass(frozen=True)
class Approval:
    """What an approval led to; `procedure` only if this very one opened it, else `because` says why not."""

    status: str
    procedure: str | None = None
    because: str | None = None
    authorisation: str | None = None
    request_opened: str | None = None  # by a requirement; none before requests of other kinds exist
    countersignature: str | None = None  # "needed": a rule of the authority asks for a third officer


class Effect(Protocol):
    """What follows a decision, in the transaction of its approval, which holds request and proposal."""

    def __call__(self, *, decision: Decision, actor: User, at: datetime) -> Approval: ...


@dataclass(frozen=True)
class InTurn:
    """Several effects of one decision, one after the other; the approval tells what each of them led to."""

    effects: tuple[Effect, ...]

    def __call__(self, *, decision: Decision, actor: User, at: datetime) -> Approval:
        approvals = [effect(decision=decision, actor=actor, at=at) for effect in self.effects]
        led_to = {
            name: value for each in approvals for name, value in vars(each).items() if value is not None
        }
        return Approval(**led_to)


Effects = Mapping[tuple[Kind, Outcome, LegalBasis], Effect | None]


@hits_stay()
@transaction.atomic
def approve_proposal(
    *, request_id: UUID, proposal_id: UUID, content_hash: str, actor: User, at: datetime
) -> Approval:
    """Carry out what a colleague proposed, and what follows from it (`exportctl/effects.py`).

    Raises FourEyes, WrongStatus, StaleState when `content_hash` is not that of the proposal as it stands, NotLaw,
    NotThisRegime when the rules changed since it was proposed, MatchOpen while a hit of a party is open,
    Prohibited, ConsultationPending, ObjectionBinds, Invalid where a grant has to be explained and is not.
    """
    request, proposal = hold_proposal(request_id=request_id, proposal_id=proposal_id, actor=actor, at=at)
    require_other_officer(act=proposal, actor=actor)
    require_third_officer(act=proposal, actor=actor)
    _require_newest_version(request, proposal)
    PROPOSAL.step(proposal.status, ProposalEvent.APPROVE)
    require_same_content(content_hash=proposal.content_hash, read=content_hash)
    require_law(request=request, legal_basis=proposal.legal_basis)
    require_no_open_match(request=request, outcome=proposal.outcome, at=at)
    carried = {name: getattr(proposal, name) for name in LIMITING}
    require_not_prohibited(request=request, outcome=proposal.outcome, terms=carried, at=at)
    _require_content_as_hashed(proposal)
    require_answers(request=request, outcome=proposal.outcome, at=at)
    require_explanation(request=request, outcome=proposal.outcome, grounds=proposal.grounds)
    if third_officer_of(request) and proposal.seconded_by_id is None:
        return _second(request, proposal, actor, at)
    decision = _decide(request, proposal, actor, at)
    explain_grant(decision=decision, at=at)
    tell_customs(decision=decision, at=at)
    share_requirement(decision=decision, actor=actor, at=at)
    effect = _effects()[Kind(request.kind), Outcome(decision.outcome), LegalBasis(decision.legal_basis)]
    return effect(decision=decision, actor=actor, at=at) if effect else Approval(status=request.status)


def _second(request: AuthorisationRequest, proposal: Proposal, actor: User, at: datetime) -> Approval:
    """The first of two approvals, where a rule of the authority asks for a third officer: nothing follows from it."""
    proposal.seconded_by, proposal.seconded_at = actor, at
    proposal.save(update_fields=["seconded_by", "seconded_at"])
    unmoved = {"source": proposal.status, "target": proposal.status}
    record(proposal, SECOND, machine=PROPOSAL, actor=actor, at=at, **unmoved)
    others = colleagues_of(actor, request=request, at=at)
    people = [each for each in others if not proposal.was_proposed_by(each)]
    owe_notice(
        kind="proposal_seconded",
        organisations=[request.authority],
        people=people,
        reference=request.reference,
        path=f"{request.get_absolute_url()}/decision",
        at=at,
    )
    return Approval(status=request.status, countersignature=NEEDED)


def _require_newest_version(request: AuthorisationRequest, proposal: Proposal) -> None:
    """Whoever approves does so on what the exporter says now."""
    is_newest = request.version is not None and proposal.version == request.version.number
    if proposal.status == ProposalState.STALE or not is_newest:
        message = _(
            "The exporter corrected this case after the decision was proposed, so it cannot be approved any more."
            " Read what changed; then it is proposed anew."
        )
        raise StaleState(message)


def _require_content_as_hashed(proposal: Proposal) -> None:
    """The hash that was read is that of the row, computed anew: a changed row is approved by nobody."""
    if hash_of_content(proposal) != proposal.content_hash:
        message = _("The proposal is not what was proposed any more. Return it, so that it is proposed anew.")
        raise StaleState(message)


def _decide(request: AuthorisationRequest, proposal: Proposal, actor: User, at: datetime) -> Decision:
    approve_act(act=proposal, machine=PROPOSAL, actor=actor, at=at)
    decision = Decision.objects.create(
        request=request,
        proposal=proposal,
        outcome=proposal.outcome,
        legal_basis=proposal.legal_basis,
        content_hash=proposal.content_hash,
        proposer_id=proposal.proposed_by_id,
        approver=actor,
        decided_at=at,
    )
    facts = {"decision": str(decision.pk), "outcome": proposal.outcome, "legal_basis": proposal.legal_basis}
    changes: dict[str, Any] = {
        "decided_at": at,
        "due_on": None,
        "changed_at": at,
        "legal_basis": proposal.legal_basis,
    }
    event = DECIDING_EVENT[Outcome(proposal.outcome)]
    transition(request, event, machine=REQUEST, actor=actor, at=at, changes=changes, **facts)
    stop_clock(request=request, cause=StopCause.DECIDED.value, at=at)
    owe_document(request=request, kind=DocumentKind.DECISION_LETTER.value, about=decision.pk, at=at)
    owe_notice(
        kind="decision_made",
        organisations=[request.exporter.organisation],
        reference=request.reference,
        path=f"{request.get_absolute_url()}/decision",
        at=at,
    )
    return decision


@cache
def _effects() -> Effects:
    """The table of effects that settings.DECISION_EFFECTS names: it lies above this app."""
    table: Effects = import_string(settings.DECISION_EFFECTS)
    return table
