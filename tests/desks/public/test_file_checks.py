"""The page that checks a file says of which thing what is proved, and what to give where nothing can be read."""

import json
from io import BytesIO

import pytest
from django.test import Client

from controllist.queries.proofs import proof
from exportctl.core import signing
from licensing.models import AuthorisationVersion
from licensing.papers import code_text
from licensing.queries.papers import paper_of
from tests.controllist.listing import make_entry
from tests.controllist.test_entry_changes import correct, delist
from tests.factories import make_commissioner
from tests.licensing.granted import make_authorisation

pytestmark = pytest.mark.django_db


def said(client: Client, data: bytes, language: str = "en") -> str:
    answer = client.post("/verify", {"file": BytesIO(data)}, headers={"Accept-Language": language})
    return answer.content.decode()


@pytest.mark.parametrize("as_file", [True, False])
def test_an_authorisation_is_checked_by_its_data_and_by_its_code(client: Client, as_file):
    authorisation = make_authorisation()
    paper = paper_of(AuthorisationVersion.objects.get().pk)
    data = json.dumps(signing.sign(paper.data)) if as_file else code_text(paper)

    page = said(client, data.encode())

    assert f"Authorisation {authorisation.reference}, version 1, was granted so." in page
    assert "audit trail" not in page


def test_of_a_pdf_it_says_what_to_give(client: Client):
    assert "the signed file is checked that is attached to it" in said(client, b"%PDF-1.7\n\x96")
    assert "Download the file again" in said(client, b"no file of ours")


def test_an_entry_is_proved_in_the_words_of_its_edition(client: Client):
    entry = make_entry()
    listing = json.dumps(proof(entry)).encode()
    entry = correct(entry, [make_commissioner(), make_commissioner()])
    correction = json.dumps(proof(entry)).encode()

    page = said(client, listing)
    assert "with edition 1, in exactly these words" in page
    assert "It is on the list today (edition 2), in other words since edition 2." in page
    assert f'href="{entry.get_absolute_url()}"' in page
    assert "These are its words as of edition 2, of" in said(client, correction)
    assert "It is on the list today (edition 2)." in said(client, correction)


def test_a_proof_of_what_was_taken_off_since_says_so(client: Client):
    entry = make_entry()
    listing = json.dumps(proof(entry)).encode()
    delist(entry, [make_commissioner(), make_commissioner()])

    assert "It is not on the list any more (edition 2)." in said(client, listing)
