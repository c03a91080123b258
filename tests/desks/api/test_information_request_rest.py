"""A question by REST, besides its answer: more time asked for, given or not; taken back."""

import pytest

from licensing.models import InformationRequest
from tests.factories import AT, DAY, ask, machine, make_officer, make_taken_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("product_clock")]


@pytest.fixture
def asked():
    return ask(make_taken_request(), at=AT + DAY)


def place(asked, act):
    return f"/api/v1/requests/{asked.request.reference}/information-requests/{asked.pk}/{act}"


def day(number):
    return (AT + number * DAY).date().isoformat()


def test_more_time_is_asked_for_by_the_exporter_and_given_by_an_officer(asked):
    exporter, officer = machine(asked.request.submitted_by), machine(asked.request.assigned_to)
    wish = {"due_on": day(30), "reason": "The end user is on leave."}

    waiting = exporter.post(place(asked, "more-time"), wish)

    assert (waiting.status_code, waiting.json()["more_time"]) == (200, wish)
    assert waiting.json()["due_on"] == asked.due_on.isoformat()  # stands until an officer says
    case = officer.get(f"/api/v1/requests/{asked.request.reference}").json()
    assert case["information_requests"] == [waiting.json()]
    assert exporter.post(place(asked, "more-time"), wish).json()["code"] == "pending"
    assert exporter.post(place(asked, "more-time/grant"), {"due_on": day(30)}).status_code == 403
    early = officer.post(place(asked, "more-time/grant"), {"due_on": day(2)})
    assert [each["pointer"] for each in early.json()["errors"]] == ["/due_on"]

    given = officer.post(place(asked, "more-time/grant"), {"due_on": day(25)})

    assert (given.status_code, given.json()["due_on"], given.json()["more_time"]) == (200, day(25), None)
    again = officer.post(place(asked, "more-time/grant"), {"due_on": day(28)})
    assert (again.status_code, again.json()["code"]) == (409, "nothing_pending")


def test_not_to_give_more_time_takes_a_reason(asked):
    exporter, officer = machine(asked.request.submitted_by), machine(asked.request.assigned_to)
    exporter.post(place(asked, "more-time"), {"due_on": day(30), "reason": "Holidays."})
    missing = officer.post(place(asked, "more-time/decline"), {})
    assert [each["pointer"] for each in missing.json()["errors"]] == ["/reason"]

    answer = officer.post(place(asked, "more-time/decline"), {"reason": "It is urgent."})

    assert (answer.status_code, answer.json()["more_time"]) == (200, None)
    assert answer.json()["due_on"] == asked.due_on.isoformat()
    assert InformationRequest.objects.get().steps.last().text == "It is urgent."


def test_a_question_that_is_taken_back_stands_on_the_case_no_more(asked):
    officer, path = machine(asked.request.assigned_to), place(asked, "withdraw")
    assert machine(asked.request.submitted_by).post(path, {"reason": "x"}).status_code == 403
    assert machine(make_officer("FR")).post(path, {"reason": "x"}).status_code == 404

    back = officer.post(path, {"reason": "Found in the brochure."})

    assert back.status_code == 200
    assert back.json()["withdrawn_at"]
    case = officer.get(f"/api/v1/requests/{asked.request.reference}").json()
    assert (case["status"], case["information_requests"]) == ("under_review", [])
    assert officer.post(path, {"reason": "Again."}).json()["code"] == "question_withdrawn"


def test_an_answer_in_part_leaves_the_question_open_and_says_what_is_to_come(asked):
    exporter, officer = machine(asked.request.submitted_by), machine(asked.request.assigned_to)
    path, part = place(asked, "answer-in-part"), {"answer": "It is red.", "missing": "Its weight, next week."}
    gaps = exporter.post(path, {"answer": "It is red."}).json()["errors"]
    assert [each["pointer"] for each in gaps] == ["/missing"]
    assert officer.post(path, part).status_code == 403

    answer = exporter.post(path, part)

    assert (answer.status_code, answer.json()["answer"], answer.json()["answered_at"]) == (200, None, None)
    (known,) = answer.json()["parts"]
    assert (known["answer"], known["missing"]) == ("It is red.", "Its weight, next week.")
    case = officer.get(f"/api/v1/requests/{asked.request.reference}").json()
    assert case["information_requests"] == [answer.json()]
    assert case["clock"]["paused"]
    exporter.post(place(asked, "answer"), {"answer": "1 kg."})
    assert exporter.post(path, part).status_code == 409
