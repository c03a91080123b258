"""The pages of customs enquiries: asked at the frontier, answered by an officer, cited, made a hold."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.files import scan_file
from exportctl.core.models import Organisation
from licensing.actions.authority_texts import add_text
from licensing.models import CustomsEnquiry, CustomsHold
from tests.core.honest_files import png
from tests.factories import DAY, HOUR, make_customs, make_filer, make_officer
from tests.licensing.enquiring import ENQUIRY, make_enquiry
from tests.licensing.granted import MRN, make_authorisation

pytestmark = pytest.mark.django_db


def browser_of(user):
    browser = Client()
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def test_customs_ask_from_the_found_authorisation_and_from_an_empty_search():
    authorisation, customs = make_authorisation(), browser_of(make_customs())

    found = customs.get("/frontier", {"code": authorisation.reference}).content.decode()
    missed = customs.get("/frontier", {"code": MRN}).content.decode()
    filled = customs.get("/customs-enquiries/new", {"authorisation": authorisation.reference, "mrn": MRN})

    assert f"/customs-enquiries/new?authorisation={authorisation.reference}" in found
    assert f"/customs-enquiries/new?mrn={MRN}" in missed
    for value in (authorisation.reference, MRN):
        assert f'value="{value}"' in filled.content.decode()
    wrong = customs.post("/customs-enquiries/new", {**ENQUIRY, "mrn": "12"})
    assert (wrong.status_code, CustomsEnquiry.objects.count()) == (422, 0)
    assert "two digits, two letters" in wrong.content.decode()


def test_a_photograph_opens_once_it_is_checked_and_to_both_sides_alone():
    authorisation, customs, officer = make_authorisation(), make_customs(), make_officer()
    photograph = SimpleUploadedFile("plate.png", png(), "image/png")
    given = {**ENQUIRY, "authorisation": authorisation.reference, "papers": [photograph]}

    asked = browser_of(customs).post("/customs-enquiries/new", given)

    enquiry = CustomsEnquiry.objects.get()
    assert asked["Location"] == f"/customs-enquiries/{enquiry.reference}"
    paper = enquiry.papers.get()
    address = f"/customs-enquiries/{enquiry.reference}/papers/{paper.pk}"
    assert address not in browser_of(officer).get(asked["Location"]).content.decode()
    scan_file(file_id=paper.file_id, at=clock.now(), machine_at=clock.now())
    for reader in (customs, officer):
        assert address in browser_of(reader).get(asked["Location"]).content.decode()
        assert browser_of(reader).get(address).status_code == 200
    for reader in (make_customs("FR"), make_officer("FR"), make_filer(authorisation.holder)):
        assert browser_of(reader).get(address).status_code == 404


def test_an_officer_answers_with_a_standard_text_and_customs_read_what_to_cite():
    officer = make_officer()
    authority = Organisation.objects.get(kind="authority", member_state="DE")
    words = {"en": "It is not listed.", "de": "Nicht gelistet."}
    add_text(
        authority=authority, field="enquiry", title="Not listed", texts=words, actor=officer, at=clock.now()
    )
    enquiry = make_enquiry(at=clock.now() - 2 * DAY - HOUR)
    address = f"/customs-enquiries/{enquiry.reference}"
    desk, customs = browser_of(officer), browser_of(enquiry.asked_by)
    assert "2\xa0days" in desk.get("/customs-enquiries").content.decode()
    form = desk.get(f"{address}/answer").content.decode()
    assert "This is information, no decision." in form
    key = form.split('name="texts" value="')[1].split('"')[0]

    inserted = desk.post(f"{address}/answer", {"answer": "So far:", "texts": [key], "insert": "1"})
    empty = desk.post(f"{address}/answer", {"answer": " "})
    sent = desk.post(f"{address}/answer", {"answer": "So far: it is not listed."})

    assert "So far:\n\nNicht gelistet." in inserted.content.decode()
    assert (inserted.status_code, empty.status_code, sent.status_code) == (200, 422, 302)
    read = customs.get(address).content.decode()
    assert "So far: it is not listed." in read
    assert f"Cite it as {enquiry.reference}: answer of" in read
    assert enquiry.reference in customs.get("/customs-enquiries?view=answered&q=pallet").content.decode()
    assert enquiry.reference in customs.get("/customs-enquiries?view=answered&export=csv").content.decode()


def test_one_click_leads_to_a_hold_with_what_is_known():
    authorisation, customs = make_authorisation(), make_customs()
    enquiry = make_enquiry(by=customs, at=clock.now(), authorisation=authorisation.reference, mrn=MRN)
    browser = browser_of(customs)
    address = f"/customs-holds/new?enquiry={enquiry.reference}"
    assert address in browser.get(enquiry.get_absolute_url()).content.decode()
    form = browser.get(address).content.decode()
    for known in (MRN, authorisation.reference, "DE004851"):
        assert f'value="{known}"' in form
    declared = {"mrn": MRN, "authorisation": authorisation.reference, "customs_office": "DE004851"}

    kept = browser.post(address, {**declared, "ground": "article_4", "reason": "Another probe."})

    hold = CustomsHold.objects.get()
    assert kept["Location"] == hold.get_absolute_url()
    assert enquiry.reference in browser.get(kept["Location"]).content.decode()
    shown = browser.get(enquiry.get_absolute_url()).content.decode()
    assert hold.get_absolute_url() in shown
    assert address not in shown
    assert browser_of(make_customs("FR")).get(address).status_code == 404
    assert browser_of(make_filer(authorisation.holder)).get(hold.get_absolute_url()).status_code == 200
