"""Notifications over REST, exactly as the interface says: answers, the order of errors, retries, pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exportctl.core import clock
from notifications.models import CatchAllNotification
from notifications.rules.red_flags import current_version, question_keys
from tests import factories
from tests.factories import AT, HOUR, machine, make_notification_body

pytestmark = pytest.mark.django_db
URL = "/api/v1/notifications"
JSON = "application/json"


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def calls(exporter):
    return machine(factories.make_filer(exporter))


def problem(response, status, code):
    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (status, code), response.json()
    assert {"type", "title", "status", "code", "detail", "errors"} <= set(response.json())
    return response.json()


def pointers(response):
    return [error["pointer"] for error in response.json()["errors"]]


def test_the_questions_are_for_anyone_in_their_language():
    answers = {
        language: machine(language=language).get("/api/v1/red-flags") for language in ("en", "de", "fr")
    }

    english, german, french = (answer.json() for answer in answers.values())
    assert [question["key"] for question in english] == list(question_keys(current_version()))
    assert all(set(question) == {"key", "question", "explanation", "flag_when"} for question in english)
    assert {question["flag_when"] for question in english} == {"yes", "no"}
    for one, two, three in zip(english, german, french, strict=True):
        assert len({one["question"], two["question"], three["question"]}) == 3


def test_an_unknown_language_is_answered_in_english():
    questions = machine(language="tlh, en;q=0.5").get("/api/v1/red-flags").json()

    assert questions == machine(language="en").get("/api/v1/red-flags").json()


def test_a_whole_notification_goes_from_draft_to_submitted(calls):
    made = calls.post(URL, make_notification_body(value="480000.00", quantity="2.0"), JSON)
    assert made.status_code == 201
    draft = made.json()
    assert draft["status"] == "draft"
    assert (draft["value"], draft["quantity"]) == ("480000", "2")
    assert draft["consignee"] is None

    read = calls.get(f"{URL}/{draft['reference']}")
    assert (read.status_code, read.json()) == (200, draft)

    sent = calls.post(f"{URL}/{draft['reference']}/submit")
    assert sent.status_code == 200
    assert sent.json()["status"] == "submitted"
    case = calls.get(f"/api/v1/requests/{sent.json()['request']}").json()
    assert (case["notification"], case["status"]) == (draft["reference"], "submitted")
    assert calls.get(f"{URL}/{draft['reference']}").json()["request"] == case["reference"]


def test_a_draft_may_be_empty_and_is_changed_by_merge_patch(calls):
    reference = calls.post(URL, {}, JSON).json()["reference"]

    changed = calls.patch(f"{URL}/{reference}", {"item": {"name": "Catcher"}, "unit": "sets"}, JSON)
    again = calls.patch(f"{URL}/{reference}", {"item": {"model": "NW"}, "unit": None, "status": "x"}, JSON)

    assert changed.status_code == again.status_code == 200
    assert again.json()["item"] == {"name": "Catcher", "model": "NW"}
    assert again.json()["unit"] is None
    assert again.json()["status"] == "draft"


def test_a_wrong_value_is_422_with_its_pointer_and_nothing_is_kept(calls):
    refused = calls.post(URL, {"destination": "XX", "item": {"cn_code": "1"}, "colour": "green"}, JSON)

    problem(refused, 422, "invalid")
    assert sorted(pointers(refused)) == ["/colour", "/destination", "/item/cn_code"]
    assert not CatchAllNotification.objects.exists()


def test_a_planned_day_in_the_past_only_warns(calls):
    made = calls.post(URL, make_notification_body(planned_on="2020-01-31"), JSON).json()

    assert [warning["pointer"] for warning in made["warnings"]] == ["/planned_on"]
    assert calls.post(f"{URL}/{made['reference']}/submit", {}, JSON).status_code == 200
    assert calls.get(f"{URL}/{made['reference']}").json()["warnings"] == []


def test_a_planned_day_before_the_authority_has_to_decide_only_warns(calls):
    soon, later = (clock.now() + timedelta(days=days) for days in (3, 200))
    made = calls.post(URL, make_notification_body(planned_on=soon.date().isoformat()), JSON).json()
    address = f"{URL}/{made['reference']}"

    assert [warning["pointer"] for warning in made["warnings"]] == ["/planned_on"]
    assert "before its answer" in made["warnings"][0]["detail"]
    moved = calls.patch(address, {"planned_on": later.date().isoformat()}, JSON).json()
    assert moved["warnings"] == []


def test_a_dash_is_no_model_and_a_word_for_none_is_told(calls):
    """Items are told apart by maker and model: a refusal would hold for every item that has “-” for both."""
    item = make_notification_body()["item"]
    refused = calls.post(URL, {"item": {**item, "manufacturer": "–", "model": " - "}}, JSON)
    assert sorted(pointers(refused)) == ["/item/manufacturer", "/item/model"]

    made = calls.post(URL, {"item": {**item, "model": "n/a"}}, JSON).json()

    assert [each["pointer"] for each in made["warnings"]] == ["/item/model"]
    assert calls.post(URL, {"item": {**item, "model": "Ćma"}}, JSON).json()["warnings"] == []


def test_a_value_without_its_currency_is_told_at_once_and_none_is_assumed(calls):
    made = calls.post(URL, make_notification_body(currency=None), JSON).json()

    assert (made["currency"], [each["pointer"] for each in made["warnings"]]) == (None, ["/currency"])
    refused = calls.post(f"{URL}/{made['reference']}/submit", {}, JSON)
    assert pointers(refused) == ["/currency"]


def test_an_incomplete_notification_is_422_incomplete_with_every_gap(calls):
    reference = calls.post(URL, {"item": {"name": "Catcher"}}, JSON).json()["reference"]

    refused = calls.post(f"{URL}/{reference}/submit")

    problem(refused, 422, "incomplete")
    found = pointers(refused)
    assert "/item/name" not in found
    assert {"/item/model", "/end_user/name", "/end_user/kind", "/destination", "/planned_on"} <= set(found)
    assert {f"/red_flags/{key}/answer" for key in question_keys(current_version())} <= set(found)
    assert calls.get(f"{URL}/{reference}").json()["status"] == "draft"


def test_a_yes_without_evidence_is_a_gap_of_its_own(calls):
    key = question_keys(current_version())[0]
    body = make_notification_body()
    body["red_flags"][key] = {"answer": "yes"}
    reference = calls.post(URL, body, JSON).json()["reference"]

    refused = calls.post(f"{URL}/{reference}/submit")

    problem(refused, 422, "incomplete")
    assert pointers(refused) == [f"/red_flags/{key}/evidence"]


def test_errors_come_in_the_order_of_the_interface(calls, exporter):
    draft = factories.make_notification(exporter)
    url = f"{URL}/{draft.reference}"
    stranger = machine(factories.make_filer(factories.make_exporter()))
    officer = machine(factories.make_officer())
    wrong = {"destination": "XX"}

    problem(calls.post(URL, "{not json", JSON), 400, "malformed")
    problem(machine().post(URL, wrong, JSON), 401, "unauthenticated")
    problem(machine().get(url), 401, "unauthenticated")
    problem(stranger.patch(url, wrong, JSON), 404, "not_found")
    problem(officer.get(url), 404, "not_found")
    problem(officer.post(URL, wrong, JSON), 403, "forbidden")
    calls.post(f"{url}/submit")
    assert officer.get(url).status_code == 200
    problem(officer.patch(url, wrong, JSON), 403, "forbidden")
    problem(officer.post(f"{url}/withdraw"), 403, "forbidden")
    problem(calls.patch(url, wrong, JSON), 422, "invalid")
    problem(calls.patch(url, {"doubt": "New."}, JSON), 409, "wrong_status")
    problem(calls.post(f"{url}/submit"), 409, "wrong_status")


def test_a_notification_is_withdrawn_with_its_case(calls, exporter):
    request = factories.make_submitted_request(exporter)
    url = f"{URL}/{request.notification.reference}/withdraw"

    answer = calls.post(url)

    assert (answer.status_code, answer.json()["status"]) == (200, "withdrawn")
    assert calls.get(f"/api/v1/requests/{request.reference}").json()["status"] == "withdrawn"
    problem(calls.post(url), 409, "wrong_status")


# --- retries -----------------------------------------------------------------------------------------


def test_the_same_key_path_and_value_give_the_first_answer_again(calls):
    body = make_notification_body()
    first = calls.post(URL, body, JSON, headers={"Idempotency-Key": "k1"})
    second = calls.post(URL, dict(reversed(body.items())), JSON, headers={"Idempotency-Key": "k1"})

    assert first.status_code == second.status_code == 201
    assert second.content == first.content
    assert CatchAllNotification.objects.count() == 1


def test_the_same_key_with_another_body_is_a_conflict(calls):
    calls.post(URL, {"doubt": "One."}, JSON, headers={"Idempotency-Key": "k1"})

    refused = calls.post(URL, {"doubt": "Two."}, JSON, headers={"Idempotency-Key": "k1"})

    problem(refused, 422, "idempotency_conflict")


def test_a_refused_call_leaves_its_key_free(calls):
    reference = calls.post(URL, {}, JSON).json()["reference"]
    url = f"{URL}/{reference}/submit"
    key = {"Idempotency-Key": "k2"}
    problem(calls.generic("POST", url, headers=key), 422, "incomplete")
    calls.patch(f"{URL}/{reference}", make_notification_body(), JSON)

    sent = calls.generic("POST", url, headers=key)
    again = calls.generic("POST", url, headers=key)

    assert (sent.status_code, again.status_code) == (200, 200)
    assert again.content == sent.content


def test_keys_are_each_accounts_own(calls, exporter):
    colleague = machine(factories.make_filer(exporter))
    for caller in (calls, colleague):
        caller.post(URL, {}, JSON, headers={"Idempotency-Key": "k1"})

    assert CatchAllNotification.objects.count() == 2


# --- lists -------------------------------------------------------------------------------------------


def make_many(exporter, count):
    filer = factories.make_filer(exporter)
    for number in range(count):
        factories.make_notification(exporter, by=filer, at=AT + number * HOUR)


def test_pages_follow_each_other_and_miss_nothing(calls, exporter):
    make_many(exporter, 7)

    seen, cursor = [], ""
    while cursor is not None:
        page = calls.get(f"{URL}?limit=3&cursor={cursor}").json()
        seen += [row["reference"] for row in page["results"]]
        cursor = page["next"]

    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == 7


def test_a_list_is_filtered_by_status(calls, exporter):
    make_many(exporter, 2)
    factories.make_submitted_request(exporter)

    statuses = [row["status"] for row in calls.get(f"{URL}?status=submitted,withdrawn").json()["results"]]

    assert statuses == ["submitted"]
    problem(calls.get(f"{URL}?status=lost"), 422, "invalid")
    problem(calls.get(f"{URL}?limit=0"), 422, "invalid")
    problem(calls.get(f"{URL}?cursor=abc"), 422, "invalid")


def test_a_list_costs_the_same_for_one_and_for_fifty(calls, exporter):
    make_many(exporter, 1)
    calls.get(URL)  # what is read once by a process
    with CaptureQueriesContext(connection) as one:
        assert len(calls.get(URL).json()["results"]) == 1
    make_many(exporter, 49)
    with CaptureQueriesContext(connection) as fifty:
        assert len(calls.get(URL).json()["results"]) == 50

    assert len(fifty) == len(one) <= 8


def test_who_read_an_earlier_version_of_a_draft_overwrites_nothing_unseen(calls):
    """The version is what reading answered; a whole document sent back with it is a change like any other."""
    draft = calls.post(URL, {"unit": "sets", "version": 7}, JSON).json()
    url = f"{URL}/{draft['reference']}"
    changed = calls.patch(url, {**draft, "unit": "kg"}, JSON).json()

    late = problem(calls.patch(url, {**draft, "doubt": "New."}, JSON), 409, "stale")

    assert (draft["version"], changed["version"], late["latest"], late["yours"]) == (0, 1, 1, 0)
    assert late["current"] == {"unit": "kg"}
    assert calls.patch(url, {"doubt": "New.", "version": 1}, JSON).status_code == 200
    assert calls.patch(url, {"doubt": "Newer."}, JSON).json()["version"] == 3
