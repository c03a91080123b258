"""Asking other Member States before a decision: at once, once, by their calendar; silence needs no worker."""

from datetime import date

import pytest

from exportctl.core import clock
from exportctl.core.errors import Forbidden, Invalid, WrongStatus
from exportctl.core.models import Notice
from licensing.actions.amendments import amend
from licensing.actions.match_releases import confirm_match
from licensing.actions.state_answers import answer_state, take_more_time
from licensing.actions.state_consultations import ask_state_about, raise_interests
from licensing.actions.state_papers import enter_answer, send_paper
from licensing.errors import AnswerTooLate, ConsultationPending, ObjectionBinds
from licensing.models import Denial, ExplainedGrant, InterestsCase, PartyMatch, StateConsultation
from tests.factories import (
    AT,
    DAY,
    HOUR,
    approve,
    machine,
    make_commissioner,
    make_exporter,
    make_filer,
    make_officer,
    make_proposal,
    organisation,
)
from tests.requesting import INDIVIDUAL, make_taken_individual

pytestmark = pytest.mark.django_db
GRANT = {"outcome": "grant", "legal_basis": "annex_i"}

ANOTHER = {"name": "Another Hospital", "address": "2 Ring Road", "country": "IN", "kind": "other"}


def lying_in_france(**changes):
    request = make_taken_individual(location="FR", **changes)
    return request, StateConsultation.objects.get(request=request)


def answer(question, *, at=AT + DAY, state="FR", **said):
    return answer_state(consultation_id=question.pk, actor=make_officer(state), at=at, **said)


def test_where_the_items_lie_is_asked_at_once_and_a_grant_waits():
    request, question = lying_in_france()

    assert (question.article, question.asked_state_id, question.due_on) == ("14(1)", "FR", date(2026, 11, 18))
    assert question.content["items"][0]["name"] == "Network encryptor"
    assert "Aquila" not in str(question.content)
    told = Notice.objects.get(kind="state_question_asked")
    assert (str(told.organisation.member_state_id), told.facts["due_on"]) == ("FR", "2026-11-18")
    with pytest.raises(ConsultationPending) as pending:
        make_proposal(request, **GRANT)
    assert pending.value.extra["until"] == "2026-11-18"
    make_proposal(request, legal_basis="annex_i")  # a refusal does not wait


def test_an_objection_binds_and_no_objection_lets_go():
    request, question = lying_in_france()
    answer(question, objects=True, grounds="They are guarded by our police.")
    with pytest.raises(ObjectionBinds):
        make_proposal(request, **GRANT)

    other, second = lying_in_france(exporter=make_exporter())
    answer(second, objects=False)
    assert approve(make_proposal(other, **GRANT)).authorisation
    assert not ExplainedGrant.objects.exists()  # Article 14(1) explains nothing


def test_silence_is_no_objection_from_the_day_after_the_last_without_any_worker():
    request, question = lying_in_france()
    after = question.due_at
    with pytest.raises(ConsultationPending):
        make_proposal(request, at=after - HOUR, **GRANT)

    proposal = make_proposal(request, at=after, **GRANT)

    assert approve(proposal, at=after + HOUR).authorisation
    with pytest.raises(AnswerTooLate):
        answer(question, at=after, objects=True)


def test_more_time_is_taken_once_and_by_the_state_that_is_asked_alone():
    _request, question = lying_in_france()
    with pytest.raises(Forbidden):
        take_more_time(consultation_id=question.pk, reason="Late.", actor=make_officer("DE"), at=AT)

    extended = take_more_time(
        consultation_id=question.pk, reason="The embassy asks.", actor=make_officer("FR"), at=AT + DAY
    )

    assert extended.due_on == date(2026, 12, 31)
    with pytest.raises(WrongStatus):
        take_more_time(consultation_id=question.pk, reason="x", actor=make_officer("FR"), at=AT + DAY)
    with pytest.raises(Invalid):
        answer(question, identical=True)


