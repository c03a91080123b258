"""Reminders of open questions: swept by the clock, each owed once however often the sweep comes by."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from exportctl.core import locks
from exportctl.core.actions.notices import owe_notice
from exportctl.core.queries.reference import calendar_of
from exportctl.core.sweeps import try_each
from licensing.models import AuthorisationRequest, InformationReminder, InformationRequest
from licensing.queries.recipients import officers_told
from licensing.rules.information_requests import DAYS_BEFORE, Reminder, reminder_due
from licensing.rules.requests import State

# So many working days take twice as many days at most, and holidays on either side of a weekend.
NEAR = timedelta(days=2 * DAYS_BEFORE + 6)
KINDS = {Reminder.SOON: "answer_due_soon", Reminder.OVERDUE: "answer_overdue"}


def remind_of_questions(*, at: datetime) -> int:
    """Go through the open questions whose day is near or over. Returns how many reminders were owed anew."""
    near = InformationRequest.objects.open().filter(due_on__lte=(at + NEAR).date())
    waiting = near.filter(request__status=State.INFORMATION_REQUESTED.value)
    # Nothing follows the reminder that the day has passed, until more time is given.
    settled = InformationReminder.objects.filter(kind=Reminder.OVERDUE.value).values(
        "information_request", "due_on"
    )
    over = {(row["information_request"], row["due_on"]) for row in settled}
    due = [pk for pk, due_on in waiting.values_list("pk", "due_on") if (pk, due_on) not in over]
    return sum(try_each(lambda pk: remind(information_id=pk, at=at), due))


@transaction.atomic
def remind(*, information_id: UUID, at: datetime) -> bool:
    """Owe the reminder that is due for one question; a case that another transaction holds waits for the next sweep."""
    waiting = AuthorisationRequest.objects.filter(
        information_requests=information_id, status=State.INFORMATION_REQUESTED.value
    ).select_related("exporter__organisation", "authority__member_state")
    request = locks.lock_for_update(waiting, skip_locked=True)
    question = InformationRequest.objects.open().filter(pk=information_id).first()
    if request is None or question is None:
        return False
    kind = _due(request, question, at)
    if kind is None:
        return False
    given = {"information_request": question, "kind": kind.value, "due_on": question.due_on}
    _reminder, is_new = InformationReminder.objects.get_or_create(**given, defaults={"reminded_at": at})
    if is_new:
        _tell(request, question, kind, at)
    return is_new


def _due(request: AuthorisationRequest, question: InformationRequest, at: datetime) -> Reminder | None:
    calendar = calendar_of(str(request.authority.member_state_id))
    return reminder_due(
        opened_on=calendar.local_date(question.asked_at),
        due_on=question.due_on,
        today=calendar.local_date(at),
        calendar=calendar,
    )


def _tell(request: AuthorisationRequest, question: InformationRequest, kind: Reminder, at: datetime) -> None:
    words: dict[str, Any] = {
        "reference": request.reference,
        "path": f"{request.get_absolute_url()}/questions",
        "at": at,
        "facts": {"due_on": question.due_on.isoformat()},
    }
    owe_notice(kind=KINDS[kind], organisations=[request.exporter.organisation], **words)
    if kind == Reminder.OVERDUE:
        people = officers_told(request, at=at)
        owe_notice(kind="answer_missing", organisations=[request.authority], people=people, **words)
