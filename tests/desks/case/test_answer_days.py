"""The day for an answer: one is offered, and a day on which nobody works is named."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client

from exportctl.core.models import User
from exportctl.core.next_steps import day_of
from exportctl.core.queries.reference import calendars
from exportctl.desks.case.presenters.answer_days import day_off, offered_day
from exportctl.desks.case.queries.cases import find_case
from licensing.models import InformationRequest
from licensing.rules.information_requests import out_of_reach
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    officer = factories.make_officer()
    return find_case(officer, factories.make_taken_request(officer).reference, at=AT)


def test_ten_working_days_are_offered(case):
    day = offered_day(case)

    assert day is not None
    assert (day - AT.date()).days >= 13
    assert day_off(case, day) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 25), "Friday 25 December 2026 is a public holiday or a weekend."),
        (date(2026, 12, 5), "Expect the answer on Monday 7 December 2026."),
        (date(2026, 12, 7), ""),
        (date(2199, 12, 25), ""),
    ],
)
def test_a_day_on_which_nobody_works_is_named_with_the_next(case, day, words):
    said = day_off(case, day)

    assert said.startswith(words) or said.endswith(words)
    assert bool(said) == bool(words)


def test_a_question_for_a_holiday_is_sent_with_a_warning(case):
    browser = Client()
    user = User.objects.get(pk=case.viewer.pk)
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")

    page = browser.post(
        f"/cases/{case.request.reference}/ask",
        {"question": "Who runs it?", "due_on": "2027-12-25"},
        follow=True,
    )

    assert InformationRequest.objects.exists()
    assert "is a public holiday or a weekend" in page.content.decode()


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "Choose a day from today on."), (0, ""), (732, ""), (733, "more than two years away")],
)
def test_a_day_that_was_mistyped_is_told_before_anything_waits_for_it(days, words):
    text = str(out_of_reach(AT.date() + timedelta(days=days), today=AT.date()))

    assert words in text
    assert bool(words) == bool(text)


def test_where_the_calendar_does_not_reach_the_day_is_said_without_a_count(case):
    """One such day would be the end of the inbox, the overview and every page of its case."""
    asked = factories.ask(case.request, at=AT)
    InformationRequest.objects.filter(pk=asked.pk).update(due_on=date(2062, 11, 30))
    browser = Client()
    browser.force_login(case.request.submitted_by, "allauth.account.auth_backends.AuthenticationBackend")

    pages = [
        browser.get(page) for page in ("/inbox", "/overview", f"/cases/{case.request.reference}/conversation")
    ]
    browser.force_login(
        User.objects.get(pk=case.viewer.pk), "allauth.account.auth_backends.AuthenticationBackend"
    )
    pages.append(browser.get(f"/cases/{case.request.reference}"))

    assert [page.status_code for page in pages] == [200] * 4
    assert "30 Nov 2062" in pages[0].content.decode()


@pytest.mark.parametrize("at", [date(2031, 1, 8), date(2026, 12, 8)])
def test_a_last_day_that_has_passed_is_late_whatever_the_calendar_knows(case, at):
    calendar = calendars(["DE"])["DE"]
    now = datetime.combine(at, time(12), tzinfo=UTC)

    day = day_of(date(2026, 11, 30), calendar=calendar, at=now)

    assert day.tone == "late"
    assert "30 November" in day.sentence()
