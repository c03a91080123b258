"""Correcting a case over REST: what is answered, and every error in its order."""

import pytest

from exportctl.core import clock
from tests import factories
from tests.factories import DAY, machine

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def case():
    return factories.make_taken_request()


def url(case):
    return f"/api/v1/requests/{case.reference}/amendments"


def send(case, data, *, by=None):
    return machine(by or case.submitted_by).post(url(case), data, JSON)


def test_a_correction_is_answered_with_its_number_and_differences(case):
    answer = send(case, {"reason": "Three, not two.", "body": {"quantity": "3.0", "consignee": None}})

    assert answer.status_code == 201
    said = answer.json()
    assert (said["number"], said["reason"]) == (2, "Three, not two.")
    assert said["differences"] == [{"pointer": "/quantity", "before": "2", "after": "3"}]
    assert machine(case.assigned_to).get(url(case)).json() == [said]
    shown = machine(case.assigned_to).get(f"/api/v1/requests/{case.reference}").json()
    assert (shown["quantity"], shown["version"], shown["reference"]) == ("3", 2, case.reference)
    notification = machine(case.submitted_by).get(f"/api/v1/notifications/{case.notification.reference}")
    assert notification.json()["quantity"] == "3"


def test_a_whole_body_is_taken_as_well(case):
    body = factories.make_notification_body(quantity="4")

    assert [
        each["pointer"] for each in send(case, {"reason": "Four.", "body": body}).json()["differences"]
    ] == ["/quantity"]


@pytest.mark.parametrize(
    ("data", "code", "pointer"),
    [
        ({"body": {"quantity": "3"}}, "invalid", "/reason"),
        ({"reason": "Why."}, "invalid", "/body"),
        ({"reason": "Why.", "body": {"quantity": "two"}}, "invalid", "/body/quantity"),
        ({"reason": "Why.", "body": {"end_user": {"name": None}}}, "incomplete", "/body/end_user/name"),
        ({"reason": "Why.", "body": {"colour": "red"}}, "invalid", "/body/colour"),
        ({"reason": "Why.", "body": []}, "invalid", "/body"),
        ([], "invalid", ""),
        ({"reason": 7, "body": {"quantity": "3"}}, "invalid", "/reason"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(case, data, code, pointer):
    answer = send(case, data)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert pointer in [each["pointer"] for each in answer.json()["errors"]]


def test_what_is_wrong_comes_before_the_status(case):
    factories.approve(factories.make_proposal(case, outcome="grant", grounds=""))

    assert send(case, {"reason": "", "body": {"quantity": "3"}}).status_code == 422
    late = send(case, {"reason": "Late.", "body": {"quantity": "3"}})
    assert (late.status_code, late.json()["code"]) == (409, "wrong_status")
    assert "was decided on" in late.json()["detail"]


def test_after_a_procedure_has_opened_it_is_too_late():
    case = factories.make_taken_request()
    factories.approve(factories.make_proposal(case))

    assert send(case, {"reason": "Late.", "body": {"quantity": "3"}}).status_code == 409


def test_a_waiting_proposal_reads_stale_and_is_approved_by_nobody(case):
    proposal = factories.make_proposal(case)
    send(case, {"reason": "Three.", "body": {"quantity": "3"}})
    colleague = machine(factories.make_officer())

    answer = colleague.post(
        f"/api/v1/requests/{case.reference}/proposals/{proposal.pk}/approve",
        {"content_hash": proposal.content_hash},
        JSON,
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    shown = colleague.get(f"/api/v1/requests/{case.reference}").json()
    assert ([each["status"] for each in shown["proposals"]], shown["status"]) == (["stale"], "under_review")


def test_the_same_key_answers_the_same_and_corrects_once(case):
    caller = machine(case.submitted_by)
    data = {"reason": "Three.", "body": {"quantity": "3"}}

    first, second = (
        caller.post(url(case), data, JSON, headers={"Idempotency-Key": "one"}) for _time in range(2)
    )

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content


def test_an_officer_asks_for_a_correction_and_the_correction_answers(case):
    desk = machine(case.assigned_to)
    asked = desk.post(
        f"/api/v1/requests/{case.reference}/information-requests",
        {
            "question": "Two or three?",
            "due_on": (clock.now() + 20 * DAY).date().isoformat(),
            "wants_correction": True,
        },
        JSON,
    ).json()

    send(case, {"reason": "Three.", "body": {"quantity": "3"}})

    shown = desk.get(f"/api/v1/requests/{case.reference}").json()
    assert asked["wants_correction"] is True
    assert (shown["information_requests"][0]["answer"], shown["status"]) == ("Three.", "under_review")


def test_who_read_an_earlier_version_is_told_what_is_newer(case):
    """Of a correction and of a proposal; with the version that counts, or without any, both are taken."""
    sent = {"reason": "Three.", "body": {"quantity": "3"}, "version": 1}
    assert send(case, sent).status_code == 201

    late = send(case, {**sent, "body": {"quantity": "4"}})
    desk, proposals = machine(case.assigned_to), f"/api/v1/requests/{case.reference}/proposals"
    grant = {"outcome": "grant", "legal_basis": "human_rights", "grounds": ""}
    unread = desk.post(proposals, {**grant, "version": 1}, JSON)

    newer = {"latest": 2, "yours": 1, "differences": [{"pointer": "/quantity", "before": "2", "after": "3"}]}
    for answer in (late, unread):
        assert (answer.status_code, answer.json()["code"]) == (409, "stale")
        assert answer.json().items() >= newer.items()
    assert send(case, {**sent, "version": "2"}).json()["errors"][0]["pointer"] == "/version"
    assert send(case, {"reason": "Five.", "body": {"quantity": "5", "version": 1}}).status_code == 201
    assert desk.post(proposals, {**grant, "version": 3}, JSON).status_code == 201
