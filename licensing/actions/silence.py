"""Alarms before silence counts: to all of an authority's people, never to one inbox alone; each is owed once.

At half time, three and one working days before the last (Articles 14, 16(5) and 21(4)). Nothing hangs on them: what
silence means follows from the day alone.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from exportctl.core.actions.notices import owe_notice
from exportctl.core.errors import YearsNotHeld
from exportctl.core.models import Notice
from exportctl.core.sweeps import try_each
from licensing.models import CustomsHold, StateConsultation
from licensing.queries.decision_clock import Calendars
from licensing.queries.silence import Silence, of_hold, of_question
from licensing.rules.silence import alarm_due

log = logging.getLogger(__name__)
Alarm = tuple[str, str, int]  # where it is read, the last day, how many working days are left


def warn_of_silence(*, at: datetime) -> int:
    """Go through what waits for an answer. Returns how many alarms were owed anew."""
    questions = map(of_question, StateConsultation.objects.waiting(at=at).with_parts())
    holds = map(of_hold, CustomsHold.objects.waiting(at=at).with_parts())
    waiting = [each for each in (*questions, *holds) if each.due_on]
    given, calendars = _given(waiting), Calendars()
    return sum(try_each(lambda each: _warn(each, at=at, calendars=calendars, given=given), waiting))


def _given(waiting: Iterable[Silence]) -> set[Alarm]:
    """The alarms that were owed before."""
    paths = [each.path for each in waiting]
    rows = Notice.objects.filter(kind__in={each.notice for each in waiting}, path__in=paths)
    return {
        (path, str(facts["due_on"]), int(facts["days"])) for path, facts in rows.values_list("path", "facts")
    }


@transaction.atomic
def _warn(waiting: Silence, *, at: datetime, calendars: Calendars, given: set[Alarm]) -> bool:
    """Two sweeps at once may both tell it; that is better than neither."""
    assert waiting.due_on
    calendar = calendars[waiting.state]
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
    due_on = waiting.due_on.isoformat()
    if days is None or (waiting.path, due_on, days) in given:
        return False
    owe_notice(
        kind=waiting.notice,
        organisations=waiting.authorities,
        reference=waiting.reference,
        path=waiting.path,
        at=at,
        facts={"state": waiting.asks, "due_on": due_on, "days": days},
    )
    return True
