"""The catalogue for machines: by the company's own number, and what requests and screenings make of it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import Seat
from licensing.actions.classifications import classify_line
from licensing.models import CatalogueItem, CatalogueUpload
from licensing.rules.catalogue import edition
from licensing.rules.catalogue_uploads import State
from licensing.tasks import import_items
from tests import factories
from tests.factories import AT, HOUR, SEATED
from tests.requesting import make_individual_body, make_request_draft, make_taken_individual

pytestmark = pytest.mark.django_db
JSON = "application/json"
MAST = {
    "name": "Network encryptor",
    "manufacturer": "Nordwind Instruments",
    "model": "NX-40",
    "description": "Encrypts Ethernet.",
    "cn_code": "8517 62 00",
    "control_entry": "5a002.A",
    "origin": "DE",
}
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def filer(exporter):
    return factories.make_filer(exporter)


def machine_of(user) -> Client:
    seat = Seat.objects.get(user=user)
    key = factories.issue_key(user=user, seat_id=seat.pk, name="Tests", at=SEATED).secret
    return Client(headers={"Authorization": f"Bearer {key}"})


@pytest.fixture
def machine(filer) -> Client:
    return machine_of(filer)


def put(machine: Client, number: str, body: dict) -> object:
    return machine.put(f"/api/v1/items/{number}", body, JSON)


def test_an_item_is_put_read_and_told_since(machine, exporter):
    first, again = put(machine, "4711/A", MAST), put(machine, "4711/A", MAST)
    changed = put(machine, "4711/A", {"name": "Encryptor", "number": "ignored"})
    put(machine, "4712", {"name": "Reader"})

    assert [first.status_code, again.status_code, changed.status_code] == [201, 200, 200]
    assert first.json()["changed_at"] == again.json()["changed_at"]
    said = first.json()["classification"]
    assert (said["control_entry"], said["edition"]) == ("5A002.a", edition().isoformat())
    assert (first.json()["cn_code"], first.json()["confirmation"]) == ("85176200", None)
    assert changed.json()["model"] is changed.json()["classification"] is None
    listed = machine.get("/api/v1/items", {"since": first.json()["changed_at"], "limit": 1}).json()
    assert [item["number"] for item in listed["results"]] == ["4712"]
    after = machine.get("/api/v1/items", {"cursor": listed["next"]}).json()
    assert [item["number"] for item in after["results"]] == ["4711/A"]
    assert machine.get("/api/v1/items/4711%2FA").json()["name"] == "Encryptor"
    assert machine.get("/api/v1/items?since=yesterday").json()["errors"][0]["pointer"] == "/since"


def test_a_wrong_item_is_told_by_its_member_and_nothing_is_there(machine):
    answer = put(machine, "4711", {"name": "", "cn_code": "85", "control_entry": "9Z999", "colour": "grey"})

    assert answer.status_code == 422
    pointers = {error["pointer"] for error in answer.json()["errors"]}
    assert pointers == {"/cn_code", "/control_entry", "/colour"}
    assert put(machine, "4711", {}).json()["errors"][0]["pointer"] == "/name"


@pytest.mark.parametrize("number", ["%10", "%20", "%E2%80%8B"])
def test_a_number_that_nobody_can_read_is_none(machine, number):
    answer = put(machine, number, MAST)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/item_number")
    assert not CatalogueItem.objects.exists()


def sheet(*rows: tuple) -> bytes:
    book, octets = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(octets)
    return octets.getvalue()


def test_a_table_is_imported_as_a_file_or_as_the_body(machine, monkeypatch):
    text = "item_number;name;control_entry\nA;Mast;5A002.a\nB;Reader;9Z999\n"
    small = machine.post("/api/v1/items/import", text, "text/csv; charset=utf-8")
    as_sheet = machine.post(
        "/api/v1/items/import", sheet(("item_number", "name"), ("A", "Mast"), ("C", "Tower")), SHEET
    )
    monkeypatch.setattr("licensing.actions.catalogue_uploads.SMALL", 0)
    file = SimpleUploadedFile("items.csv", b"item_number;name\nD;Probe\n")
    large = machine.post("/api/v1/items/import", {"file": file})

    assert small.status_code == 202
    assert {name: small.json()[name] for name in ("status", "rows", "done", "added", "wrong_rows")} == {
        "status": "done", "rows": 2, "done": 2, "added": 1, "wrong_rows": 1,
    }  # fmt: skip
    assert [(each["row"], each["column"], each["cell"]) for each in small.json()["errors"]] == [
        (3, "control_entry", "9Z999")
    ]
    assert [as_sheet.json()[name] for name in ("added", "unchanged")] == [1, 1]
    assert large.json()["status"] == "queued"
    import_items()
    job = machine.get(f"/api/v1/items/import/{large.json()['id']}").json()
    assert (job["status"], job["added"]) == ("done", 1)
    assert machine.post("/api/v1/items/import", {"file": "x"}, JSON).json()["errors"][0]["pointer"] == "/file"
    machine.post("/api/v1/items/import", "colour\nred\n", "text/csv")
    import_items()
    assert CatalogueUpload.objects.latest("created_at").state == State.FAILED
    assert CatalogueUpload.objects.count() == 4


def test_a_line_takes_from_the_catalogue_what_it_does_not_say_itself(machine, exporter, filer):
    put(machine, "AQ-1", MAST)
    body = {"kind": "individual", "items": [{"item_number": "AQ-1", "model": "NX-41", "quantity": "2"}]}

    made = machine.post("/api/v1/requests", body, JSON).json()

    line = made["items"][0]
    assert (line["name"], line["model"], line["control_entry"]) == ("Network encryptor", "NX-41", "5A002.a")
    changed = {"items": [{"item_number": "AQ-1"}, {"item_number": "unknown", "name": "Own words"}]}
    lines = machine.patch(f"/api/v1/requests/{made['reference']}", changed, JSON).json()["items"]
    assert [line["name"] for line in lines] == ["Network encryptor", "Own words"]
    assert lines[0]["origin"] == "DE"


def test_a_screening_line_is_looked_up_with_the_companys_own_key_alone(machine, client):
    put(machine, "AQ-1", MAST)
    lines = {"lines": [{"id": 1, "item_number": "AQ-1", "destination": "IN"}, {"id": 2, "item_number": "no"}]}

    own = machine.post("/api/v1/screenings?on_error=line", lines, JSON).json()["results"]
    anonymous = client.post("/api/v1/screenings", lines, JSON)

    assert [result["verdict"] for result in own] == ["authorisation_required", "error"]
    assert own[1]["errors"][0]["pointer"] == "/lines/1/item_number"
    assert anonymous.status_code == 422
    pointers = [error["pointer"] for error in anonymous.json()["errors"]]
    assert pointers == ["/lines/0/item_number", "/lines/1/item_number"]


def test_an_officers_classification_is_a_second_fact_that_comes_back(machine, exporter, filer):
    put(machine, "AQ-1", MAST)
    officer = factories.make_officer(str(exporter.organisation.member_state_id))
    items = [{**make_individual_body()["items"][0], "item_number": "AQ-1"}]
    request = make_taken_individual(officer, exporter=exporter, by=filer, items=items)
    before = machine.get("/api/v1/items/AQ-1").json()["changed_at"]
    given = {"request_id": request.pk, "actor": officer, "at": AT + 2 * HOUR}

    with pytest.raises(Invalid):
        classify_line(number=1, control_entry="", reason="", **given)
    with pytest.raises(Invalid):
        classify_line(number=1, control_entry="9Z999", reason="", **given)
    classify_line(number=1, control_entry="5A002.a.2", reason="Its keys are 256 bits long.", **given)

    item = machine.get("/api/v1/items/AQ-1").json()
    assert (item["classification"]["control_entry"], item["confirmation"]["control_entry"]) == (
        "5A002.a",
        "5A002.a.2",
    )
    assert item["confirmation"]["request"] == request.reference
    assert item["confirmation"]["current"] is True
    assert item["changed_at"] != before
    put(machine, "AQ-1", {**MAST, "model": "NX-50"})
    assert machine.get("/api/v1/items/AQ-1").json()["confirmation"]["current"] is False


def test_a_draft_cannot_be_classified(exporter, filer):
    draft = make_request_draft(exporter, by=filer)
    officer = factories.make_officer(str(exporter.organisation.member_state_id))

    with pytest.raises(WrongStatus):
        classify_line(
            request_id=draft.request_id, number=1, control_entry="", reason="x", actor=officer, at=AT
        )
