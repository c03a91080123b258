"""Alarms before silence counts: to all of the authority's people, never to one inbox alone; each owed once.

At half time, three and one working days before the last (Articles 14, 16(5) and 21(4)). Nothing hangs on them: what
silence means follows from the day alone.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import YearsNotHeld
from exportctl.core.models import Notice, Organisation
from exportctl.core.queries.organisations import authorities_of
from exportctl.core.queries.reference import calendar_of
from licensing.models import CustomsHold, StateConsultation
from licensing.rules.silence import alarm_due

log = logging.getLogger(__name__)
QUESTION, HOLD = "state_silence_near", "hold_silence_near"


@dataclass(frozen=True)
class _Waiting:
    """What an authority has not answered yet."""

    kind: str
    reference: str
    path: str
    state: str  # whose calendar counts, and whose authorities are told
    asked_on: date
    due_on: date
    authorities: list[Organisation]
    asks: str = ""  # the state that asks


def warn_of_silence(*, at: datetime) -> int:
    """Go through what waits for an answer. Returns how many alarms were owed anew."""
    return sum(_warn(each, at) for each in [*_questions(at), *_holds(at)])


@transaction.atomic
def _warn(waiting: _Waiting, at: datetime) -> bool:
    """Two sweeps at once may both tell it; that is better than neither."""
    calendar = calendar_of(waiting.state)
    try:
        days = alarm_due(
            asked_on=waiting.asked_on,
            due_on=waiting.due_on,
            today=calendar.local_date(at),
            calendar=calendar,
        )
    except YearsNotHeld as error:
        log.warning("no alarm for %s: %s", waiting.path, error)
        return False
    if days is None:
        return False
    facts: dict[str, object] = {"due_on": waiting.due_on.isoformat(), "days": days}
    if Notice.objects.filter(kind=waiting.kind, path=waiting.path, facts__contains=facts).exists():
        return False
    if waiting.asks:
        facts["state"] = waiting.asks
    owe_notice(
        kind=waiting.kind,
        organisations=waiting.authorities,
        reference=waiting.reference,
        path=waiting.path,
        at=at,
        facts=facts,
    )
    return True


def _questions(at: datetime) -> Iterator[_Waiting]:
    for each in StateConsultation.objects.waiting(at=at).select_related("asking_authority", "request"):
        state = str(each.asked_state_id)
        yield _Waiting(
            kind=QUESTION,
            reference=each.reference,
            path=each.get_absolute_url(),
            state=state,
            asked_on=each.asked_on,
            due_on=each.due_on,
            authorities=authorities_of(state),
            asks=str(each.asking_authority.member_state_id),
        )


def _holds(at: datetime) -> Iterator[_Waiting]:
    for each in CustomsHold.objects.waiting(at=at).select_related("authority"):
        yield _Waiting(
            kind=HOLD,
            reference=each.mrn,
            path=each.get_absolute_url(),
            state=str(each.authority.member_state_id),
            asked_on=each.placed_on,
            due_on=each.due_on,
            authorities=[each.authority],
        )
