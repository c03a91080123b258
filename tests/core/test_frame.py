"""The frame of every page: languages, theme, sections, inbox, keys, errors."""

import json

import pytest
from django.templatetags.static import static
from django.test import Client, RequestFactory

from exportctl.core import access, clock
from exportctl.core.actions.notices import owe_notice
from exportctl.core.context import Page
from exportctl.core.errors import WrongStatus
from exportctl.core.guarantees import PROMISES
from exportctl.core.middleware import DomainErrorMiddleware
from exportctl.core.models import ApiKey
from exportctl.core.queries.keys import authenticate_key
from exportctl.core.rules.permissions import Permission
from exportctl.core.sections import desk, sections
from exportctl.core.views import errors
from exportctl.core.views.inbox import LINES
from tests.core.conftest import AT, administrator, exporter, officer, organisation, person, seat_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PUBLIC = ["/trust", "/accessibility", "/privacy", "/security"]


@pytest.fixture
def signed_in(client):
    user = officer()
    client.force_login(user, BACKEND)
    client.user = user
    return client


# --- languages and colours


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_public_pages_answer_in_the_browsers_language(client, address, language):
    answer = client.get(address, headers={"accept-language": language})

    assert answer.status_code == 200
    assert answer["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "Accept-Language" in answer["Vary"]


def test_a_chosen_language_wins_over_the_browsers(client):
    client.post("/language", {"language": "fr", "next": "/trust"})
    assert client.get("/trust", headers={"accept-language": "de"})["Content-Language"] == "fr"


def test_a_persons_language_follows_them_to_another_device(signed_in):
    signed_in.post("/language", {"language": "de", "next": "/inbox"})
    elsewhere = Client()
    elsewhere.force_login(signed_in.user, BACKEND)

    assert elsewhere.get("/inbox", headers={"accept-language": "fr"})["Content-Language"] == "de"


@pytest.mark.parametrize("language", ["", "es", "x" * 500])
def test_an_unknown_language_changes_nothing(client, language):
    answer = client.post("/language", {"language": language, "next": "/trust"})
    assert answer.status_code == 302
    assert "language" not in answer.cookies


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(client, target):
    for address in ("/language", "/theme"):
        assert client.post(address, {"language": "de", "theme": "dark", "next": target})["Location"] == "/"


@pytest.mark.parametrize(
    ("chosen", "written"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')]
)
def test_the_server_writes_the_chosen_colours(signed_in, chosen, written):
    signed_in.post("/theme", {"theme": chosen, "next": "/trust"})
    assert written in signed_in.get("/trust").content.decode()

    signed_in.post("/theme", {"theme": "", "next": "/trust"})
    assert "data-theme=" not in signed_in.get("/trust").content.decode()


# --- sections


@pytest.mark.parametrize(
    ("permission", "first"),
    [
        (Permission.FILE, "/overview"),
        (Permission.HANDLE, "/worklist"),
        (Permission.TAKE_POSITION, "/procedures"),
        (Permission.ADMINISTER, "/monitor"),
        (Permission.CHECK_SHIPMENTS, "/frontier"),
    ],
)
def test_everybody_has_a_desk(permission, first):
    assert desk({permission}) == first


def test_the_public_has_no_desk(client, db):
    assert desk(set()) == "/"
    assert client.get("/home")["Location"] == "/"


def test_the_section_one_is_in_is_the_current_one():
    here = [
        section.url
        for section in sections({Permission.HANDLE}, "/procedures/OP-2026-0001")
        if section.current
    ]
    assert here == ["/procedures"]


def test_an_officer_of_two_trades_sees_each_section_once():
    urls = [section.url for section in sections({Permission.HANDLE, Permission.TAKE_POSITION}, "/")]
    assert len(urls) == len(set(urls))


def test_seats_are_read_once_in_a_request(signed_in):
    """A request's user is a lazy object: what is remembered has to be remembered on the person behind it."""
    request = signed_in.get("/trust").wsgi_request
    first = access.seats_of(request.user)
    assert access.seats_of(request.user) is first
    access.reload_seats(request.user)
    assert access.seats_of(request.user) is not first


def test_the_frame_costs_three_queries(django_assert_num_queries):
    request = RequestFactory().get("/inbox")
    request.user = officer()
    frame = Page(request)

    with django_assert_num_queries(3):
        assert frame.person.organisation == "BAFA"
        assert (frame.inbox_count, frame.demonstration) == (0, False)
        assert frame.sections[0].url == "/worklist"
        assert frame.now


# --- inbox


def tell(to, reference="DE-2026-00418", at=AT):
    owe_notice(
        kind="procedure_withdrawn",
        organisations=[to],
        reference=reference,
        path="/procedures/X",
        at=at,
        facts={"state": "FR"},
    )


def test_news_is_read_by_a_press_of_a_button_alone(signed_in):
    tell(organisation("authority", "DE"))
    assert "inbox-line--new" in signed_in.get("/inbox").content.decode()
    assert "inbox-line--new" in signed_in.get("/inbox").content.decode()

    signed_in.post("/inbox")

    page = signed_in.get("/inbox").content.decode()
    assert "inbox-line--new" not in page
    assert "DE-2026-00418" in page


def test_news_is_no_number_in_the_bar(signed_in):
    tell(organisation("authority", "DE"))

    assert "inbox__count" not in signed_in.get("/inbox").content.decode()


def test_another_authoritys_messages_are_not_in_it(signed_in):
    tell(organisation("authority", "FR"), reference="FR-2026-00001")
    assert "FR-2026-00001" not in signed_in.get("/inbox").content.decode()


def test_fifty_lines_cost_no_more_queries_than_one(signed_in, django_assert_max_num_queries):
    tell(organisation("authority", "DE"))
    signed_in.get("/inbox")
    with django_assert_max_num_queries(14) as one:
        signed_in.get("/inbox")
    for number in range(60):
        tell(organisation("authority", "DE"), reference=f"DE-2026-{number:05d}")
    with django_assert_max_num_queries(len(one)):
        assert signed_in.get("/inbox").content.decode().count("/procedures/X") == LINES


@pytest.mark.parametrize("address", ["/inbox", "/account", "/account/keys"])
def test_who_is_not_signed_in_is_asked_to(client, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


# --- keys


def test_a_key_is_shown_once(signed_in):
    answer = signed_in.post("/account/keys", {"name": "ERP in Kiel", "seat_id": seat_of(signed_in.user).pk})
    again = signed_in.get("/account/keys").content.decode()
    key = ApiKey.objects.get()
    start = answer.content.decode().index(key.prefix)
    secret = answer.content.decode()[start : start + 46]

    assert answer.status_code == 201
    assert authenticate_key(secret).user == signed_in.user
    assert "no-store" in answer["Cache-Control"]
    assert secret not in again
    assert "ERP in Kiel" in again


def test_somebody_elses_seat_is_no_choice(signed_in):
    other = officer("FR", "autre@authority.example")
    answer = signed_in.post("/account/keys", {"name": "x", "seat_id": seat_of(other).pk})

    assert answer.status_code == 422
    assert not ApiKey.objects.exists()


def test_a_key_is_revoked_by_its_owner_alone(signed_in):
    signed_in.post("/account/keys", {"name": "x", "seat_id": seat_of(signed_in.user).pk})
    key = ApiKey.objects.get()
    stranger = Client()
    stranger.force_login(person("a@aquila.example", Permission.FILE, exporter()), BACKEND)

    assert stranger.post(f"/account/keys/{key.pk}/revoke").status_code == 404
    assert signed_in.post(f"/account/keys/{key.pk}/revoke")["Location"] == "/account/keys"
    assert signed_in.get("/account/keys").content.decode().count("/revoke") == 0


def test_the_account_page_shows_the_seats(signed_in):
    assert "May handle cases of an authority" in signed_in.get("/account").content.decode()


# --- signing in


def test_a_person_signs_in_and_comes_to_their_desk(client):
    administrator()
    answer = client.post("/accounts/login/", {"login": "one@commission.example", "password": "demo"})

    assert answer["Location"] == "/home"
    assert client.get("/home")["Location"] == "/monitor"


def test_nobody_signs_up(client):
    answer = client.post(
        "/accounts/signup/", {"email": "a@b.example", "password1": "correct-horse-9"}, follow=True
    )
    assert answer.wsgi_request.user.is_anonymous


# --- errors


def test_an_unknown_address_is_a_page_below_api_a_problem(client):
    page, problem = client.get("/nowhere"), client.get("/api/v1/nowhere")

    assert (page.status_code, problem.status_code) == (404, 404)
    assert "<h1" in page.content.decode()
    assert json.loads(problem.content)["code"] == "not_found"


def test_what_a_view_did_not_catch_is_a_page_with_its_status():
    request = RequestFactory().get("/cases/X")
    error = WrongStatus.because(thing="file", current="clean", event="pass", allowed=[])

    answer = DomainErrorMiddleware(lambda _request: None).process_exception(request, error)

    assert answer.status_code == 409
    assert "checked" in answer.content.decode()


def test_an_error_that_nobody_foresaw_asks_the_database_nothing(django_assert_num_queries):
    request = RequestFactory().get("/cases/X")
    with django_assert_num_queries(0):
        answer = errors.server_error(request)
    assert answer.status_code == 500
    assert (
        errors.server_error(RequestFactory().get("/api/v1/x"))["Content-Type"] == "application/problem+json"
    )


@pytest.mark.parametrize(
    "sent",
    [
        {"headers": {"Host": "evil.example"}},
        {"headers": {"Host": "a b"}},
        {"data": "a=b", "content_type": "application/x-www-form-urlencoded; charset=utf-16"},
        {
            "data": "&".join(f"a{number}=1" for number in range(3000)),
            "content_type": "application/x-www-form-urlencoded",
        },
        {"data": "x", "content_type": "multipart/form-data"},
    ],
)
@pytest.mark.parametrize("path", ["/verify", "/nowhere", "/api/v1/nowhere"])
def test_what_cannot_be_read_is_400_whatever_of_it_that_is(path, sent):
    answer = Client(raise_request_exception=False).post(path, **sent)

    expected = 404 if path.endswith("/nowhere") and "headers" not in sent else 400  # nowhere reads no body
    assert answer.status_code == expected
    if expected == 400:
        title = "malformed" if path.startswith("/api/") else "This cannot be read"
        assert title in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_words():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language", {"language": "de"})

    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


# --- what the site says about itself


def test_the_trust_page_shows_promises_and_the_key(client):
    from exportctl.core import signing

    page = client.get("/trust").content.decode()

    assert signing.fingerprint() in page
    assert all(f">{promise.code}<" in page for promise in PROMISES)


def test_security_txt_says_whom_to_write_to_and_until_when(client, db):
    lines = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )

    assert lines["Contact"].startswith("mailto:")
    assert lines["Expires"] > clock.machine_now().isoformat()


def test_a_browser_finds_the_sign_of_what_cannot_name_one(client, db):
    assert client.get("/favicon.ico")["Location"] == static("img/mark.svg")


def test_health(client, db):
    assert (client.get("/livez").status_code, client.get("/readyz").status_code) == (200, 200)


@pytest.mark.parametrize("address", [*PUBLIC, "/inbox", "/account", "/account/keys"])
def test_every_page_keeps_to_the_strict_policy(signed_in, address):
    answer = signed_in.get(address)
    page = answer.content.decode()

    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    assert "style=" not in page
    assert "onclick" not in page
    assert "<script>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/list/%00", "/list?q=%00", "/api/v1/procedures/%00", "/api/v1/requests?status=%00"]
)
def test_an_address_with_a_nul_leads_nowhere(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert (answer["Content-Type"] == "application/problem+json") == path.startswith("/api/")


GERMAN = {"accept-language": "de"}


def test_signing_in_speaks_the_words_of_the_house_in_german(client):
    typed = {"login": "nobody@x.example", "password": "wrong"}

    wrong = client.post("/accounts/login/", typed, headers=GERMAN).content.decode()
    late = client.get("/accounts/password/reset/key/1-bad/", headers=GERMAN).content.decode()

    assert "E-Mail-Adresse und Passwort passen nicht zusammen." in wrong
    assert "Dieser Link gilt nicht mehr" in late
    assert "dein " not in wrong + late


def test_two_new_passwords_that_differ_are_said_formally(signed_in):
    typed = {"oldpassword": "wrong", "password1": "Korrekt-Pferd-9001", "password2": "Another-Horse-1"}

    said = signed_in.post("/accounts/password/change/", typed, headers=GERMAN).content.decode()

    assert "in beide Felder dasselbe Passwort" in said


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/verify", "/majority", "/nowhere", "/worklist"])
def test_a_page_is_read_or_sent_and_nothing_else(client, path, method):
    answer = client.generic(method, path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_no_file_sent_to_the_check_is_said_in_words(client):
    answer = client.post("/verify", {})

    assert answer.status_code == 422
    assert "Choose the file you downloaded." in answer.content.decode()
