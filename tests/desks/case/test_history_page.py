"""The history of a case as a page: what happened, in its order, for the reader who asks."""

import pytest
from django.test import Client

from tests import factories
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def test_the_history_tab_tells_what_happened_on_the_case():
    officer = factories.make_officer()
    case = factories.make_taken_request(officer)
    factories.ask(case, at=AT + DAY)
    client = Client()
    client.force_login(officer, BACKEND)

    page = client.get(f"/cases/{case.reference}/history").content.decode()

    assert page.count('<td data-label="What">') >= 3  # submitted, taken, asked
    assert "Question to the exporter; the clock stands still" in page
