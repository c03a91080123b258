"""Several questions assessed, several bodies asked again: through the pages themselves."""

from datetime import date

import pytest
from django.test import Client

from exportctl.core.models import User
from licensing.models import Consultation
from notifications.models import Assessment
from tests import factories
from tests.licensing.test_consultations import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    return factories.make_taken_request()


@pytest.fixture
def browser(request_):
    client = Client()
    user = User.objects.get(pk=request_.assigned_to_id)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_page_assesses_the_ticked_questions(browser, request_):
    flags = list(request_.body["red_flags"])[:2]
    given = {"questions": flags, "verdict": "as_exporter", "reason": "The brochure says so."}

    answer = browser.post(f"/cases/{request_.reference}/assessments", given)

    assert answer.status_code == 302, answer.context["form"].errors
    assert Assessment.objects.count() == 2


def test_the_page_asks_the_ticked_bodies_again(browser, request_):
    asked = ask(request_)
    given = {
        "consultations": [str(asked.pk)],
        "question": "And now?",
        "due_on": date(2027, 12, 31).isoformat(),
    }

    answer = browser.post(f"/cases/{request_.reference}/consultation/again", given)

    assert answer.status_code == 302, answer.context["form"].errors
    assert Consultation.objects.get().round == 2
