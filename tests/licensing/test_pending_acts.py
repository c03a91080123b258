"""What one officer does alone, and an authority may make an act of two: by a rule, obeyed by the act itself."""

import pytest
from django.test import Client

from exportctl.core.errors import FourEyes, Pending, WrongStatus
from exportctl.core.models import Notice
from exportctl.core.queries.todos import todos
from exportctl.core.shapes import check
from exportctl.desks.worklist.presenters.pending_acts import given_rows
from licensing.actions.closings import close_request
from licensing.actions.conflicts import declare_conflict
from licensing.actions.customs_holds import place_hold, reply_to_hold
from licensing.actions.match_releases import release_match
from licensing.actions.pending_acts import approve_pending_act, discard_pending_act, perform
from licensing.actions.registration_answers import approve_registration
from licensing.actions.state_answers import answer_state
from licensing.actions.watch_lists import watch_name
from licensing.errors import SecondOfficerNeeded
from licensing.models import CustomsHold, PartyMatch, PendingAct, StateConsultation
from licensing.queries.conflicts import if_declared
from licensing.queries.pending_acts import second_officer_of
from licensing.rules.pending_acts import TIGHTENED, SoloAct
from licensing.rules.routing_rules import RULE, Facts, gaps, met_by
from tests.factories import AT, DAY, HOUR, machine, make_customs, make_exporter, make_officer, organisation
from tests.licensing.granted import MRN
from tests.licensing.test_record_reissues import renamed
from tests.licensing.test_routing_rules import add_rule
from tests.requesting import INDIVIDUAL, make_taken_individual

THEN = AT + DAY
ALL = [each.value for each in TIGHTENED]


@pytest.mark.parametrize(
    ("purpose", "criteria", "wrong"),
    [
        ("second_officer", {"acts": ["answer_state"]}, 0),
        ("second_officer", {}, 1),
        ("second_officer", {"acts": ["answer_state"], "kinds": ["global"]}, 1),
        ("third_officer", {"kinds": ["global"], "acts": ["answer_state"]}, 1),
        ("third_officer", {"acts": ["answer_state"]}, 2),
    ],
)
def test_a_rule_about_a_second_officer_names_acts_and_no_other_rule_does(purpose, criteria, wrong):
    assert len(gaps(purpose, team="", criteria=criteria)) == wrong


def test_it_holds_for_the_acts_that_it_names():
    assert met_by({"acts": ["answer_state"]}, Facts(act="answer_state"))
    assert met_by({"acts": ["answer_state"]}, Facts(act="reply_to_hold")) is None


def tighten(state="DE", acts=ALL):
    return add_rule(organisation("authority", state), "second_officer", {"acts": list(acts)})


def put(solo, about, actor, **given):
    return perform(act=solo, about=about.pk, given=given, actor=actor, at=THEN)


def kept_back(state="DE"):
    given = {"ground": "article_4", "reason": "Another consignee.", "customs_office": "NL000510"}
    hold, _new = place_hold(mrn=MRN, exporter_eori=f"{state}4711", actor=make_customs("NL"), at=AT, **given)
    return hold


@pytest.mark.django_db
def test_without_a_rule_one_officer_does_it_alone():
    hold = kept_back()

    assert second_officer_of(SoloAct.REPLY_TO_HOLD, authorities=[hold.authority_id]) is None
    assert put(SoloAct.REPLY_TO_HOLD, hold, make_officer(), release=True) is None
    assert CustomsHold.objects.get().status == "released"


@pytest.mark.django_db
def test_with_a_rule_a_colleague_carries_out_what_was_written():
    hold, one, two = kept_back(), make_officer(), make_officer()
    tighten()
    with pytest.raises(SecondOfficerNeeded):  # past the rule there is no way
        reply_to_hold(hold_id=hold.pk, release=True, actor=one, at=THEN)

    pending = put(SoloAct.REPLY_TO_HOLD, hold, one, release=False, act="article_4", grounds="An army.")
    assert CustomsHold.objects.get().status == "open"
    assert not Notice.objects.filter(kind="customs_hold_kept").exists()
    with pytest.raises(Pending):
        put(SoloAct.REPLY_TO_HOLD, hold, two, release=True)
    assert "approve_pending_act" in {each.kind.code for each in todos(two, at=THEN)}
    assert "approve_pending_act" not in {each.kind.code for each in todos(one, at=THEN)}
    with pytest.raises(FourEyes):
        approve_pending_act(pending_id=pending.pk, actor=one, at=THEN)

    approve_pending_act(pending_id=pending.pk, actor=two, at=THEN + HOUR)
    done = CustomsHold.objects.get()
    assert (done.status, done.act, done.grounds, done.replied_by) == (
        "not_released",
        "article_4",
        "An army.",
        two,
    )


@pytest.mark.django_db
def test_what_could_not_be_done_is_not_put_forward_and_what_is_over_is_not_carried_out():
    hold, one, two = kept_back(), make_officer(), make_officer()
    tighten()
    pending = put(SoloAct.REPLY_TO_HOLD, hold, one, release=True)
    with pytest.raises(WrongStatus):  # silence has released it since
        approve_pending_act(pending_id=pending.pk, actor=two, at=AT + 60 * DAY)
    discard_pending_act(pending_id=pending.pk, actor=one, at=AT + 60 * DAY)
    with pytest.raises(WrongStatus):
        perform(
            act=SoloAct.REPLY_TO_HOLD, about=hold.pk, given={"release": True}, actor=one, at=AT + 60 * DAY
        )
    assert not PendingAct.objects.pending().exists()


