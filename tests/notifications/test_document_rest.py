"""Files put to a draft over REST: what is answered, what is refused, and opened again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.files import scan_file
from licensing.actions import drafts
from licensing.models import Document
from notifications.actions.notifications import submit
from tests import factories
from tests.factories import AT, make_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return factories.make_notification()


@pytest.fixture
def calls(draft):
    return Client(headers={"Authorization": f"Bearer {make_key(draft.created_by)}"})


def url(draft):
    return f"/api/v1/notifications/{draft.reference}/documents"


def paper(name="offer.txt", content=b"An offer."):
    return SimpleUploadedFile(name, content, "text/plain")


def test_a_file_of_a_draft_is_taken_checked_and_opened_again(draft, calls):
    answer = calls.post(
        url(draft), {"file": paper(), "kind": "contract", "line": "1", "description": "Signed."}
    )

    assert answer.status_code == 201
    said = answer.json()
    assert (said["kind"], said["name"], said["size"], said["state"], said["why"]) == (
        *("attachment", "offer.txt", 9),
        *("checking", None),
    )
    assert (said["nature"], said["line"], said["description"]) == ("contract", 1, "Signed.")
    assert calls.get(f"{url(draft)}/{said['id']}").status_code == 404  # still being checked
    attachment = draft.attachments.get()
    scan_file(file_id=attachment.file_id, at=clock.now(), machine_at=clock.machine_now())
    assert [each["state"] for each in calls.get(url(draft)).json()] == ["clean"]
    opened = calls.get(f"{url(draft)}/{said['id']}", headers={"Accept": "text/plain"})
    assert b"".join(opened.streaming_content) == b"An offer."


def test_what_was_said_of_a_file_stands_in_the_case(draft, calls):
    key = next(iter(draft.body["red_flags"]))
    calls.post(url(draft), {"file": paper(), "kind": "datasheet", "description": "Page 3.", "question": key})

    request = submit(notification_id=draft.pk, actor=draft.created_by, at=AT)

    document = Document.objects.get(request=request, kind="attachment")
    assert (document.nature, document.words, document.question) == ("datasheet", "Page 3.", key)


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({}, "/file"),
        ({"file": "text"}, "/file"),
        ({"kind": "receipt"}, "/kind"),
        ({"line": "2"}, "/line"),
        ({"line": "x"}, "/line"),
        ({"colour": "red"}, "/colour"),
        ({"question": "none"}, "/question"),
        ({"description": "x" * 301}, "/description"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_place(draft, calls, data, pointer):
    file = {} if pointer == "/file" else {"file": paper()}

    answer = calls.post(url(draft), {**file, **data})

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert not draft.attachments.exists()


@pytest.mark.parametrize("body", ["[]", "{}", ""])
def test_json_is_no_file(draft, calls, body):
    answer = calls.post(url(draft), body, "application/json")

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/file")


def test_a_form_that_is_none_is_malformed(draft, calls):
    assert calls.post(url(draft), "no", "multipart/form-data; boundary=x").status_code in (400, 422)
    assert calls.post(url(draft), "no", "multipart/form-data").status_code == 400
    assert calls.post(url(draft), "{", "application/json").status_code == 400


def test_an_empty_file_says_why(draft, calls):
    answer = calls.post(url(draft), {"file": paper(content=b"")})

    assert (answer.status_code, answer.json()["code"]) == (422, "file_refused")
    assert answer.json()["errors"][0]["pointer"] == "/file"


def test_after_sending_no_file_is_put_to_it(draft, calls):
    submit(notification_id=draft.pk, actor=draft.created_by, at=AT)

    assert calls.post(url(draft), {"file": paper()}).json()["code"] == "wrong_status"


def test_the_same_key_with_another_file_is_a_conflict(draft, calls):
    key = {"Idempotency-Key": "one"}
    first = calls.post(url(draft), {"file": paper()}, headers=key)
    again = calls.post(url(draft), {"file": paper()}, headers=key)
    other = calls.post(url(draft), {"file": paper(content=b"Another.")}, headers=key)

    assert (first.status_code, again.status_code, other.json()["code"]) == (201, 201, "idempotency_conflict")
    assert first.content == again.content
    assert draft.attachments.count() == 1


def test_with_a_key_a_file_is_looked_at_outside_its_transaction_and_once(draft, calls, monkeypatch):
    """What somebody sends must not keep a row locked for as long as its check takes."""
    blocks = []

    def received(**put):
        blocks.append(connection.in_atomic_block and len(connection.savepoint_ids))
        return receive_file(**put)

    receive_file = drafts.receive_file
    monkeypatch.setattr(drafts, "receive_file", received)
    outside = connection.in_atomic_block and len(connection.savepoint_ids)

    for _time in range(2):
        calls.post(url(draft), {"file": paper()}, headers={"Idempotency-Key": "one"})

    assert blocks == [outside]
