"""The delegate's desk: procedures by urgency, with the own state's position, weight and last day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from exportctl.core import access
from exportctl.core.calendar import Calendar
from exportctl.core.models import MemberState
from exportctl.core.queries.reference import holiday_names
from exportctl.core.rules.permissions import Permission
from notifications.models import ObjectionProcedure, Participant
from notifications.queries.chips import Chip
from notifications.queries.standing import own_position, why_this_day
from notifications.rules.machines import State
from notifications.rules.windows import thaw_calendar


@dataclass(frozen=True)
class Row:
    """One procedure in a list: `stance` and `chip` are the reader's own state's, where it takes part."""

    procedure: ObjectionProcedure
    stance: str
    chip: Chip
    share: float | None


def own_state(user: Any) -> MemberState | None:
    """The state the reader takes positions for, if any."""
    organisations = access.organisations_of(user, Permission.TAKE_POSITION)
    return organisations[0].member_state if organisations else None


def procedures(user: Any, *, closed: bool) -> QuerySet[ObjectionProcedure]:
    """Open ones by what closes first; the others by what opened last."""
    found = ObjectionProcedure.objects.visible_to(user).select_related("notifying_state")
    found = found.prefetch_related("participants", "positions")
    is_open = Q(status=State.OPEN.value)
    return (
        found.exclude(is_open).order_by("-opened_at", "-pk")
        if closed
        else found.filter(is_open).order_by("closes_at", "pk")
    )


def rows(found: Iterable[ObjectionProcedure], *, state: MemberState | None, at: datetime) -> list[Row]:
    return [_row(procedure, state, at) for procedure in found]


def _row(procedure: ObjectionProcedure, state: MemberState | None, at: datetime) -> Row:
    part = participation(procedure, state)
    total = sum(participant.people for participant in procedure.participants.all())
    own = own_position(procedure, state.code) if state and part else None
    stance = own.stance if own else ("" if part or not state else "notifies")
    return Row(procedure, stance, window_chip(procedure, part, at=at), part.people / total if part else None)


def participation(procedure: ObjectionProcedure, state: MemberState | None) -> Participant | None:
    if state is None:
        return None
    return next((part for part in procedure.participants.all() if part.member_state_id == state.code), None)


def window_chip(
    procedure: ObjectionProcedure, part: Participant | None, *, at: datetime, why: str = ""
) -> Chip:
    """The clock of a window: the own state's where it takes part, else that of the last one."""
    if procedure.status_at(at) != State.OPEN:
        return Chip(
            ended_on=last_day_of(procedure, part), ended_word=str(procedure.get_status_display()), share=1.0
        )
    shown = part or max(procedure.participants.all(), key=lambda each: each.due_at)
    calendar = calendar_in(procedure, str(shown.member_state_id))
    today = at.astimezone(ZoneInfo(calendar.zone)).date()
    opened_on = date.fromisoformat(procedure.frozen["opened_on"])
    left = calendar.working_days_between(today, shown.last_day) if at < shown.due_at else 0
    share = 1 - left / max(calendar.working_days_between(opened_on, shown.last_day), 1)
    if at >= shown.due_at:
        return Chip(ended_on=shown.last_day, ended_word="", share=1.0, why=why)
    return Chip(days_left=left, due_on=shown.last_day, share=share, why=why)


def last_day_of(procedure: ObjectionProcedure, part: Participant | None) -> date:
    return part.last_day if part else max(each.last_day for each in procedure.participants.all())


def calendar_in(procedure: ObjectionProcedure, state: str) -> Calendar:
    """The state's calendar as frozen when the procedure opened."""
    return thaw_calendar(state, procedure.frozen["calendars"][state])


def why(procedure: ObjectionProcedure, part: Participant) -> str:
    """The holidays inside the state's window that make its last day as late as it is."""
    state = str(part.member_state_id)
    days = calendar_in(procedure, state).holidays_between(
        date.fromisoformat(procedure.frozen["opened_on"]), part.last_day
    )
    return why_this_day(part, dict(holiday_names(state, days))) if days else ""
