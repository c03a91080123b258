"""How a seat is given: one officer proposes, where it takes two another approves, then the person accepts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.machine import PERSON, SYSTEM, Machine
from exportctl.core.rules.mailing import Group
from exportctl.core.rules.permissions import Permission

TIME_TO_ACCEPT = timedelta(days=30)
FEWEST_MANAGERS = 2  # with fewer the officers of the body above it may approve

# Seats that read or decide cases, take positions or give such seats: a second officer approves each of them.
OF_TWO_OFFICERS = frozenset(
    {Permission.HANDLE, Permission.TAKE_POSITION, Permission.ADMINISTER, Permission.MANAGE}
)


class Status(StrEnum):
    PROPOSED = "proposed"
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DISCARDED = "discarded"
    LAPSED = "lapsed"


class Event(StrEnum):
    APPROVE = "approve"
    SEND = "send"
    DISCARD = "discard"
    ACCEPT = "accept"
    DECLINE = "decline"
    LAPSE = "lapse"


INVITATION = Machine(
    "invitation",
    (
        # source           event            target            who
        (Status.PROPOSED, Event.APPROVE, Status.OPEN, Permission.MANAGE),
        (Status.PROPOSED, Event.SEND, Status.OPEN, Permission.MANAGE),  # where one officer is enough
        (Status.PROPOSED, Event.DISCARD, Status.DISCARDED, Permission.MANAGE),
        (Status.OPEN, Event.DISCARD, Status.DISCARDED, Permission.MANAGE),
        (Status.OPEN, Event.ACCEPT, Status.ACCEPTED, PERSON),
        (Status.OPEN, Event.DECLINE, Status.DECLINED, PERSON),
        (Status.OPEN, Event.LAPSE, Status.LAPSED, SYSTEM),
    ),
    initial=Status.PROPOSED,
    label=pgettext_lazy("thing", "invitation"),
    words={
        Status.PROPOSED: pgettext_lazy("status", "proposed"),
        Status.OPEN: pgettext_lazy("status", "open"),
        Status.ACCEPTED: pgettext_lazy("status", "accepted"),
        Status.DECLINED: pgettext_lazy("status", "declined"),
        Status.DISCARDED: pgettext_lazy("status", "withdrawn"),
        Status.LAPSED: pgettext_lazy("status", "lapsed"),
    },
)  # fmt: skip

FIRST_SIGN_IN = "account_made"  # its mail leads to where a password is chosen
OFFERED = "seat_offered"

ACTS = (
    Act(
        "propose",
        INVITATION,
        pgettext_lazy("done to it", "proposed"),
        _("Proposed to give a seat"),
        notices=(
            NoticeKind(
                "seat_waiting",
                _("%(reference)s: a seat waits for a second officer"),
                _(
                    "A seat for %(reference)s was proposed. An officer who neither proposed it nor is to hold it"
                    " approves or discards it."
                ),
                group=Group.TASK,
            ),
        ),
    ),
    Act(
        Event.APPROVE,
        INVITATION,
        pgettext_lazy("done to it", "approved"),
        _("Approved a seat"),
        notices=(
            NoticeKind(
                "seat_approved",
                _("%(reference)s: a seat was approved, and an invitation sent"),
                _("Somebody is invited to act for %(reference)s; two officers saw to it. Read who it is."),
            ),
            NoticeKind(
                "seat_approved_from_above",
                _("%(reference)s: a seat was given by the officers of another body"),
                _(
                    "Fewer than two other people administer %(reference)s, so an officer of the body that looks after"
                    " it approved a seat here. Whoever administers the people reads who it is."
                ),
            ),
        ),
    ),
    Act(
        Event.SEND,
        INVITATION,
        pgettext_lazy("done to it", "sent"),
        _("Invited somebody"),
        notices=(
            NoticeKind(
                FIRST_SIGN_IN,
                _("%(reference)s: you are invited"),
                _(
                    "You are invited to act for this organisation from %(from_on)s. Choose your password with this"
                    " link within three days, sign in, and accept; later, ask for a new link on the sign-in page."
                ),
                ("from_on",),
                group=Group.TASK,
                before_seat=True,
            ),
            NoticeKind(
                OFFERED,
                _("%(reference)s: you are invited"),
                _(
                    "You are invited to act for this organisation from %(from_on)s. Your seat begins when you have"
                    " accepted it; nothing changes if you do not."
                ),
                ("from_on",),
                group=Group.TASK,
                before_seat=True,
            ),
            NoticeKind(
                "seat_sent",
                _("%(reference)s: an invitation was sent"),
                _("A colleague invited somebody to act for %(reference)s. Read who it is."),
            ),
        ),
    ),
    Act(
        Event.ACCEPT,
        INVITATION,
        pgettext_lazy("done to it", "accepted"),
        _("Accepted a seat"),
        notices=(
            NoticeKind(
                "seat_accepted",
                _("%(reference)s: an invitation was accepted"),
                _("Somebody accepted a seat for %(reference)s. The list of people shows who may do what."),
            ),
        ),
    ),
    Act(Event.DECLINE, INVITATION, pgettext_lazy("done to it", "declined"), _("Declined a seat")),
    Act(Event.DISCARD, INVITATION, pgettext_lazy("done to it", "withdrawn"), _("Withdrew an invitation")),
    Act(Event.LAPSE, INVITATION, pgettext_lazy("done to it", "lapsed"), _("An invitation lapsed")),
)


def takes_two(permission: str, *, by_own_body: bool) -> bool:
    """Does a second officer approve this seat? Always at a body that is not the proposer's own."""
    return not by_own_body or permission in OF_TWO_OFFICERS


def may_approve(*, approver: Any, proposer: Any, person: Any, managers: Iterable[Any], above: bool) -> bool:
    """The second pair of eyes: neither the proposer's nor the person's.

    `managers` are the people who administer the body's people; `above` says that the approver administers those of
    the body that looks after it, which counts while fewer than two managers besides the person are there.
    """
    others = {*managers} - {person}
    return approver not in (proposer, person) and (
        approver in others or (above and len(others) < FEWEST_MANAGERS)
    )


def last_moment(opened_at: datetime) -> datetime:
    """Until when an invitation can be accepted."""
    return opened_at + TIME_TO_ACCEPT
