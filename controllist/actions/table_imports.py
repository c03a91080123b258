"""A file for a national list or for customs codes: read by one officer, in force by another's confirmation."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from controllist.actions.dated_tables import take
from controllist.models import TableImport
from controllist.queries.table_imports import counts_of, preview, standing_rows
from controllist.rules.dated_tables import WrongRows
from controllist.rules.table_imports import KEEPERS, KEYS, TABLE_IMPORT, Kind, What, early_rows, rows_of
from exportctl.core import access
from exportctl.core.actions.four_eyes import (
    Waiting,
    approve_and_settle,
    discard_act,
    hold_act,
    propose_act,
    require_none_pending,
    require_other_officer,
)
from exportctl.core.errors import Forbidden, Invalid, NotFound
from exportctl.core.formatting import long_day
from exportctl.core.models import Organisation, User
from exportctl.core.rules.uploaded_tables import NoHead, NotATable, TooMany
from exportctl.core.shapes import error


@transaction.atomic
def propose_table_import(
    *, kind: str, source: bytes, name: str, legal_act: str, starts_on: date, actor: User, at: datetime
) -> TableImport:
    """The first officer: a file that can be read. Raises Forbidden, Invalid with each row's fault, Pending."""
    table_kind = Kind(kind)
    keeper = _hold_keeper(table_kind, actor, at)
    rows = _read(table_kind, source, starts_on, legal_act)
    state = keeper.member_state_id if table_kind is Kind.NATIONAL_LIST else None
    table = TableImport(
        kind=kind,
        keeper=keeper,
        member_state_id=state,
        name=name[:200],
        legal_act=legal_act,
        starts_on=starts_on,
        rows=rows,
        proposed_by=actor,
    )
    if early := early_rows(table_kind, rows, standing_rows(table), on=starts_on.isoformat()):
        raise Invalid(errors=[_too_early(table_kind, row, starts_on) for row in early])
    if all(change.what is What.SAME for change in preview(table)):
        raise Invalid(errors=[error("/csv", _("Everything in this file counts already."))])
    require_none_pending(acts=TableImport.objects.filter(keeper=keeper, kind=kind))
    waiting = Waiting("table_import_waiting", [keeper], keeper.short_name[:30], table.get_absolute_url())
    propose_act(
        act=table,
        machine=TABLE_IMPORT,
        at=at,
        waiting=waiting,
        kind=kind,
        rows=len(rows),
        starts_on=starts_on.isoformat(),
    )
    return table


@transaction.atomic
def approve_table_import(*, import_id: UUID, actor: User, at: datetime) -> TableImport:
    """The second officer: what the file says counts from its day on. Raises FourEyes, WrongStatus."""
    table = _hold(import_id, actor, at)
    require_other_officer(act=table, actor=actor)
    TABLE_IMPORT.step(table.status, "approve")
    counted = counts_of(preview(table))
    settled = {
        "begun": counted.get(What.NEW, 0),
        "changed": counted.get(What.CHANGED, 0),
        "ended": counted.get(What.ENDED, 0),
    }
    approve_and_settle(act=table, machine=TABLE_IMPORT, actor=actor, at=at, settled=settled, **settled)
    take(table=table, at=at)
    return table


@transaction.atomic
def discard_table_import(*, import_id: UUID, actor: User, at: datetime) -> TableImport:
    """Drop a file, one's own or a colleague's."""
    table = _hold(import_id, actor, at)
    discard_act(act=table, machine=TABLE_IMPORT, actor=actor, at=at)
    return table


def _too_early(kind: Kind, row: Mapping[str, Any], starts_on: date) -> dict[str, str]:
    message = _(
        "%(code)s would begin on %(first)s, before the file counts (%(day)s): what was answered until then would be"
        " answered otherwise. Leave its day out, or let the whole file count from an earlier day."
    )
    days = {"first": long_day(date.fromisoformat(row["starts_on"])), "day": long_day(starts_on)}
    return error("/csv", message % {"code": row[KEYS[kind]], **days})


def _read(kind: Kind, source: bytes, starts_on: date, legal_act: str) -> list[dict[str, Any]]:
    try:
        rows = rows_of(kind, source, starts_on=starts_on, legal_act=legal_act)
    except WrongRows as wrong:
        faults = [
            error(f"/rows/{row}", _("Row %(n)d: %(what)s") % {"n": row, "what": what})
            for row, what in wrong.args
        ]
        raise Invalid(errors=faults) from wrong
    except NoHead as no_head:
        message = _("The first row has to name the columns.")
        raise Invalid(errors=[error("/csv", message)]) from no_head
    except NotATable as unreadable:
        raise Invalid(errors=[error("/csv", str(unreadable.sentence))]) from unreadable
    except TooMany as many:
        message = _("These are too many rows. Split the table.")
        raise Invalid(errors=[error("/csv", message)]) from many
    if not rows:
        raise Invalid(errors=[error("/csv", _("There is no row under the head. Fill in at least one."))])
    return rows


def _hold_keeper(kind: Kind, actor: User, at: datetime) -> Organisation:
    """The body that keeps such a table and for which the actor acts. Raises Forbidden, PrincipalNeeded."""
    permission = KEEPERS[kind]
    keeper = access.principal_of(actor, permission)
    if keeper is None:
        raise Forbidden
    return access.hold_seat(actor=actor, permission=permission, organisations=[keeper.pk], at=at).organisation


def _hold(import_id: UUID, actor: User, at: datetime) -> TableImport:
    """Seat, then the file. Raises NotFound, Forbidden."""
    known = TableImport.objects.filter(pk=import_id).first()
    if known is None:
        raise NotFound
    permission = KEEPERS[Kind(known.kind)]
    access.hold_seat(actor=actor, permission=permission, organisations=[known.keeper_id], at=at)
    table: TableImport = hold_act(acts=TableImport.objects.select_related("keeper"), act_id=import_id)
    return table
