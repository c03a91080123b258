"""A file of other states' denials: read in by one officer, taken by another; new ones, other grounds, what is gone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from exportctl.core import access, locks
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_and_settle,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.errors import Invalid, NotFound
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from exportctl.core.shapes import error
from exportctl.core.transitions import transition
from licensing.actions.denials import enter_denial
from licensing.actions.listed_names import unlist_names
from licensing.actions.passed_denials import tell_customs_no_more
from licensing.models import Denial, DenialImport
from licensing.queries.denial_imports import PreviewRow, counts_of, faults_in, preview
from licensing.rules.denial_tables import DENIAL_IMPORT, What
from licensing.rules.denials import DENIAL, Event
from licensing.rules.party_matches import Source
from licensing.rules.shapes import JsonObject

NOT_OF_THE_DENIAL = ("row", "status")


@transaction.atomic
def propose_denial_import(
    *, authority: Organisation, name: str, rows: Sequence[JsonObject], actor: User, at: datetime
) -> DenialImport:
    """The first officer: a file whose rows can be read. Raises Forbidden, Invalid with each row's fault, Pending."""
    _hold_seat(authority.pk, actor, at)
    if faults := faults_in(rows, authority=authority):
        raise Invalid(
            errors=[error(f"/rows/{fault.row}", f"{fault.row}: {fault.sentence}") for fault in faults]
        )
    if not any(each.what is not What.SAME for each in preview(rows, authority=authority)):
        raise Invalid(errors=[error("/rows", _("Everything in this file is entered already."))])
    require_none_pending(acts=DenialImport.objects.filter(authority=authority))
    table = DenialImport(authority=authority, name=name[:200], rows=list(rows), proposed_by=actor)
    waiting = Waiting(
        "denial_import_waiting", [authority], authority.short_name[:30], table.get_absolute_url()
    )
    propose_act(act=table, machine=DENIAL_IMPORT, at=at, waiting=waiting, rows=len(rows))
    return table


@transaction.atomic
def approve_denial_import(*, import_id: UUID, actor: User, at: datetime) -> DenialImport:
    """The second officer: each row does what it does as things stand now. Raises FourEyes, WrongStatus, Invalid."""
    table = _hold(import_id, actor, at)
    require_other_officer(act=table, actor=actor)
    DENIAL_IMPORT.step(table.status, "approve")
    if faults := faults_in(table.rows, authority=table.authority):
        raise Invalid(
            errors=[error(f"/rows/{fault.row}", f"{fault.row}: {fault.sentence}") for fault in faults]
        )
    rows = preview(table.rows, authority=table.authority)
    counted = counts_of(rows)
    settled = {
        "entered": counted.get(What.NEW, 0),
        "changed": counted.get(What.CHANGED, 0),
        "gone": counted.get(What.GONE, 0),
    }
    approve_and_settle(act=table, machine=DENIAL_IMPORT, actor=actor, at=at, settled=settled, **settled)
    for row in rows:
        _carry_out(table.authority, row, actor, at)
    return table


@transaction.atomic
def discard_denial_import(*, import_id: UUID, actor: User, at: datetime) -> DenialImport:
    """Drop a file, one's own or a colleague's."""
    table = _hold(import_id, actor, at)
    discard_act(act=table, machine=DENIAL_IMPORT, actor=actor, at=at)
    return table


def _carry_out(authority: Organisation, row: PreviewRow, actor: User, at: datetime) -> None:
    if row.what is What.NEW:
        words: dict[str, Any] = {
            name: value for name, value in row.row.items() if name not in NOT_OF_THE_DENIAL
        }
        enter_denial(authority=authority, actor=actor, at=at, **words)
    elif row.what is What.CHANGED:
        _move(row.denial, Event.AMEND, {"ground": row.row["ground"]}, actor, at)
    elif row.what is What.GONE:
        assert row.denial
        _move(row.denial, Event.FALL_AWAY, {"review_due_on": None}, actor, at)
        unlist_names(source=Source.DENIAL, entry=row.denial.pk, at=at)
        tell_customs_no_more(denials=[row.denial], at=at)


def _move(denial: Denial | None, event: Event, changes: dict[str, Any], actor: User, at: datetime) -> None:
    assert denial
    held = locks.lock_for_update(Denial.objects.select_related("authority").filter(pk=denial.pk))
    assert held
    facts = {"denial": held.reference}
    transition(held, event, machine=DENIAL, actor=actor, at=at, changes=changes, **facts)


def _hold(import_id: UUID, actor: User, at: datetime) -> DenialImport:
    """Seat, then the file. Raises NotFound, Forbidden."""
    known = DenialImport.objects.filter(pk=import_id).first()
    if known is None:
        raise NotFound
    _hold_seat(known.authority_id, actor, at)
    rows = DenialImport.objects.select_related("authority__member_state")
    table: DenialImport = hold_act(acts=rows, act_id=import_id)
    return table


def _hold_seat(authority_id: UUID, actor: User, at: datetime) -> None:
    access.hold_seat(actor=actor, permission=Permission.HANDLE, organisations=[authority_id], at=at)
