"""Reminders of open questions: when they are due, by rule; and that the sweep owes each once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from exportctl.core.actions.seats import remove_seat
from exportctl.core.models import Notice, Seat
from licensing.actions import answer_extensions
from licensing.actions.reminders import remind_of_questions
from licensing.models import InformationReminder
from licensing.rules.information_requests import Reminder, reminder_due
from tests import factories
from tests.factories import AT, DAY
from tests.properties import given, st
from tests.union import plain_calendar

MONDAY = date(2026, 6, 1)


def due(today, *, asked_on=MONDAY, due_on=date(2026, 6, 19), off=()):
    return reminder_due(opened_on=asked_on, due_on=due_on, today=today, calendar=plain_calendar(*off))


def test_three_working_days_before_the_day_and_not_earlier():
    assert due(date(2026, 6, 15)) is None  # Monday: Tuesday to Friday are four
    assert due(date(2026, 6, 16)) == Reminder.SOON
    assert due(date(2026, 6, 19)) == Reminder.SOON


def test_a_holiday_moves_the_reminder_forward():
    assert due(date(2026, 6, 15), off=[date(2026, 6, 17)]) == Reminder.SOON


def test_over_is_the_day_after():
    assert due(date(2026, 6, 20)) == Reminder.OVERDUE


def test_a_question_asked_shortly_before_its_day_needs_no_second_word():
    assert due(date(2026, 6, 18), asked_on=date(2026, 6, 17)) is None
    assert due(date(2026, 6, 20), asked_on=date(2026, 6, 17)) == Reminder.OVERDUE


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 60))
def test_reminders_come_in_one_order_and_never_before_the_question(asked, length, later):
    asked_on, due_on = MONDAY + timedelta(asked), MONDAY + timedelta(asked + length)
    said = [
        due(asked_on + timedelta(day), asked_on=asked_on, due_on=due_on) for day in range(length + later + 1)
    ]
    order = [None, Reminder.SOON, Reminder.OVERDUE]
    assert [order.index(word) for word in said] == sorted(order.index(word) for word in said)
    assert said[0] is None


# --- the sweep ---------------------------------------------------------------------------------------


def at(day, hour=9):
    return datetime.combine(day, time(hour), tzinfo=UTC)


@pytest.fixture
def asked(db):
    return factories.ask(factories.make_taken_request(), at=AT + DAY)  # to be answered by 18 November


def kinds():
    return list(
        Notice.objects.filter(kind__startswith="answer_")
        .order_by("created_at", "kind")
        .values_list("kind", flat=True)
    )


def test_each_reminder_is_owed_once_however_often_the_sweep_comes_by(asked):
    for day in (12, 13, 13, 16, 18):
        remind_of_questions(at=at(date(2026, 11, day)))
    assert kinds() == ["answer_due_soon"]

    for day in (19, 19, 20):
        remind_of_questions(at=at(date(2026, 11, day)))

    assert kinds() == ["answer_due_soon", "answer_missing", "answer_overdue"]
    assert InformationReminder.objects.count() == 2
    assert remind_of_questions(at=at(date(2026, 11, 25))) == 0


def test_the_officer_who_has_the_case_is_told_and_no_colleague(asked):
    remind_of_questions(at=at(date(2026, 11, 19)))

    missing = Notice.objects.get(kind="answer_missing")
    assert (missing.organisation, missing.person) == (asked.request.authority, asked.request.assigned_to)
    overdue = Notice.objects.get(kind="answer_overdue")
    assert (overdue.organisation, overdue.person) == (asked.request.exporter.organisation, None)


def test_when_that_officer_has_left_everybody_there_is_told(asked):
    remove_seat(seat_id=Seat.objects.get(user=asked.request.assigned_to).pk, at=AT + 2 * DAY)

    remind_of_questions(at=at(date(2026, 11, 19)))

    assert Notice.objects.get(kind="answer_missing").person is None


def test_more_time_brings_a_new_reminder(asked):
    about = {"request_id": asked.request_id, "information_id": asked.pk, "at": AT + 2 * DAY}
    remind_of_questions(at=at(date(2026, 11, 17)))
    given_day = date(2026, 11, 27)
    answer_extensions.ask_answer_extension(
        due_on=given_day, reason="Leave.", actor=asked.request.submitted_by, **about
    )
    answer_extensions.grant_answer_extension(due_on=given_day, actor=asked.request.assigned_to, **about)

    remind_of_questions(at=at(date(2026, 11, 19)))
    remind_of_questions(at=at(date(2026, 11, 26)))

    assert kinds() == ["answer_due_soon", "answer_due_soon"]


def test_an_answered_question_is_left_in_peace(asked):
    factories.answer(asked, at=AT + 2 * DAY)

    assert remind_of_questions(at=at(date(2026, 11, 25))) == 0
