"""Whoever kept an address of earlier days arrives where the page is now, with what was sent along."""

import re

import pytest
from django.urls import resolve

from exportctl.desks.former_addresses import PAGES
from exportctl.desks.former_addresses import urlpatterns as former

PARTS = {
    "body_id": "0198b2c4-7d1e-7000-8000-000000000001",
    "entry_id": "0198b2c4-7d1e-7000-8000-000000000002",
    "question_id": "0198b2c4-7d1e-7000-8000-000000000003",
    "consultation_id": "0198b2c4-7d1e-7000-8000-000000000004",
    "document_id": "0198b2c4-7d1e-7000-8000-000000000005",
    "reference": "DE-2026-00017",
    "place": "item",
    "token": "s3cr-et",
}
ADDRESSES = [("/" + re.sub(r"<\w+:(\w+)>", r"{\1}", old), new) for old, new in PAGES.items()]


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), ADDRESSES)
def test_a_former_address_answers_with_the_present_one(client, old, new):
    answer = client.get(old.format(**PARTS))

    assert answer.status_code == 308
    assert answer["Location"] == new.format(**PARTS)


@pytest.mark.django_db
@pytest.mark.parametrize(("old", "new"), ADDRESSES)
def test_the_question_of_an_address_goes_along(client, old, new):
    answer = client.get(old.format(**PARTS) + "?q=M%C3%BCller&page=2")

    there = new.format(**PARTS)
    assert answer["Location"] == f"{there}{'&' if '?' in there else '?'}q=M%C3%BCller&page=2"


@pytest.mark.parametrize("new", PAGES.values())
def test_the_present_address_is_a_page_and_no_former_one(new):
    path = new.format(**PARTS).partition("?")[0]

    assert resolve(path).func not in [pattern.callback for pattern in former]


@pytest.mark.django_db
def test_a_form_that_was_open_meanwhile_is_sent_on_as_it_is(client):
    """308, not 301: the method and the form stay (RFC 9110, 15.4.9)."""
    case, question = PARTS["reference"], PARTS["question_id"]

    answer = client.post(f"/cases/{case}/questions/{question}/time", {"reason": "Holidays."})

    assert answer.status_code == 308
    assert answer["Location"] == f"/cases/{case}/questions/{question}/extension"


@pytest.mark.django_db
def test_nothing_in_a_part_of_an_address_leads_elsewhere(client):
    answer = client.get("/sent/a%3Fb%23c")

    assert answer["Location"] == "/cases/a%3Fb%23c/receipt"