def test_undercutting_is_asked_when_the_request_comes_and_the_grant_is_explained_to_everybody():
    french = make_taken_individual(exporter=make_exporter("FR"))
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))
    request = make_taken_individual(at=AT + 2 * DAY)
    with pytest.raises(ConsultationPending, match="whether or not to grant"):  # nor is it refused before
        make_proposal(request, at=AT + 2 * DAY, legal_basis="annex_i")

    question = StateConsultation.objects.get(request=request)
    assert (question.article, question.asked_state_id) == ("16(5)", "FR")
    assert set(question.denials.all()) == set(Denial.objects.filter(request=french))
    answer(question, at=AT + 3 * DAY, identical=True, grounds="The same order.")
    confirm_hits(request, at=AT + 3 * DAY)
    with pytest.raises(Invalid) as unexplained:
        make_proposal(request, at=AT + 3 * DAY, grounds="", **GRANT)
    assert [each["pointer"] for each in unexplained.value.errors] == ["/grounds"]
    proposal = make_proposal(request, at=AT + 3 * DAY, grounds="A new end-use statement.", **GRANT)
    approve(proposal, at=AT + 4 * DAY)

    grant = ExplainedGrant.objects.get()
    assert grant.explanation == "A new end-use statement."
    told = Notice.objects.filter(kind="grant_explained")
    assert told.count() == 27  # 26 other states and the Commission
    assert not Notice.objects.filter(
        kind__startswith="state_question", organisation__kind="exporter"
    ).exists()


def confirm_hits(request, *, at):
    """The party is the one that was denied: a grant waits for that word as well."""
    for hit in PartyMatch.objects.filter(request=request, status="open"):
        said = {"reason": "The same.", "actor": request.assigned_to, "at": at}
        confirm_match(request_id=request.pk, match_id=hit.pk, **said)


def test_a_denial_that_comes_later_is_asked_about_in_every_open_case():
    request = make_taken_individual()
    french = make_taken_individual(exporter=make_exporter("FR"))
    assert not StateConsultation.objects.exists()

    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))

    assert StateConsultation.objects.get().request == request


def test_one_that_only_resembles_is_asked_about_by_hand_and_ones_own_never():
    french = make_taken_individual(
        exporter=make_exporter("FR"),
        end_user=ANOTHER,
    )
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))
    request = make_taken_individual()
    denial = Denial.objects.filter(request=french).first()
    by_hand = {"request_id": request.pk, "denial_id": denial.pk, "actor": request.assigned_to, "at": AT + DAY}
    assert not StateConsultation.objects.exists()

    assert ask_state_about(**by_hand).article == "16(5)"
    assert ask_state_about(**by_hand) is None  # once
    with pytest.raises(Invalid):
        ask_state_about(**by_hand | {"request_id": french_case(denial), "actor": make_officer("FR")})


def french_case(denial):
    """Another open case of the state that denied."""
    return make_taken_individual(exporter=make_exporter("FR")).pk


def test_a_state_outside_is_asked_and_answers_on_paper_with_the_same_clock():
    request = make_taken_individual(location="MT")
    question = StateConsultation.objects.get()
    ours = {"consultation_id": question.pk, "actor": request.assigned_to, "at": AT + 20 * DAY}
    for day in (date(2026, 11, 24), date(2026, 11, 2)):  # tomorrow, and before it was asked
        with pytest.raises(Invalid):
            send_paper(number="BAFA-77", on=day, **ours)

    sent = send_paper(number="BAFA-77", on=date(2026, 11, 5), **ours)
    assert sent.due_on == date(2026, 11, 19)
    with pytest.raises(AnswerTooLate):
        enter_answer(paper_number="MT-1", paper_on=date(2026, 11, 20), objects=True, **ours)
    entered = enter_answer(paper_number="MT-1", paper_on=date(2026, 11, 19), objects=True, **ours)
    assert (entered.status, entered.paper_number) == ("answered", "MT-1")
    with pytest.raises(WrongStatus):
        send_paper(number="BAFA-78", on=date(2026, 11, 5), **ours)  # its answer has come


