"""What browsers may keep, where forms lead back to, and the mail to who forgot a password."""

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client, RequestFactory

from exportctl.core.middleware import PageCompressionMiddleware
from exportctl.core.models import PasswordLink
from exportctl.core.tasks import send_password_links
from tests.factories import AT, machine, make_exporter, make_filer, make_officer

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def browser():
    client = Client()
    client.force_login(make_officer(), BACKEND)
    return client


def test_a_page_of_somebody_signed_in_is_asked_for_anew(browser):
    assert browser.get("/worklist")["Cache-Control"] == "private, no-cache"
    assert browser.get("/worklist/export.csv")["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in Client().get("/trust")


def test_answers_to_keys_are_never_kept():
    assert (
        machine(make_filer(make_exporter())).get("/api/v1/requests")["Cache-Control"] == "private, no-store"
    )


def test_signing_out_clears_what_the_browser_kept(browser):
    assert browser.post("/accounts/logout/")["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in browser.get("/")


def test_no_page_of_ours_may_use_a_camera(browser):
    assert "camera=()" in browser.get("/trust")["Permissions-Policy"]


@pytest.mark.parametrize("action", ["/language", "/theme", "/inbox/mute"])
@pytest.mark.parametrize(
    "target", ["abc", "core:home", "core", "", "//evil.example", "javascript:alert(1)", "\\x"]
)
def test_a_form_leads_back_to_a_page_of_ours_whatever_it_says(browser, action, target):
    answer = browser.post(action, {"next": target, "language": "de", "theme": "dark", "reference": "DE-1"})

    assert answer.status_code in (302, 404, 422)
    assert not answer.get("Location", "/").startswith(("//", "javascript", "abc"))


@pytest.mark.parametrize("body", ["null", "[]", "1", '"x"', "true"])
def test_a_body_that_is_no_object_is_refused_where_it_stands(body):
    calls = machine(make_filer(make_exporter()))

    answer = calls.post("/api/v1/notifications", body, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == ""


def forgotten(address):
    return Client().post("/accounts/password/reset/", {"email": address})


def test_who_forgot_a_password_gets_the_houses_own_mail_and_nobody_else_one(settings):
    user = make_officer()

    known, again, unknown = map(forgotten, (user.email, user.email, "nobody@nowhere.example"))
    send_password_links()
    send_password_links()

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known["Location"] == again["Location"]
    assert [message.to for message in mail.outbox] == [[user.email]], "one mail, however often one asks"
    assert f"{settings.BASE_URL}/accounts/password/reset/key/" in mail.outbox[0].body


def test_a_mail_server_that_is_away_changes_no_answer_and_the_link_is_sent_later(monkeypatch):
    def away(_message):
        raise ConnectionRefusedError

    user = make_officer()
    with monkeypatch.context() as server:
        server.setattr(mail.EmailMessage, "send", away)
        assert forgotten(user.email).status_code == 302
        send_password_links()
    assert PasswordLink.objects.failing().get().person == user

    PasswordLink.objects.update(next_attempt_at=None, gave_up_at=AT)
    send_password_links()
    assert not mail.outbox, "given up"
    forgotten(user.email)  # asked for once more
    send_password_links()

    assert [message.to for message in mail.outbox] == [[user.email]]
    assert PasswordLink.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "is_compressed"),
    [("text/html; charset=utf-8", True), ("application/json", False), ("text/csv", False)],
)
def test_pages_alone_travel_compressed(kind, is_compressed):
    request = RequestFactory().get("/list", headers={"accept-encoding": "gzip"})
    answer = HttpResponse("a row of the list " * 100, content_type=kind)

    sent = PageCompressionMiddleware(lambda _request: answer)(request)

    assert (sent.get("Content-Encoding") == "gzip") is is_compressed
