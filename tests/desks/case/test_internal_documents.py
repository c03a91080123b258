"""What officers file on a case for themselves: listed with its words, and never shown to the exporter."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.models import AuditEvent, User
from licensing.models import Document
from notifications.queries.notifications import place_of_file
from tests import factories
from tests.factories import machine

pytestmark = pytest.mark.django_db


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def paper(name="memo.txt"):
    return SimpleUploadedFile(name, b"The embassy reports.", "text/plain")


@pytest.fixture
def filed():
    request = factories.make_taken_request()
    given = {"file": paper(), "nature": "memo", "words": "CANARY-words"}

    answer = signed_in(request.assigned_to).post(f"/cases/{request.reference}/documents/file", given)

    assert answer.status_code == 302
    document = Document.objects.get(kind="office")
    return document


def test_a_filed_document_stands_in_the_list_with_who_when_and_why(filed):
    request = filed.request

    page = signed_in(factories.make_officer()).get(f"/cases/{request.reference}/documents").content.decode()
    history = signed_in(request.assigned_to).get(f"/cases/{request.reference}/history").content.decode()

    assert "Memo: CANARY-words" in page
    assert str(request.assigned_to) in page
    assert "Internal document filed" in history
    assert "CANARY" not in str(AuditEvent.objects.values_list("facts", flat=True))


def test_the_exporter_never_sees_it_in_any_way(filed):
    request, browser = filed.request, signed_in(filed.request.submitted_by)
    base = f"/cases/{request.reference}"
    rest = f"/api/v1/requests/{request.reference}/documents"

    pages = [
        browser.get(base + tab).content.decode() for tab in ("", "/documents", "/history", "/conversation")
    ]

    assert not [
        page for page in pages if "CANARY" in page or "memo.txt" in page or "nternal document" in page
    ]
    for address in ("", "/preview", "/view"):
        assert browser.get(f"{base}/documents/{filed.pk}{address}").status_code == 404
    assert browser.get(f"{base}/documents/file").status_code == 404
    caller = machine(request.submitted_by)
    assert "memo.txt" not in caller.get(rest).content.decode()
    assert caller.get(f"{rest}/{filed.pk}").status_code == 404
    assert [each.kind for each in place_of_file(filed.file).organisations] == ["authority"]


@pytest.mark.parametrize("gap", ["file", "nature", "words"])
def test_a_document_needs_its_file_its_kind_and_its_words(gap):
    request = factories.make_taken_request()
    given = {"file": paper(), "nature": "memo", "words": "What the embassy says"}
    given.pop(gap)

    answer = signed_in(request.assigned_to).post(f"/cases/{request.reference}/documents/file", given)

    assert answer.status_code == 422
    assert not Document.objects.filter(kind="office").exists()
