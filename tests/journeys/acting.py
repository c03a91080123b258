"""What journeys begin with: cases of the demonstration's own accounts, made by the product's own actions."""

from datetime import datetime, timedelta
from typing import Any

from exportctl.core import clock
from exportctl.core.models import User
from licensing.actions.decisions import approve_proposal
from licensing.actions.proposals import propose
from licensing.actions.request_drafts import create_request_draft, submit_request_draft
from licensing.actions.requests import take_request
from licensing.models import Authorisation, AuthorisationRequest, Exporter, Proposal, RequestDraft
from tests.requesting import make_individual_body

EXPORTER, OFFICER, SECOND = "exporter@aquila.example", "officer.de@demo.example", "approver.de@demo.example"
CUSTOMS = "customs.de@demo.example"
HOUR = timedelta(hours=1)


def account(email: str) -> User:
    return User.objects.get(email=email)


def aquila() -> Exporter:
    return Exporter.objects.get(legal_name__startswith="Aquila")


def draft_of(body: dict[str, Any], *, at: datetime | None = None) -> RequestDraft:
    """Written by Aquila's account."""
    return create_request_draft(
        exporter=aquila(), body=body, actor=account(EXPORTER), at=at or clock.now() - HOUR
    )


def taken(*, at: datetime | None = None, **changes: Any) -> AuthorisationRequest:
    """An individual request of two lines, or what `changes` make of it, which the officer has taken."""
    at = at or clock.now() - HOUR
    draft = draft_of(make_individual_body(**changes), at=at)
    submit_request_draft(draft_id=draft.pk, actor=account(EXPORTER), at=at)
    return take_request(request_id=draft.request_id, actor=account(OFFICER), at=at)


def proposed(request: AuthorisationRequest, **words: Any) -> Proposal:
    given = {"outcome": "grant", "legal_basis": "annex_i", "grounds": "Known and unobjectionable.", **words}
    return propose(request_id=request.pk, actor=account(OFFICER), at=clock.now(), **given)


def approved(proposal: Proposal) -> Any:
    return approve_proposal(
        request_id=proposal.request_id,
        proposal_id=proposal.pk,
        content_hash=proposal.content_hash,
        actor=account(SECOND),
        at=clock.now(),
    )


def granted(**changes: Any) -> Authorisation:
    """What the grant of such a request issued."""
    approval = approved(proposed(taken(**changes)))
    return Authorisation.objects.get(reference=approval.authorisation)
