"""Restrictive measures: entered or imported, law once two officers of their keeper confirmed act and day."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from exportctl.core import access
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_act,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.locks import lock_for_update
from exportctl.core.models import Organisation, User
from exportctl.core.references import next_reference
from exportctl.core.rules.permissions import OrganisationKind, Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import record, transition
from licensing.models import MeasureChange, RestrictiveMeasure
from licensing.queries.general_registrations import users_met
from licensing.queries.measures import authorities_hit
from licensing.rules.measures import MEASURE, MEASURE_CHANGE, Event, Kind, State
from licensing.rules.measures_table import RuleRow, faults_of


@transaction.atomic
def enter_measure(
    *, keeper: Organisation, row: RuleRow, is_sample: bool = False, actor: User, at: datetime
) -> RestrictiveMeasure:
    """Enter a rule, also ahead of its day. It is no law before it is confirmed. Raises Forbidden, Invalid."""
    _hold_seat(keeper, actor, at)
    _require_plausible(row)
    prefix = "EU" if keeper.kind == OrganisationKind.COMMISSION else str(keeper.member_state_id)
    measure = RestrictiveMeasure.objects.create(
        number=next_reference(prefix=f"{prefix}-M", at=at, digits=4),
        keeper=keeper,
        is_sample=is_sample,
        entered_by=actor,
        entered_at=at,
        **row.columns(),
    )
    record(measure, "enter", machine=MEASURE, actor=actor, at=at, target=State.ENTERED, number=measure.number)
    return measure


@transaction.atomic
def import_measures(
    *, keeper: Organisation, rows: Iterable[RuleRow], is_sample: bool = False, actor: User, at: datetime
) -> list[RestrictiveMeasure]:
    """Every row of a table as a rule of its own, entered and not confirmed; all or none."""
    return [enter_measure(keeper=keeper, row=row, is_sample=is_sample, actor=actor, at=at) for row in rows]


@transaction.atomic
def discard_measure(*, measure_id: UUID, actor: User, at: datetime) -> RestrictiveMeasure:
    """Drop a rule that nobody confirmed. Raises NotFound, Pending, WrongStatus."""
    measure = _hold(measure_id, actor, at)
    require_none_pending(acts=MeasureChange.objects.filter(measure=measure))
    transition(measure, Event.DISCARD, machine=MEASURE, actor=actor, at=at, number=measure.number)
    return measure


@transaction.atomic
def propose_measure_change(
    *,
    measure_id: UUID,
    event: str,
    act: str,
    act_on: date,
    applies_until: datetime | None = None,
    actor: User,
    at: datetime,
) -> MeasureChange:
    """The first officer: the act and its day, as read at the source. Raises NotFound, WrongStatus, Pending, Invalid."""
    measure = _hold(measure_id, actor, at)
    MEASURE.step(measure.status, event)
    require_none_pending(acts=MeasureChange.objects.filter(measure=measure))
    if event == Event.END and (applies_until is None or applies_until <= measure.applies_from):
        raise Invalid(errors=[error("/applies_until", _("A rule does not end before it begins."))])
    change = MeasureChange(
        measure=measure,
        event=Event(event).value,
        act=act,
        act_on=act_on,
        applies_until=applies_until if event == Event.END else None,
        proposed_by=actor,
    )
    waiting = Waiting("measure_waiting", [measure.keeper], measure.number, measure.get_absolute_url())
    facts = {"number": measure.number, "change": change.event}
    propose_act(act=change, machine=MEASURE_CHANGE, at=at, waiting=waiting, **facts)
    return change


@transaction.atomic
def approve_measure_change(
    *, measure_id: UUID, change_id: UUID, actor: User, at: datetime
) -> RestrictiveMeasure:
    """The second officer: from its instant on screening, proposals and write-offs answer by it.

    Authorities whose authorisations it hits are told. Raises FourEyes, WrongStatus.
    """
    measure, change = _hold_change(measure_id, change_id, actor, at)
    require_other_officer(act=change, actor=actor)
    facts: dict[str, Any] = {"number": measure.number, "change": change.event}
    approve_act(act=change, machine=MEASURE_CHANGE, actor=actor, at=at, **facts)
    changes = {"applies_until": change.applies_until} if change.event == Event.END else None
    transition(
        measure, change.event, machine=MEASURE, actor=actor, at=at, changes=changes, number=measure.number
    )
    if change.event == Event.CONFIRM and measure.kind == Kind.PROHIBITION:
        _tell_authorities(measure, at)
        _tell_users(measure, at)
    return measure


@transaction.atomic
def discard_measure_change(*, measure_id: UUID, change_id: UUID, actor: User, at: datetime) -> MeasureChange:
    """Drop a proposal about a rule, one's own or a colleague's."""
    _measure, change = _hold_change(measure_id, change_id, actor, at)
    discard_act(act=change, machine=MEASURE_CHANGE, actor=actor, at=at)
    return change


def _tell_authorities(measure: RestrictiveMeasure, at: datetime) -> None:
    """Of the cases and authorisations that it hits, which each authority settles itself."""
    owe_notice(
        kind="measure_hits",
        organisations=authorities_hit(measure, at=at),
        reference=measure.number,
        path=measure.get_absolute_url(),
        at=at,
    )


def _tell_users(measure: RestrictiveMeasure, at: datetime) -> None:
    """Who may use a general authorisation for that country, once: nobody decides on what they export."""
    office = {} if measure.is_union else {"authority": measure.keeper}
    first_of = {row.exporter_id: row for row in reversed(users_met(measure, office=office))}
    for row in first_of.values():
        owe_notice(
            kind="measure_hits_general",
            organisations=[row.exporter.organisation],
            reference=measure.number,
            path=row.get_absolute_url(),  # the rule's own page is its keepers'
            at=at,
        )


def _require_plausible(row: RuleRow) -> None:
    if errors := [error(f"/{column}", sentence) for column, sentence in faults_of(row)]:
        raise Invalid(errors=errors)


def _hold_seat(keeper: Organisation, actor: User, at: datetime) -> None:
    union = keeper.kind == OrganisationKind.COMMISSION
    permission = Permission.ADMINISTER if union else Permission.HANDLE
    access.hold_seat(actor=actor, permission=permission, organisations=[keeper.pk], at=at)


def _hold(measure_id: UUID, actor: User, at: datetime) -> RestrictiveMeasure:
    """Seat, rule. Raises NotFound for whoever does not keep it."""
    rows = RestrictiveMeasure.objects.filter(pk=measure_id).select_related("keeper")
    measure = rows.first()
    if measure is None:
        raise NotFound
    _hold_seat(measure.keeper, actor, at)
    locked = lock_for_update(rows)
    if locked is None:
        raise NotFound
    return locked


def _hold_change(
    measure_id: UUID, change_id: UUID, actor: User, at: datetime
) -> tuple[RestrictiveMeasure, MeasureChange]:
    measure = _hold(measure_id, actor, at)
    change: MeasureChange = hold_act(acts=measure.changes.all(), act_id=change_id)
    change.measure = measure
    return measure, change