def test_a_state_on_this_system_has_no_paper_and_interests_are_one_message():
    request, question = lying_in_france()
    make_officer("FR")
    with pytest.raises(Invalid):
        send_paper(consultation_id=question.pk, number="1", on=AT.date(), actor=request.assigned_to, at=AT)

    said = {"item": "Encryptors NX-40", "question": "Not to grant.", "actor": make_officer("IT"), "at": AT}
    raised = raise_interests(authority=organisation("authority", "IT"), state="DE", **said)

    assert (raised.article, raised.asked_state_id, raised.due_on) == ("14(2)", "DE", date(2026, 11, 17))
    with pytest.raises(WrongStatus, match="14"):  # over within ten working days, by law
        take_more_time(consultation_id=raised.pk, reason="x", actor=make_officer("DE"), at=AT + DAY)
    answer(raised, state="DE", objects=False)


def test_every_state_where_items_lie_is_asked():
    request = make_taken_individual(location="DE", more_locations=["FR", "IT"])

    asked = StateConsultation.objects.filter(request=request)

    assert sorted(str(each.asked_state_id) for each in asked) == ["FR", "IT"]
    assert asked[0].content["more_locations"] == ["FR", "IT"]
    for each in asked:
        answer(each, state=str(each.asked_state_id), objects=each.asked_state_id == "IT")
    with pytest.raises(ObjectionBinds, match="IT"):
        make_proposal(request, **GRANT)


def raised_by_italy(at=AT):
    said = {"item": "Encryptors NX-40", "question": "Not to grant.", "actor": make_officer("IT"), "at": at}
    return raise_interests(authority=organisation("authority", "IT"), state="DE", **said)


def test_a_grant_after_a_message_about_security_interests_waits_for_the_answer_and_is_explained(
    client, product_clock
):
    product_clock.at = AT + DAY
    request, raised = make_taken_individual(), raised_by_italy()
    client.force_login(request.assigned_to)
    path = f"{raised.get_absolute_url()}/case"
    assert "Say which case it is about" in client.get(raised.get_absolute_url()).content.decode()
    assert client.post(path, {"reference": "DE-2026-99999"}).status_code == 422
    assert client.post(path, {"reference": request.reference}).status_code == 302
    assert client.post(path, {"reference": request.reference}).status_code == 422  # once
    assert request.reference in client.get(raised.get_absolute_url()).content.decode()
    client.force_login(make_officer("IT"))
    assert request.reference not in client.get(raised.get_absolute_url()).content.decode()
    with pytest.raises(ConsultationPending, match="essential security interests") as pending:
        make_proposal(request, at=AT + DAY, **GRANT)
    assert pending.value.extra == {"until": "2026-11-17", "states": ["IT"]}

    answer(raised, state="DE", objects=False, grounds="We know the hospital.")
    with pytest.raises(Invalid):
        make_proposal(request, at=AT + DAY, grounds="", **GRANT)
    approve(
        make_proposal(request, at=AT + DAY, grounds="The hospital is known.", **GRANT), at=AT + DAY + HOUR
    )

    grant = ExplainedGrant.objects.get()
    assert Notice.objects.filter(kind="grant_explained").count() == 27
    shown = client.get(grant.get_absolute_url()).content.decode()
    assert ("The hospital is known." in shown, "Not to grant." in shown) == (True, False)
    assert "Italy" in shown


def test_a_case_that_was_named_by_mistake_is_taken_back_with_a_reason_and_the_other_state_is_told(
    client, product_clock
):
    product_clock.at = AT + DAY
    request, raised = make_taken_individual(), raised_by_italy()
    client.force_login(request.assigned_to)
    client.post(f"{raised.get_absolute_url()}/case", {"reference": request.reference})
    path = f"{raised.get_absolute_url()}/cases/{request.reference}/take-back"
    assert path in client.get(raised.get_absolute_url()).content.decode()
    assert client.post(path, {"reason": ""}).status_code == 422

    assert client.post(path, {"reason": "Another hospital."}).status_code == 302

    back = InterestsCase.objects.get()
    assert (back.taken_back_by, back.taken_back_because) == (request.assigned_to, "Another hospital.")
    assert client.get(path).status_code == 404  # once
    told = Notice.objects.get(kind="interests_case_taken_back")
    assert str(told.organisation.member_state_id) == "IT"
    assert request.reference not in f"{told.reference} {told.path} {told.facts}"
    make_proposal(request, at=AT + DAY, grounds="", **GRANT)  # neither waits nor is explained
    assert (
        client.post(f"{raised.get_absolute_url()}/case", {"reference": request.reference}).status_code == 302
    )


