"""The day for an answer: one is offered, and a day on which nobody works is named."""

from datetime import date

import pytest
from django.test import Client

from exportctl.core.models import User
from exportctl.desks.case.presenters.answer_days import day_off, offered_day
from exportctl.desks.case.queries.cases import find_case
from licensing.models import InformationRequest
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
