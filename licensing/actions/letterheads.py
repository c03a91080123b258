"""Changing what an authority's letters carry: one of its officers proposes, another approves."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
)
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from licensing.models import LetterheadChange
from licensing.rules.letterheads import LETTERHEAD_CHANGE, service_gaps


@transaction.atomic
def propose_letterhead(
    *,
    authority: Organisation,
    reason: str,
    actor: User,
    at: datetime,
    confirmed_on: date | None = None,
    **fields: Any,
) -> LetterheadChange:
    """Propose another letterhead. A remedy needs who confirmed it, and when. Raises Forbidden, Invalid, Pending."""
    _hold_seat(authority.pk, actor, at)
    if fields.get("remedy_body") and not (fields.get("confirmed_by") and confirmed_on):
        message = _("Say which unit confirmed the remedy, and on which day.")
        raise Invalid(errors=[error("/confirmed_by", message)])
    if errors := service_gaps(fields):
        raise Invalid(errors=errors)
    require_none_pending(acts=LetterheadChange.objects.filter(authority=authority))
    change = LetterheadChange(
        authority=authority, reason=reason, proposed_by=actor, confirmed_on=confirmed_on, **fields
    )
    waiting = Waiting("letterhead_waiting", [authority], authority.short_name[:30], change.get_absolute_url())
    propose_act(act=change, machine=LETTERHEAD_CHANGE, at=at, waiting=waiting)
    return change


@transaction.atomic
def approve_letterhead(*, change_id: UUID, actor: User, at: datetime) -> LetterheadChange:
    """Put it in force for every letter written from now on."""
    change = _lock_change(change_id, actor, at)
    approve_act(act=change, machine=LETTERHEAD_CHANGE, actor=actor, at=at)
    return change


@transaction.atomic
def discard_letterhead(*, change_id: UUID, actor: User, at: datetime) -> LetterheadChange:
    """Drop a proposal, one's own or a colleague's."""
    change = _lock_change(change_id, actor, at)
    discard_act(act=change, machine=LETTERHEAD_CHANGE, actor=actor, at=at)
    return change


def _lock_change(change_id: UUID, actor: User, at: datetime) -> LetterheadChange:
    """Seat, then the proposal. Raises NotFound, Forbidden."""
    changes = LetterheadChange.objects.filter(pk=change_id)
    authority_id = changes.values_list("authority", flat=True).first()
    if authority_id is None:
        raise NotFound
    _hold_seat(authority_id, actor, at)
    change: LetterheadChange = hold_act(acts=changes, act_id=change_id)
    return change


def _hold_seat(authority_id: UUID, actor: User, at: datetime) -> None:
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority_id], at=at)
