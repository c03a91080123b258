"""Cases over REST, exactly as the interface says: who sees what, what each act answers, errors in order."""

from datetime import timedelta

import pytest

from exportctl.core import clock
from exportctl.core.pdf import available
from licensing.tasks import render_documents
from tests import factories
from tests.factories import AT, HOUR, machine

pytestmark = pytest.mark.django_db
URL = "/api/v1/requests"
JSON = "application/json"
REFUSAL = {"outcome": "refuse", "legal_basis": "human_rights", "grounds": "Bulk surveillance of journalists."}
MEMBERS = {
    "reference",
    "kind",
    "status",
    "notification",
    "version",
    "authority",
    "submitted_at",
    "clock",
    "information_requests",
    "proposals",
    "procedures",
    "authorisation",
    "request_opened",
    "closed_because",
    "closing",
    "urgent_on",
    *factories.NOTIFICATION,
    "consignee",
    "red_flags",
    *("own_reference", "contact", "covering_note", "urgent_because"),
}


@pytest.fixture
def exporter():
    return factories.make_exporter()


@pytest.fixture
def filer(exporter):
    return factories.make_filer(exporter)


@pytest.fixture
def officer():
    return factories.make_officer()


@pytest.fixture
def calls(filer):
    """The exporter's machine."""
    return machine(filer)


@pytest.fixture
def desk(officer):
    """The officer's machine."""
    return machine(officer)


@pytest.fixture
def case(exporter, filer):
    return factories.make_submitted_request(exporter, by=filer)


def path(case, *parts):
    return "/".join([URL, case.reference, *map(str, parts)])


def problem(response, status, code):
    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, response.json()["code"]) == (status, code), response.json()
    return response.json()


def in_days(days):
    return (clock.now() + timedelta(days=days)).date().isoformat()


# --- who sees what -----------------------------------------------------------------------------------


def test_a_case_has_exactly_the_members_of_the_interface(case, calls, desk):
    to_exporter, to_officer = calls.get(path(case)).json(), desk.get(path(case)).json()

    assert set(to_exporter) == MEMBERS
    assert set(to_officer) == MEMBERS | {"assigned_to"}
    assert to_officer["kind"] == "notification"
    assert to_officer["notification"] == case.notification.reference
    assert to_officer["submitted_at"] == "2026-11-03T09:00:00Z"
    assert set(to_officer["clock"]) == {"days", "days_used", "due_on", "paused"}
    assert (to_officer["clock"]["days"], to_officer["clock"]["due_on"]) == (30, "2026-12-15")
    assert to_officer["authorisation"] is None
    assert to_officer["item"] == factories.NOTIFICATION["item"]


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: factories.make_officer("FR"),
        lambda: factories.make_filer(factories.make_exporter()),
        lambda: factories.make_delegate("DE"),
        factories.make_customs,
        factories.make_commissioner,
    ],
)
def test_to_everybody_else_a_case_is_not_there(case, stranger):
    theirs = machine(stranger())

    for part in ("", "/documents"):
        problem(theirs.get(path(case) + part), 404, "not_found")
    for act in ("take", "information-requests", "proposals"):
        problem(theirs.post(path(case, act), {}, JSON), 404, "not_found")
    problem(machine().get(path(case)), 401, "unauthenticated")


def test_the_exporter_sees_no_assignee_and_of_proposals_only_the_approved(case, calls, desk, officer):
    desk.post(path(case, "take"))
    desk.post(path(case, "proposals"), REFUSAL, JSON)
    waiting = calls.get(path(case)).json()
    assert waiting["proposals"] == []
    assert "assigned_to" not in waiting

    proposal = case.proposals.get()
    factories.approve(proposal, at=proposal.proposed_at + HOUR)

    (seen,) = calls.get(path(case)).json()["proposals"]
    assert (seen["outcome"], seen["grounds"]) == ("refuse", REFUSAL["grounds"])
    assert officer.email not in str(calls.get(path(case)).json())


# --- taking, asking, answering -----------------------------------------------------------------------


def test_taking_is_200_twice_and_409_for_a_colleague(case, desk, officer):
    colleague = machine(factories.make_officer())

    first, again = desk.post(path(case, "take")), desk.post(path(case, "take"))

    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["status"] == "under_review"
    assert first.json()["assigned_to"] == officer.email
    problem(colleague.post(path(case, "take")), 409, "taken")


def test_an_exporter_may_know_of_the_case_but_not_decide_it(case, calls):
    for act in ("take", "information-requests", "proposals"):
        problem(calls.post(path(case, act), {"outcome": "perhaps"}, JSON), 403, "forbidden")


def test_a_question_pauses_the_clock_and_its_answer_starts_it(case, calls, desk):
    desk.post(path(case, "take"))

    asked = desk.post(path(case, "information-requests"), {"question": "Who?", "due_on": in_days(14)}, JSON)
    assert asked.status_code == 201
    assert set(asked.json()) == {
        "id",
        "question",
        "wants_correction",
        "is_hearing",
        "due_on",
        "answer",
        "answered_at",
        "parts",
        "more_time",
        "withdrawn_at",
    }
    paused = calls.get(path(case)).json()
    assert paused["status"] == "information_requested"
    assert (paused["clock"]["paused"], paused["clock"]["due_on"]) == (True, None)

    url = path(case, "information-requests", asked.json()["id"], "answer")
    answered = calls.post(url, {"answer": "The mountain rescue unit."}, JSON)
    assert (answered.status_code, answered.json()["answer"]) == (200, "The mountain rescue unit.")
    running = desk.get(path(case)).json()
    assert running["status"] == "under_review"
    assert running["clock"]["paused"] is False
    assert running["clock"]["due_on"] > "2026-12-15"
    assert running["information_requests"] == [answered.json()]