@pytest.mark.django_db
def test_an_answer_to_another_state_and_a_registration_wait_as_well():
    make_taken_individual(location="FR")
    question = StateConsultation.objects.get()
    one, two = make_officer("FR"), make_officer("FR")
    tighten("FR")
    with pytest.raises(SecondOfficerNeeded):
        answer_state(consultation_id=question.pk, objects=True, actor=one, at=THEN)
    pending = put(SoloAct.ANSWER_STATE, question, one, objects=True, grounds="Guarded.")
    approve_pending_act(pending_id=pending.pk, actor=two, at=THEN)
    question.refresh_from_db()
    assert (question.status, question.objects_to_it, question.answered_by) == ("answered", True, two)

    exporter, officer = make_exporter(), make_officer()
    tighten()
    with pytest.raises(SecondOfficerNeeded):
        renamed(exporter, officer)
    change = exporter.registrations.get()
    waits = put(SoloAct.APPROVE_REGISTRATION, change, officer)
    with pytest.raises(SecondOfficerNeeded):
        approve_registration(registration_id=change.pk, actor=make_officer(), at=THEN)
    approve_pending_act(pending_id=waits.pk, actor=make_officer(), at=THEN)
    exporter.refresh_from_db()
    assert exporter.legal_name == "Aquila Systems SE"


@pytest.mark.django_db
def test_a_hit_on_the_own_watch_list_is_released_by_two():
    officer = make_officer()
    named = {"name": "Meridian Optics LLC", "reason": "Paid in cash.", "actor": officer, "at": AT}
    watch_name(authority=organisation("authority"), **named)
    request = make_taken_individual(officer, end_user={**INDIVIDUAL["end_user"], "name": "Meridian Optics"})
    match = PartyMatch.objects.get(request=request)
    tighten()
    given = {"request_id": request.pk, "match_id": match.pk, "reason": "Another street.", "at": THEN}

    assert release_match(actor=officer, **given).status == "open"
    with pytest.raises(FourEyes):
        release_match(actor=officer, **given)
    assert release_match(actor=make_officer(), **given).status == "released"


@pytest.mark.django_db
def test_on_the_pages_and_over_rest_it_is_said_that_it_waits(product_clock):
    hold, one, two = kept_back(), make_officer(), make_officer()
    tighten()
    product_clock.at = THEN
    answered = machine(one).post(f"/api/v1/customs-holds/{hold.pk}/reply", {"release": True})
    assert (answered.status_code, answered.json()["status"]) == (202, "proposed")
    address = f"/api/v1/pending-acts/{answered.json()['id']}"
    assert machine(two).get("/api/v1/pending-acts").json()["results"][0]["given"] == {"release": True}
    assert machine(one).post(f"{address}/approve").status_code == 403
    assert machine(two).post(f"{address}/discard").json()["status"] == "discarded"

    first, second = Client(), Client()
    first.force_login(one)
    second.force_login(two)
    assert first.post(f"/customs-holds/{hold.pk}/reply", {"answer": "release"}).status_code == 302
    assert "waits for a second officer" in second.get(f"/customs-holds/{hold.pk}").content.decode()
    pending = PendingAct.objects.pending().get()
    assert pending.get_absolute_url() in second.get("/team/routing").content.decode()
    assert second.get(f"/team/acts/{pending.pk}").status_code == 200
    assert second.post(f"/team/acts/{pending.pk}", {"sure": "on"}).status_code == 302
    assert CustomsHold.objects.get().status == "released"


@pytest.mark.django_db
def test_a_case_is_closed_by_two_without_any_rule_and_none_is_offered_for_it():
    officer = make_officer()
    request = make_taken_individual(officer)
    _rule, errors = check(
        {"purpose": "second_officer", "criteria": {"acts": ["close_request"]}, "reason": "x"}, RULE
    )
    assert [each["pointer"] for each in errors] == ["/criteria/acts/0"]
    given = {"because": "no_answer", "detail": "Three letters.", "warned_on": AT.date()}
    with pytest.raises(SecondOfficerNeeded):
        close_request(request_id=request.pk, actor=officer, at=THEN, **given)

    pending = put(SoloAct.CLOSE_REQUEST, request, officer, **given)
    assert pending.given["warned_on"] == "2026-11-03"
    assert ("Day of the warning", "3 November 2026") in [tuple(map(str, row)) for row in given_rows(pending)]
    approve_pending_act(pending_id=pending.pk, actor=make_officer(), at=THEN)
    request.refresh_from_db()
    assert (request.status, request.closed_because) == ("withdrawn", "no_answer")


@pytest.mark.django_db
def test_whoever_steps_back_from_a_case_knows_of_no_act_about_it_and_leaves_none_behind(product_clock):
    officer, colleague = make_officer(), make_officer()
    request = make_taken_individual(officer)
    tighten(acts=["close_request"])
    product_clock.at = THEN
    given = {"because": "no_answer", "detail": "Three letters.", "warned_on": AT.date()}
    pending = put(SoloAct.CLOSE_REQUEST, request, officer, **given)
    step_back = {"request_id": request.pk, "reason": "My cousin.", "at": THEN}

    declare_conflict(actor=colleague, **step_back)
    assert machine(colleague).get("/api/v1/pending-acts").json()["results"] == []
    assert machine(colleague).post(f"/api/v1/pending-acts/{pending.pk}/discard").status_code == 404
    assert "approve_pending_act" not in {each.kind.code for each in todos(colleague, at=THEN)}
    reader = Client()
    reader.force_login(colleague)
    assert request.reference not in reader.get("/team/routing").content.decode()
    assert reader.get(f"/team/acts/{pending.pk}").status_code == 404

    assert "put forward" in "".join(if_declared(request, officer))
    declare_conflict(actor=officer, **step_back)
    pending.refresh_from_db()
    assert pending.status == "discarded"
