"""Wrong passwords: who tries too often at one account waits; nobody else does, behind our proxy or without one."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from exportctl.core.whereabouts import account_of, address_of
from tests.factories import make_officer

pytestmark = pytest.mark.django_db
ATTACKER, OFFICE = "203.0.113.7", "198.51.100.200"
PASSWORD = "a horse and a staple"
TOO_OFTEN = 8


@pytest.fixture
def person(settings):
    cache.clear()
    settings.PROXY_COUNT = 1
    user = make_officer("DE")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(email, *, at, password="wrong wrong wrong", claimed=""):
    """As a browser behind the proxy, which overwrites or adds to what the client claims."""
    seen = ", ".join(filter(None, [claimed, at]))
    form = {"login": email, "password": password}
    return Client(REMOTE_ADDR="127.0.0.1").post("/accounts/login/", form, headers={"X-Forwarded-For": seen})


def may_sign_in(person, **facts):
    return sign_in(person.email, password=PASSWORD, **facts).status_code == 302


def test_wrong_passwords_for_invented_accounts_lock_nobody_out(person):
    for number in range(TOO_OFTEN + 1):
        sign_in(f"invented{number}@example.org", at=f"203.0.113.{number}")

    assert may_sign_in(person, at=OFFICE)


def test_who_tries_one_account_too_often_waits_and_its_owner_does_not(person):
    answers = [sign_in(person.email, at=ATTACKER).status_code for _try in range(TOO_OFTEN)]

    assert answers[0] == 200
    assert sign_in(person.email, at=ATTACKER, password=PASSWORD).status_code == 429
    assert may_sign_in(person, at=OFFICE)


def test_a_colleagues_mistakes_in_the_same_office_lock_only_the_colleague_out(person):
    for _try in range(TOO_OFTEN + 1):
        sign_in("colleague@example.org", at=OFFICE)

    assert may_sign_in(person, at=OFFICE)


@pytest.mark.parametrize("written", [str.upper, str.title, lambda email: f" {email}\u200b"])
def test_another_spelling_of_the_account_is_no_new_try(written, person):
    for _try in range(TOO_OFTEN):
        sign_in(person.email, at=ATTACKER)

    assert sign_in(written(person.email), at=ATTACKER, password=PASSWORD).status_code == 429


def test_a_claimed_address_is_no_new_try(person):
    for number in range(TOO_OFTEN):
        sign_in(person.email, at=ATTACKER, claimed=f"192.0.2.{number}")

    assert sign_in(person.email, at=ATTACKER, claimed="192.0.2.99", password=PASSWORD).status_code == 429


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.7", "10.0.0.1"),  # without a proxy the header is the client's own
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "192.0.2.1, 203.0.113.7", "203.0.113.7"),
        (2, "203.0.113.7, 198.51.100.1", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),  # a proxy too few: somebody came past one
        (1, "2001:DB8::7", "2001:db8::7"),
        (1, "unknown", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxies_saw(proxies, forwarded, address, settings):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})

    assert address_of(request) == address


def test_the_account_is_what_was_typed_whatever_else_was_sent():
    request = RequestFactory().post("/accounts/login/", {"login": "Ann@Müller.example"})

    assert account_of(request, {"email": "Ann@Müller.example"}) == "ann@xn--mller-kva.example"
    assert account_of(request) == "ann@xn--mller-kva.example"
    assert account_of(RequestFactory().post("/accounts/login/", {})) == ""
