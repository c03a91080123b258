"""The exporter's answers to the due-diligence questions, one by one or, where somebody so chose, by topic."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from exportctl.core.machine import Machine
from exportctl.core.models import User
from exportctl.core.transitions import record
from licensing.actions.drafts import FieldsResult, save_fields
from licensing.models import Amendment, Draft
from licensing.rules.amendments import AMENDMENT
from notifications.models import CatchAllNotification
from notifications.rules.machines import NOTIFICATION

D = TypeVar("D", bound=Draft)
MACHINES: dict[type[Draft], Machine] = {CatchAllNotification: NOTIFICATION, Amendment: AMENDMENT}


@transaction.atomic
def answer_questions(
    *,
    model: type[D],
    draft_id: UUID,
    fields: Mapping[str, Any],
    loaded: Mapping[str, str],
    together: Collection[tuple[str, Collection[str]]] = (),
    actor: User,
    at: datetime,
) -> FieldsResult[D]:
    """Save answers by pointer. `together` holds an answer given to several questions with one choice, and which.

    They are answers as any other; the trail says that nobody chose each by itself, and leaves out what waits for a
    choice because a colleague answered it as well.
    """
    result = save_fields(model=model, draft_id=draft_id, fields=fields, loaded=loaded, actor=actor, at=at)
    waiting = {clash.pointer for clash in result.clashes}
    for answer, keys in together:
        saved = [key for key in keys if f"/red_flags/{key}/answer" not in waiting]
        if saved:
            machine = MACHINES[model]
            record(
                result.draft,
                "answer_topic",
                machine=machine,
                actor=actor,
                at=at,
                answer=answer,
                questions=saved,
            )
    return result
