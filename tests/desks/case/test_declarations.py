"""The whole notification on one page and as one PDF; letters say who receives, what it is worth, and when."""

import pytest
from django.test import Client

from exportctl.core.models import User
from exportctl.core.pdf import available
from licensing.models import Document
from licensing.models.documents import DocumentKind
from licensing.queries.letters import letter_of
from tests import factories

pytestmark = pytest.mark.django_db
CONSIGNEE = {"name": "Delta Trading", "address": "Pier 4", "country": "AE"}


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_exporter_and_officer_read_the_whole_notification_on_one_page():
    request = factories.make_taken_request(consignee=CONSIGNEE)
    factories.ask(request, at=factories.AT + factories.DAY, question="Who runs it?")

    for reader in (factories.make_filer(request.exporter), request.assigned_to):
        page = signed_in(reader).get(f"/cases/{request.reference}/notification").content.decode()
        for words in (
            "Cell site simulator",
            "480",
            "Directorate of Public Order",
            "Who runs it?",
            "Delta Trading",
        ):
            assert words in page
    assert (
        signed_in(factories.make_officer("FR")).get(f"/cases/{request.reference}/notification").status_code
        == 404
    )


@pytest.mark.skipif(not available(), reason="no Pango")
def test_it_is_one_pdf():
    request = factories.make_taken_request()
    answer = signed_in(request.assigned_to).get(f"/cases/{request.reference}/notification.pdf")

    assert answer.content.startswith(b"%PDF")
    assert "attachment" in answer["Content-Disposition"]


def test_a_letter_says_who_receives_what_it_is_worth_and_when():
    request = factories.make_taken_request(consignee=CONSIGNEE)
    receipt = Document.objects.get(request=request, kind=DocumentKind.RECEIPT.value)

    data = letter_of(receipt).data

    assert (data["value"], data["currency"], data["planned_on"]) == ("480000", "EUR", "2027-03-15")
    assert data["consignee"]["name"] == "Delta Trading"
