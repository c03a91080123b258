"""What a state that is not on this system asks on paper: the same clock, the same effect, the answer on paper."""

from datetime import date

import pytest

from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from exportctl.core.next_steps import lines
from exportctl.core.queries.organisations import authorities_of
from exportctl.core.queries.todos import todos
from licensing.actions.interests import name_case
from licensing.actions.state_answers import answer_state, take_more_time
from licensing.actions.state_papers import enter_question, send_answer
from licensing.errors import AnswerTooLate, ConsultationPending
from licensing.models import Denial, StateConsultation
from tests.factories import AT, DAY, HOUR, approve, machine, make_officer, make_proposal, organisation
from tests.requesting import make_taken_individual

pytestmark = pytest.mark.django_db
PAPER = {
    "state": "MT",
    "article": "14(1)",
    "received_number": "MT/2026/17",
    "received_on": "2026-11-02",
    "name": "Network encryptor",
    "manufacturer": "Aquila",
    "model": "NX-40",
    "destination": "IN",
    "end_user": "City Hospital",
}


def entered(officer, *, at=AT, **changes):
    said = {**PAPER, **changes}
    return enter_question(authority=organisation("authority", "DE"), actor=officer, at=at, **said)


def waiting(officer, at):
    return [line.todo.kind.code for line in lines(todos(officer, at=at), at=at)]


def test_it_is_answered_within_days_that_count_from_its_arrival_and_the_answer_leaves_on_paper():
    officer = make_officer("DE")
    question = entered(officer)

    assert (question.asking_authority, question.asked_state_id) == (authorities_of("MT")[0], "DE")
    assert (question.asked_on, question.due_on) == (date(2026, 11, 2), date(2026, 11, 16))
    assert question.reference == "MT/2026/17"
    told = Notice.objects.get(kind="state_question_asked")
    assert (str(told.organisation.member_state_id), told.facts["state"]) == ("DE", "MT")
    assert waiting(officer, AT + HOUR) == ["answer_state"]
    more = take_more_time(consultation_id=question.pk, reason="The guard asks.", actor=officer, at=AT + DAY)
    assert more.due_on > question.due_on
    paper = {"consultation_id": question.pk, "number": "BAFA-12", "actor": officer, "at": AT + 2 * DAY}
    with pytest.raises(WrongStatus):
        send_answer(on=date(2026, 11, 4), **paper)

    answer_state(consultation_id=question.pk, objects=True, actor=officer, at=AT + 2 * DAY)

    assert waiting(officer, AT + 2 * DAY) == ["send_answer"]
    for day in (date(2026, 11, 3), date(2027, 1, 1)):  # before it was given, and to come
        with pytest.raises(Invalid):
            send_answer(on=day, **paper)
    left = send_answer(on=(AT + 2 * DAY).date(), **paper)
    assert (left.returned_number, left.status) == ("BAFA-12", "answered")
    assert waiting(officer, AT + 2 * DAY) == []
    events = AuditEvent.objects.filter(object_id=str(question.pk)).values_list("event", flat=True)
    assert [*events.order_by("at", "pk")] == ["enter_question", "extend", "answer", "send_answer"]


def test_of_a_paper_that_is_entered_late_silence_has_counted_and_nobody_is_told_to_answer():
    question = entered(make_officer("DE"), at=AT + 30 * DAY)

    assert question.standing(at=AT + 30 * DAY) == "silent"
    assert not Notice.objects.filter(kind="state_question_asked").exists()
    with pytest.raises(AnswerTooLate):
        answer_state(consultation_id=question.pk, objects=True, actor=make_officer("DE"), at=AT + 30 * DAY)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"state": "DE"}, "/state"),
        ({"state": "FR"}, "/state"),  # asks here itself
        ({"received_on": "2027-01-01"}, "/received_on"),
        ({"article": "14(2)"}, "/question"),
        ({"article": "16(5)"}, "/denial"),
        ({"article": "16(5)", "denial": "DE-D-2026-9999"}, "/denial"),
        ({}, "/received_number"),  # the second time
    ],
)
def test_what_no_paper_of_a_state_outside_can_be_is_refused_at_its_field(changes, pointer):
    officer = make_officer("DE")
    make_officer("FR")
    if not changes:
        entered(officer)

    with pytest.raises(Invalid) as refused:
        entered(officer, **changes)

    assert [each["pointer"] for each in refused.value.errors] == [pointer]


