"""More days for everybody: once, by two officers of the Commission, before anybody's time has run out."""

from datetime import timedelta

import pytest

from exportctl.core.errors import YearsNotHeld
from exportctl.core.models import Notice
from notifications.actions import procedures
from notifications.actions.extensions import approve_extension, discard_extension, propose_extension
from notifications.actions.positions import record_position
from notifications.errors import TooLate
from notifications.models import Extension, Participant
from tests.factories import (
    machine,
    make_commissioner,
    make_delegate,
    make_officer,
    make_procedure,
)
from tests.notifications.test_closing import choose

pytestmark = pytest.mark.django_db

TICK = timedelta(microseconds=1)
ASKED = {"working_days": 10, "reason": "A technical study is under way."}


def post(user, path, body=None):
    return machine(user).post(f"/api/v1/procedures/{path}", body or {}, content_type="application/json")


def extend(procedure, *, at, days=10):
    act = propose_extension(
        procedure_id=procedure.pk, working_days=days, reason="Study.", actor=make_commissioner(), at=at
    )
    return approve_extension(procedure_id=procedure.pk, extension_id=act.pk, actor=make_commissioner(), at=at)


def test_two_officers_extend_and_every_due_instant_is_recomputed(product_clock):
    procedure = make_procedure()
    before = {part.member_state_id: part.last_day for part in procedure.participants.all()}

    proposed = post(make_commissioner(), f"{procedure.reference}/extensions", ASKED)
    path = f"{procedure.reference}/extensions/{proposed.json()['id']}/approve"
    done = post(make_commissioner(), path)

    assert (proposed.status_code, proposed.json()["status"]) == (201, "proposed")
    assert done.status_code == 200
    after = {part.member_state_id: part.last_day for part in Participant.objects.all()}
    assert all(after[state] > before[state] for state in before)
    procedure.refresh_from_db()
    assert done.json()["closes_at"] == max(done.json()["due"].values())
    assert procedure.closes_at == max(part.due_at for part in procedure.participants.all())
    assert procedure.earliest_due_at == min(part.due_at for part in procedure.participants.all())


def test_forty_working_days_are_counted_from_the_same_opening_day(product_clock):
    """4 November 2026 and 40 working days in Finland: 6 January and Christmas taken out, 4 January 2027."""
    procedure = make_procedure()

    extend(procedure, at=product_clock.at)

    assert Participant.objects.get(member_state="FI").last_day.isoformat() == "2027-01-04"


def test_whoever_proposed_does_not_approve(product_clock):
    procedure, officer = make_procedure(), make_commissioner()
    act = post(officer, f"{procedure.reference}/extensions", ASKED).json()

    answer = post(officer, f"{procedure.reference}/extensions/{act['id']}/approve")

    assert (answer.status_code, answer.json()["code"]) == (403, "four_eyes")


def test_one_waits_at_a_time_and_one_is_approved_at_most(product_clock):
    procedure = make_procedure()
    path = f"{procedure.reference}/extensions"
    act = post(make_commissioner(), path, ASKED).json()

    second = post(make_commissioner(), path, ASKED)
    post(make_commissioner(), f"{path}/{act['id']}/approve")
    third = post(make_commissioner(), path, ASKED)

    assert (second.status_code, second.json()["code"]) == (409, "pending")
    assert (third.status_code, third.json()["code"]) == (409, "already_extended")


def test_a_discarded_proposal_makes_room(product_clock):
    procedure, officer = make_procedure(), make_commissioner()
    act = post(officer, f"{procedure.reference}/extensions", ASKED).json()

    gone = post(officer, f"{procedure.reference}/extensions/{act['id']}/discard")

    assert gone.json()["status"] == "discarded"
    assert post(officer, f"{procedure.reference}/extensions", ASKED).status_code == 201


def test_both_calls_come_before_the_earliest_due_instant(product_clock):
    procedure = make_procedure()
    product_clock.at = procedure.earliest_due_at - TICK
    path = f"{procedure.reference}/extensions"
    act = post(make_commissioner(), path, ASKED).json()

    product_clock.at = procedure.earliest_due_at
    approved = post(make_commissioner(), f"{path}/{act['id']}/approve")
    discard_extension(
        procedure_id=procedure.pk, extension_id=act["id"], actor=make_commissioner(), at=product_clock.at
    )
    proposed = post(make_commissioner(), path, ASKED)

    assert (approved.status_code, approved.json()["code"]) == (409, "too_late")
    assert (proposed.status_code, proposed.json()["code"]) == (409, "too_late")


@pytest.mark.parametrize(
    ("rule_set", "days", "status"),
    [
        ("qualified_majority_objection", 30, 201),
        ("qualified_majority_objection", 31, 422),
        ("qualified_majority_objection", 0, 422),
        ("single_objection", 20, 201),
        ("single_objection", 21, 422),
    ],
)
def test_the_rule_set_bounds_what_may_be_added(product_clock, rule_set, days, status):
    choose(rule_set)
    procedure = make_procedure()

    answer = post(make_commissioner(), f"{procedure.reference}/extensions", {**ASKED, "working_days": days})

    assert answer.status_code == status
    if status == 422:
        assert answer.json()["errors"][0]["pointer"] == "/working_days"


@pytest.mark.parametrize("make", [make_officer, lambda: make_delegate("FR")])
def test_nobody_but_the_commission_extends(product_clock, make):
    answer = post(make(), f"{make_procedure().reference}/extensions", {})

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_state_that_gained_days_may_use_them(product_clock):
    procedure, delegate = make_procedure(), make_delegate("FI")
    due_before = procedure.participants.get(member_state="FI").due_at
    extend(procedure, at=product_clock.at)

    product_clock.at = due_before
    record_position(procedure_id=procedure.pk, actor=delegate, stance="agree")

    product_clock.at = procedure.participants.get(member_state="FI").due_at
    with pytest.raises(TooLate):
        record_position(procedure_id=procedure.pk, actor=delegate, stance="agree")


def test_everybody_is_told_of_the_new_last_day(product_clock):
    procedure = make_procedure()

    extend(procedure, at=product_clock.at)

    told = Notice.objects.filter(kind="procedure_extended")
    assert told.count() == 26
    assert told.get(organisation__member_state="FI").facts["due_at"] == "2027-01-04T22:00:00Z"
    assert Notice.objects.filter(kind="window_extended").count() == 2


def test_days_are_counted_by_the_frozen_calendars_and_a_year_they_lack_is_named(product_clock, monkeypatch):
    frozen = procedures.procedure_opening

    def without_a_year(**given):
        opening = frozen(**given)
        opening.frozen["calendars"]["FI"]["years"] = [2026]
        return opening

    monkeypatch.setattr(procedures, "procedure_opening", without_a_year)
    procedure = make_procedure()

    with pytest.raises(YearsNotHeld, match="2027"):
        extend(procedure, at=product_clock.at)

    assert not Extension.objects.exists()
