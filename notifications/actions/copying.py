"""A new draft from an earlier notification of the same exporter."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from exportctl.core.errors import NotFound
from exportctl.core.models import User
from notifications.actions.notifications import create_draft
from notifications.models import CatchAllNotification
from notifications.rules.copying import copied


@transaction.atomic
def copy_notification(
    *, notification_id: UUID, parts: Collection[str], actor: User, at: datetime
) -> CatchAllNotification:
    """What has to be answered for each export anew stays open; the trail says where the rest came from."""
    source = CatchAllNotification.objects.filter(pk=notification_id).select_related("exporter").first()
    if source is None:
        raise NotFound
    body = copied(source.body, parts)
    return create_draft(exporter=source.exporter, body=body, actor=actor, at=at, copied_from=source.reference)
