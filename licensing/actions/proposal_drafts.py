"""Half-written proposals: kept as they stand in the form, for their officer alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from licensing.actions.requests import hold_request
from licensing.errors import NotAssigned
from licensing.models import ProposalDraft
from licensing.queries.absences import acts_for_assignee


@transaction.atomic
def keep_draft(*, request_id: UUID, fields: Mapping[str, Any], actor: User, at: datetime) -> ProposalDraft:
    """Keep what the officer who has the case has written so far. Nobody decided anything: nothing is audited."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    if not acts_for_assignee(request, actor, at=at):
        raise NotAssigned
    held, _made = ProposalDraft.objects.update_or_create(
        request=request, officer=actor, defaults={"fields": dict(fields), "saved_at": at}
    )
    return held


@transaction.atomic
def forget_draft(*, request_id: UUID, actor: User, at: datetime) -> None:
    """Start anew from the item as notified."""
    request = hold_request(request_id=request_id, permission=Permission.HANDLE, actor=actor, at=at)
    ProposalDraft.objects.filter(request=request, officer=actor).delete()
