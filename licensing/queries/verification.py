"""Proposals, decisions and bodies compared with the audit trail: what `verify_all` asks of licensing."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from exportctl.core.models import AuditEvent
from licensing.models import Authorisation, Decision, LineBalance, Proposal, RequestVersion, WriteOff
from licensing.rules.authorisations import AUTHORISATION
from licensing.rules.proposals import hash_of_content
from licensing.rules.requests import GRANTS, PROPOSAL, REQUEST, Event, ProposalState
from licensing.rules.versions import body_commitment


def faults() -> Iterator[str]:
    yield from _proposals()
    yield from _decisions()
    yield from _bodies()
    yield from _authorisations()
    yield from _balances()


def _proposals() -> Iterator[str]:
    """The content of each has the hash that was recorded as it was proposed, and the trail knows how it ended."""
    proposed: dict[Any, str] = {}
    ended: dict[Any, str] = {}
    events = AuditEvent.objects.filter(machine=PROPOSAL.name).order_by("pk")
    for object_id, event, target, facts in events.values_list("object_id", "event", "target", "facts"):
        if event == "propose":
            proposed[object_id] = facts.get("content_hash", "")
        ended[object_id] = target
    for proposal in Proposal.objects.select_related("request").iterator(500):
        if not hash_of_content(proposal) == proposal.content_hash == proposed.get(proposal.pk):
            yield f"a proposal of {proposal.request} is not what was proposed"
        if proposal.status != ended.get(proposal.pk):
            yield f"a proposal of {proposal.request} reads {proposal.status}; the trail says otherwise"


def _decisions() -> Iterator[str]:
    for decision in Decision.objects.select_related("request", "proposal").iterator(500):
        proposal = decision.proposal
        decided = (decision.content_hash, decision.outcome, decision.legal_basis)
        approved = (proposal.content_hash, proposal.outcome, proposal.legal_basis)
        officers = (decision.proposer_id, decision.approver_id) == (
            proposal.proposed_by_id,
            proposal.approved_by_id,
        )
        if decided != approved or not officers or proposal.status != ProposalState.APPROVED:
            yield f"the decision on {decision.request} is not the proposal that was approved"


def _bodies() -> Iterator[str]:
    """A body is the one whose salted hash was recorded as it was sent."""
    recorded: dict[Any, dict[int, str]] = defaultdict(dict)
    sent = [Event.SUBMIT.value, Event.AMEND.value]
    events = AuditEvent.objects.filter(machine=REQUEST.name, event__in=sent, facts__has_key="body")
    for request_id, facts in events.values_list("object_id", "facts"):
        recorded[request_id][facts["version"]] = facts["body"]
    for version in (
        RequestVersion.objects.filter(request__in=recorded).select_related("request").iterator(500)
    ):
        said = recorded[version.request_id].get(version.number)
        if said is not None and said != body_commitment(version.body, salt=version.pk.bytes):
            yield f"the body of {version.request} is not the one that was sent"


def _authorisations() -> Iterator[str]:
    """Each is what the trail says was done to it last, and its paper is of the decision that granted it."""
    ended: dict[Any, str] = {}
    events = AuditEvent.objects.filter(machine=AUTHORISATION.name).order_by("pk")
    for object_id, target in events.values_list("object_id", "target"):
        ended[object_id] = target
    for authorisation in Authorisation.objects.select_related("decision").iterator(500):
        if authorisation.status != ended.get(authorisation.pk):
            yield f"{authorisation} reads {authorisation.status}; the trail says otherwise"
        if authorisation.decision and authorisation.decision.outcome not in GRANTS:
            yield f"{authorisation} rests on a decision that grants nothing"


def _balances() -> Iterator[str]:
    """What is left of each line is what was granted without what its ledger adds up to."""
    standing = WriteOff.objects.standing().filter(balance=OuterRef("pk")).order_by().values("balance")
    rows = LineBalance.objects.select_related("authorisation").annotate(
        deducted=Coalesce(Subquery(standing.annotate(n=Sum("quantity")).values("n")), Decimal(0))
    )
    for row in rows.exclude(used=F("deducted")).iterator(500):
        yield f"line {row.number} of {row.authorisation} is not what its ledger adds up to"
