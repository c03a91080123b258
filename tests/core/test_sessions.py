"""A session ends; what was being written does not."""

from time import time

import pytest
from django.test import Client

from exportctl.core import resubmission
from exportctl.core.rules.resubmission import MOST, keepable
from exportctl.core.sessions import BEGAN, SEEN
from tests.core.conftest import officer

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE = {"Origin": "http://testserver"}
FORM = {
    "reference": "DE-2026-00418",
    "mute": "yes",
    "reason": "A long text\nof two lines",
    "csrfmiddlewaretoken": "x",
}
LATE = "/inbox/mute"


@pytest.fixture
def user():
    return officer()


@pytest.fixture
def browser(user):
    browser = Client()
    browser.force_login(user, BACKEND)
    browser.get("/inbox")
    return browser


def leave(browser, seconds):
    """The person does nothing for so long."""
    session = browser.session
    session[SEEN] -= seconds
    session.save()


def late(browser, path=LATE, form=None, headers=HERE):
    return browser.post(path, form or FORM, headers=headers)


def test_somebody_who_does_nothing_for_an_hour_is_signed_out(browser, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)

    assert browser.get("/inbox")["Location"].startswith("/accounts/login/")


def test_somebody_who_does_something_stays(browser, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS - 60)
    assert browser.get("/inbox").status_code == 200
    leave(browser, settings.SESSION_IDLE_SECONDS - 60)

    assert browser.get("/inbox").status_code == 200


def test_staying_signed_in_counts_as_doing_something(browser, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS - 60)

    assert browser.post("/session").status_code == 204
    assert browser.session[SEEN] > time() - 10


def test_however_busy_a_session_ends_after_eight_hours(browser, settings):
    session = browser.session
    session[BEGAN] = time() - settings.SESSION_LONGEST_SECONDS - 1
    session.save()

    assert browser.get("/inbox")["Location"].startswith("/accounts/login/")


def test_what_is_sent_too_late_is_read_again_after_signing_in(browser, user, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)

    answer = late(browser)
    told = browser.get(answer["Location"]).content.decode()
    browser.force_login(user, BACKEND)
    page = browser.get("/form-not-sent").content.decode()

    assert answer["Location"] == "/accounts/login/?next=/form-not-sent"
    assert "It is kept: sign in, read it, and send it again." in told
    assert "A long text\nof two lines" in page
    assert f'action="{LATE}"' in page
    assert 'name="reason" value="A long text' in page


def test_every_page_says_that_something_waits(browser, user, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser)
    browser.force_login(user, BACKEND)

    assert 'href="/form-not-sent"' in browser.get("/trust").content.decode()


def test_sent_again_it_waits_no_longer(browser, user, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser)
    browser.force_login(user, BACKEND)
    browser.post(LATE, FORM)

    assert browser.get("/form-not-sent").status_code == 302
    assert resubmission.KEY not in browser.session


def test_it_can_be_thrown_away(browser, user, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser)
    browser.force_login(user, BACKEND)
    browser.post("/form-not-sent")

    assert resubmission.KEY not in browser.session


def test_another_browser_sees_nothing_of_it(browser, user, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser)
    other = Client()
    other.force_login(user, BACKEND)

    assert other.get("/form-not-sent").status_code == 302
    assert 'href="/form-not-sent"' not in other.get("/trust").content.decode()


def test_somebody_else_at_the_same_browser_sees_nothing_of_it(browser, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser)
    browser.force_login(officer("FR", "autre@authority.example"), BACKEND)

    assert browser.get("/form-not-sent").status_code == 302


def test_the_next_person_sees_nothing_after_the_session_itself_is_forgotten(browser, user):
    """Whose it was is not known any more: it comes back at once and is kept nowhere."""
    browser.session.flush()
    answer = late(browser)
    browser.force_login(officer("FR", "autre@authority.example"), BACKEND)

    assert answer.status_code == 403
    assert "A long text" in answer.content.decode()
    assert browser.get("/form-not-sent").status_code == 302
    assert resubmission.KEY not in browser.session


def test_over_a_weekend_it_is_still_known_whose_it_was(browser, settings):
    leave(browser, 60 * 3600)

    assert late(browser)["Location"] == "/accounts/login/?next=/form-not-sent"
    assert browser.session.get_expiry_age() > 60 * 3600


def test_nobody_signed_in_sees_it(browser, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser)

    assert browser.get("/form-not-sent")["Location"].startswith("/accounts/login/")


def test_after_an_hour_it_is_gone(browser, user, settings):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser)
    session = browser.session
    session[resubmission.KEY] = session[resubmission.KEY] | {"until": time() - 1}
    session.save()
    browser.force_login(user, BACKEND)

    assert browser.get("/form-not-sent").status_code == 302


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_what_another_site_sent_is_not_kept(browser, settings, headers):
    leave(browser, settings.SESSION_IDLE_SECONDS + 1)
    late(browser, headers=headers)

    assert resubmission.KEY not in browser.session


@pytest.mark.parametrize(
    "name", ["password", "oldpassword", "csrfmiddlewaretoken", "api_token", "otp_code", "login"]
)
def test_what_lets_somebody_in_is_never_kept(name):
    assert keepable("/cases/x/ask", [("question", "Who?"), (name, "secret")]) == [["question", "Who?"]]


def test_a_customs_code_is_no_secret():
    assert keepable("/notifications/x/item", [("item-cn_code", "85176200")]) == [["item-cn_code", "85176200"]]


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/password/change/", "/account/keys", "/demo/sign-in", "/api/v1/x"]
)
def test_forms_of_signing_in_are_never_kept(path):
    assert keepable(path, [("name", "x")]) is None


def test_more_than_the_cap_is_not_kept():
    assert keepable("/x", [("text", "a" * MOST)]) is None


def test_a_form_that_is_too_old_is_shown_to_be_sent_again(user):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user, BACKEND)

    answer = late(strict)

    assert answer.status_code == 403
    assert "A long text" in answer.content.decode()


def test_a_forged_form_is_not_offered(user):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user, BACKEND)

    answer = late(strict, headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert "A long text" not in answer.content.decode()


def test_pages_of_people_signed_in_say_until_when(browser):
    page = browser.get("/trust").content.decode()

    assert 'id="session"' in page
    assert "<noscript>" in page
    assert "js/session" in page
    assert 'id="session"' not in Client().get("/trust").content.decode()
