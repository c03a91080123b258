"""A half-written proposal: kept for the officer who writes it, seen by nobody else."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.requests import hold_request
from licensing.errors import NotAssigned
from licensing.models import ProposalDraft
from licensing.queries.absences import acts_for_assignee
from licensing.rules.shapes import JsonObject


@transaction.atomic
def save_proposal_draft(*, request_id: UUID, fields: JsonObject, actor: User, at: datetime) -> ProposalDraft:
    """Store the half-written form of the officer who has the case, unchecked; nothing is decided, nothing audited."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if not acts_for_assignee(request, actor, at=at):
        raise NotAssigned
    draft, _created = ProposalDraft.objects.update_or_create(
        request=request, officer=actor, defaults={"fields": dict(fields), "saved_at": at}
    )
    return draft


@transaction.atomic
def discard_proposal_draft(*, request_id: UUID, actor: User, at: datetime) -> None:
    """Delete the officer's half-written proposal: the form starts again from the item as notified."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    ProposalDraft.objects.filter(request=request, officer=actor).delete()
