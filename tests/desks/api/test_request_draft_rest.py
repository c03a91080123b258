"""Requests for export authorisations over REST: from draft to decision, exactly as the interface says."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core.actions.files import scan_file
from exportctl.core.models import File
from licensing.models import AuthorisationRequest, RequestAttachment
from tests import factories
from tests.factories import AT, machine
from tests.requesting import GLOBAL, INDIVIDUAL, make_individual_body, make_request_draft

pytestmark = pytest.mark.django_db
URL = "/api/v1/requests"
JSON = "application/json"
REQUIRED = {
    *(f"/items/0/{name}" for name in ("name", "manufacturer", "model", "description", "cn_code")),
    *(f"/items/0/{name}" for name in ("quantity", "unit", "value")),
    *(f"/end_user/{name}" for name in ("name", "address", "country", "kind")),
    *("/kind", "/activity", "/destination", "/currency", "/end_use", "/valid_for_months"),
    "/end_use_statement/waived",
}


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def filer(exporter):
    return factories.make_filer(exporter)


@pytest.fixture
def calls(filer, product_clock):
    """The exporter's machine."""
    return machine(filer)


@pytest.fixture
def desk(product_clock):
    """The machine of an officer of its authority."""
    return machine(factories.make_officer())


def create(calls, **changes):
    answer = calls.post(URL, make_individual_body(**changes), JSON)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def test_a_global_request_and_a_large_project_are_of_their_form(calls, desk):
    begun = calls.post(URL, GLOBAL, JSON).json()
    place = f"{URL}/{begun['reference']}"
    assert (begun["kind"], begun["destinations"], begun["end_use_statement"]) == (
        "global",
        ["IN", "BR", "CL"],
        None,
    )
    assert "destination" not in begun
    other_pair = calls.patch(place, {"destination": "IN"}, JSON)
    assert (other_pair.status_code, other_pair.json()["errors"][0]["pointer"]) == (422, "/destination")
    assert calls.patch(place, {"kind": "individual"}, JSON).json()["errors"][0]["pointer"] == "/kind"
    assert calls.patch(place, {"destinations": None}, JSON).json()["destinations"] == []

    assert calls.post(f"{place}/submit").json()["status"] == "submitted"
    read = desk.get(place).json()
    assert (read["items"][0], len(read["end_users"])) == ({"control_entry": "5A002.a"}, 2)
    listed = desk.get(URL, {"status": "submitted"}).json()["results"]
    assert [each["kind"] for each in listed] == ["global"]

    project = {**INDIVIDUAL, "kind": "large_project", "valid_for_months": 60}
    begun = calls.post(URL, project, JSON).json()
    lacking = calls.post(f"{URL}/{begun['reference']}/submit").json()
    assert [each["pointer"] for each in lacking["errors"]] == ["/form", "/project/why_longer"]
    longer = {"form": "individual", "project": {"why_longer": "Six building phases."}}
    assert calls.patch(f"{URL}/{begun['reference']}", longer, JSON).json()["form"] == "individual"
    assert calls.post(f"{URL}/{begun['reference']}/submit").json()["status"] == "submitted"


