"""Correcting a sent case in the browser: begun, changed, compared, sent, discarded; and what its readers see then."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core import clock
from exportctl.core.actions.files import receive_file
from exportctl.core.rules.files import FILE
from exportctl.core.transitions import transition
from licensing.actions import amendments
from licensing.models import Amendment, AuthorisationRequest, Document
from tests import factories
from tests.factories import HOUR

pytestmark = pytest.mark.django_db


def browser(user):
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def case():
    return factories.make_taken_request(at=clock.now() - HOUR)


@pytest.fixture
def desk(case):
    """The exporter's browser."""
    return browser(case.submitted_by)


def begin(case, desk):
    return desk.post(f"/cases/{case.reference}/correct")["Location"]


def send(desk, page, **data):
    return desk.post(f"{page}/check", {"reason": "Three, not two.", "declared": "on", **data})


def test_a_case_is_corrected_from_the_first_click_to_the_new_version(case, desk):
    page = begin(case, desk)
    assert "What it means" not in desk.get(page).content.decode()
    item = desk.get(f"{page}/item").context["form"].initial
    desk.post(
        f"{page}/save", {"part": "item", "field": "quantity", "quantity": "3", "loaded": item["loaded"]}
    )

    compared = desk.get(f"{page}/check")

    assert [(row.where, row.before, row.after) for row in compared.context["changes"]] == [
        ("Quantity", "2", "3")
    ]
    assert send(desk, page)["Location"] == f"/cases/{case.reference}/receipt"
    assert "correction" in desk.get(f"/cases/{case.reference}/receipt").content.decode()
    assert AuthorisationRequest.objects.get(pk=case.pk).version.number == 2


@pytest.mark.parametrize("reader", ["exporter", "officer"])
def test_both_sides_read_what_was_changed_and_why(case, desk, reader):
    amendments.amend(
        request_id=case.pk,
        body={"quantity": "3"},
        reason="Miscounted.",
        actor=case.submitted_by,
        at=clock.now(),
    )
    page = (desk if reader == "exporter" else browser(case.assigned_to)).get(f"/cases/{case.reference}")

    text = page.content.decode()
    assert "Miscounted." in text
    assert "<del>2</del>" in text
    assert "<ins>3</ins>" in text


@pytest.mark.parametrize("data", [{"reason": ""}, {"declared": ""}])
def test_without_reason_or_declaration_nothing_is_sent(case, desk, data):
    page = begin(case, desk)

    assert send(desk, page, **data).status_code == 422
    assert Amendment.objects.get().status == "draft"


def test_a_correction_without_a_change_is_not_sent(case, desk):
    answer = send(desk, begin(case, desk))

    assert answer.status_code == 422
    assert "Nothing differs" in answer.content.decode()


def test_a_file_alone_is_a_correction(case, desk):
    page = begin(case, desk)
    file = SimpleUploadedFile("order.txt", b"An order.", "text/plain")
    desk.post(f"{page}/documents", {"file": file, "nature": "contract", "words": "Page 1."})

    send(desk, page)

    document = Document.objects.get(request=case, name="order.txt")
    assert (document.nature, document.words, document.about) == (
        *("contract", "Page 1."),
        AuthorisationRequest.objects.get(pk=case.pk).version_id,
    )


def test_a_working_copy_is_no_source_of_copies(case, desk):
    working_copy = begin(case, desk)

    assert desk.get(f"{working_copy}/copy").status_code == 404
    assert desk.post(f"{working_copy}/copy").status_code == 404


def test_what_a_colleague_discarded_is_not_shown_as_sent(case, desk):
    page = begin(case, desk)
    amendments.discard_amendment(draft_id=Amendment.objects.get().pk, actor=case.submitted_by, at=clock.now())

    answer = send(desk, page)

    assert answer.status_code == 422
    assert case.versions.count() == 1


def test_a_discarded_correction_leaves_the_case_as_it_is(case, desk):
    page = begin(case, desk)

    answer = desk.post(f"{page}/withdraw")

    assert answer["Location"] == f"/cases/{case.reference}"
    assert Amendment.objects.get().status == "discarded"
    assert AuthorisationRequest.objects.get(pk=case.pk).version.number == 1


