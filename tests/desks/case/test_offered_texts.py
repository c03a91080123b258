"""An authority's own standard texts: written by its people, offered to its officers beside the common ones."""

import pytest
from django.test import Client

from exportctl.core.errors import Forbidden, Invalid, WrongStatus
from exportctl.core.models import User
from exportctl.core.rules.permissions import Permission
from exportctl.desks.case.presenters.offered_texts import offered_texts
from licensing.actions.authority_texts import add_text, change_text, restore_text, retire_text
from licensing.actions.consulted_bodies import add_body
from licensing.models import AuthorityText, ConditionsDraft, InformationRequest
from licensing.rules.authority_texts import Field, wording
from tests import factories
from tests.factories import AT, HOUR, make_officer, make_taken_request, organisation

pytestmark = pytest.mark.django_db
WORDS = {"en": "Who runs it?", "de": "Wer betreibt es?"}


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def own_text(field=Field.QUESTION, *, state="DE", by=None, title="Operator", texts=WORDS):
    actor = by or make_officer(state)
    authority = organisation("authority", state)
    return add_text(authority=authority, field=field, title=title, texts=texts, actor=actor, at=AT)


@pytest.mark.parametrize(
    ("texts", "languages", "wanted"),
    [
        ({"en": "a", "de": "b"}, ("de", "en"), "b"),
        ({"en": "a", "de": "b"}, ("fr", "de"), "b"),
        ({"fr": "c"}, ("de", "en"), "c"),
        ({"en": "a"}, ("de-AT",), "a"),
        ({}, ("de",), ""),
    ],
)
def test_a_text_goes_out_in_the_first_language_that_it_exists_in(texts, languages, wanted):
    assert wording(texts, *languages) == wanted


def test_an_officer_and_a_manager_write_the_texts_of_their_authority_and_nobody_elses():
    own_text()
    manager = factories.seated(Permission.MANAGE, organisation("authority", "DE"))
    own_text(by=manager, title="Another")
    with pytest.raises(Forbidden):
        own_text(by=make_officer("FR"))
    with pytest.raises(Forbidden):
        own_text(by=factories.seated(Permission.MANAGE, organisation("customs", "DE")))

    assert set(AuthorityText.objects.visible_to(make_officer("FR"))) == set()
    assert AuthorityText.objects.visible_to(manager).count() == 2


def test_a_text_has_words_and_a_title_of_its_own():
    with pytest.raises(Invalid):
        own_text(texts={"en": ""})
    text = own_text()
    with pytest.raises(Invalid):
        own_text()
    retire_text(text_id=text.pk, actor=make_officer(), at=AT)
    own_text()  # the title is free again
    with pytest.raises(Invalid):
        restore_text(text_id=text.pk, actor=make_officer(), at=AT)


def test_a_retired_text_is_offered_no_more_and_takes_no_other_words():
    request = make_taken_request()
    text = own_text(title="Operator")
    change_text(text_id=text.pk, title="Runs", texts={"de": "Neu"}, actor=make_officer(), at=AT + HOUR)
    assert [(each.title, each.text) for each in offered_texts(request, Field.QUESTION)] == [("Runs", "Neu")]

    retire_text(text_id=text.pk, actor=make_officer(), at=AT)

    assert offered_texts(request, Field.QUESTION) == []
    with pytest.raises(WrongStatus):
        change_text(text_id=text.pk, title="x", texts=WORDS, actor=make_officer(), at=AT)


def test_common_texts_stand_beside_the_authoritys_own_and_another_authoritys_do_not():
    request = make_taken_request()
    own_text(Field.GROUNDS, title="Ours")
    own_text(Field.GROUNDS, state="FR", title="Theirs")

    offered = offered_texts(request, Field.GROUNDS, Field.CONDITIONS)

    assert [text.title for text in offered if text.is_own] == ["Ours"]
    assert len(offered) > 10


@pytest.mark.parametrize(
    ("field", "page", "name"),
    [
        (Field.QUESTION, "ask", "question"),
        (Field.CONSULTATION, "consultation/ask", "question"),
        (Field.CONDITIONS, "conditions", "conditions"),
        (Field.MESSAGE, "messages", "text"),
    ],
)
def test_a_text_is_chosen_without_a_script_and_what_is_typed_stays(field, page, name):
    request = make_taken_request()
    text = own_text(field, texts={"en": "Standard words."})
    browser = signed_in(request.assigned_to)
    body = add_body(
        authority=request.authority,
        kind="technical",
        name="Experts",
        email="experts@example.eu",
        language="en",
        actor=request.assigned_to,
        at=AT,
    )
    typed = {name: "My words.", "subject": "About it", "due_on": "not a day", "body": [str(body.pk)]}

    answer = browser.post(
        f"/cases/{request.reference}/{page}", {**typed, "insert": "1", "texts": [str(text.pk)]}
    )

    shown = answer.content.decode()
    between = "\n" if field == Field.CONDITIONS else "\n\n"
    assert answer.status_code == 200
    assert f"My words.{between}Standard words." in shown
    assert not InformationRequest.objects.exists()
    assert not ConditionsDraft.objects.exists()
    if field in (Field.QUESTION, Field.CONSULTATION):
        assert "not a day" in shown
    assert "Operator" in browser.get(f"/cases/{request.reference}/{page}").content.decode()


def test_an_exporter_is_offered_none():
    request = make_taken_request()
    own_text(Field.MESSAGE)
    exporter = signed_in(factories.make_filer(request.exporter))

    assert "Operator" not in exporter.get(f"/cases/{request.reference}/messages").content.decode()


def test_the_page_adds_changes_retires_and_brings_back():
    officer = make_officer()
    browser = signed_in(officer)
    browser.post("/team/texts", {"field": "message", "title": "Thanks", "text_de": "Danke."})
    text = AuthorityText.objects.get()
    page = f"/team/texts/{text.pk}"

    assert browser.post(page, {"title": "Thanks", "text_de": ""}).status_code == 422
    browser.post(page, {"title": "Thanks", "text_de": "Vielen Dank."})
    text.refresh_from_db()
    assert text.texts == {"de": "Vielen Dank."}
    browser.post(page, {"retire": "1"})
    text.refresh_from_db()
    assert text.status == "retired"
    browser.post(page, {"restore": "1"})
    text.refresh_from_db()
    assert text.status == "in_use"
    assert signed_in(make_officer("FR")).get(page).status_code == 404
