"""The conditions under which an export might be granted, as an officer drafts them for the bodies that are asked."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core.models import User
from exportctl.core.transitions import record
from licensing.actions.consultations import hold_reviewed
from licensing.actions.search_documents import update_search_documents
from licensing.models import ConditionsDraft
from licensing.queries.consultations import latest_draft
from licensing.rules.requests import REQUEST


@transaction.atomic
def draft_conditions(
    *, request_id: UUID, conditions: Sequence[str], actor: User, at: datetime
) -> ConditionsDraft:
    """A new version of the conditions; the same words again are no new version."""
    request = hold_reviewed(request_id=request_id, actor=actor, at=at)
    wanted = [line.strip() for line in conditions if line.strip()]
    latest = latest_draft(request)
    if latest and latest.conditions == wanted:
        return latest
    version = latest.version + 1 if latest else 1
    draft = ConditionsDraft.objects.create(
        request=request, version=version, conditions=wanted, written_by=actor, written_at=at
    )
    record(request, "draft_conditions", machine=REQUEST, actor=actor, at=at, version=version)
    update_search_documents(request_ids=[request.pk])
    return draft
