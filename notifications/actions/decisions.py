"""The second officer's approval: decision, procedure and every notice owed are one transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from controllist.models import ControlListEntry
from controllist.queries.entries import listed
from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.constraints import violated
from exportctl.core.errors import FourEyes, StaleState
from exportctl.core.models import User
from licensing.actions.proposals import hold_proposal, settle_proposal
from licensing.models import Decision, Proposal
from licensing.rules.requests import OPENS_PROCEDURE, PROPOSAL, Outcome, ProposalEvent
from notifications.actions.procedures import open_procedure, record_link
from notifications.models import LinkedRefusal, ObjectionProcedure
from notifications.rules.machines import State

ONE_WINDOW = "procedure_one_open_per_item"


@dataclass(frozen=True)
class Approval:
    """What an approval led to; `procedure` only if this very one opened it, else `because` says why not."""

    status: str
    procedure: str | None = None
    because: str | None = None
    authorisation: str | None = None


def other_officer(*, proposal: Proposal, actor: User) -> None:
    """Raises FourEyes for whoever proposed it."""
    if not proposal.is_by_another(actor):
        raise FourEyes()


@transaction.atomic
def approve_proposal(
    *, request_id: UUID, proposal_id: UUID, content_hash: str, actor: User, at: datetime
) -> Approval:
    """Carry out what a colleague proposed. A refusal on human-rights grounds goes to the other states.

    Raises FourEyes, WrongStatus, StaleState when `content_hash` is not that of the proposal as it stands.
    """
    request, proposal = hold_proposal(request_id=request_id, proposal_id=proposal_id, actor=actor, at=at)
    other_officer(proposal=proposal, actor=actor)
    PROPOSAL.step(proposal.status, ProposalEvent.APPROVE)
    if content_hash != proposal.content_hash:
        raise StaleState(_("The proposal is no longer the one you read. Read it again, then decide."))
    decision = settle_proposal(request=request, proposal=proposal, actor=actor, at=at)
    if decision.outcome != Outcome.REFUSE or decision.legal_basis not in OPENS_PROCEDURE:
        return Approval(status=request.status)
    opened, because = _put_to_the_others(decision, actor, at)
    return Approval(request.status, opened.reference if opened else None, because)


def _put_to_the_others(
    decision: Decision, actor: User, at: datetime
) -> tuple[ObjectionProcedure | None, str | None]:
    """Open a procedure, unless the item is listed or has an open one: then that outcome holds for this."""
    item_key = decision.request.item_key
    while True:
        # Waits for a close or a withdrawal under way; what is found open then stays open until we commit.
        windows = ObjectionProcedure.objects.filter(item_key=item_key, status=State.OPEN.value)
        running = locks.lock_for_share(windows)
        if entry := listed(item_key=item_key):
            _tell_listed(decision, entry, at)
            return None, "already_listed"
        if running:
            _link(decision, running[0], actor, at)
            return None, "procedure_open"
        try:
            with transaction.atomic():
                return open_procedure(decision=decision, actor=actor, at=at), None
        except IntegrityError as error:
            # Somebody opened a window of this item between our look and our insert: look again, then link.
            if violated(error) != ONE_WINDOW:
                raise


def _link(decision: Decision, procedure: ObjectionProcedure, actor: User, at: datetime) -> None:
    LinkedRefusal.objects.create(procedure=procedure, decision=decision, linked_at=at)
    record_link(procedure=procedure, decision=decision, actor=actor, at=at)
    _tell(decision, "refusal_linked", {"procedure": procedure.reference}, at)


def _tell_listed(decision: Decision, entry: ControlListEntry, at: datetime) -> None:
    _tell(decision, "already_listed", {"entry": entry.code}, at)


def _tell(decision: Decision, kind: str, facts: dict[str, object], at: datetime) -> None:
    """The authority and the exporter learn why no procedure opened."""
    request = decision.request
    owe_notice(
        kind=kind,
        organisations=[request.authority, request.exporter.organisation],
        reference=request.reference,
        path=request.get_absolute_url(),
        at=at,
        facts=facts,
    )
