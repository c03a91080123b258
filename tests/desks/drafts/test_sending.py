"""Sending once, whatever the browser does: a second click, the way back, a colleague who was quicker."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.models import User
from licensing.actions.drafts import add_attachment
from licensing.models import AuthorisationRequest, Message
from notifications.actions.notifications import submit, withdraw
from notifications.models import CatchAllNotification
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
WORDS = "What I typed while a colleague sent it."


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def draft() -> CatchAllNotification:
    return factories.make_notification()


@pytest.fixture
def me(draft: CatchAllNotification) -> Client:
    return browser(draft.created_by)


def send(draft: CatchAllNotification) -> AuthorisationRequest:
    return submit(notification_id=draft.pk, actor=draft.created_by, at=AT)


def test_both_of_two_clicks_end_on_the_page_that_says_sent(draft, me):
    answers = [me.post(f"/notifications/{draft.reference}/check", {"declared": "on"}) for _click in "ab"]

    case = AuthorisationRequest.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/cases/{case.reference}/receipt"}


@pytest.mark.parametrize(
    "page", ["", "/company", "/item", "/parties", "/end-use", "/due-diligence", "/documents", "/check"]
)
def test_the_way_back_leads_to_the_case(draft, me, page):
    case = send(draft)

    answer = me.get(f"/notifications/{draft.reference}{page}")

    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.reference}")


def test_the_way_back_to_what_was_discarded_leads_to_the_drafts(draft, me):
    withdraw(notification_id=draft.pk, actor=draft.created_by, at=AT)

    assert me.get(f"/notifications/{draft.reference}/item")["Location"] == "/cases?view=drafts"


def test_what_was_typed_too_late_comes_back(draft, me):
    send(draft)

    page = me.post(f"/notifications/{draft.reference}/end-use", {"doubt": WORDS, "end_use": "x"})

    assert page.status_code == 422
    assert WORDS in page.content.decode()
    assert "was sent or withdrawn" in page.content.decode()


def test_strangers_still_know_of_nothing(draft):
    send(draft)

    assert browser(factories.make_filer()).get(f"/notifications/{draft.reference}/item").status_code == 404


@pytest.mark.parametrize(
    "page", ["/notifications/{draft}/due-diligence/", "/notifications/{draft}/", "/overview/"]
)
def test_a_slash_at_the_end_means_the_page(draft, me, page):
    address = page.format(draft=draft.reference)

    assert me.get(f"{address}?a=b")["Location"] == f"{address.rstrip('/')}?a=b"
    assert me.get("/nowhere/").status_code == 404


def test_a_button_that_is_pressed_twice_begins_one_draft(me):
    answers = [me.post("/notifications/new", {"form_number": "abc123"}) for _click in "ab"]

    draft = CatchAllNotification.objects.latest("created_at")
    assert {answer["Location"] for answer in answers} == {f"/notifications/{draft.reference}/item"}
    assert CatchAllNotification.objects.count() == 2  # with the fixture's


def test_every_form_has_a_number_of_its_own(draft, me):
    page = me.get(f"/notifications/{draft.reference}/withdraw").content.decode()

    numbers = re.findall(r'name="form_number" value="(\w+)"', page)
    assert len(numbers) == page.count('name="csrfmiddlewaretoken"') > 0
    assert len({*numbers}) == len(numbers)


def test_other_words_of_the_same_form_are_sent_as_well(draft, me):
    """Back, another word, and the button again: that is no second press of the first."""
    address = f"/cases/{send(draft).reference}/messages"
    said = {"subject": "Delivery", "text": "By sea.", "form_number": "abc123"}

    first, twin, other = (me.post(address, {**said, **more}) for more in ({}, {}, {"text": "By air."}))

    assert first["Location"] == twin["Location"] != other["Location"]
    assert Message.objects.count() == 2


def test_the_button_of_another_page_begins_another(me):
    for number in ("a", "b", "", "\0"):
        assert me.post("/notifications/new", {"form_number": number}).status_code == 302

    assert CatchAllNotification.objects.count() == 5


def test_the_page_of_a_withdrawal_says_of_what_by_whom_and_that_it_is_final(draft, me):
    case = send(draft)

    page = me.get(f"/notifications/{draft.reference}/withdraw").content.decode()
    answer = me.post(f"/notifications/{draft.reference}/withdraw", follow=True).content.decode()

    for words in (draft.item_name, case.reference, draft.created_by.name, "You cannot undo this."):
        assert words in page
    assert f"{draft.item_name}, {case.reference}, is withdrawn." in answer
    assert me.get(f"/notifications/{draft.reference}/withdraw")["Location"] == f"/cases/{case.reference}"


def test_each_file_of_the_draft_is_a_document_of_the_case_once(draft):
    for name in ("one.txt", "two.txt"):
        add_attachment(
            model=CatchAllNotification,
            draft_id=draft.pk,
            uploaded=SimpleUploadedFile(name, b"Plain words.", "text/plain"),
            question="",
            actor=draft.created_by,
            at=AT,
        )

    documents = send(draft).documents.filter(kind="attachment")

    assert sorted(document.name for document in documents) == ["one.txt", "two.txt"]
