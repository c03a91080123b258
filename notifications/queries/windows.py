"""The windows of procedures as a reader sees them, with the own state's last day; and the one a refusal would open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery

from controllist.queries.entries import listed as is_listed
from exportctl.core import access
from exportctl.core.access import Reader
from exportctl.core.calendar import Calendar
from exportctl.core.countries import country
from exportctl.core.errors import YearsNotHeld
from exportctl.core.models import MemberState
from exportctl.core.queries.reference import holiday_names
from exportctl.core.references import BRUSSELS
from exportctl.core.rules.four_eyes import Status
from exportctl.core.rules.permissions import Permission
from licensing.models import AuthorisationRequest
from licensing.queries.decision_clock import Chip
from notifications.models import ObjectionProcedure, Participant, Withdrawal
from notifications.queries.procedure_opening import procedure_opening
from notifications.queries.rule_set_wording import rule_in_words
from notifications.queries.tally_page import why_this_day
from notifications.rules.machines import State
from notifications.rules.rule_sets import RULE_SETS, Decision
from notifications.rules.windows import thaw_calendar


@dataclass(frozen=True)
class WindowRow:
    """One procedure in a list: `stance` and `chip` are the reader's own state's, where it takes part."""

    procedure: ObjectionProcedure
    stance: str
    chip: Chip
    share: float | None
    why: str = ""  # the public holidays that made the last day as late as it is
    waits: bool = False  # for the reader's own state
    ended: bool = False

    @property
    def counting(self) -> str:
        """Whether agreement is counted, or objections."""
        agreeing = RULE_SETS[self.procedure.rule_set].decision == Decision.ALL_AGREE
        return "agreement" if agreeing else "objections"


def own_state(user: Reader) -> MemberState | None:
    """The state the reader takes positions for, if any; whoever does for several has chosen one (PrincipalNeeded)."""
    delegation = access.principal_of(user, Permission.TAKE_POSITION)
    return delegation.member_state if delegation else None


def listed(user: Reader) -> QuerySet[ObjectionProcedure]:
    """What the reader may see, with what a list shows of it."""
    procedures = with_withdrawal(ObjectionProcedure.objects.visible_to(user)).select_related(
        "notifying_state"
    )
    return procedures.prefetch_related("participants").defer("entry")


def with_withdrawal(procedures: QuerySet[ObjectionProcedure]) -> QuerySet[ObjectionProcedure]:
    """Each with the instant its refusal was withdrawn, if it was: its clock ended then."""
    approved = Withdrawal.objects.filter(procedure=OuterRef("pk"), status=Status.APPROVED.value)
    return procedures.annotate(withdrawn_at=Subquery(approved.values("approved_at")[:1]))


def rows(
    procedures: Iterable[ObjectionProcedure], *, state: MemberState | None, at: datetime
) -> list[WindowRow]:
    """One row a procedure, in the order given; each needs `own_stance` annotated. One query for all holiday names."""
    shown = list(procedures)
    parts = {procedure.pk: participation(procedure, state) for procedure in shown}
    days = _holidays(shown, parts)
    names = holiday_names(state.code, set().union(*days.values())) if state and any(days.values()) else {}
    return [
        _row(
            procedure,
            parts[procedure.pk],
            {day: names[day] for day in days[procedure.pk] if day in names},
            at,
        )
        for procedure in shown
    ]


def _row(procedure: Any, part: Participant | None, holidays: dict[date, str], at: datetime) -> WindowRow:
    total = sum(each.people for each in procedure.participants.all())
    stance = "" if part else "notifies"
    why = why_this_day(part, holidays) if part else ""
    return WindowRow(
        procedure,
        procedure.own_stance or stance,
        window_chip(procedure, part, at=at, why=why),
        part.people / total if part else None,
        why if procedure.status_at(at) == State.OPEN else "",
        bool(
            part and not procedure.own_stance and at < part.due_at and procedure.status_at(at) == State.OPEN
        ),
        ended=procedure.status_at(at) != State.OPEN,
    )


def _holidays(
    shown: Iterable[ObjectionProcedure], parts: dict[UUID, Participant | None]
) -> dict[UUID, tuple[date, ...]]:
    """The public holidays of the own state that lie in each window."""
    return {
        procedure.pk: holidays_in(procedure, part) if (part := parts[procedure.pk]) else ()
        for procedure in shown
    }


def participation(procedure: ObjectionProcedure, state: MemberState | None) -> Participant | None:
    if state is None:
        return None
    return next((part for part in procedure.participants.all() if part.member_state_id == state.code), None)


def window_chip(
    procedure: ObjectionProcedure, part: Participant | None, *, at: datetime, why: str = "", owner: str = ""
) -> Chip:
    """The clock of a window: the own state's where it takes part, else that of the last one; ended for all alike."""
    if procedure.status_at(at) != State.OPEN:
        return Chip(ended_on=ended_on(procedure), ended_word=str(procedure.get_status_display()), share=1.0)
    shown = part or max(procedure.participants.all(), key=lambda each: each.due_at)
    calendar = calendar_in(procedure, str(shown.member_state_id))
    owner = owner or ("" if part else country(shown.member_state_id))
    today = at.astimezone(ZoneInfo(calendar.zone)).date()
    opened_on = date.fromisoformat(procedure.frozen["opened_on"])
    left = calendar.working_days_between(today, shown.last_day) if at < shown.due_at else 0
    share = 1 - left / max(calendar.working_days_between(opened_on, shown.last_day), 1)
    if at >= shown.due_at:
        return Chip(ended_on=shown.last_day, ended_word="", share=1.0, why=why)
    return Chip(days_left=left, due_on=shown.last_day, share=share, why=why, owner=owner)


