"""In whose name somebody acts who files for several companies: chosen, said, switched; never the first that comes."""

import pytest
from django.test import Client

from exportctl.core.actions.seats import grant_seat
from exportctl.core.models import Organisation, User
from exportctl.core.rules.permissions import Permission
from licensing.actions.catalogue import add_entry
from licensing.models import CatalogueItem, Exporter
from licensing.rules.catalogue import Kind
from notifications.actions.notifications import submit
from notifications.models import CatchAllNotification
from tests.factories import (
    AT,
    NOTIFICATION,
    SEATED,
    make_delegate,
    make_exporter,
    make_filer,
    make_notification,
    make_officer,
    organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def companies() -> tuple[Exporter, Exporter]:
    return make_exporter(name="Zephyr Zwei GmbH"), make_exporter("FR", name="Boréale SAS")


@pytest.fixture
def agent(companies: tuple[Exporter, Exporter]) -> User:
    """Files for both; the seat that was given first is that of the company last in the alphabet."""
    person = make_filer(companies[0])
    also(person, Permission.FILE, companies[1].organisation)
    return person


def also(person: User, permission: Permission, at: Organisation) -> None:
    grant_seat(user=person, permission=permission, organisation=at, at=SEATED, starts_at=SEATED)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def acting_for(user: User, company: Exporter | Organisation) -> Client:
    client = browser(user)
    client.post("/acting-for", {"organisation": str(company.pk), "next": "/overview"})
    return client


def test_who_files_for_several_is_asked_before_anything_is_begun(agent, companies):
    client = browser(agent)

    asked = client.post("/notifications/new")
    page = client.get(asked["Location"]).content.decode()

    assert asked["Location"].startswith("/acting-for")
    assert all(company.legal_name in page for company in companies)
    assert not CatchAllNotification.objects.exists()


def test_what_was_typed_before_saying_for_whom_waits_and_is_sent_after_the_choice(agent, companies):
    """Signed in anew, nobody has chosen yet: the form that is sent again comes before the choice."""
    client = browser(agent)
    typed = {"name": "Field antenna", "form_number": "abc123"}

    asked = client.post("/catalogue/items/new", typed)
    chosen = client.post(asked["Location"], {"organisation": str(companies[1].pk), "next": "/form-not-sent"})
    page = client.get(chosen["Location"]).content.decode()
    sent = client.post("/catalogue/items/new", typed)  # what the page's button sends

    assert chosen["Location"] == "/form-not-sent"
    assert "Field antenna" in page
    assert "abc123" not in page.split("<form", 1)[0]
    assert sent["Location"].startswith("/catalogue/items")
    assert CatalogueItem.objects.get().exporter == companies[1]
    assert client.get("/form-not-sent").status_code == 302  # it waits no longer


@pytest.mark.parametrize("which", [0, 1])
def test_a_notification_is_begun_for_the_company_that_was_chosen(agent, companies, which):
    client = acting_for(agent, companies[which])

    client.post("/notifications/new")

    draft = CatchAllNotification.objects.get()
    assert draft.exporter == companies[which]
    assert (
        companies[which].legal_name in client.get(f"/notifications/{draft.reference}/item").content.decode()
    )


def test_the_button_begins_it_for_the_company_that_its_page_named(agent, companies):
    client = acting_for(agent, companies[0])
    client.post("/acting-for", {"organisation": str(companies[1].pk)})  # in another tab

    client.post("/notifications/new", {"company": str(companies[0].pk)})

    assert CatchAllNotification.objects.get().exporter == companies[0]


def test_nothing_is_begun_for_a_company_that_one_does_not_file_for(agent):
    stranger = make_exporter(name="Fremde AG")
    client = browser(agent)

    assert client.post("/notifications/new", {"company": str(stranger.pk)}).status_code == 404
    assert client.post("/acting-for", {"organisation": str(stranger.pk)}).status_code == 422


def test_every_page_says_for_whom_and_lets_them_switch(agent, companies):
    client = acting_for(agent, companies[0])

    page = client.get("/list").content.decode()

    assert "You act for <b>Zephyr Zwei GmbH</b>." in page
    assert 'action="/acting-for"' in page


def test_who_files_for_one_company_is_asked_nothing():
    company = make_exporter()
    client = browser(make_filer(company))

    client.post("/notifications/new")

    assert CatchAllNotification.objects.get().exporter == company
    assert "/acting-for" not in client.get("/overview").content.decode()
    assert client.get("/acting-for").status_code == 404


@pytest.mark.parametrize("address", ["/overview", "/cases", "/cases?view=drafts", "/notifications/copy"])
def test_a_list_says_whose_each_row_is(agent, companies, address):
    for company in companies:
        make_notification(company, by=agent)
        sent = make_notification(company, by=agent)
        submit_as(agent, sent)

    page = browser(agent).get(address).content.decode()

    assert all(company.legal_name in page for company in companies)


@pytest.mark.parametrize("address", ["/overview", "/cases", "/cases?view=drafts"])
def test_a_list_can_be_of_one_company(agent, companies, address):
    names = {}
    for number, company in enumerate(companies):
        for _each in range(2):
            names[number] = f"Gadget of {number}"
            drafted = make_notification(
                company, by=agent, item={**NOTIFICATION["item"], "name": names[number]}
            )
        submit_as(agent, drafted)

    mark = "&" if "?" in address else "?"
    page = browser(agent).get(f"{address}{mark}company={companies[0].pk}").content.decode()

    assert names[0] in page
    assert names[1] not in page


def submit_as(agent: User, draft: CatchAllNotification) -> None:
    submit(notification_id=draft.pk, actor=agent, at=AT)


def test_the_catalogue_says_whose_an_entry_is_and_grows_for_the_one_chosen(agent, companies):
    for company in companies:
        body = {**NOTIFICATION["item"], "name": f"Item of {company.legal_name}"}
        add_entry(kind=Kind.ITEM, exporter=company, body=body, actor=agent, at=AT)
    client = browser(agent)

    every = client.get("/catalogue/items").content.decode()
    of_one = client.get(f"/catalogue/items?company={companies[1].pk}").content.decode()

    assert client.get("/catalogue/items/new")["Location"].startswith("/acting-for?next=")
    assert all(f">{company.legal_name}</span>" in every for company in companies)
    assert "Item of Zephyr" not in of_one
    assert "Zephyr Zwei GmbH" in acting_for(agent, companies[0]).get("/catalogue/items/new").content.decode()


def test_an_officer_of_two_authorities_chooses_as_well():
    officer = make_officer("DE")
    also(officer, Permission.HANDLE, organisation("authority", "FR"))
    client = browser(officer)

    assert client.get("/team")["Location"].startswith("/acting-for?next=")
    assert acting_for(officer, organisation("authority", "FR")).get("/team").status_code == 200


def test_a_delegate_of_two_states_reads_the_procedures_as_the_one_chosen():
    delegate = make_delegate("FR")
    also(delegate, Permission.TAKE_POSITION, organisation("delegation", "AT"))
    client = browser(delegate)

    assert client.get("/procedures")["Location"].startswith("/acting-for?next=")
    page = acting_for(delegate, organisation("delegation", "AT")).get("/procedures")
    assert page.context["state"].code == "AT"
