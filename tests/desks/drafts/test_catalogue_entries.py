"""Catalogue and notification: what was described before, and what is kept for later."""

import pytest
from django.test import Client
from django.utils.html import escape

from controllist.actions.annex import load_annex
from licensing.actions.catalogue import add_entry
from licensing.models import CatalogueItem, CatalogueParty
from licensing.rules.catalogue import Kind
from notifications.models import CatchAllNotification
from tests import factories
from tests.controllist.listing import make_entry
from tests.factories import AT

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def filer(exporter):
    return factories.make_filer(exporter)


@pytest.fixture
def browser(filer, client: Client) -> Client:
    client.force_login(filer, BACKEND)
    return client


@pytest.fixture
def draft(exporter, filer):
    return factories.make_notification(exporter, by=filer)


@pytest.fixture
def mast(exporter, filer):
    return add_entry(
        kind=Kind.ITEM,
        exporter=exporter,
        body={"name": "Mast", "model": "M-1", "functions": ["phone_location"]},
        actor=filer,
        at=AT,
    )


def test_an_entry_fills_in_its_words_and_leaves_the_others(browser, draft, mast):
    address = f"/notifications/{draft.reference}/from-catalogue/item/{mast.pk}"
    page = browser.get(address).content.decode()
    browser.post(address, {"revision": draft.revision})

    assert "<del>Cell site simulator</del>" in page
    assert "Nordwind Instruments" not in page
    draft.refresh_from_db()
    assert draft.body["item"] == {**factories.NOTIFICATION["item"], **mast.body}


def test_a_colleagues_change_is_not_written_over(browser, draft, mast):
    response = browser.post(
        f"/notifications/{draft.reference}/from-catalogue/item/{mast.pk}", {"revision": "7"}
    )

    assert response.status_code == 422
    assert "saved a change after you opened this page" in response.content.decode()
    draft.refresh_from_db()
    assert draft.body["item"]["name"] == "Cell site simulator"


def test_a_party_can_be_end_user_or_consignee(browser, draft, exporter, filer):
    party = add_entry(
        kind=Kind.PARTY, exporter=exporter, body={"name": "Port", "country": "GH"}, actor=filer, at=AT
    )
    browser.post(f"/notifications/{draft.reference}/from-catalogue/consignee/{party.pk}", {})

    draft.refresh_from_db()
    assert draft.body["consignee"] == {"name": "Port", "country": "GH"}
    assert draft.body["end_user"]["name"] == "Directorate of Public Order"


def test_an_item_is_no_party(browser, draft, mast):
    assert (
        browser.get(f"/notifications/{draft.reference}/from-catalogue/end-user/{mast.pk}").status_code == 404
    )
    assert browser.get(f"/notifications/{draft.reference}/from-catalogue/nobody").status_code == 404


def test_what_is_described_here_can_be_kept_once(browser, draft):
    for _time in range(2):
        browser.post(f"/notifications/{draft.reference}/to-catalogue/item")
        browser.post(f"/notifications/{draft.reference}/to-catalogue/end-user")

    assert CatalogueItem.objects.get().body == draft.body["item"]
    assert CatalogueParty.objects.get().body == draft.body["end_user"]
    said = browser.get(f"/notifications/{draft.reference}/item").content.decode()
    assert "Your catalogue has this item already, as “Cell site simulator”." in said


def test_what_was_sent_can_be_kept_from_its_case(browser, exporter, filer):
    request = factories.make_submitted_request(exporter, by=filer)

    done = browser.post(f"/notifications/{request.notification.reference}/to-catalogue/item")

    assert done["Location"] == request.get_absolute_url()
    assert CatalogueItem.objects.count() == 1


def test_a_notification_starts_from_an_item(browser, mast):
    done = browser.post(f"/notifications/new?item={mast.pk}")

    made = CatchAllNotification.objects.get()
    assert done["Location"] == made.get_absolute_url()
    assert made.body == {"item": mast.body, "currency": "EUR"}


def test_a_new_one_says_the_euro_and_the_only_maker_of_the_catalogue(browser, exporter, filer):
    for name in ("Mast", "Mast, small"):
        body = {"name": name, "manufacturer": "Nordwind Instruments"}
        add_entry(kind=Kind.ITEM, exporter=exporter, body=body, actor=filer, at=AT)

    page = browser.get(browser.post("/notifications/new")["Location"]).content.decode()

    made = CatchAllNotification.objects.get()
    assert made.body == {"item": {"manufacturer": "Nordwind Instruments"}, "currency": "EUR"}
    assert f'<option value="{escape(exporter.legal_name)}">' in page


def test_while_typing_the_list_and_annex_i_answer_and_nothing_is_kept(browser, draft):
    load_annex()
    make_entry(models=["NW-900"], manufacturer="Nordwind Instruments")
    typed = {
        "manufacturer": "Nordwind Instruments",
        "model": "NW 900",
        "functions": ["phone_location"],
        "cn_code": "not yet",
    }

    page = browser.post(f"/notifications/{draft.reference}/similar", typed).content.decode()

    assert "Under the rules of entry CS-0001 every export of this item needs an authorisation." in page
    assert "5A001.f.2" in page
    before = draft.body
    draft.refresh_from_db()
    assert draft.body == before


def test_the_saved_item_is_compared_without_any_script(browser, draft):
    load_annex()
    for page in ("item", ""):
        text = browser.get(f"/notifications/{draft.reference}/{page}".rstrip("/")).content.decode()
        assert "5A001.f.2" in text
        assert "Already controlled?" in text


def test_an_unusual_item_resembles_nothing_and_that_clears_nothing(browser, draft):
    typed = {"name": "Garden chair", "functions": ["other"]}

    page = browser.post(f"/notifications/{draft.reference}/similar", typed).content.decode()

    assert "That clears nothing" in page
