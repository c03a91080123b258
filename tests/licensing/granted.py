"""What tests of authorisations stand on: an individual request, decided, and what its grant issued."""

from datetime import datetime
from typing import Any

from django.db import transaction

from exportctl.core.models import User
from exportctl.core.references import next_reference
from exportctl.core.transitions import record, transition
from licensing.actions.authorisations import issue_authorisation
from licensing.actions.versions import write_version
from licensing.actions.write_offs import Deduction, record_write_off
from licensing.models import Authorisation, AuthorisationRequest, Decision, Exporter, Proposal
from licensing.rules.requests import PROPOSAL, REQUEST, Kind, State
from tests.factories import AT, DAY, make_customs, make_exporter, make_filer, make_officer, organisation
from tests.replayed import replayed

MRN = "26DE1234567890ABC1"
BODY: dict[str, Any] = {
    "kind": "individual",
    "activity": "export",
    "destination": "IN",
    "currency": "EUR",
    "end_use": "Encrypting the links between the hospitals of one state.",
    "valid_for_months": 24,
    "items": [
        {
            "name": "Network encryptor",
            "manufacturer": "Aquila Systems",
            "model": "AQ-10",
            "description": "Encrypts a link of 10 Gbit/s.",
            "cn_code": "85176200",
            "control_entry": "5A002.a",
            "quantity": "100",
            "unit": "pieces",
            "value": "12000.00",
        }
    ],
    "end_user": {
        "name": "State Hospitals Trust",
        "address": "1 Park Road",
        "country": "IN",
        "kind": "company",
    },
    "consignee": None,
    "third_parties": [],
    "end_use_statement": {"waived": True, "reason": "Repeat delivery to a known public hospital."},
}


@replayed
@transaction.atomic
def make_decided_request(
    exporter: Exporter | None = None,
    *,
    legal_basis: str = "annex_i",
    conditions: list[Any] | None = None,
    lines: list[dict[str, Any]] | None = None,
    at: datetime = AT,
    **changes: Any,
) -> Decision:
    """The decision of two officers to grant; what leads up to it is another test's."""
    exporter = exporter or make_exporter()
    state = str(exporter.organisation.member_state_id)
    filer, proposer, approver = make_filer(exporter), make_officer(state), make_officer(state)
    request = AuthorisationRequest.objects.create(
        reference=next_reference(prefix=state, at=at, digits=5),
        kind=Kind.INDIVIDUAL.value,
        legal_basis=legal_basis,
        exporter=exporter,
        authority=organisation("authority", state),
        clock_days=30,
        created_at=at,
        changed_at=at,
    )
    record(request, "create", machine=REQUEST, actor=filer, at=at, target=State.DRAFT)
    write_version(request=request, body={**BODY, **changes}, actor=filer, at=at)
    sent = {"submitted_at": at, "submitted_by": filer}
    transition(request, "submit", machine=REQUEST, actor=filer, at=at, changes=sent)
    transition(request, "take", machine=REQUEST, actor=proposer, at=at, changes={"assigned_to": proposer})
    transition(request, "propose", machine=REQUEST, actor=proposer, at=at)
    proposal = Proposal.objects.create(
        request=request,
        outcome="grant_with_conditions" if conditions else "grant",
        legal_basis=legal_basis,
        grounds="",
        conditions=conditions or [],
        lines=lines or [],
        content_hash="0" * 64,
        proposed_by=proposer,
        proposed_at=at,
    )
    record(proposal, "propose", machine=PROPOSAL, actor=proposer, at=at, target="proposed")
    settled = {"approved_by": approver, "settled_at": at}
    transition(proposal, "approve", machine=PROPOSAL, actor=approver, at=at, changes=settled)
    transition(request, "grant", machine=REQUEST, actor=approver, at=at, changes={"decided_at": at})
    return Decision.objects.create(
        request=request,
        proposal=proposal,
        outcome=proposal.outcome,
        legal_basis=legal_basis,
        content_hash=proposal.content_hash,
        proposer=proposer,
        approver=approver,
        decided_at=at,
    )


@replayed
def make_authorisation(
    exporter: Exporter | None = None, *, at: datetime = AT, **changes: Any
) -> Authorisation:
    """What a grant of 100 pieces issued."""
    decision = make_decided_request(exporter, at=at, **changes)
    approval = issue_authorisation(decision=decision, actor=decision.approver, at=at)
    return Authorisation.objects.with_balances().get(reference=approval.authorisation)


@replayed
def write_off(
    authorisation: Authorisation,
    quantity: str = "1",
    *,
    by: User | None = None,
    mrn: str = MRN,
    at: datetime = AT + DAY,
    **said: Any,
) -> Deduction:
    declared = {"line": 1, "unit": "pieces", "customs_office": "DE004851", **said}
    return record_write_off(
        authorisation_id=authorisation.pk,
        actor=by or make_customs(),
        at=at,
        mrn=mrn,
        quantity=quantity,
        **declared,
    )


def mrn(number: int) -> str:
    """Another one for each number."""
    return f"26DE{number:014}"


def write_off_body(quantity: str = "1", **said: Any) -> dict[str, Any]:
    return {
        "mrn": MRN,
        "line": 1,
        "quantity": quantity,
        "unit": "pieces",
        "customs_office": "DE004851",
        **said,
    }
