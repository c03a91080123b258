"""Acts of two officers: one proposes, another approves, either may discard (contract: "Two officers")."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from psycopg2.errors import UniqueViolation

from exportctl.core import locks
from exportctl.core.errors import FourEyes, NotFound
from exportctl.core.machine import Machine
from exportctl.core.models import FourEyesAct, User
from exportctl.core.rules.acts import Event, Status
from exportctl.core.transitions import record, transition
from notifications.errors import Pending

Act = TypeVar("Act", bound=FourEyesAct)


def put_forward(*, act: FourEyesAct, machine: Machine, at: datetime, **facts: Any) -> None:
    """Insert a proposal and record who proposed it. Raises Pending when a colleague was quicker."""
    act.proposed_at = at
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):  # the database lets one wait at a time
            raise Pending() from error
        raise
    actor = act.proposed_by
    record(act, "propose", machine=machine, actor=actor, at=at, target=Status.PROPOSED, **facts)


def second_officer(*, act: FourEyesAct, actor: User) -> None:
    """Raises FourEyes for whoever proposed it."""
    if act.proposed_by_id == actor.pk:
        raise FourEyes()


def held_act(*, acts: "models.QuerySet[Act]", act_id: UUID) -> Act:
    """The act of that id among `acts`, locked. Raises NotFound."""
    act: Act | None = locks.lock_for_update(acts.filter(pk=act_id))
    if act is None:
        raise NotFound()
    return act


def approve_act(*, act: FourEyesAct, machine: Machine, actor: User, at: datetime, **facts: Any) -> None:
    changes = {"approved_by": actor, "approved_at": at}
    transition(act, Event.APPROVE, machine=machine, actor=actor, at=at, changes=changes, **facts)


def discard_act(*, act: FourEyesAct, machine: Machine, actor: User, at: datetime) -> None:
    transition(act, Event.DISCARD, machine=machine, actor=actor, at=at)
