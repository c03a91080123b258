"""Changing an authority's decision period (Article 12(5)): one of its officers proposes, another approves."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import Errors, error
from licensing.models import DecisionPeriod, DecisionPeriodChange
from licensing.models.requests import KIND_LABELS
from licensing.queries.decision_periods import period_of, starts_anew, today_of
from licensing.rules.decision_clock import LONGEST_PERIOD, PERIOD_CHANGE, SHORTEST_PERIOD


@transaction.atomic
def propose_period(
    *,
    authority: Organisation,
    kind: str,
    working_days: int,
    starts_on: date,
    reason: str,
    actor: User,
    at: datetime,
    provision: str = "",
    anew: bool = False,
) -> DecisionPeriodChange:
    """Propose another period for requests sent from `starts_on` on. Raises Forbidden, Invalid, Pending.

    `anew`: it starts so with a correction that weighs; by default it goes on.
    """
    _hold_seat(authority.pk, actor, at)
    if errors := _errors(authority, kind, (working_days, anew), starts_on, at):
        raise Invalid(errors=errors)
    require_none_pending(acts=DecisionPeriodChange.objects.filter(authority=authority, kind=kind))
    change = DecisionPeriodChange(
        authority=authority,
        kind=kind,
        working_days=working_days,
        starts_on=starts_on,
        starts_anew=anew,
        provision=provision,
        reason=reason,
        proposed_by=actor,
    )
    waiting = Waiting("period_waiting", [authority], authority.short_name[:30], change.get_absolute_url())
    facts = {"kind": kind, "working_days": working_days, "starts_on": starts_on.isoformat()}
    propose_act(act=change, machine=PERIOD_CHANGE, at=at, waiting=waiting, **facts)
    return change


@transaction.atomic
def approve_period(*, change_id: UUID, actor: User, at: datetime) -> DecisionPeriod:
    """Put it in force: from its day on, or from today if that day has passed. Cases that run keep their period."""
    change = _lock_change(change_id, actor, at)
    starts_on = max(change.starts_on, today_of(change.authority, at=at))
    facts = {"kind": change.kind, "starts_on": starts_on.isoformat()}
    approve_act(act=change, machine=PERIOD_CHANGE, actor=actor, at=at, **facts)
    return DecisionPeriod.objects.create(
        authority=change.authority,
        kind=change.kind,
        working_days=change.working_days,
        starts_on=starts_on,
        starts_anew=change.starts_anew,
        change=change,
    )


@transaction.atomic
def discard_period(*, change_id: UUID, actor: User, at: datetime) -> DecisionPeriodChange:
    """Drop a proposal, one's own or a colleague's."""
    change = _lock_change(change_id, actor, at)
    discard_act(act=change, machine=PERIOD_CHANGE, actor=actor, at=at)
    return change


def _lock_change(change_id: UUID, actor: User, at: datetime) -> DecisionPeriodChange:
    """Seat, then the proposal. Raises NotFound, Forbidden."""
    changes = DecisionPeriodChange.objects.filter(pk=change_id)
    authority_id = changes.values_list("authority", flat=True).first()
    if authority_id is None:
        raise NotFound
    _hold_seat(authority_id, actor, at)
    change: DecisionPeriodChange = hold_act(acts=changes, act_id=change_id)
    return change


def _hold_seat(authority_id: UUID, actor: User, at: datetime) -> None:
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority_id], at=at)


def _errors(
    authority: Organisation, kind: str, rule: tuple[int, bool], starts_on: date, at: datetime
) -> Errors:
    working_days, _anew = rule
    if kind not in KIND_LABELS:
        return [error("/kind", _("Choose a kind of case."))]
    errors = []
    if not SHORTEST_PERIOD <= working_days <= LONGEST_PERIOD:
        message = _("A decision period has %(least)d to %(most)d working days; %(days)d is not possible.")
        message %= {"least": SHORTEST_PERIOD, "most": LONGEST_PERIOD, "days": working_days}
        errors.append(error("/working_days", message))
    today = today_of(authority, at=at)
    if starts_on < today:
        message = _("%(day)s has passed. Give today, %(today)s, or a later day.")
        message %= {"day": long_day(starts_on), "today": long_day(today)}
        errors.append(error("/starts_on", message))
    elif not errors and rule == (
        period_of(authority=authority, kind=kind, on=starts_on),
        starts_anew(authority=authority, kind=kind, on=starts_on),
    ):
        message = ngettext(
            "On that day the period is %(days)d working day already.",
            "On that day the period is %(days)d working days already.",
            working_days,
        )
        message %= {"days": working_days}
        errors.append(error("/working_days", message))
    return errors
