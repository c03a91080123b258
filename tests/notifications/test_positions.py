"""A Member State's position: who, until when, in which order, and what it is answered."""

from datetime import timedelta

import pytest
from django.test import Client

from exportctl.core.actions.seats import remove_seat
from exportctl.core.models import AuditEvent, Notice, Seat
from notifications.actions.positions import record_position
from notifications.actions.withdrawals import approve_withdrawal, propose_withdrawal
from notifications.errors import Closed, TooLate
from notifications.models import Participant, Position
from notifications.queries.tally import tally_of
from notifications.rules.stances import receipt
from tests.factories import (
    machine,
    make_commissioner,
    make_customs,
    make_delegate,
    make_filer,
    make_officer,
    make_procedure,
)

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)
OBJECTION = {"stance": "object", "grounds": ["proportionality"], "reason": "Too wide."}


def due_at(procedure, state):
    return Participant.objects.get(procedure=procedure, member_state=state).due_at


def post(user, procedure, body):
    path = f"/api/v1/procedures/{procedure.reference}/positions"
    return machine(user).post(path, body, content_type="application/json")


def test_a_position_is_answered_with_its_place_and_its_receipt(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")

    answer = post(delegate, procedure, OBJECTION)

    position = Position.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "state": "FR",
        "sequence": 1,
        "stance": "object",
        "cast_at": "2026-11-08T09:00:00Z",
        "receipt": receipt(state="FR", sequence=1, cast_at="2026-11-08T09:00:00Z", **OBJECTION),
    }
    assert position.cast_at == product_clock.at
    assert tally_of(procedure).objecting == ("FR",)


@pytest.mark.usefixtures("product_clock")
def test_a_position_on_record_is_read_and_its_form_is_folded_until_it_is_to_change():
    procedure, delegate = make_procedure(), make_delegate("FR")
    page, browser = f"/procedures/{procedure.reference}", Client()
    browser.force_login(delegate, "exportctl.core.accounts.DemonstrationBackend")
    before = browser.get(page).content.decode()

    post(delegate, procedure, OBJECTION)

    folded = browser.get(page).content.decode()
    opened = browser.get(f"{page}?change=yes").content.decode()
    assert 'id="change"' not in before
    assert "Too wide." in folded.split('id="change"')[0]
    assert 'id="change">' in folded
    assert 'id="change" open>' in opened


