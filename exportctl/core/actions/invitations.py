"""Giving seats (guarantees G11, G12): proposed by one, approved by another where it takes two, accepted by the person.

What is said is the same whether or not somebody has an account with the address: the account shows nowhere before
its owner has accepted. Locks: managing seats, then the invitation; whoever accepts, first their own seats there.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.accounts import account_of
from exportctl.core.actions.four_eyes import Waiting, approve_act, hold_act, propose_act
from exportctl.core.actions.notices import owe_notice
from exportctl.core.actions.people import check_agent, check_dates, hold_inviting
from exportctl.core.actions.seats import grant_seat, remove_seat
from exportctl.core.errors import FourEyes, Invalid, NotFound, StaleState
from exportctl.core.models import Invitation, Organisation, Seat, User
from exportctl.core.models.invitations import above
from exportctl.core.notices import zone_of
from exportctl.core.queries.invitations import approvable_by, manageable_by
from exportctl.core.queries.managers import managers_of
from exportctl.core.rules.accounts import ACCOUNT
from exportctl.core.rules.invitations import (
    FEWEST_MANAGERS,
    FIRST_SIGN_IN,
    INVITATION,
    OFFERED,
    Event,
    Status,
    takes_two,
)
from exportctl.core.rules.mailboxes import mailbox_of, same_mailbox
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition


@transaction.atomic
def invite(
    *,
    organisation_id: UUID,
    email: str,
    name: str,
    permission: Permission,
    actor: User,
    at: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    is_agent: bool = False,
) -> Invitation:
    """Propose a seat; it is offered to the person at once where one officer is enough.

    Raises Invalid for dates out of order, an agent without an end, and a seat that is held already; FourEyes for a
    seat of one's own; Pending while the same seat waits.
    """
    organisation = hold_inviting(organisation_id=organisation_id, actor=actor, at=at)
    starts_at = max(starts_at or at, at)
    check_dates(starts_at=starts_at, ends_at=ends_at, at=at)
    check_agent(organisation=organisation, permission=permission, ends_at=ends_at, is_agent=is_agent)
    own = organisation.pk in access.organisation_ids_of(actor, Permission.MANAGE)
    _check_from_above(organisation, permission, own)
    if same_mailbox(email, actor.email):
        raise FourEyes(_("Nobody gives themselves a seat. A colleague who administers people proposes it."))
    person = account_of(email=email, name=name, at=at, made_by=actor)
    _make_room(person, organisation, permission, ends_at, is_agent, at)
    invitation = Invitation(
        organisation=organisation,
        person=person,
        email=mailbox_of(email),
        name=name,
        permission=permission.value,
        is_agent=is_agent,
        starts_at=starts_at,
        ends_at=ends_at,
        takes_two=takes_two(permission, by_own_body=own),
        proposed_by=actor,
    )
    _propose(invitation, actor, at)
    if not invitation.takes_two:
        _move(invitation, Event.SEND, actor, at, opened_at=at)
        _offer(invitation, at)
        _tell_managers("seat_sent", invitation, at, but=actor)
    return invitation


@transaction.atomic
def approve_invitation(*, invitation_id: UUID, actor: User, at: datetime) -> Invitation:
    """The second officer's yes: the person is invited. Raises FourEyes for the proposer and for the person."""
    invitation = _hold(invitation_id, actor, at)
    if invitation.concerns(actor):
        raise FourEyes(_("This seat is for you. A colleague who administers people approves it."))
    if not invitation.was_proposed_by(actor) and not approvable_by(invitation, actor, at=at):
        raise FourEyes(_("Two others administer the people of this body. One of them approves."))
    approve_act(act=invitation, machine=INVITATION, actor=actor, at=at, **_facts(invitation))
    _offer(invitation, at)
    own = invitation.organisation_id in access.organisation_ids_of(actor, Permission.MANAGE)
    if own:
        _tell_managers("seat_approved", invitation, at, but=actor)
    else:
        _tell("seat_approved_from_above", [invitation.organisation], invitation, at)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation_id: UUID, actor: User, at: datetime) -> Invitation:
    """Drop what waits for a second officer or for the person, one's own or a colleague's. Raises WrongStatus."""
    invitation = _hold(invitation_id, actor, at)
    _move(invitation, Event.DISCARD, actor, at, answered_at=at)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation_id: UUID, actor: User, at: datetime) -> Seat:
    """The person's yes: the seat begins, on its first day or at once; one that they hold goes on until the new end.

    Raises NotFound for anybody else, WrongStatus, StaleState when it ran out, Invalid for a seat of another side.
    """
    invitation = _hold_own(invitation_id, actor)
    INVITATION.step(invitation.status, Event.ACCEPT)
    if not invitation.is_open(at=at):
        raise StaleState(_("This invitation ran out. Ask whoever sent it for another."))
    check_dates(starts_at=invitation.starts_at, ends_at=invitation.ends_at, at=at)
    seat = _lengthened(invitation, at) or _begun(invitation, at)
    _move(invitation, Event.ACCEPT, actor, at, answered_at=at, seat=seat)
    access.reload_seats(actor)
    _tell_managers("seat_accepted", invitation, at, but=actor)
    return seat


@transaction.atomic
def decline_invitation(*, invitation_id: UUID, actor: User, at: datetime) -> None:
    """The person's no: nothing begins. Raises NotFound for anybody else, WrongStatus."""
    _move(_hold_own(invitation_id, actor), Event.DECLINE, actor, at, answered_at=at)


