"""Approving a proposal: four eyes, the very words, and what a refusal opens."""

from datetime import UTC, datetime

import pytest

from exportctl.core.errors import FourEyes, StaleState, WrongStatus, YearsNotHeld
from exportctl.core.models import AuditEvent, Notice
from licensing.actions.decisions import approve_proposal
from licensing.models import Decision
from licensing.rules.regimes import VOTE_OF_2018
from notifications.actions.closing import close_procedure
from notifications.models import LinkedRefusal, ObjectionProcedure
from tests.factories import (
    AT,
    DAY,
    approve,
    machine,
    make_commissioner,
    make_exporter,
    make_officer,
    make_procedure,
    make_proposal,
    make_refusal,
    make_taken_request,
)

pytestmark = pytest.mark.django_db


def test_a_refusal_opens_a_procedure_with_everything_frozen():
    approval = make_refusal()

    procedure = ObjectionProcedure.objects.get()
    assert (approval.status, approval.procedure, approval.because) == ("refused", "P-2026-0001", None)
    assert procedure.rule_set == "qualified_majority_objection"
    assert len(procedure.frozen["populations"]) == len(procedure.frozen["calendars"]) == 27
    assert procedure.frozen["calendars"]["GR"]["years"] == [2026, 2027]
    dues = {part.member_state_id: part.due_at for part in procedure.participants.all()}
    assert len(dues) == 26
    assert "DE" not in dues
    assert procedure.closes_at == max(dues.values())
    assert procedure.earliest_due_at == min(dues.values())


def test_each_states_window_ends_with_its_own_last_day():
    """Opened Wednesday 4 November 2026; 30 working days without a holiday end on Wednesday 16 December."""
    make_refusal()

    parts = {part.member_state_id: part for part in ObjectionProcedure.objects.get().participants.all()}
    assert parts["FI"].last_day.isoformat() == "2026-12-16"  # Independence Day is a Sunday
    assert parts["FR"].last_day.isoformat() == "2026-12-17"  # Armistice Day
    assert parts["FR"].due_at == datetime(2026, 12, 17, 23, tzinfo=UTC)
    assert parts["PT"].due_at == datetime(2026, 12, 19, tzinfo=UTC)  # 1 and 8 December; Lisbon's midnight


def test_every_delegation_is_owed_its_own_last_day_and_the_others_the_latest():
    make_refusal()

    procedure = ObjectionProcedure.objects.get()
    told = Notice.objects.filter(kind="procedure_opened", reference=procedure.reference)
    assert told.count() == 26
    assert not told.filter(organisation__member_state="DE").exists()
    of_france = told.get(organisation__member_state="FR")
    regime = {"regime": VOTE_OF_2018, "in_force": False}
    assert of_france.facts == {"state": "DE", "due_at": "2026-12-17T23:00:00Z", **regime}
    others = Notice.objects.filter(kind="window_opened", reference=procedure.reference)
    assert sorted(others.values_list("organisation__kind", flat=True)) == ["authority", "commission"]


@pytest.mark.parametrize(
    "words",
    [
        {"outcome": "refuse", "legal_basis": "annex_i"},
        {"outcome": "grant", "legal_basis": "human_rights"},
        {"outcome": "no_authorisation_required", "legal_basis": "human_rights"},
    ],
)
def test_other_decisions_open_nothing(words):
    approval = approve(make_proposal(**words))

    assert (approval.procedure, approval.because) == (None, None)
    assert not ObjectionProcedure.objects.exists()


def test_nobody_approves_their_own_proposal():
    proposal = make_proposal()

    with pytest.raises(FourEyes):
        approve(proposal, by=proposal.proposed_by)

    assert not Decision.objects.exists()


def test_an_approval_is_bound_to_the_words_that_were_read():
    proposal = make_proposal()

    with pytest.raises(StaleState):
        approve_proposal(
            request_id=proposal.request_id,
            proposal_id=proposal.pk,
            content_hash="0" * 64,
            actor=make_officer(),
            at=AT + 2 * DAY,
        )


