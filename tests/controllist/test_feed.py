"""The feed of the list's changes, read as a feed reader reads it; and two editions side by side."""

from xml.etree import ElementTree as xml

import pytest
from django.test import Client

from controllist.models import ControlListEntry
from tests.controllist.listing import make_entry
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, **extra):
    return feed_at(client, "/list/changes.atom", **extra)


def feed_at(client, path, **extra):
    response = client.get(path, **extra)
    return response, xml.fromstring(response.content)


def test_each_edition_is_an_entry_with_what_rfc_4287_asks_for(client: Client):
    make_entry(at=AT, models=["NW-1"])
    make_entry(at=AT + DAY, models=["NW-2"])

    response, found = feed(client)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    for element in (found, *found.findall(f"{ATOM}entry")):
        assert all(element.find(f"{ATOM}{name}").text for name in ("id", "title", "updated"))
    assert found.find(f"{ATOM}author/{ATOM}name").text == "exportctl"
    assert [entry.find(f"{ATOM}id").text for entry in found.findall(f"{ATOM}entry")] == [
        "tag:exportctl.example,2026:list/edition-2",
        "tag:exportctl.example,2026:list/edition-1",
    ]
    assert found.find(f"{ATOM}updated").text == found.find(f"{ATOM}entry/{ATOM}updated").text


def test_its_links_are_absolute_and_lead_to_the_entry_and_to_the_feed_itself(client: Client, settings):
    entry = make_entry(at=AT)

    _response, found = feed(client)

    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links["self"] == f"{settings.BASE_URL}/list/changes.atom"
    own = found.find(f"{ATOM}entry/{ATOM}link[@rel='alternate']").get("href")
    assert own == f"{settings.BASE_URL}/list/{entry.code}"


def test_it_says_under_which_rules_and_whether_they_are_law(client: Client):
    entry = make_entry(at=AT)

    _response, found = feed(client)

    summary = found.find(f"{ATOM}entry/{ATOM}summary").text
    assert entry.regime in summary
    assert ("not in force" in summary) is not entry.in_force


def test_identifiers_are_the_same_in_every_language(client: Client):
    make_entry(at=AT)

    _english, one = feed(client)
    _german, other = feed(client, headers={"Accept-Language": "de"})

    assert one.find(f"{ATOM}entry/{ATOM}id").text == other.find(f"{ATOM}entry/{ATOM}id").text
    assert other.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_a_reader_that_has_the_newest_edition_gets_304(client: Client):
    make_entry(at=AT, models=["NW-1"])
    first, _found = feed(client)
    again = client.get("/list/changes.atom", headers={"If-None-Match": first["ETag"]})

    make_entry(at=AT + DAY, models=["NW-2"])
    changed = client.get("/list/changes.atom", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_text_of_an_entry_cannot_break_the_feed(client: Client):
    make_entry(at=AT, name="A <b>probe</b> & more]]>")

    _response, found = feed(client)

    assert "A <b>probe</b> & more]]>" in found.find(f"{ATOM}entry/{ATOM}title").text


def test_a_control_character_in_an_entry_is_left_out(client: Client):
    make_entry(at=AT, name="A\x0bprobe")

    _response, found = feed(client)

    assert "Aprobe" in found.find(f"{ATOM}entry/{ATOM}title").text


def test_further_editions_are_a_page_away(client: Client, settings):
    for number in range(26):
        make_entry(at=AT, models=[f"NW-{number}"])

    _response, found = feed(client)
    further = found.find(f"{ATOM}link[@rel='next']").get("href")
    _response, rest = feed_at(client, further.removeprefix(settings.BASE_URL))

    assert len(found.findall(f"{ATOM}entry")) == 25
    assert [entry.find(f"{ATOM}id").text for entry in rest.findall(f"{ATOM}entry")] == [
        "tag:exportctl.example,2026:list/edition-1"
    ]
    assert rest.find(f"{ATOM}link[@rel='next']") is None


def test_an_empty_list_is_a_feed_too(client: Client):
    response, found = feed(client)

    assert response.status_code == 200
    assert found.find(f"{ATOM}updated").text


@pytest.mark.parametrize("path", ["/", "/list", "/list/changes"])
def test_pages_of_the_list_name_the_feed(client: Client, path):
    assert 'type="application/atom+xml" href="/list/changes.atom"' in client.get(path).content.decode()


def test_two_editions_side_by_side(client: Client):
    make_entry(at=AT, models=["NW-1"])
    make_entry(at=AT + DAY, models=["NW-2"])
    codes = list(ControlListEntry.objects.order_by("code").values_list("code", flat=True))

    page = client.get("/list/changes/compare?from=1&to=2").content.decode()

    assert codes[1] in page
    assert codes[0] not in page
    assert "New on the list" in page


@pytest.mark.parametrize("query", ["", "?from=9&to=1", "?from=x&to=99999999999", "?from=1&to=1"])
def test_any_question_for_a_comparison_has_an_answer(client: Client, query):
    make_entry(at=AT)

    assert client.get(f"/list/changes/compare{query}").status_code == 200