def test_the_latest_objection_or_agreement_counts_and_a_comment_changes_nothing(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")

    for said in ({"stance": "agree"}, OBJECTION, {"stance": "comment", "reason": "More follows."}):
        record_position(procedure_id=procedure.pk, actor=delegate, **said)

    assert [position.sequence for position in procedure.positions.all()] == [1, 2, 3]
    assert tally_of(procedure).objecting == ("FR",)


def test_the_trail_and_the_notice_of_a_position_hold_no_words(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")

    record_position(procedure_id=procedure.pk, actor=delegate, **OBJECTION)

    event = AuditEvent.objects.get(event="position")
    assert set(event.facts) == {"position", "state", "sequence", "stance", "receipt"}
    assert Notice.objects.get(kind="position_recorded").organisation.member_state_id == "FR"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/stance"),
        ({"stance": "object", "reason": "Too wide."}, "/grounds"),
        ({"stance": "object", "grounds": ["proportionality"]}, "/reason"),
        ({"stance": "object", "grounds": ["taste"], "reason": "Too wide."}, "/grounds/0"),
        ({"stance": "veto"}, "/stance"),
        ({"stance": "agree", "expected_sequence": -1}, "/expected_sequence"),
        ({"stance": "agree", "weight": 2}, "/weight"),
    ],
)
def test_what_is_wrong_is_named_by_its_pointer(product_clock, body, pointer):
    answer = post(make_delegate("FR"), make_procedure(), body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


def test_the_notifying_states_delegate_takes_no_position(product_clock):
    """403 comes before 422: the body is not even read."""
    answer = post(make_delegate("DE"), make_procedure("DE"), {})

    assert (answer.status_code, answer.json()["code"]) == (403, "notifying_state")


@pytest.mark.parametrize(
    ("make", "status"),
    [(make_commissioner, 403), (make_officer, 403), (make_customs, 404), (make_filer, 404)],
)
def test_others_take_no_position(product_clock, make, status):
    """The Commission and the notifying authority may know of it; customs and exporters may not."""
    procedure = make_procedure()

    assert post(make(), procedure, {"stance": "agree"}).status_code == status


def test_a_removed_delegate_takes_no_position(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FR")
    caller = machine(delegate)
    remove_seat(seat_id=Seat.objects.get(user=delegate).pk, at=product_clock.at)

    answer = caller.post(
        f"/api/v1/procedures/{procedure.reference}/positions",
        {"stance": "agree"},
        content_type="application/json",
    )

    assert answer.status_code in (401, 404)
    assert not Position.objects.exists()


def test_the_last_microsecond_counts_and_the_due_instant_does_not(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FI")
    due = due_at(procedure, "FI")

    product_clock.at = due - TICK
    record_position(procedure_id=procedure.pk, actor=delegate, stance="agree")
    product_clock.at = due
    with pytest.raises(TooLate, match="Finland"):
        record_position(procedure_id=procedure.pk, actor=delegate, **OBJECTION)

    assert Position.objects.get().cast_at == due - TICK
    assert tally_of(procedure).objecting == ()


def test_closed_comes_before_too_late(product_clock):
    procedure = make_procedure()
    product_clock.at = procedure.closes_at - TICK
    late = post(make_delegate("FI"), procedure, {"stance": "agree"})

    product_clock.at = procedure.closes_at
    closed = post(make_delegate("SE"), procedure, {"stance": "agree"})

    assert (late.status_code, late.json()["code"]) == (409, "too_late")
    assert (closed.status_code, closed.json()["code"]) == (409, "closed")


def test_a_withdrawn_procedure_takes_no_position(product_clock):
    procedure = make_procedure()
    act = propose_withdrawal(
        procedure_id=procedure.pk, grounds="New facts.", actor=make_officer(), at=product_clock.at
    )
    approve_withdrawal(
        procedure_id=procedure.pk, withdrawal_id=act.pk, actor=make_officer(), at=product_clock.at
    )

    with pytest.raises(Closed):
        record_position(procedure_id=procedure.pk, actor=make_delegate("FR"), stance="agree")


def test_a_form_that_shows_an_older_position_is_told_both(product_clock):
    procedure = make_procedure()
    first, second = make_delegate("FR"), make_delegate("FR")
    assert post(first, procedure, {"stance": "agree", "expected_sequence": 0}).status_code == 201

    answer = post(second, procedure, {**OBJECTION, "expected_sequence": 0})

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "stale")
    assert (problem["latest"]["sequence"], problem["latest"]["stance"]) == (1, "agree")
    assert (problem["yours"]["sequence"], problem["yours"]["stance"]) == (0, "object")
    assert Position.objects.count() == 1


def test_without_an_expected_sequence_the_later_supersedes_and_both_stay(product_clock):
    procedure = make_procedure()

    post(make_delegate("FR"), procedure, {"stance": "agree"})
    answer = post(make_delegate("FR"), procedure, OBJECTION)

    assert answer.json()["sequence"] == 2
    assert [position.stance for position in procedure.positions.all()] == ["agree", "object"]


def test_a_retry_with_the_same_key_records_once(product_clock):
    procedure, caller = make_procedure(), machine(make_delegate("FR"))
    path = f"/api/v1/procedures/{procedure.reference}/positions"

    answers = [
        caller.post(path, OBJECTION, content_type="application/json", headers={"Idempotency-Key": "once"})
        for _ in range(2)
    ]

    assert answers[0].json() == answers[1].json()
    assert Position.objects.count() == 1