def test_it_names_our_denial_or_our_case_like_any_other():
    denied = make_taken_individual()
    approve(make_proposal(denied, legal_basis="annex_i", grounds="Diversion."))
    denial = Denial.objects.filter(request=denied).first()
    officer, at = denied.assigned_to, AT + 2 * DAY

    undercutting = entered(officer, at=at, article="16(5)", denial=denial.reference.lower())
    assert list(undercutting.denials.all()) == [denial]
    answered = answer_state(consultation_id=undercutting.pk, identical=True, actor=officer, at=at)
    assert answered.finds_identical

    other = {"name": "Rural Clinic", "address": "3 Hill Road, Pune", "country": "IN", "kind": "other"}
    case = make_taken_individual(end_user=other)
    raised = entered(officer, at=at, article="14(2)", received_number="MT/2026/18", question="Not to grant.")
    name_case(consultation_id=raised.pk, reference=case.reference, actor=case.assigned_to, at=at)
    with pytest.raises(ConsultationPending):
        make_proposal(case, at=at, outcome="grant", legal_basis="annex_i", grounds="Known.")


def test_it_is_entered_and_sent_by_page(client, product_clock):
    product_clock.at = AT
    officer = make_officer("DE")
    client.force_login(officer)
    assert "/consultations/enter" in client.get("/consultations").content.decode()
    make_officer("FR")
    offered = client.get("/consultations/enter").content.decode().partition('name="destination"')[0]
    assert ('value="MT"' in offered, 'value="FR"' in offered) == (True, False)  # who asks here is no choice
    form = {**PAPER, "received_on": "2.11.2026"}
    assert client.post("/consultations/enter", {**form, "name": ""}).status_code == 422

    assert client.post("/consultations/enter", form).status_code == 302

    question = StateConsultation.objects.get()
    page = question.get_absolute_url()
    shown = client.get(page).content.decode()
    assert [word for word in ("MT/2026/17", "Malta", "City Hospital") if word not in shown] == []
    assert client.get(f"{page}/returned").status_code == 404  # no answer yet
    assert client.post(page, {"answer": "no"}).status_code == 302
    assert f"{page}/returned" in client.get(page).content.decode()
    assert client.post(f"{page}/returned", {"number": "12", "on": ""}).status_code == 422
    assert client.post(f"{page}/returned", {"number": "12", "on": "2026-11-03"}).status_code == 302
    assert "left on paper" in client.get(page).content.decode()


def test_over_rest_a_paper_comes_in_and_its_answer_goes_out(product_clock):
    product_clock.at = AT
    officer, path = machine(make_officer("DE")), "/api/v1/consultations"
    gaps = officer.post(f"{path}/papers", {"state": "MT"}).json()["errors"]
    assert {each["pointer"] for each in gaps} == {"/article", "/received_number", "/received_on", "/name"}

    made = officer.post(f"{path}/papers", {**PAPER, "end_use": None})

    assert (made.status_code, made.json()["asking_state"], made.json()["due_on"]) == (201, "MT", "2026-11-16")
    one, left = f"{path}/{made.json()['id']}", {"number": "BAFA-12", "on": "2026-11-03"}
    assert officer.get(path).json()["results"] == [made.json()]
    assert officer.post(f"{path}/papers", PAPER).json()["errors"][0]["pointer"] == "/received_number"
    assert officer.post(f"{one}/returned", left).json()["code"] == "wrong_status"
    assert officer.post(f"{one}/sent", left).status_code == 403  # it was put to us, not by us
    officer.post(f"{one}/answer", {"objects": False})
    assert officer.post(f"{one}/returned", left).json()["status"] == "answered"
    assert StateConsultation.objects.get().returned_number == "BAFA-12"
    assert machine(make_officer("FR")).post(f"{one}/returned", left).status_code == 404


def test_over_rest_a_question_goes_out_on_paper_and_its_answer_comes_in(product_clock):
    product_clock.at = AT + DAY
    request = make_taken_individual(location="MT")
    officer = machine(request.assigned_to)
    one = f"/api/v1/consultations/{StateConsultation.objects.get(request=request).pk}"

    sent = officer.post(f"{one}/sent", {"number": "77", "on": "2026-11-04"})

    assert (sent.status_code, sent.json()["status"]) == (200, "open")
    answer = {"paper_number": "MT-1", "paper_on": "2026-11-04"}
    assert officer.post(f"{one}/paper", answer).json()["errors"][0]["pointer"] == "/objects"
    told = officer.post(f"{one}/paper", {**answer, "objects": True, "grounds": "Diversion."}).json()
    assert (told["status"], told["objects"], told["grounds"]) == ("answered", True, "Diversion.")
    assert officer.post(f"{one}/returned", {"number": "1", "on": "2026-11-04"}).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["consultations", "consultations/papers"])
def test_a_state_that_is_left_out_is_asked_for(path):
    said = {"item": "Encryptors", "question": "Not to grant."}
    if path == "consultations/papers":
        paper = {"received_number": "MT/6", "received_on": "2026-11-02"}
        said = {"article": "14(1)", "name": "Encryptors", **paper}

    answer = machine(make_officer("DE")).post(f"/api/v1/{path}", said)

    assert [each["pointer"] for each in answer.json()["errors"]] == ["/state"]
