"""Alarms before silence counts: by rule; and that the sweep tells everybody at the authority, each once."""

from datetime import date

import pytest

from exportctl.core.models import Notice
from licensing.actions.silence import warn_of_silence
from licensing.actions.state_answers import answer_state, take_more_time
from licensing.models import StateConsultation
from licensing.queries.silence import silence_near
from licensing.rules.silence import alarm_due
from tests.factories import AT, DAY, HOUR, make_officer
from tests.licensing.granted import make_authorisation
from tests.licensing.test_customs_holds import place
from tests.requesting import make_taken_individual
from tests.union import plain_calendar

ASKED, DUE = date(2026, 6, 1), date(2026, 6, 15)  # Mondays; ten working days


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 6, 1), None),
        (date(2026, 6, 5), None),  # Friday: six are left
        (date(2026, 6, 8), 5),  # half of them
        (date(2026, 6, 9), 5),
        (date(2026, 6, 10), 3),
        (date(2026, 6, 12), 1),
        (DUE, 1),
    ],
)
def test_an_alarm_at_half_time_three_and_one_working_days_before_the_last(today, days):
    assert alarm_due(asked_on=ASKED, due_on=DUE, today=today, calendar=plain_calendar()) == days


def test_holidays_bring_the_alarm_forward():
    calendar = plain_calendar(date(2026, 6, 11), date(2026, 6, 12))

    assert alarm_due(asked_on=ASKED, due_on=DUE, today=date(2026, 6, 10), calendar=calendar) == 1


def test_a_short_period_is_warned_of_from_its_first_day():
    due_on = date(2026, 6, 3)

    assert alarm_due(asked_on=ASKED, due_on=due_on, today=ASKED, calendar=plain_calendar()) == 3


@pytest.mark.django_db
def test_the_sweep_warns_the_whole_authority_once_and_anew_after_more_time():
    make_taken_individual(location="FR")
    question = StateConsultation.objects.get()
    hold, _is_new = place(make_authorisation())
    warned = Notice.objects.filter(kind__in=["state_silence_near", "hold_silence_near"])

    assert warn_of_silence(at=AT + DAY) == 0
    assert warn_of_silence(at=question.due_at - 7 * DAY) == 2  # half time
    assert warn_of_silence(at=question.due_at - 7 * DAY + HOUR) == 0  # told
    told = warned.get(kind="state_silence_near")
    assert (str(told.organisation.member_state_id), told.person) == ("FR", None)
    assert told.facts == {"state": "DE", "due_on": question.due_on.isoformat(), "days": 5}
    assert warned.get(kind="hold_silence_near").organisation == hold.authority
    assert warn_of_silence(at=question.due_at - 2 * DAY) == 2

    officer = make_officer("FR")
    take_more_time(
        consultation_id=question.pk, actor=officer, at=question.due_at - DAY, reason="The embassy is asked."
    )
    question.refresh_from_db()
    assert warn_of_silence(at=question.due_at - 5 * DAY) == 1  # the hold has been released by silence
    assert [each.on for each in silence_near(officer, at=question.due_at - DAY, most=5)] == [question]

    answer_state(consultation_id=question.pk, objects=False, actor=officer, at=question.due_at - 4 * DAY)
    assert warn_of_silence(at=question.due_at - HOUR) == 0
    assert not silence_near(officer, at=question.due_at - HOUR, most=5)
