"""What officers' machines say beside a case: an item's classification, their own documents, other bodies' advice."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from exportctl.core import clock
from exportctl.core.actions.files import scan_file
from licensing.models import BodyMail, Document
from tests.factories import AT, DAY, HOUR, machine, make_officer, make_taken_request
from tests.licensing.test_consultations import draft, make_body
from tests.requesting import make_taken_individual

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("product_clock")]
DUE = (AT + 20 * DAY).date().isoformat()


def test_an_officer_says_where_an_item_stands_and_its_exporter_reads_it(product_clock):
    request = make_taken_individual()
    officer, exporter = machine(make_officer()), machine(request.submitted_by)
    path = f"/api/v1/requests/{request.reference}/items/1/classifications"
    assert [each["pointer"] for each in officer.post(path, {}).json()["errors"]] == ["/reason"]
    wrong = officer.post(path, {"control_entry": "9Z999"}).json()
    assert [each["pointer"] for each in wrong["errors"]] == ["/control_entry"]

    first = officer.post(path, {"control_entry": "5A002.a.2"})
    product_clock.at += HOUR
    last = officer.post(path, {"control_entry": "", "reason": "Its keys are 40 bits long."})

    assert (first.status_code, first.json()["control_entry"]) == (201, "5A002.a.2")
    assert (last.json()["control_entry"], last.json()["line"]) == (None, 1)
    assert exporter.get(path).json() == [last.json(), first.json()]
    assert exporter.post(path, {"control_entry": "5A002"}).status_code == 403
    assert officer.get(path.replace("/1/", "/9/")).status_code == 404
    assert machine(make_officer("FR")).get(path).status_code == 404


def test_a_document_of_the_authority_is_filed_listed_and_opened_by_officers_alone():
    request = make_taken_request()
    officer, exporter = machine(request.assigned_to), machine(request.submitted_by)
    path = f"/api/v1/requests/{request.reference}/internal-documents"
    nothing = officer.post(path, {"nature": "proof_of_service"})
    assert {each["pointer"] for each in nothing.json()["errors"]} == {"/nature", "/file"}
    paper = SimpleUploadedFile("memo.txt", b"The embassy reports.", "text/plain")

    given = {"file": paper, "nature": "memo", "words": "Of the embassy."}
    filed = officer.post(path, given, MULTIPART_CONTENT)

    assert (filed.status_code, filed.json()["nature"], filed.json()["state"]) == (201, "memo", "checking")
    assert officer.get(path).json() == [filed.json()]
    one = f"{path}/{filed.json()['id']}"
    assert officer.get(one).status_code == 404  # its check is still to come
    document = Document.objects.get(kind="office")
    scan_file(file_id=document.file_id, at=AT + 5 * DAY, machine_at=clock.machine_now())
    assert b"".join(officer.get(one).streaming_content) == b"The embassy reports."
    assert exporter.get(path).status_code == exporter.get(one).status_code == 403
    assert exporter.get(f"/api/v1/requests/{request.reference}/documents").json() == []


@pytest.fixture
def request_():
    request = make_taken_request()
    draft(request)
    return request


def place(request, *parts):
    return "/".join((f"/api/v1/requests/{request.reference}/consultations", *parts))


def asked_of(request, officer, **changes):
    body = make_body(request.assigned_to)
    said = {"body": str(body.pk), "question": "Who runs it?", "parts": ["item"], "due_on": DUE}
    return officer.post(place(request), said | changes)


def test_a_body_is_asked_and_what_it_said_by_letter_recorded(request_):
    officer = machine(request_.assigned_to)
    gaps = officer.post(place(request_), {"parts": ["price"]}).json()["errors"]
    assert [each["pointer"] for each in gaps] == ["/parts/0"]

    asked = asked_of(request_, officer)

    assert (asked.status_code, asked.json()["status"], asked.json()["advice"]) == (201, "asked", [])
    assert asked.json()["conditions"] == ["Only with a court order."]
    (body,) = officer.get("/api/v1/consulted-bodies").json()["results"]
    assert (asked.json()["body"], body["status"]) == ({"id": body["id"], "name": body["name"]}, "active")
    one = place(request_, asked.json()["id"], "advice")
    mute = officer.post(one, {"stance": "objection", "given_by": "A. Winter"}).json()
    assert [each["pointer"] for each in mute["errors"]] == ["/text"]

    told = officer.post(one, {"stance": "no_objection", "given_by": "A. Winter"}).json()

    (advice,) = told["advice"]
    assert (told["status"], advice["stance"], advice["recorded"]) == ("advised", "no_objection", True)
    assert officer.get(place(request_)).json() == [told]
    assert BodyMail.objects.filter(kind="recorded").count() == 1
    assert officer.post(one, {"stance": "no_objection", "given_by": "x"}).json()["code"] == "wrong_status"


def test_a_body_is_asked_again_and_let_be_by_the_officer_of_the_case_alone(request_):
    officer, colleague = machine(request_.assigned_to), machine(make_officer())
    asked = asked_of(request_, officer).json()
    again = {"question": "And now?", "due_on": DUE}
    path = place(request_, asked["id"])

    assert officer.post(f"{path}/again", again).json()["round"] == 2
    assert colleague.post(f"{path}/drop").json()["code"] == "not_assigned"
    assert officer.post(f"{path}/drop").json()["status"] == "dropped"
    assert machine(request_.submitted_by).get(place(request_)).status_code == 403
    assert machine(make_officer("FR")).get("/api/v1/consulted-bodies").json()["results"] == []


def test_recorded_advice_takes_the_scan_of_its_letter(request_):
    officer = machine(request_.assigned_to)
    path = place(request_, asked_of(request_, officer).json()["id"], "advice")
    scan = SimpleUploadedFile("letter.txt", b"No objection.", "text/plain")
    wrong = SimpleUploadedFile("letter.exe", b"MZ", "application/octet-stream")
    words = {"stance": "no_objection", "given_by": "A. Winter", "text": ""}
    refused = officer.post(path, {**words, "file": wrong}, content_type=MULTIPART_CONTENT).json()
    assert [each["pointer"] for each in refused["errors"]] == ["/file"]

    told = officer.post(path, {**words, "file": scan}, content_type=MULTIPART_CONTENT)

    assert (told.status_code, told.json()["status"]) == (200, "advised")
    (filed,) = officer.get(f"/api/v1/requests/{request_.reference}/internal-documents").json()
    assert filed["name"] == "letter.txt"


def test_a_body_is_entered_corrected_and_retired():
    officer, abroad = machine(make_officer()), machine(make_officer("FR"))
    entry = {"kind": "technical", "name": "Institute of Optics", "email": "Office@Optics.example"}
    wrong = officer.post("/api/v1/consulted-bodies", {**entry, "email": "nowhere"}).json()
    assert [each["pointer"] for each in wrong["errors"]] == ["/email"]

    made = officer.post("/api/v1/consulted-bodies", entry)

    assert (made.status_code, made.json()["language"], made.json()["status"]) == (201, "de", "active")
    again = officer.post("/api/v1/consulted-bodies", entry).json()
    assert [each["pointer"] for each in again["errors"]] == ["/name"]
    path = f"/api/v1/consulted-bodies/{made.json()['id']}"
    changed = officer.patch(path, {"language": "en"}, "application/json").json()
    assert (changed["language"], changed["name"]) == ("en", "Institute of Optics")
    assert abroad.patch(path, {"language": "fr"}, "application/json").status_code == 404
    assert officer.post(f"{path}/retire").json()["status"] == "retired"
    assert officer.post(f"{path}/retire").json()["code"] == "wrong_status"
