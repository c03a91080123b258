"""Four eyes, once for every act that takes two officers: one proposes, another of the same body approves.

A use case locks what the act is about, checks its own conditions, and calls these in its transaction. Whose
body it is follows from the seat that the use case holds and from the act's machine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from psycopg2.errors import UniqueViolation

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import FourEyes, NotFound, Pending, StaleState
from exportctl.core.machine import Machine
from exportctl.core.models import FourEyesAct, Organisation, TwoOfficers, User
from exportctl.core.models.four_eyes import TwoOfficersQuerySet
from exportctl.core.rules.four_eyes import Event, Status
from exportctl.core.transitions import record, transition

Act = TypeVar("Act", bound=TwoOfficers)


class Proposed(Protocol):
    """Something with a proposer: an act of two officers, or a text that several people wrote in."""

    def was_proposed_by(self, user: User) -> bool: ...


class Seconded(Protocol):
    """What two approve, one after the other."""

    def was_seconded_by(self, user: User) -> bool: ...


@dataclass(frozen=True)
class Waiting:
    """The message that an act waits for a second officer: its kind, to whom, about what, where it is approved.

    With `people` it concerns these alone at each organisation.
    """

    kind: str
    organisations: Iterable[Organisation]
    reference: str
    path: str
    people: Iterable[User] | None = None


def propose_act(*, act: TwoOfficers, machine: Machine, at: datetime, waiting: Waiting, **facts: Any) -> None:
    """Insert what is proposed, record who proposed it, and tell the body. Raises Pending.

    The database lets one wait at a time: a colleague who was quicker is seen here even without a lock.
    """
    act.proposed_at = at
    try:
        with transaction.atomic():
            act.save(force_insert=True)
    except IntegrityError as error:
        if isinstance(error.__cause__, UniqueViolation):
            raise Pending from error
        raise
    record(act, "propose", machine=machine, actor=act.proposed_by, at=at, target=Status.PROPOSED, **facts)
    owe_notice(
        kind=waiting.kind,
        organisations=waiting.organisations,
        people=waiting.people,
        reference=waiting.reference,
        path=waiting.path,
        at=at,
    )


def require_none_pending(*, acts: TwoOfficersQuerySet) -> None:
    """Raises Pending while one of `acts` waits for its second officer."""
    if acts.pending().exists():
        raise Pending


def hold_act(*, acts: models.QuerySet[Act], act_id: UUID) -> Act:
    """The act of that id among `acts`, locked. Raises NotFound."""
    act = locks.lock_for_update(acts.filter(pk=act_id))
    if act is None:
        raise NotFound
    return act


def require_other_officer(*, act: Proposed, actor: User, message: str | None = None) -> None:
    """The second pair of eyes is somebody else's. Raises FourEyes for whoever proposed it."""
    if act.was_proposed_by(actor):
        raise FourEyes(message)


def require_third_officer(*, act: Seconded, actor: User) -> None:
    """Where three decide nobody approves twice. Raises FourEyes for whoever approved first."""
    if act.was_seconded_by(actor):
        raise FourEyes(_("You approved this already. A third officer decides."))


def require_same_content(*, content_hash: str, read: str) -> None:
    """What is approved is what was read, word for word. Raises StaleState when `read` is another hash."""
    if content_hash != read:
        raise StaleState(_("The proposal is no longer the one you read. Read it again, then decide."))


def approve_act(*, act: TwoOfficers, machine: Machine, actor: User, at: datetime, **facts: Any) -> None:
    """The second officer's yes; the caller then carries the act out. Raises FourEyes, WrongStatus, StaleState."""
    approve_and_settle(act=act, machine=machine, settled={}, actor=actor, at=at, **facts)


def approve_and_settle(
    *,
    act: TwoOfficers,
    machine: Machine,
    settled: Mapping[str, Any],
    actor: User,
    at: datetime,
    **facts: object,
) -> None:
    """The same, where the approval fixes further columns of the act: `settled`."""
    require_other_officer(act=act, actor=actor)
    changes = {"approved_by": actor, act.settled_column: at, **settled}
    transition(act, Event.APPROVE, machine=machine, actor=actor, at=at, changes=changes, **facts)


def discard_act(*, act: FourEyesAct, machine: Machine, actor: User, at: datetime) -> None:
    """Drop a proposal, one's own or a colleague's. Raises WrongStatus, StaleState."""
    transition(act, Event.DISCARD, machine=machine, actor=actor, at=at)