def test_an_officer_who_decides_meanwhile_wins_and_the_exporter_is_told(case, desk):
    page = begin(case, desk)
    desk.post(f"{page}/company", {"own_reference": "PO-1", "contact": "", "covering_note": ""})
    proposal = factories.make_proposal(case, outcome="grant", grounds="", at=clock.now())
    factories.approve(proposal, at=clock.now())

    answer = send(desk, page)

    assert answer.status_code == 422
    assert "was decided on" in answer.content.decode()


def test_whoever_writes_a_proposal_meanwhile_is_told(case, desk):
    office = browser(case.assigned_to)
    amendments.amend(
        request_id=case.pk, body={"quantity": "3"}, reason="Why.", actor=case.submitted_by, at=clock.now()
    )
    words = {"outcome": "grant", "legal_basis": "annex_i", "grounds": "Fine.", "version": "1"}

    answer = office.post(f"/cases/{case.reference}/propose", words)

    assert answer.status_code == 422
    assert "corrected this case while you wrote" in answer.content.decode()
    assert office.post(f"/cases/{case.reference}/propose", words | {"version": "2"}).status_code == 302


def test_the_authority_is_asked_for_by_its_own_word_to_the_company(case):
    office = browser(case.assigned_to)
    page = office.get(f"/cases/{case.reference}/ask?correction=yes")
    assert page.context["form"]["wants_correction"].value() is True


def refused(case, *, event="reject"):
    file = receive_file(
        uploaded=SimpleUploadedFile("bad.txt", b"Bad.", "text/plain"), by=case.submitted_by, at=clock.now()
    )
    transition(file, event, machine=FILE, actor=None, at=clock.now(), changes={"finding": "virus"})
    return Document.objects.create(
        request=case, kind="attachment", name="bad.txt", file=file, question="x", created_at=clock.now()
    )


def test_a_refused_file_is_replaced_by_another_about_the_same(case, desk):
    bad = refused(case)
    assert "Replace" in desk.get(f"/cases/{case.reference}/documents").content.decode()

    good = SimpleUploadedFile("good.txt", b"Good.", "text/plain")
    desk.post(f"/cases/{case.reference}/documents/{bad.pk}/replace", {"file": good})

    bad.refresh_from_db()
    assert (bad.replaced_by.name, bad.replaced_by.question, bad.removed_by) == (
        "good.txt",
        "x",
        case.submitted_by,
    )
    papers = desk.get(f"/cases/{case.reference}/documents").context["papers"]
    assert [paper.document.name for paper in papers if paper.document.kind == "attachment"] == ["good.txt"]


def test_a_refused_file_is_removed_once(case, desk):
    bad = refused(case)
    address = f"/cases/{case.reference}/documents/{bad.pk}/remove"

    assert desk.post(address).status_code == 302
    assert desk.post(address).status_code == 404
    assert browser(case.assigned_to).post(address).status_code == 404


def test_a_draft_opens_its_own_checked_files_alone(product_clock):
    draft = factories.make_notification()
    desk = browser(draft.created_by)
    file = SimpleUploadedFile("offer.txt", b"An offer.", "text/plain")
    desk.post(f"/notifications/{draft.reference}/documents", {"file": file, "nature": "", "words": ""})
    attachment = draft.attachments.get()
    address = f"/notifications/{draft.reference}/documents/{attachment.pk}"
    assert desk.get(address).status_code == 404

    transition(attachment.file, "pass", machine=FILE, actor=None, at=clock.now())

    assert b"".join(desk.get(address).streaming_content) == b"An offer."
    assert browser(factories.make_filer()).get(address).status_code == 404


def test_a_case_is_found_by_the_exporters_own_reference(product_clock):
    case = factories.make_taken_request(at=clock.now() - HOUR, own_reference="PO-4711")

    assert case.reference in browser(case.assigned_to).get("/search?q=PO-4711").content.decode()
    assert case.reference in browser(case.submitted_by).get("/cases?q=po-4711").content.decode()