def test_a_case_that_is_decided_is_named_no_more(client, product_clock):
    product_clock.at = AT + 2 * DAY
    request, raised = make_taken_individual(), raised_by_italy(AT + 2 * DAY)
    approve(make_proposal(request, at=AT + DAY, grounds="Known.", **GRANT), at=AT + DAY + HOUR)
    client.force_login(request.assigned_to)

    answered = client.post(f"{raised.get_absolute_url()}/case", {"reference": request.reference})

    assert answered.status_code == 422
    assert "This case is not open any more" in answered.content.decode()
    assert not InterestsCase.objects.exists()


def test_over_rest_the_state_that_is_asked_says_which_case_a_message_is_about():
    at = clock.now()
    request, raised = make_taken_individual(at=at), raised_by_italy(at)
    path = f"/api/v1/consultations/{raised.pk}/case"
    german, italian = machine(request.assigned_to), machine(make_officer("IT"))

    assert italian.post(path, {"reference": request.reference}).status_code == 403
    assert german.post(path, {"reference": "FR-2026-00001"}).status_code == 422
    named = german.post(path, {"reference": request.reference})
    assert (named.status_code, "case" in named.json()) == (200, False)
    assert machine(make_officer("FR")).post(path, {"reference": request.reference}).status_code == 404
    back = {"reference": request.reference, "reason": "Another hospital."}
    assert italian.post(f"{path}/take-back", back).status_code == 403
    assert german.post(f"{path}/take-back", {**back, "reason": ""}).status_code == 422
    assert german.post(f"{path}/take-back", back).status_code == 200
    assert german.post(f"{path}/take-back", back).status_code == 422  # once
    assert german.post(path, {"reference": request.reference}).status_code == 200
    waits = german.post(f"/api/v1/requests/{request.reference}/proposals", {**GRANT, "grounds": "Known."})
    assert (waits.status_code, waits.json()["code"]) == (409, "consultation_pending")


def test_over_rest_the_state_that_is_asked_lists_and_answers_and_no_exporter_learns_of_it():
    at = clock.now()
    exporter = make_exporter()
    request = make_taken_individual(exporter=exporter, location="FR", at=at)
    french, german = machine(make_officer("FR")), machine(make_officer("DE"))

    (listed,) = french.get("/api/v1/consultations").json()["results"]
    assert {"id", "article", "asking_state", "item", "parties", "question", "asked_at", "due_on"} < set(
        listed
    )
    assert (listed["article"], listed["asking_state"], listed["status"]) == ("14(1)", "DE", "open")
    path = f"/api/v1/consultations/{listed['id']}"
    assert german.get("/api/v1/consultations").json()["results"] == []
    assert len(german.get("/api/v1/consultations?side=asking").json()["results"]) == 1
    assert german.post(f"{path}/answer", {"objects": False}).status_code == 403
    for stranger in (make_filer(exporter), make_commissioner()):
        assert machine(stranger).get("/api/v1/consultations").status_code == 404
        assert machine(stranger).post(f"{path}/answer", {"objects": False}).status_code == 404
    assert machine(make_officer("IT")).post(f"{path}/answer", {"objects": False}).status_code == 404
    refused = machine(request.assigned_to).post(
        f"/api/v1/requests/{request.reference}/proposals", {**GRANT, "grounds": ""}
    )
    assert (refused.status_code, refused.json()["code"]) == (409, "consultation_pending")
    assert refused.json()["until"] == listed["due_on"]
    assert french.post(f"{path}/more-time", {"reason": "Exceptional."}).json()["status"] == "extended"
    answered = french.post(f"{path}/answer", {"objects": False, "identical": None, "grounds": None})
    assert (answered.status_code, answered.json()["status"]) == (200, "answered")
    assert french.post(f"{path}/answer", {"objects": True}).json()["code"] == "wrong_status"
    seen = machine(make_filer(exporter)).get(f"/api/v1/requests/{request.reference}").content.decode()
    assert "consult" not in seen
    assert "FR" not in machine(make_filer(exporter)).get("/api/v1/events").content.decode()


