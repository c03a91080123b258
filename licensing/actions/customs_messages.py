"""The message log of a customs office: every act that it asks for by REST, and the answer, refusals included."""

from datetime import datetime
from typing import Any
from uuid import UUID

from exportctl.core import access
from exportctl.core.compiled import insert
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.core.rules.texts import storable
from licensing.models import CustomsMessage


def record_message(
    *,
    method: str,
    path: str,
    body: Any,
    status: int,
    answer: Any,
    actor: User,
    at: datetime,
    replay_of: UUID | None = None,
) -> CustomsMessage | None:
    """Write down a call of a customs office, or of its sandbox; nothing for whoever is none. One statement."""
    office = access.principal_of(actor, Permission.CHECK_SHIPMENTS, Permission.TRY_OUT)
    if office is None:
        return None
    message = CustomsMessage(
        office=office,
        user=actor,
        method=method,
        path=path[:300],
        body=storable(body),
        status=status,
        answer=storable(answer),
        replay_of_id=replay_of,
        at=at,
    )
    insert(message)
    return message
