"""A file that carries a marking: withheld, said beside it, released by an officer."""

import pytest
from django.test import Client
from django.urls import reverse

from exportctl.core.errors import Forbidden, WrongStatus
from exportctl.core.file_places import place_of
from exportctl.core.models import AuditEvent, User
from exportctl.core.rules.files import REASONS, Status
from exportctl.core.rules.uploads import Finding
from licensing.actions.withheld_files import release_file
from tests.factories import AT, make_taken_request, make_withheld_document

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(User.objects.get(pk=user.pk), BACKEND)
    return client


@pytest.fixture
def document():
    return make_withheld_document(make_taken_request())


def release(document, by):
    release_file(document_id=document.pk, actor=by, at=AT)
    document.file.refresh_from_db()


def test_an_officer_releases_it_and_the_trail_says_who(document):
    officer = document.request.assigned_to

    release(document, officer)

    assert document.file.status == Status.CLEAN
    assert document.file.reason == ""
    event = AuditEvent.objects.about(document.file).last()
    assert (event.event, event.actor, event.facts) == (
        "release",
        officer,
        {"request": document.request.reference},
    )


def test_whoever_sent_it_does_not(document):
    with pytest.raises(Forbidden):
        release(document, document.request.submitted_by)


def test_nothing_is_released_twice(document):
    release(document, document.request.assigned_to)
    with pytest.raises(WrongStatus):
        release(document, document.request.assigned_to)


def test_the_reason_stands_beside_the_file_and_the_marking_with_it(document):
    address = reverse("desks:case_tab", args=[document.request.reference, "documents"])
    for reader, offers in ((document.request.assigned_to, True), (document.request.submitted_by, False)):
        page = signed_in(reader).get(address).content.decode()
        assert "EU RESTRICTED" in page
        assert str(REASONS[Finding.MARKED]).split(":")[0] in page
        assert (f"{document.pk}/release" in page) is offers


def test_a_file_belongs_to_its_case_and_to_both_sides(document):
    request = document.request
    place = place_of(document.file)
    assert (place.reference, place.path) == (request.reference, request.get_absolute_url())
    assert {each.pk for each in place.organisations} == {request.exporter_id, request.authority_id}
