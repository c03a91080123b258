"""Acts that a second officer carries out, everywhere or by a rule of the authority: put forward, carried out, dropped.

The act itself refuses whoever comes without the second officer (`require_second`), so that no way past this one exists.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from exportctl.core import access
from exportctl.core.actions.four_eyes import Waiting, approve_act, discard_act, hold_act, propose_act
from exportctl.core.errors import NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.queries.organisations import authorities_of
from exportctl.core.rules.permissions import Permission
from licensing.actions.closings import close_request
from licensing.actions.customs_holds import reply_to_hold
from licensing.actions.registration_answers import approve_registration
from licensing.actions.state_answers import answer_state
from licensing.models import AuthorisationRequest, CustomsHold, PendingAct, Registration, StateConsultation
from licensing.queries.pending_acts import takes_second
from licensing.rules.closings import MEMBERS
from licensing.rules.pending_acts import KEYS, PENDING_ACT, SoloAct


@dataclass(frozen=True)
class Subject:
    """What an act is about, by what people call it, and whose officers may do it."""

    reference: str
    path: str
    authorities: list[Organisation]


class Rehearsed(Exception):
    """Ends the rehearsal of an act: nothing of it stays."""


@transaction.atomic
def perform(
    *, act: SoloAct, about: UUID, given: Mapping[str, Any], actor: User, at: datetime
) -> PendingAct | None:
    """Do it, or put it forward where it takes a second officer. None where it is done.

    Raises what the act itself raises: what could not be done is not put forward. Pending where one waits already.
    """
    given, subject = _plain(given), SUBJECTS[act](about)
    if not takes_second(act, authorities=[each.pk for each in subject.authorities]):
        ACTIONS[act](**{KEYS[act]: about}, **given, actor=actor, at=at)
        return None
    authority = _own(subject, actor, at)
    pending = PendingAct(
        authority=authority,
        act=act.value,
        about=about,
        reference=subject.reference[:60],
        path=subject.path,
        given=given,
        proposed_by=actor,
    )
    _rehearse(pending, actor, at)
    waiting = Waiting("pending_act_waiting", [authority], pending.reference, pending.get_absolute_url())
    propose_act(act=pending, machine=PENDING_ACT, at=at, waiting=waiting, **_facts(pending))
    return pending


@transaction.atomic
def approve_pending_act(*, pending_id: UUID, actor: User, at: datetime) -> PendingAct:
    """The second officer carries out what a colleague wrote, word for word. Raises FourEyes, what the act raises."""
    pending = _hold(pending_id, actor, at)
    approve_act(act=pending, machine=PENDING_ACT, actor=actor, at=at, **_facts(pending))
    _carry_out(pending, actor, at)
    return pending


@transaction.atomic
def discard_pending_act(*, pending_id: UUID, actor: User, at: datetime) -> PendingAct:
    """Drop it, one's own or a colleague's; what it is about stays as it is."""
    pending = _hold(pending_id, actor, at)
    discard_act(act=pending, machine=PENDING_ACT, actor=actor, at=at)
    return pending


def _rehearse(pending: PendingAct, actor: User, at: datetime) -> None:
    try:
        with transaction.atomic():
            _carry_out(pending, actor, at)
            raise Rehearsed
    except Rehearsed:
        return


def _carry_out(pending: PendingAct, actor: User, at: datetime) -> None:
    act = SoloAct(pending.act)
    ids: dict[str, Any] = {KEYS[act]: pending.about}
    ACTIONS[act](**ids, **pending.given, second=pending, actor=actor, at=at)


def _facts(pending: PendingAct) -> dict[str, Any]:
    return {"does": pending.act, "about": str(pending.about)}


def _own(subject: Subject, actor: User, at: datetime) -> Organisation:
    """The authority for which the officer acts. Raises Forbidden."""
    ids = [each.pk for each in subject.authorities]
    seat = access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=ids, at=at)
    return seat.organisation


def _hold(pending_id: UUID, actor: User, at: datetime) -> PendingAct:
    """Seat, then what waits. Raises NotFound, Forbidden."""
    known = PendingAct.objects.filter(pk=pending_id).first()
    if known is None:
        raise NotFound
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[known.authority_id], at=at)
    pending: PendingAct = hold_act(acts=PendingAct.objects.select_related("authority"), act_id=pending_id)
    return pending


def _registration(about: UUID) -> Subject:
    row = Registration.objects.select_related("authority").get(pk=about)
    return Subject(row.reference, row.get_absolute_url(), [row.authority])


def _question(about: UUID) -> Subject:
    row = StateConsultation.objects.select_related("request").get(pk=about)
    return Subject(row.reference, row.get_absolute_url(), authorities_of(str(row.asked_state_id)))


def _customs_hold(about: UUID) -> Subject:
    row = CustomsHold.objects.select_related("authority").get(pk=about)
    return Subject(row.mrn, row.get_absolute_url(), [row.authority])


def _request(about: UUID) -> Subject:
    row = AuthorisationRequest.objects.select_related("authority").get(pk=about)
    return Subject(row.reference, row.get_absolute_url(), [row.authority])


def _close(*, warned_on: str | None = None, **given: Any) -> object:
    """What waits is plain JSON: the day is one again; what was left out or given as null is empty."""
    day = date.fromisoformat(warned_on) if warned_on else None
    named: dict[str, Any] = {name: given.pop(name, None) or "" for name in MEMBERS if name != "warned_on"}
    return close_request(warned_on=day, **named, **given)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON keeps it."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}


ACTIONS: dict[SoloAct, Callable[..., object]] = {
    SoloAct.APPROVE_REGISTRATION: approve_registration,
    SoloAct.ANSWER_STATE: answer_state,
    SoloAct.REPLY_TO_HOLD: reply_to_hold,
    SoloAct.CLOSE_REQUEST: _close,
}
SUBJECTS: dict[SoloAct, Callable[[UUID], Subject]] = {
    SoloAct.APPROVE_REGISTRATION: _registration,
    SoloAct.ANSWER_STATE: _question,
    SoloAct.REPLY_TO_HOLD: _customs_hold,
    SoloAct.CLOSE_REQUEST: _request,
}
