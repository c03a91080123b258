"""A letter is served: sent, tried again, served by a slip, confirmed by its addressee; a period counts from it."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from exportctl.core.actions.files import store_file
from exportctl.core.errors import Invalid
from exportctl.core.models import Notice
from exportctl.core.next_steps import lines
from exportctl.core.queries.todos import todos
from exportctl.core.tasks import scan_files
from exportctl.desks.case.presenters.letter_services import addressee_of
from licensing.actions.letter_services import ServiceState, confirm_receipt, record_service, send_letter
from licensing.actions.registrations import request_change
from licensing.models import Document
from licensing.queries.letter_services import state_of
from licensing.queries.registrations import record_before
from licensing.rules.letter_services import Standing
from tests import factories
from tests.factories import AT, DAY, HOUR, machine

pytestmark = pytest.mark.django_db
RULES = {"portal_rule": "opened", "post_rule": "slip", "service_law": "§§ 3, 5a VwZG"}


def written(**rules) -> Document:
    """The letter of a refusal, as the worker has rendered it; decided on 4 November."""
    factories.make_letterhead(factories.organisation("authority"), at=AT, **(rules or RULES))
    proposal = factories.make_proposal()
    factories.approve(proposal)
    letter = Document.objects.get(request=proposal.request, kind="decision_letter")
    letter.file = store_file(content=b"%PDF-", name=letter.name, media_type="application/pdf", at=AT + DAY)
    letter.save(update_fields=["file"])
    return letter


def ids(letter, actor, *, at=AT + 8 * DAY):
    return {"request_id": letter.request_id, "letter_id": letter.pk, "actor": actor, "at": at}


def test_which_letter_waits_is_told_by_its_day_at_the_authority():
    letter, at = written(), AT + 2 * DAY
    half_past_midnight = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)  # in Berlin, of the day after
    Document.objects.filter(pk=letter.pk).update(created_at=half_past_midnight)

    waiting = lines(todos(letter.request.assigned_to, at=at), at=at)

    (sentence,) = [line.sentence for line in waiting if line.todo.kind.code == "serve_letter"]
    assert "the letter of 5 November 2026 on" in sentence


def test_a_letter_comes_back_is_sent_again_and_is_served_on_the_date_of_the_slip():
    letter = written()
    officer = letter.request.assigned_to
    sent = {"way": "registered_post", "addressee": "Dr. Klar, Köln", "power": "3 May 2026"}
    assert "serve_letter" in {each.kind.code for each in todos(officer, at=AT + 2 * DAY)}
    with pytest.raises(Invalid):  # no rule is stored for it
        send_letter(**ids(letter, officer), **{**sent, "way": "abroad"}, sent_on=date(2026, 11, 5))
    with pytest.raises(Invalid):  # before it was written
        send_letter(**ids(letter, officer), **sent, sent_on=date(2026, 11, 1))

    send_letter(**ids(letter, officer), **sent, sent_on=date(2026, 11, 5))
    assert "serve_letter" not in {each.kind.code for each in todos(officer, at=AT + 2 * DAY)}
    with pytest.raises(ServiceState):
        send_letter(**ids(letter, officer), **sent, sent_on=date(2026, 11, 6))
    record_service(**ids(letter, officer), failed_because="Moved away.")
    assert state_of(letter, today=date(2026, 11, 11)).standing == Standing.FAILED
    assert "serve_letter" in {each.kind.code for each in todos(officer, at=AT + 9 * DAY)}
    send_letter(**ids(letter, officer), **{**sent, "way": "by_hand"}, sent_on=date(2026, 11, 9))
    with pytest.raises(Invalid):  # before it was sent
        record_service(**ids(letter, officer), served_on=date(2026, 11, 8))
    slip = SimpleUploadedFile("slip.txt", b"Received, 10 November 2026")
    result = record_service(**ids(letter, officer), served_on=date(2026, 11, 10), upload=slip)

    state = state_of(letter, today=date(2026, 11, 11))
    assert (state.standing, state.served_on, len(state.services)) == (
        *(Standing.SERVED, date(2026, 11, 10)),
        2,
    )
    assert (result.proof.kind, result.proof.nature) == ("office", "proof_of_service")
    assert Notice.objects.get(kind="letter_served").facts == {"served_on": "2026-11-10"}


def test_a_letter_goes_to_the_representative_whose_power_covers_receipt():
    exporter = factories.make_exporter()
    factories.make_officer()  # and so its authority
    filer = factories.make_filer(exporter)
    agents = [
        {"name": "Speed Logistics", "covers": ["declare"], "ends_on": "2027-12-31"},
        {"name": "Dr. Klar", "covers": ["receive"], "ends_on": "2027-12-31"},
    ]
    assert addressee_of(exporter, on=date(2026, 11, 30))["addressee"].startswith(exporter.legal_name)

    request_change(
        exporter_id=exporter.pk,
        body={**record_before(exporter), "declares_goods": True, "agents": agents},
        reason="",
        actor=filer,
        at=AT,
    )

    start = addressee_of(exporter, on=date(2026, 11, 30))
    assert start["addressee"].splitlines() == ["Dr. Klar", exporter.legal_name]
    assert "31 December 2027" in start["power"]
    assert "power" not in addressee_of(exporter, on=date(2028, 1, 1))


def test_the_exporter_confirms_the_receipt_where_the_rule_says_so_and_reads_the_last_day(client: Client):
    letter = written()
    request = letter.request
    client.force_login(request.submitted_by)
    page = f"/cases/{request.reference}/letters/{letter.pk}"
    assert "no last day is shown" in client.get(page).content.decode()
    assert (
        "the day of service is not known"
        in client.get(f"/cases/{request.reference}/decision").content.decode()
    )

    confirm_receipt(**ids(letter, request.submitted_by, at=AT + 2 * DAY))

    assert "5 November 2026" in client.get(page).content.decode()
    shown = client.get(f"/cases/{request.reference}/decision").content.decode()
    assert "the day of service is not known" not in shown
    assert "7 December 2026" in shown  # a month later is a Saturday
    with pytest.raises(ServiceState):
        confirm_receipt(**ids(letter, request.submitted_by, at=AT + 3 * DAY))


def test_over_rest_officers_send_and_record_and_both_sides_read_the_day():
    letter = written()
    officer, exporter = machine(letter.request.assigned_to), machine(letter.request.submitted_by)
    path = f"/api/v1/requests/{letter.request.reference}/documents/{letter.pk}/service"
    assert exporter.post(path, {}).status_code == 403
    assert officer.post(f"{path}/result", {"served_on": "2026-11-10"}).json()["code"] == "wrong_status"
    sent = {"way": "registered_post", "addressee": "Aquila", "sent_on": "2026-11-05"}
    answer = officer.post(path, sent)
    assert (answer.status_code, answer.json()["standing"]) == (201, "sent")

    assert officer.post(f"{path}/result", {"served_on": "2026-11-06"}).status_code == 200

    shown = exporter.get(path).json()
    assert (shown["standing"], shown["served_on"]) == ("served", "2026-11-06")
    assert exporter.post(f"{path}/receipt").status_code == 409


def test_over_rest_officers_file_the_proof_and_alone_read_it():
    letter = written()
    officer, exporter = machine(letter.request.assigned_to), machine(letter.request.submitted_by)
    path = f"/api/v1/requests/{letter.request.reference}/documents/{letter.pk}/service"
    sent = {"way": "by_hand", "addressee": "Aquila", "sent_on": "2026-11-05"}
    officer.post(path, sent)
    given = {"served_on": "2026-11-06", "proof": SimpleUploadedFile("slip.txt", b"Received.")}
    wrong = {"served_on": "yesterday", "proof": SimpleUploadedFile("slip.txt", b"Received.")}
    empty = {"served_on": "2026-11-06", "proof": SimpleUploadedFile("slip.txt", b"")}
    headers = {"Idempotency-Key": "one"}

    refused = [officer.post(path + "/result", each, MULTIPART_CONTENT) for each in (wrong, empty)]
    stored = officer.post(path + "/result", given, MULTIPART_CONTENT, headers=headers)

    pointers = [answer.json()["errors"][0]["pointer"] for answer in refused]
    assert pointers == ["/served_on", "/proof"]
    (attempt,) = stored.json()["attempts"]
    assert (attempt["number"], attempt["served_on"], attempt["proof"]) == (1, "2026-11-06", "slip.txt")
    assert exporter.get(path).json()["attempts"][0]["proof"] is None
    scan_files()
    proof = officer.get(f"{path}/1/proof")
    assert (proof.status_code, b"".join(proof.streaming_content)) == (200, b"Received.")
    assert (exporter.get(f"{path}/1/proof").status_code, officer.get(f"{path}/2/proof").status_code) == (
        403,
        404,
    )


def test_officers_send_and_record_on_the_page(client: Client):
    letter = written(post_rule="days", post_days=4, service_law="§ 41 VwVfG")
    officer = letter.request.assigned_to
    client.force_login(officer)
    page = f"/cases/{letter.request.reference}/letters/{letter.pk}"
    assert client.get(page).status_code == 200
    form = {
        "act": "send",
        "way": "registered_post",
        "addressee": "Aquila",
        "sent_on": letter.created_at.date(),
    }
    assert client.post(page, form).status_code == 302
    assert "It counts as served on" in client.get(page).content.decode()
    assert client.post(page, {"act": "record", "came": "failed"}).status_code == 422
    lacking = {"act": "record", "came": "failed", "failed_because": "Moved away."}
    assert client.post(page, lacking).status_code == 302
    assert "Could not be served" in client.get(page).content.decode()
    with pytest.raises(ServiceState):  # its authority has another rule
        confirm_receipt(**ids(letter, letter.request.submitted_by, at=AT + 2 * DAY + HOUR))
