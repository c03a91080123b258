"""The one writer of `status` and of the audit trail (architecture, rule 4)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.compiled import insert
from exportctl.core.errors import Forbidden, StaleState
from exportctl.core.machine import PERSON, SYSTEM, Machine
from exportctl.core.models import AuditEvent, User


def transition(
    obj: Any,  # a model with a `status` and `organisation_ids`; `concerns` where a row is of PERSON
    event: str,
    *,
    machine: Machine,
    actor: User | None,
    at: datetime,
    changes: dict[str, Any] | None = None,
    **facts: object,
) -> AuditEvent:
    """Apply one row of `machine` to `obj`, with the columns in `changes`, and record it.

    Raises WrongStatus when no row fits, Forbidden without the row's permission, StaleState when another
    transaction was quicker. `facts` hold ids, codes, numbers and instants, never a text or a name.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("transition() writes two rows: call it inside transaction.atomic()")
    row = machine.step(obj.status, event)
    if not _may(actor, row.permission, obj):
        raise Forbidden(_("Your account may not do this here. Ask your organisation for the right seat."))
    # Compare-and-swap: a caller holding a stale object loses, instead of overwriting.
    moved = (
        type(obj)
        ._base_manager.filter(pk=obj.pk, status=row.source)
        .update(status=row.target, **(changes or {}))
    )
    if not moved:
        raise StaleState(_("This changed while you were looking at it. Reload the page, then decide again."))
    obj.status = row.target
    for name, value in (changes or {}).items():
        setattr(obj, name, value)
    return record(
        obj, event, machine=machine, actor=actor, at=at, source=row.source, target=row.target, **facts
    )


def record(
    obj: models.Model,
    event: str,
    *,
    machine: Machine,
    actor: User | None,
    at: datetime,
    source: str = "",
    target: str = "",
    **facts: object,
) -> AuditEvent:
    """An audit event for an act that leaves the status as it is, or for a creation (no source)."""
    event_row = unrecorded(
        obj, event, machine=machine, actor=actor, at=at, source=source, target=target, **facts
    )
    insert(event_row)
    return event_row


def record_all(events: Iterable[AuditEvent]) -> None:
    """Many `unrecorded` events at once, in their order."""
    AuditEvent.objects.bulk_create(events)


def unrecorded(
    obj: models.Model,
    event: str,
    *,
    machine: Machine,
    actor: User | None,
    at: datetime,
    source: str = "",
    target: str = "",
    **facts: object,
) -> AuditEvent:
    """The event that `record` writes, for `record_all`."""
    return AuditEvent(
        at=at,
        actor=actor,
        channel=actor.channel if actor else "clock",
        machine=machine.name,
        object_id=obj.pk,
        event=str(event),
        source=str(source),
        target=str(target),
        facts=facts,
    )


def _may(actor: User | None, permission: object, obj: models.Model) -> bool:
    if permission == SYSTEM:
        return actor is None
    if permission == PERSON:
        return actor is not None and obj.concerns(actor)  # type: ignore[attr-defined]
    return actor is not None and access.may(actor, str(permission), obj)  # type: ignore[arg-type]