def ended_on(procedure: Any) -> date:
    """The day the window ended: by the clock with the last state's last day, or earlier with a withdrawal."""
    withdrawn_at: datetime | None = procedure.withdrawn_at  # from `with_withdrawal`
    return withdrawn_at.astimezone(BRUSSELS).date() if withdrawn_at else last_day_of(procedure)


def last_day_of(procedure: ObjectionProcedure) -> date:
    return max(each.last_day for each in procedure.participants.all())


def calendar_in(procedure: ObjectionProcedure, state: str) -> Calendar:
    """The state's calendar as frozen when the procedure opened."""
    return thaw_calendar(state, procedure.frozen["calendars"][state])


def holidays_in(procedure: ObjectionProcedure, part: Participant) -> tuple[date, ...]:
    calendar = calendar_in(procedure, str(part.member_state_id))
    return calendar.holidays_between(date.fromisoformat(procedure.frozen["opened_on"]), part.last_day)


def why(procedure: ObjectionProcedure, part: Participant) -> str:
    """The holidays inside the state's window that make its last day as late as it is."""
    days = holidays_in(procedure, part)
    return why_this_day(part, dict(holiday_names(str(part.member_state_id), days))) if days else ""


@dataclass(frozen=True)
class Window:
    """`because`: why none opens, already_listed, procedure_open or uncounted. Else who, until when, by which rule.

    One that is uncounted ends in `missing_year`, whose public holidays are not entered: it cannot be opened before.
    """

    because: str = ""
    states: int = 0
    closes_at: datetime | None = None
    rule: str = ""
    missing_year: int | None = None


def preview_window(request: AuthorisationRequest, *, item_key: str, at: datetime) -> Window:
    """The window that would open for this item of `request` at `at`; nothing is written."""
    if is_listed(item_key=item_key):
        return Window(because="already_listed")
    if ObjectionProcedure.objects.filter(item_key=item_key, status=State.OPEN.value).exists():
        return Window(because="procedure_open")
    try:
        window = procedure_opening(notifying=str(request.authority.member_state_id), at=at)
    except YearsNotHeld as unheld:
        return Window(because="uncounted", missing_year=unheld.year)
    rule = rule_in_words(window.frozen["rule_set"]["name"], people=window.people)
    return Window(states=len(window.people), closes_at=window.closes_at, rule=rule)