def test_a_request_goes_from_draft_to_decision(calls, desk):
    draft = create(calls)
    assert draft["reference"].startswith("DE-")
    assert (draft["kind"], draft["status"], draft["notification"]) == ("individual", "draft", None)
    assert (draft["location"], draft["export_state"], draft["procedure"]) == ("DE", "DE", "permanent")
    place = f"{URL}/{draft['reference']}"
    assert desk.get(place).status_code == 404, "a draft is its exporter's alone"

    sent = calls.post(f"{place}/submit")
    assert (sent.status_code, sent.json()["status"]) == (200, "submitted")
    assert sent.json()["clock"]["days"] == 30

    assert desk.post(f"{place}/take").json()["status"] == "under_review"
    proposal = {
        "outcome": "grant_with_conditions",
        "legal_basis": "annex_i",
        "grounds": "A civil end use.",
        "conditions": [
            "Report each delivery.",
            {"text": "Send a proof of delivery.", "due_on": "2027-06-30"},
        ],
        "lines": [{"line": 1, "quantity": "60"}],
        "valid_for_months": 12,
        "criteria": {"sanctions": "None in force against the destination."},
        "hearing": {"waived": "Nothing of it burdens the exporter."},
    }
    proposed = desk.post(f"{place}/proposals", proposal, JSON)
    assert proposed.status_code == 201, proposed.json()
    kept = proposed.json()
    for name in ("conditions", "lines", "valid_for_months", "criteria"):
        assert kept[name] == proposal[name]

    second = machine(factories.make_officer())
    approval = second.post(
        f"{place}/proposals/{kept['id']}/approve", {"content_hash": kept["content_hash"]}, JSON
    )
    assert approval.status_code == 200
    assert approval.json()["status"] == "granted"
    decided = calls.get(place).json()
    assert decided["status"] == "granted"
    assert decided["proposals"][0]["lines"] == [{"line": 1, "quantity": "60"}]
    assert decided["proposals"][0]["criteria"] is None, "what was weighed stays with the authority"
    assert [row["kind"] for row in calls.get(f"{URL}?status=granted").json()["results"]] == ["individual"]


def test_what_is_missing_is_named_by_its_leaf(calls):
    place = f"{URL}/{calls.post(URL, {}, JSON).json()['reference']}"

    answer = calls.post(f"{place}/submit")

    assert (answer.status_code, answer.json()["code"]) == (422, "incomplete")
    assert {each["pointer"] for each in answer.json()["errors"]} == REQUIRED


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"kind": "brokering"}, "/kind"),
        ({"activity": "brokering"}, "/activity"),
        ({"destinations": ["IN"]}, "/destinations"),
        ({"end_users": []}, "/end_users"),
        ({"destination": "XX"}, "/destination"),
        ({"valid_for_months": "24"}, "/valid_for_months"),
        ({"items": [{"quantity": "-1"}]}, "/items/0/quantity"),
        ({"items": [{"cas": "7783-06-5"}]}, "/items/0/cas"),
        ({"items": [{"control_entry": "encryption"}]}, "/items/0/control_entry"),
        ({"location": "US"}, "/location"),
        ({"end_use_statement": {"document": "0" * 8}}, "/end_use_statement/document"),
        (
            {"end_use_statement": {"document": "9f1cbb4c-6d9c-4a4e-8a34-93a8c0a6a1c2"}},
            "/end_use_statement/document",
        ),
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_at_once_and_keeps_nothing(calls, change, pointer):
    before = AuthorisationRequest.objects.count()

    answer = calls.post(URL, make_individual_body(**change), JSON)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert AuthorisationRequest.objects.count() == before


def test_a_patch_merges_and_null_takes_out(calls):
    place = f"{URL}/{create(calls)['reference']}"

    changed = calls.patch(place, {"end_user": {"name": "Second Hospital"}, "end_use": None}, JSON).json()

    assert changed["end_user"]["name"] == "Second Hospital"
    assert changed["end_user"]["country"] == "IN"
    assert changed["end_use"] is None
    assert calls.post(f"{place}/submit").json()["errors"][0]["pointer"] == "/end_use"


def test_a_statement_is_a_document_of_the_request(calls):
    place = f"{URL}/{create(calls, end_use_statement=None)['reference']}"
    paper = SimpleUploadedFile("statement.txt", b"We use it in our hospital.", "text/plain")

    added = calls.generic(
        "POST", f"{place}/documents", *_form({"file": paper, "kind": "end_use_statement", "line": "2"})
    )

    assert added.status_code == 201, added.json()
    assert calls.get(place).json()["end_use_statement"] == {"document": added.json()["id"]}
    assert [row["id"] for row in calls.get(f"{place}/documents").json()] == [added.json()["id"]]
    attachment = RequestAttachment.objects.get()
    scan_file(file_id=attachment.file_id, at=AT, machine_at=AT)
    assert calls.post(f"{place}/submit").status_code == 200
    assert added.json()["id"] in [row["id"] for row in calls.get(f"{place}/documents").json()]
    late = calls.generic("POST", f"{place}/documents", *_form({"file": paper}))
    assert (late.status_code, late.json()["code"]) == (409, "wrong_status")