def _hold(invitation_id: UUID, actor: User, at: datetime) -> Invitation:
    """The invitation, with the managing seats of its body locked before it."""
    known = manageable_by(actor).filter(pk=invitation_id).first()
    if known is None:
        raise NotFound
    bodies = [known.organisation_id, *above(known.organisation).values_list("pk", flat=True)]
    access.hold_seat(actor=actor, permission=Permission.MANAGE, organisations=bodies, at=at)
    invitation: Invitation = hold_act(
        acts=Invitation.objects.select_related("organisation"), act_id=invitation_id
    )
    return invitation


def _hold_own(invitation_id: UUID, actor: User) -> Invitation:
    known = Invitation.objects.filter(pk=invitation_id, person=actor).first()
    if known is None:
        raise NotFound
    locks.lock_all_for_update(Seat.objects.filter(user=actor, content_object=known.organisation_id))
    invitation: Invitation = hold_act(
        acts=Invitation.objects.select_related("organisation__member_state"), act_id=known.pk
    )
    return invitation


def _check_from_above(organisation: Organisation, permission: Permission, own: bool) -> None:
    """An authority gives an exporter its first managers and nobody else; they see to their own people."""
    if not own and organisation.kind == OrganisationKind.EXPORTER and permission != Permission.MANAGE:
        message = _("You invite whoever administers the exporter’s people; they invite everybody else.")
        raise Invalid(message, errors=[error("/seat", message)])


def _make_room(
    person: User,
    organisation: Organisation,
    permission: Permission,
    ends_at: datetime | None,
    is_agent: bool,
    at: datetime,
) -> None:
    """Let an older invitation lapse. Raises Invalid for a seat that is held and would not become longer."""
    same = {"organisation": organisation, "person": person, "permission": permission.value}
    old = locks.lock_for_update(Invitation.objects.filter(**same, status=Status.OPEN.value))
    if old is not None and not old.is_open(at=at):
        _move(old, Event.LAPSE, None, at)
    seat = _present_seat(person, organisation, permission)
    if seat is None or seat.ended(at=at):
        return
    longer = seat.ends_at is not None and (ends_at is None or ends_at > seat.ends_at)
    if not longer or seat.is_agent != is_agent:
        raise Invalid(
            _("%(name)s holds this seat already. Change its end date instead.") % {"name": seat.user}
        )


def _present_seat(person: User, organisation: Organisation, permission: str) -> Seat | None:
    seats = Seat.objects.filter(user=person, content_object=organisation, removed_at=None)
    return seats.filter(permission__codename=permission).select_related("user").first()


def _propose(invitation: Invitation, actor: User, at: datetime) -> None:
    managers = managers_of(invitation.organisation, at=at)
    waiting = Waiting(
        "seat_waiting",
        [invitation.organisation],
        invitation.organisation.short_name[:30],
        _page(invitation),
        people=[each for each in managers if each != actor] if invitation.takes_two else [],
    )
    propose_act(act=invitation, machine=INVITATION, at=at, waiting=waiting, **_facts(invitation))
    if invitation.takes_two and len({*managers} - {invitation.person}) < FEWEST_MANAGERS:
        for body in above(invitation.organisation):
            colleagues = [each for each in managers_of(body, at=at) if each != actor]
            _tell("seat_waiting", [body], invitation, at, people=colleagues)


def _offer(invitation: Invitation, at: datetime) -> None:
    """The person's message; somebody who never chose a password gets a link to choose one."""
    organisation = invitation.organisation
    owe_notice(
        kind=OFFERED if invitation.person.has_usable_password() else FIRST_SIGN_IN,
        organisations=[organisation],
        people=[invitation.person],
        reference=invitation.organisation.short_name[:30],
        path=reverse("core:invitation", args=[invitation.pk]),
        at=at,
        facts={"from_on": max(invitation.starts_at, at).astimezone(zone_of(organisation)).date().isoformat()},
    )


def _lengthened(invitation: Invitation, at: datetime) -> Seat | None:
    """The seat that the person holds already, with its new end; None when they hold none."""
    seat = _present_seat(invitation.person, invitation.organisation, invitation.permission)
    if seat is None:
        return None
    if seat.ended(at=at):
        remove_seat(seat_id=seat.pk, at=at)
        return None
    Seat.objects.filter(pk=seat.pk).update(ends_at=invitation.ends_at)
    organisation = str(invitation.organisation_id)
    record(
        seat.user,
        "change_seat",
        machine=ACCOUNT,
        actor=seat.user,
        at=at,
        seat=seat.pk,
        organisation=organisation,
    )
    return seat


def _begun(invitation: Invitation, at: datetime) -> Seat:
    return grant_seat(
        user=invitation.person,
        permission=Permission(invitation.permission),
        organisation=invitation.organisation,
        at=at,
        granted_by=invitation.proposed_by,
        starts_at=max(invitation.starts_at, at),
        ends_at=invitation.ends_at,
        is_agent=invitation.is_agent,
    )


def _move(invitation: Invitation, event: Event, actor: User | None, at: datetime, **changes: object) -> None:
    transition(
        invitation, event, machine=INVITATION, actor=actor, at=at, changes=changes, **_facts(invitation)
    )


def _facts(invitation: Invitation) -> dict[str, str]:
    return {"organisation": str(invitation.organisation_id), "permission": invitation.permission}


def _tell_managers(kind: str, invitation: Invitation, at: datetime, *, but: User) -> None:
    managers = managers_of(invitation.organisation, at=at)
    _tell(kind, [invitation.organisation], invitation, at, people=[each for each in managers if each != but])


def _tell(
    kind: str,
    organisations: Iterable[Organisation],
    invitation: Invitation,
    at: datetime,
    people: Iterable[User] | None = None,
) -> None:
    owe_notice(
        kind=kind,
        organisations=organisations,
        people=people,
        reference=invitation.organisation.short_name[:30],
        path=_page(invitation),
        at=at,
    )


def _page(invitation: Invitation) -> str:
    return reverse("core:handle_invitation", args=[invitation.pk])