def test_a_proposal_is_approved_once():
    proposal, officer = make_proposal(), make_officer()
    approve(proposal, by=officer)

    with pytest.raises(WrongStatus):
        approve(proposal, by=officer)

    assert Decision.objects.count() == 1


def test_the_same_item_has_one_window_and_the_second_refusal_is_linked_to_it():
    first = make_procedure()

    second = make_refusal(make_exporter("FR", name="Boréale SAS"), at=AT + 3 * DAY)

    assert (second.status, second.procedure, second.because) == ("refused", None, "procedure_open")
    assert LinkedRefusal.objects.get().procedure == first
    told = Notice.objects.filter(kind="refusal_linked").values_list("organisation__kind", flat=True)
    assert sorted(told) == ["authority", "exporter"]


def test_a_listed_item_needs_no_window():
    procedure = make_procedure()
    close_procedure(procedure_id=procedure.pk, at=procedure.closes_at)

    again = make_refusal(make_exporter("FR", name="Boréale SAS"), at=procedure.closes_at + DAY)

    assert (again.procedure, again.because) == (None, "already_listed")
    assert Notice.objects.filter(kind="already_listed", facts__entry="CS-0001").count() == 2


def test_a_window_into_a_year_without_holidays_opens_nothing_and_decides_nothing():
    at = datetime(2030, 11, 8, 9, tzinfo=UTC)
    proposal = make_proposal(make_taken_request(at=at), at=at + DAY)

    with pytest.raises(YearsNotHeld):
        approve(proposal, at=at + 20 * DAY)

    proposal.refresh_from_db()
    assert (proposal.status, Decision.objects.count()) == ("proposed", 0)


def test_the_trail_names_codes_and_never_a_text():
    make_refusal()

    opened = AuditEvent.objects.get(machine="objection procedure", event="open")
    assert set(opened.facts) == {"reference", "rule_set", "notifying_state", "closes_at", "frozen"}


def test_approving_over_rest_answers_what_it_led_to(product_clock):
    proposal = make_proposal()
    path = f"/api/v1/requests/{proposal.request.reference}/proposals/{proposal.pk}/approve"

    own = machine(proposal.proposed_by).post(path, {}, content_type="application/json")
    stranger = machine(make_officer("FR")).post(path, {}, content_type="application/json")
    colleague = machine(make_officer())
    empty = colleague.post(path, {}, content_type="application/json")
    stale = colleague.post(path, {"content_hash": "ab"}, content_type="application/json")
    done = colleague.post(path, {"content_hash": proposal.content_hash}, content_type="application/json")

    assert (own.status_code, own.json()["code"]) == (403, "four_eyes")
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")
    assert (empty.status_code, empty.json()["errors"][0]["pointer"]) == (422, "/content_hash")
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert done.status_code == 200
    assert done.json() == {
        "status": "refused",
        "procedure": ObjectionProcedure.objects.get().reference,
        "because": None,
        "countersignature": None,
        "authorisation": None,
        "request_opened": None,
    }


def test_returning_over_rest_puts_the_case_back_under_review(product_clock):
    proposal = make_proposal()
    path = f"/api/v1/requests/{proposal.request.reference}/proposals/{proposal.pk}/return"

    answer = machine(make_officer()).post(
        path, {"comment": "Name the source."}, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["status"]) == (200, "under_review")


def test_a_body_that_is_no_json_is_told_before_a_missing_key():
    answer = machine().post("/api/v1/procedures/P-2026-0001/positions", "{", content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_the_commission_approves_nothing(product_clock):
    proposal = make_proposal()
    path = f"/api/v1/requests/{proposal.request.reference}/proposals/{proposal.pk}/approve"

    answer = machine(make_commissioner()).post(path, {}, content_type="application/json")

    assert answer.status_code == 404
