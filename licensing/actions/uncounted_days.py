"""Last days that nobody could count when they were asked for: counted once the holidays of their year are entered."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from exportctl.core import locks
from exportctl.core.calendar import calendar_days
from exportctl.core.sweeps import try_each
from licensing.actions import customs_holds, service_days, state_answers
from licensing.actions.decision_clock import store_due_date
from licensing.models import (
    AuthorisationRequest,
    CustomsHold,
    GeneralBarService,
    LetterService,
    StateConsultation,
)
from licensing.queries.decision_clock import Calendars

A_WEEKEND = 2  # days by which a period may be shorter than its weeks: it begins on the Monday after it


def count_days(*, at: datetime) -> int:
    """Go through all that waits for a calendar. Returns how many days are known now."""
    return sum(try_each(lambda count: count(at=at), list(_waiting())))


def _waiting() -> Iterator[Callable[..., bool]]:
    """Each thing that waits, with the act that counts its day."""
    for pk in _reached_clocks():
        yield partial(_count_clock, request_id=pk)
    for pk in _keys(CustomsHold.objects.uncounted()):
        yield partial(customs_holds.count_last_day, hold_id=pk)
    for pk in _keys(StateConsultation.objects.uncounted()):
        yield partial(state_answers.count_last_day, consultation_id=pk)
    for pk in _keys(LetterService.objects.uncounted()):
        yield partial(service_days.count_letter_day, service_id=pk)
    for pk in _keys(GeneralBarService.objects.uncounted()):
        yield partial(service_days.count_bar_day, service_id=pk)


def _keys(rows: QuerySet[Any]) -> Iterable[UUID]:
    return rows.values_list("pk", flat=True)


def _reached_clocks() -> Iterator[UUID]:
    """Requests whose last day the calendars may reach by now: of thousands none is locked in vain."""
    known, rows = Calendars(), AuthorisationRequest.objects.awaiting_calendar()
    for pk, sent_at, days, state in rows.values_list(
        "pk", "submitted_at", "clock_days", "authority__member_state"
    ):
        assert sent_at  # it is with its authority
        soonest = known[state].local_date(sent_at) + timedelta(days=calendar_days(days) - A_WEEKEND)
        if soonest.year in known[state].years:
            yield pk


@transaction.atomic
def _count_clock(*, request_id: UUID, at: datetime) -> bool:
    rows = AuthorisationRequest.objects.awaiting_calendar().filter(pk=request_id)
    request = locks.lock_for_update(rows.select_related("authority"), skip_locked=True)
    if request is None:
        return False
    store_due_date(request=request, at=at)
    return request.due_on is not None
