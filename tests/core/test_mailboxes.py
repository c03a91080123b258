"""One mailbox, one account, however its address is spelt."""

import pytest
from django.test import Client

from exportctl.core.actions.accounts import create_account
from exportctl.core.errors import Invalid
from exportctl.core.forms.fields import MailboxField
from exportctl.core.models import User
from exportctl.core.rules.mailboxes import mailbox_of, same_mailbox
from tests.factories import AT

SPELLINGS = [
    ("bert@example.de\u200b", "bert@example.de"),
    ("\ufeffbert@example.de", "bert@example.de"),
    ("be\u00adrt@exam\u200dple.de", "bert@example.de"),
    ("bert@example.de\ufe0f", "bert@example.de"),
    (" bert@EXAMPLE.de. ", "bert@example.de"),
    ("bert@example\u3002de", "bert@example.de"),
    ("export@müller-söhne.example", "export@xn--mller-shne-kcb9d.example"),
    ("export@MÜLLER-SÖHNE.example", "export@xn--mller-shne-kcb9d.example"),
    ("export@mu\u0308ller-so\u0308hne.example", "export@xn--mller-shne-kcb9d.example"),
    ("export@XN--MLLER-SHNE-KCB9D.example", "export@xn--mller-shne-kcb9d.example"),
    ("a@straße.example", "a@xn--strae-oqa.example"),  # another domain than strasse.example
    ("Bert@example.de", "Bert@example.de"),
    ("bert", "bert"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "stored"), SPELLINGS)
def test_an_address_is_stored_without_what_nobody_sees(typed, stored):
    assert mailbox_of(typed) == stored
    assert mailbox_of(stored) == stored
    assert MailboxField(required=False).to_python(typed) == stored


@pytest.mark.parametrize(("typed", "stored"), SPELLINGS[:-2])
def test_two_spellings_are_one_mailbox(typed, stored):
    assert same_mailbox(typed, stored.upper())


def test_other_mailboxes_stay_others():
    assert not same_mailbox("a@strasse.example", "a@straße.example")
    assert not same_mailbox("bert@example.de", "bert.@example.de")


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "stored"), SPELLINGS[:-2])
def test_one_mailbox_has_one_account(typed, stored):
    made = create_account(email=typed, name="Bert", at=AT)

    with pytest.raises(Invalid, match="already"):
        create_account(email=stored, name="Bert", at=AT)
    assert User.objects.of_mailbox(typed) == User.objects.of_mailbox(stored.upper()) == made


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["export@müller-söhne.example", "export@xn--mller-shne-kcb9d.example"])
def test_people_sign_in_with_either_spelling(typed):
    create_account(email="export@müller-söhne.example", name="E", password="a horse and a staple", at=AT)

    answer = Client().post("/accounts/login/", {"login": typed, "password": "a horse and a staple"})

    assert (answer.status_code, answer["Location"]) == (302, "/home")
