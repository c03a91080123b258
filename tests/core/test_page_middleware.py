"""REST has no session; the page that describes it has one, as every page."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


@pytest.fixture
def browser(officer):
    made = Client()
    made.force_login(officer, "allauth.account.auth_backends.AuthenticationBackend")
    return made


def test_the_description_of_the_interface_says_who_is_signed_in(browser, officer):
    page = browser.get("/api/v1/docs").content.decode()

    assert officer.name in page
    assert reverse("core:keys") in page


def test_every_call_is_listed_without_a_program(browser):
    page = browser.get("/api/v1/docs").content.decode()

    assert "<b>POST</b> /api/v1/authorisations/{reference}/amend/{change_id}/approve" in page
    assert "<b>GET</b> /api/v1/control-list<" in page


def test_a_session_is_no_key(browser):
    assert browser.get("/api/v1/requests").status_code == 401
    assert "sessionid" not in browser.get("/api/v1/control-list").cookies