def test_a_confirmed_hit_of_a_denial_asks_the_state_that_denied():
    other = {**INDIVIDUAL["items"][0], "model": "NX-41"}  # not the same item: nobody is asked by itself
    french = make_taken_individual(exporter=make_exporter("FR"), items=[other])
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))
    request = make_taken_individual(at=AT + 2 * DAY)
    assert not StateConsultation.objects.exists()
    hit = PartyMatch.objects.get(request=request, source="denial")

    confirm_match(
        request_id=request.pk,
        match_id=hit.pk,
        reason="The same hospital.",
        actor=request.assigned_to,
        at=AT + 3 * DAY,
    )

    question = StateConsultation.objects.get(request=request)
    assert (question.article, question.asked_state_id) == ("16(5)", "FR")


def test_what_a_correction_overtook_waits_no_more_on_either_side(client, product_clock):
    request, first = lying_in_france()
    product_clock.at = AT + DAY
    more = [{**INDIVIDUAL["items"][0], "quantity": "200"}, *INDIVIDUAL["items"][1:]]
    amend(
        request_id=request.pk, body={"items": more}, reason="More.", actor=request.submitted_by, at=AT + HOUR
    )
    second = StateConsultation.objects.get(request=request, version=2)

    assert list(StateConsultation.objects.waiting(at=AT + DAY)) == [second]
    first.refresh_from_db()
    assert (first.standing(at=AT + DAY), second.standing(at=AT + DAY)) == ("ended", "open")
    with pytest.raises(AnswerTooLate, match="newer question"):
        answer(first, objects=False)
    client.force_login(make_officer("FR"))
    assert "the newer question counts" in client.get(first.get_absolute_url()).content.decode()
    # Back to what it was: the state has read another version in between, and is asked anew.
    amend(
        request_id=request.pk,
        body={"items": INDIVIDUAL["items"]},
        reason="Back.",
        actor=request.submitted_by,
        at=AT + 2 * HOUR,
    )
    (third,) = StateConsultation.objects.waiting(at=AT + DAY)
    assert third.version == 3
    answer(third, objects=False)
    make_proposal(request, **GRANT)


def test_over_rest_an_officer_asks_about_a_denial_and_raises_interests_of_the_own_state():
    french = make_taken_individual(exporter=make_exporter("FR"), end_user=ANOTHER)
    approve(make_proposal(french, legal_basis="annex_i", grounds="Diversion."))
    request, denial = make_taken_individual(), Denial.objects.filter(request=french).first()
    officer, ask = machine(request.assigned_to), f"/api/v1/denials/{denial.reference}/ask"

    asked = officer.post(ask, {"request": request.reference}, content_type="application/json")

    assert (asked.status_code, asked.json()["article"], asked.json()["asked_state"]) == (201, "16(5)", "FR")
    again = officer.post(ask, {"request": request.reference}, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "stale")
    strange = officer.post(ask, {"request": french.reference}, content_type="application/json").json()
    assert [each["pointer"] for each in strange["errors"]] == ["/request"]
    body = {"state": "IT", "item": "Encryptors", "question": "Not to grant."}
    raised = officer.post("/api/v1/consultations", body, content_type="application/json")
    assert (raised.status_code, raised.json()["article"]) == (201, "14(2)")
    own = officer.post(
        "/api/v1/consultations", {**body, "state": "DE"}, content_type="application/json"
    ).json()
    assert [each["pointer"] for each in own["errors"]] == ["/state"]
    listed = officer.get("/api/v1/consultations?side=asking").json()["results"]
    assert {each["id"] for each in listed} == {asked.json()["id"], raised.json()["id"]}
