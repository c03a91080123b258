"""At the frontier: a number or a scanned code leads to what is left, and a forged code is told."""

import pytest
from django.test import Client

from exportctl.core import clock
from licensing.actions.customs_holds import place_hold
from licensing.models import AuthorisationVersion
from licensing.papers import code_text
from licensing.queries.papers import paper_of
from tests.factories import DAY, approve, make_customs, make_proposal
from tests.licensing.granted import make_authorisation, mrn, write_off
from tests.requesting import END_USERS, GLOBAL, make_taken

pytestmark = pytest.mark.django_db


def test_a_number_or_a_scanned_code_shows_what_is_left_and_whether_it_is_genuine(client: Client):
    authorisation = make_authorisation()
    client.force_login(make_customs())
    code = code_text(paper_of(AuthorisationVersion.objects.get().pk))
    forged = code[:-4] + ("AAAA" if code[-4:] != "AAAA" else "BBBB")

    typed = client.get("/frontier", {"code": authorisation.reference.lower()}).content.decode()
    scanned = client.get("/frontier", {"code": code}).content.decode()
    refused = client.get("/frontier", {"code": forged}).content.decode()
    unknown = client.get("/frontier", {"code": "DE-A-2026-9999"})
    status = client.get(f"/authorisations/{authorisation.token}").content.decode()

    assert "100 pieces left" in typed
    assert f"/authorisations/{authorisation.reference}/write-off" in typed
    assert f"/customs-holds/new?authorisation={authorisation.reference}" in typed
    assert "is genuine" not in typed
    assert "The signature of the code is genuine." in scanned
    assert "treat the paper as forged" in refused
    assert unknown.status_code == 422
    assert "/frontier?code=" in status


def test_a_declaration_leads_its_office_to_the_authorisation_and_no_other(client: Client):
    authorisation = make_authorisation(at=clock.now() - DAY)
    other = make_authorisation(at=clock.now() - DAY)
    ours, theirs = make_customs("DE"), make_customs("FR")
    write_off(authorisation, by=ours, mrn=mrn(1), at=clock.now())
    held = {
        "mrn": mrn(2),
        "authorisation": other.reference,
        "ground": "article_4",
        "reason": "An odd invoice.",
    }
    place_hold(actor=ours, at=clock.now(), customs_office="DE004851", **held)

    for reader, found in ((ours, True), (theirs, False)):
        client.force_login(reader)
        for number, expected in ((mrn(1), authorisation), (mrn(2).lower(), other)):
            answer = client.get("/frontier", {"code": number})
            assert (answer.status_code == 200, expected.reference in answer.content.decode()) == (
                found,
                found,
            )
    client.force_login(ours)
    for words in (mrn(1), authorisation.holder.eori):
        assert authorisation.reference in client.get("/authorisations", {"q": words}).content.decode()


def test_every_recipient_of_a_global_one_is_named(client: Client):
    granted = approve(
        make_proposal(
            make_taken(GLOBAL),
            outcome="grant",
            legal_basis="annex_i",
            terms={"icp": {"weighed": "In March."}},
        )
    )
    client.force_login(make_customs())

    shown = client.get("/frontier", {"code": granted.authorisation})

    assert all(each["name"] in shown.content.decode() for each in END_USERS)