def _form(parts):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    return encode_multipart(BOUNDARY, parts), MULTIPART_CONTENT


def test_a_draft_is_withdrawn_unseen_and_what_was_sent_is_told(calls, desk):
    unseen, sent = create(calls)["reference"], create(calls)["reference"]
    calls.post(f"{URL}/{sent}/submit")

    assert calls.post(f"{URL}/{unseen}/withdraw").json()["status"] == "withdrawn"
    assert calls.post(f"{URL}/{sent}/withdraw").json()["status"] == "withdrawn"

    assert desk.get(f"{URL}/{unseen}").status_code == 404
    assert desk.get(f"{URL}/{sent}").json()["status"] == "withdrawn"
    assert calls.patch(f"{URL}/{sent}", {"end_use": "x"}, JSON).status_code == 409
    assert calls.post(f"{URL}/{sent}/withdraw").json()["code"] == "wrong_status"


def test_a_notification_is_withdrawn_by_its_request_too(calls, filer, exporter):
    request = factories.make_submitted_request(exporter, by=filer)

    assert calls.post(f"{URL}/{request.reference}/withdraw").json()["status"] == "withdrawn"

    request.notification.refresh_from_db()
    assert request.notification.status == "withdrawn"
    assert calls.post(f"{URL}/{request.reference}/submit").json()["code"] == "wrong_status"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"legal_basis": "human_rights"}, "/legal_basis"),
        ({"outcome": "authorisation_required"}, "/outcome"),
        ({"lines": [{"line": 3}]}, "/lines/0/line"),
        ({"lines": [{"line": 1}, {"line": 1}]}, "/lines/1/line"),
        ({"lines": [{"line": 2, "quantity": "3"}]}, "/lines/0/quantity"),
        ({"line": 3}, "/line"),
    ],
    ids=str,
)
def test_a_proposal_that_the_kind_does_not_allow(desk, filer, exporter, change, pointer):
    draft = make_request_draft(exporter, by=filer)
    calls = machine(filer)
    place = f"{URL}/{draft.reference}"
    calls.post(f"{place}/submit")
    desk.post(f"{place}/take")
    proposal = {"outcome": "grant", "legal_basis": "annex_i", "grounds": "Fine.", **change}

    answer = desk.post(f"{place}/proposals", proposal, JSON)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("where", ["/api/v1/requests", "/api/v1/notifications"])
def test_a_draft_is_changed_as_it_was_read_or_not_at_all(calls, where):
    begun = calls.post(where, {"end_use": "One"}, JSON)
    place, tag = f"{where}/{begun.json()['reference']}", begun["ETag"]
    assert calls.get(place)["ETag"] == tag
    changed = calls.patch(place, {"end_use": "Two"}, JSON, headers={"If-Match": f'"x", {tag}'})
    assert (changed.status_code, changed["ETag"] != tag) == (200, True)
    late = calls.patch(place, {"end_use": "Three"}, JSON, headers={"If-Match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert calls.get(place).json()["end_use"] == "Two"
    assert calls.patch(place, {"end_use": "Four"}, JSON, headers={"If-Match": "*"}).status_code == 200
    assert calls.patch(place, {"end_use": "Five"}, JSON).status_code == 200


def test_a_repeated_upload_receives_the_file_once(calls, monkeypatch):
    draft = create(calls)
    place = f"{URL}/{draft['reference']}/documents"

    def put():
        file = SimpleUploadedFile("sheet.txt", b"Forty gigabits.")
        form = _form({"file": file, "kind": "datasheet"})
        return calls.generic("POST", place, *form, headers={"Idempotency-Key": "sheet"})

    first, again = put(), put()
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert File.objects.filter(name="sheet.txt").count() == 1
