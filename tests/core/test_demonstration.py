"""What only a demonstration does: keys for everybody, and sign-in by a click."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test import Client
from django.urls import reverse

from exportctl.core import access, clock
from exportctl.core.models import User
from exportctl.core.queries.demonstration import demo_accounts
from exportctl.core.queries.keys import authenticate_key
from exportctl.core.rules.permissions import Permission
from tests.core.conftest import administrator, officer
from tests.database import mark_demonstration


@pytest.fixture
def demo(cloned_database):
    """A demonstration with the reference data alone; the owner marks it, the application's role may not."""
    mark_demonstration(cloned_database)
    return cloned_database


def test_the_application_cannot_make_itself_a_demonstration(cloned_database):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO core.demonstration DEFAULT VALUES")
    with pytest.raises(clock.NotADemonstration):
        clock.reset()


def test_the_owner_marks_it_once(cloned_database):
    said = [cloned_database.manage("mark_demonstration", "--skip-checks").strip() for _twice in range(2)]

    assert said == ["marked", "is a demonstration already"]
    assert clock.is_demonstration()


def test_an_instance_with_an_account_never_becomes_a_demonstration(cloned_database):
    officer("DE", "real.person@ministry.test")

    with pytest.raises(RuntimeError, match="has accounts and is no demonstration"):
        cloned_database.manage("mark_demonstration", "--skip-checks")

    assert not clock.is_demonstration()


def test_keys_are_printed_a_line_each(demo, capsys):
    users = [officer(), administrator()]

    call_command("demo_key", *(user.email for user in users))

    callers = [authenticate_key(line).user for line in capsys.readouterr().out.splitlines()]
    assert callers == users
    assert {caller.channel for caller in callers} == {"demo key"}


def test_one_click_signs_in_and_the_trail_knows_it(demo, client):
    user = officer("DE", "officer.de@demo.example")

    answer = client.post("/demo/sign-in", {"email": "officer.de@demo.example"})
    request = client.get("/inbox").wsgi_request

    assert (answer.status_code, answer["Location"]) == (302, "/home")
    assert (request.user, request.user.channel) == (user, "demo sign-in")
    assert access.has_seat(request.user, Permission.HANDLE)


def test_only_invented_people_are_offered(demo, client):
    officer("DE", "officer.de@demo.example")
    officer("FR", "real.person@ministry.test")

    assert client.post("/demo/sign-in", {"email": "real.person@ministry.test"}).status_code == 404
    assert client.post("/demo/sign-in", {"email": "nobody@demo.example"}).status_code == 404
    assert client.post("/demo/sign-in").status_code == 404
    assert "real.person@ministry.test" not in str(demo_accounts())


def test_a_link_signs_nobody_in(demo, client):
    officer("DE", "officer.de@demo.example")
    assert client.get("/demo/sign-in", {"email": "officer.de@demo.example"}).status_code == 405


def test_the_form_needs_its_token(demo):
    officer("DE", "officer.de@demo.example")
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/demo/sign-in", {"email": "officer.de@demo.example"}).status_code == 403


def test_the_sign_in_page_offers_the_accounts(demo, client):
    officer("DE", "officer.de@demo.example")
    administrator("commission@demo.example")

    page = client.get(reverse("account_login")).content.decode()

    assert 'value="officer.de@demo.example"' in page
    assert 'value="commission@demo.example"' in page


def test_outside_a_demonstration_the_address_does_not_exist(cloned_database, client):
    officer("DE", "officer.de@demo.example")

    for answer in (
        client.get("/demo/sign-in"),
        client.post("/demo/sign-in", {"email": "officer.de@demo.example"}),
    ):
        assert answer.status_code == 404
    assert demo_accounts() == {"people": [], "states": [], "tour": []}
    assert not clock.is_demonstration()
    assert User.objects.count() == 1