def test_errors_of_questions_and_answers_come_in_order(case, calls, desk):
    asking = path(case, "information-requests")
    good = {"question": "Who?", "due_on": in_days(5)}

    problem(desk.post(asking, "{", JSON), 400, "malformed")
    problem(desk.post(asking, {}, JSON), 422, "invalid")
    problem(desk.post(asking, {**good, "due_on": in_days(-5)}, JSON), 422, "invalid")
    problem(desk.post(asking, good, JSON), 409, "wrong_status")
    desk.post(path(case, "take"))
    asked = desk.post(asking, good, JSON).json()
    answer = path(case, "information-requests", asked["id"], "answer")
    problem(calls.post(path(case, "information-requests", case.pk, "answer"), {}, JSON), 404, "not_found")
    problem(calls.post(path(case, "information-requests", "seven", "answer"), {}, JSON), 404, "not_found")
    problem(desk.post(answer, {"answer": "Us."}, JSON), 403, "forbidden")
    assert [e["pointer"] for e in problem(calls.post(answer, {}, JSON), 422, "invalid")["errors"]] == [
        "/answer"
    ]
    assert calls.post(answer, {"answer": "Us."}, JSON).status_code == 200
    assert calls.post(answer, {"answer": "Them."}, JSON).status_code == 409


# --- proposing ---------------------------------------------------------------------------------------


def test_a_proposal_is_201_with_its_hash(case, desk):
    desk.post(path(case, "take"))

    made = desk.post(path(case, "proposals"), REFUSAL, JSON)

    assert made.status_code == 201
    proposal = case.proposals.get()
    assert made.json()["id"] == str(proposal.pk)
    assert made.json()["content_hash"] == proposal.content_hash
    assert desk.get(path(case)).json()["proposals"] == [made.json()]


def test_errors_of_a_proposal_come_in_order(case, desk):
    url = path(case, "proposals")
    colleague = machine(factories.make_officer())
    named = {**REFUSAL, "dossier": {"description": "Built for Aquila Systems."}}

    def pointers(response, code):
        return [error["pointer"] for error in problem(response, 422, code)["errors"]]

    assert pointers(desk.post(url, {}, JSON), "invalid") == ["/outcome", "/legal_basis"]
    assert pointers(desk.post(url, {**REFUSAL, "grounds": ""}, JSON), "invalid") == ["/grounds"]
    assert pointers(desk.post(url, {**REFUSAL, "outcome": "no"}, JSON), "invalid") == ["/outcome"]
    assert pointers(desk.post(url, named, JSON), "names_exporter") == ["/dossier/description"]
    problem(desk.post(url, REFUSAL, JSON), 409, "wrong_status")
    desk.post(path(case, "take"))
    problem(colleague.post(url, REFUSAL, JSON), 409, "not_assigned")
    assert desk.post(url, REFUSAL, JSON).status_code == 201
    problem(desk.post(url, REFUSAL, JSON), 409, "wrong_status")


def test_a_retried_proposal_is_one_proposal(case, desk):
    desk.post(path(case, "take"))
    retried = [
        desk.post(path(case, "proposals"), REFUSAL, JSON, headers={"Idempotency-Key": "p"})
        for _time in range(2)
    ]

    assert [answer.status_code for answer in retried] == [201, 201]
    assert retried[0].content == retried[1].content
    assert case.proposals.count() == 1


# --- documents ---------------------------------------------------------------------------------------


@pytest.mark.skipif(not available(), reason="WeasyPrint's libraries (Pango) are not installed")
def test_what_the_worker_rendered_can_be_listed_and_fetched(case, calls, desk):
    assert calls.get(path(case, "documents")).json() == []
    render_documents()

    (listed,) = calls.get(path(case, "documents")).json()
    about = {"state", "why", "nature", "description", "line", "question"}
    assert set(listed) == {"id", "kind", "name", "media_type", "size", "sha256", "created_at"} | about
    assert (listed["kind"], listed["media_type"]) == ("receipt", "application/pdf")

    for caller in (calls, desk):
        fetched = caller.get(path(case, "documents", listed["id"]), headers={"Accept": "application/pdf"})
        content = b"".join(fetched.streaming_content)
        assert fetched.status_code == 200
        assert content.startswith(b"%PDF-")
        assert len(content) == listed["size"]
        assert fetched["Content-Disposition"].startswith("attachment;")
    problem(calls.get(path(case, "documents", case.pk)), 404, "not_found")


# --- lists -------------------------------------------------------------------------------------------


def test_lists_are_filtered_and_paged(case, exporter, filer, desk):
    for number in range(1, 5):
        factories.make_submitted_request(exporter, by=filer, at=AT + number * HOUR)
    desk.post(path(case, "take"))

    taken = desk.get(f"{URL}?status=under_review").json()
    both = desk.get(f"{URL}?status=submitted,under_review").json()
    first = desk.get(f"{URL}?limit=2").json()
    second = desk.get(f"{URL}?limit=2&cursor={first['next']}").json()

    assert [row["reference"] for row in taken["results"]] == [case.reference]
    assert (len(both["results"]), both["next"]) == (5, None)
    seen = [row["reference"] for row in first["results"] + second["results"]]
    assert seen == sorted(seen, reverse=True)
    problem(desk.get(f"{URL}?status=lost"), 422, "invalid")
