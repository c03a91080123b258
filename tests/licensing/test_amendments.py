"""Correcting what was sent: a further version of the same request, and what it overtakes."""

from datetime import UTC, datetime

import pytest

from exportctl.core.errors import Invalid, StaleState, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from licensing.actions import advice, amendments, consultations, drafts, information_requests
from licensing.actions.consulted_bodies import add_body
from licensing.actions.decision_periods import approve_period, propose_period
from licensing.errors import Incomplete
from licensing.models import Amendment, AuthorisationRequest, Document, RequestLine
from licensing.queries.decision_clock import begins_anew
from licensing.queries.letters import letter_of
from licensing.queries.verification import faults
from licensing.rules.amendments import Difference, differences_of, is_outdated, weighs
from licensing.rules.requests import State
from tests.factories import (
    AT,
    DAY,
    HOUR,
    approve,
    ask,
    make_officer,
    make_proposal,
    make_refusal,
    make_submitted_request,
    make_taken_request,
    organisation,
)
from tests.requesting import make_individual_request


def amend(request: AuthorisationRequest, *, at=AT + 2 * DAY, reason="A typing error.", **body):
    return amendments.amend(
        request_id=request.pk,
        body=body or {"quantity": "3"},
        reason=reason,
        actor=request.submitted_by,
        at=at,
    )


def fresh(request: AuthorisationRequest) -> AuthorisationRequest:
    return AuthorisationRequest.objects.get(pk=request.pk)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"quantity": "2"}, {"quantity": "3"}, [Difference("/quantity", "2", "3")]),
        ({"item": {"model": "A"}}, {"item": {"model": "A"}}, []),
        ({}, {"consignee": {"name": "Delta"}}, [Difference("/consignee/name", None, "Delta")]),
        (
            {"item": {"functions": ["a"]}},
            {"item": {"functions": []}},
            [Difference("/item/functions", ["a"], [])],
        ),
    ],
)
def test_a_difference_has_both_values_and_its_place(before, after, expected):
    assert differences_of(before, after) == expected


@pytest.mark.parametrize(
    ("advised_on", "version", "expected"),
    [([], 2, False), ([1], 1, False), ([1], 2, True), ([1, 2], 2, False)],
)
def test_the_last_advice_is_outdated_by_a_later_version(advised_on, version, expected):
    assert is_outdated(advised_on, version=version) is expected


SENT = {"quantity": "2", "destination": "IN", "contact": "Ada", "items": [{"name": "A", "quantity": "5"}]}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, False),
        ({"contact": "Bob", "urgent_because": "A court."}, False),
        ({"quantity": "1"}, False),  # less is less to look at
        ({"quantity": "3"}, True),
        ({"destination": "AE"}, True),
        ({"items": [{"name": "A", "quantity": "4.0"}]}, False),
        ({"items": [{"name": "A", "quantity": "6"}]}, True),
        ({"items": [{"name": "B", "quantity": "5"}]}, True),
        ({"items": []}, True),
        ({"end_use": ""}, False),
    ],
)
def test_a_correction_weighs_where_much_is_looked_at_anew(changed, expected):
    assert weighs(SENT, {**SENT, **changed}) is expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"location": "DE", "export_state": "DE", "procedure": "permanent", "enquiry": False}, False),
        ({"more_locations": []}, False),
        ({"location": "FR"}, True),
    ],
)
def test_to_write_out_what_an_empty_box_says_changes_nothing(body, expected):
    request = make_individual_request()
    request.clock_starts_anew = True

    assert begins_anew(request, {**request.body, **body}) is expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("anew", "quantity", "moves"), [(True, "3", True), (True, "1", False), (False, "3", False)]
)
def test_by_the_rule_of_its_authority_the_period_starts_anew_with_a_correction_that_weighs(
    anew, quantity, moves
):
    said = {"kind": "notification", "working_days": 20, "starts_on": AT.date(), "reason": "National law."}
    authority = organisation("authority", "DE")
    change = propose_period(authority=authority, anew=anew, actor=make_officer(), at=AT, **said)
    approve_period(change_id=change.pk, actor=make_officer(), at=AT)
    request = make_submitted_request()
    before = request.due_on

    amend(request, at=AT + 7 * DAY, quantity=quantity)

    after = fresh(request)
    assert (after.due_on - before).days == (7 if moves else 0)
    receipt = Document.objects.filter(request=request, kind="receipt").latest("created_at")
    assert receipt.facts["due_on"] == after.due_on.isoformat()
    assert AuditEvent.objects.about(request).filter(event="restart_clock").exists() is moves
    amend(request, at=AT + 14 * DAY, quantity="9", reason="Nine.")
    assert (fresh(request).due_on - before).days == (14 if anew else 0)
    assert not list(faults())


@pytest.mark.django_db
def test_a_correction_is_a_second_version_under_the_same_number():
    request = make_submitted_request()

    version = amend(request)

    amended = fresh(request)
    assert (amended.version, amended.reference, amended.status) == (
        version,
        request.reference,
        State.SUBMITTED,
    )
    assert (version.number, version.reason, version.created_by) == (
        2,
        "A typing error.",
        request.submitted_by,
    )
    assert [str(line.quantity) for line in RequestLine.objects.current().filter(request=request)] == [
        "3.000000"
    ]
    assert request.versions.get(number=1).body["quantity"] == "2"
    assert not list(faults())


@pytest.mark.django_db
def test_a_correction_restarts_no_clock_and_has_a_receipt_of_its_own():
    request = make_taken_request()
    before = fresh(request)

    version = amend(request)

    after = fresh(request)
    assert (after.submitted_at, after.due_on) == (before.submitted_at, before.due_on)
    assert Document.objects.get(about=version.pk).name == f"{request.reference}-receipt-2.pdf"
    assert Notice.objects.filter(kind="request_amended", person=request.assigned_to).exists()


@pytest.mark.django_db
def test_a_waiting_proposal_becomes_stale_and_its_proposer_is_told():
    proposal = make_proposal()

    amend(proposal.request)

    proposal.refresh_from_db()
    assert (proposal.status, fresh(proposal.request).status) == ("stale", State.UNDER_REVIEW)
    assert Notice.objects.filter(kind="proposal_stale", person=proposal.proposed_by).exists()


@pytest.mark.django_db
def test_whoever_approves_what_was_overtaken_is_told_so():
    proposal = make_proposal()
    amend(proposal.request)

    with pytest.raises(StaleState, match="corrected this case"):
        approve(proposal, at=AT + 3 * DAY)


@pytest.mark.django_db
def test_a_proposal_on_another_version_has_another_hash():
    first = make_proposal(outcome="grant", grounds="")
    amend(first.request, quantity="3")
    amend(first.request, quantity="2")
    request = fresh(first.request)

    second = make_proposal(request, outcome="grant", grounds="", at=AT + 3 * DAY)

    assert second.version == 3
    assert first.content_hash != second.content_hash
    assert approve(second, at=AT + 4 * DAY).status == State.GRANTED


@pytest.mark.django_db
def test_what_is_decided_is_not_corrected_any_more():
    proposal = make_proposal(outcome="grant", grounds="")
    approve(proposal)

    with pytest.raises(WrongStatus, match="was decided on"):
        amend(proposal.request, at=AT + 3 * DAY)


@pytest.mark.django_db
def test_what_went_to_the_other_states_is_not_corrected_even_when_the_refusal_is_withdrawn():
    make_refusal()
    request = AuthorisationRequest.objects.get()
    AuthorisationRequest.objects.filter(pk=request.pk).update(decided_at=None)
    request.status = State.UNDER_REVIEW

    with pytest.raises(WrongStatus, match="put to the other Member States"):
        amendments.require_amendable(request=request)
    assert not request.is_amendable, "the page offers what the action takes"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "reason", "error", "pointer"),
    [
        ({"quantity": "2"}, "Why.", Invalid, "/body"),
        ({"quantity": "3"}, " ", Invalid, "/reason"),
        ({"quantity": None}, "Why.", Incomplete, "/quantity"),
        ({"quantity": "many"}, "Why.", Invalid, "/quantity"),
    ],
)
def test_a_correction_needs_a_reason_a_difference_and_a_whole_declaration(body, reason, error, pointer):
    request = make_submitted_request()

    with pytest.raises(error) as refused:
        amend(request, reason=reason, **body)

    assert pointer in [each["pointer"] for each in refused.value.errors]
    assert request.versions.count() == 1


@pytest.mark.django_db
def test_a_working_copy_has_everything_and_there_is_one_at_a_time():
    request = make_submitted_request()

    first = amendments.start_amendment(request_id=request.pk, actor=request.submitted_by, at=AT + DAY)
    second = amendments.start_amendment(request_id=request.pk, actor=request.submitted_by, at=AT + DAY)

    assert first == second
    assert first.body == request.body
    assert not first.gaps


@pytest.mark.django_db
def test_a_working_copy_becomes_the_next_version():
    request = make_submitted_request()
    draft = amendments.start_amendment(request_id=request.pk, actor=request.submitted_by, at=AT + DAY)
    common = {"actor": request.submitted_by, "at": AT + DAY}
    drafts.save_fields(model=Amendment, draft_id=draft.pk, fields={"/quantity": "5"}, loaded={}, **common)

    amendments.send_amendment(draft_id=draft.pk, reason="Five, not two.", **common)

    draft.refresh_from_db()
    assert (draft.status, draft.version) == ("sent", fresh(request).version)
    assert fresh(request).body["quantity"] == "5"


@pytest.mark.django_db
def test_a_working_copy_of_what_stands_no_more_says_so():
    request = make_submitted_request()
    draft = amendments.start_amendment(request_id=request.pk, actor=request.submitted_by, at=AT + DAY)
    amend(request)

    with pytest.raises(StaleState, match="newer version"):
        amendments.send_amendment(
            draft_id=draft.pk, reason="Mine.", actor=request.submitted_by, at=AT + 2 * DAY
        )


@pytest.mark.django_db
def test_what_asked_for_a_correction_is_answered_by_it_and_the_clock_goes_on():
    request = make_taken_request()
    asked = information_requests.ask_information(
        request_id=request.pk,
        question="The quantity is 3 in the contract.",
        wants_correction=True,
        due_on=(AT + 14 * DAY).date(),
        actor=request.assigned_to,
        at=AT + 2 * HOUR,
    )

    amend(request)

    asked.refresh_from_db()
    assert (asked.answer, fresh(request).status) == ("A typing error.", State.UNDER_REVIEW)
    assert fresh(request).due_on is not None


@pytest.mark.django_db
def test_a_plain_question_stays_open_when_the_case_is_corrected():
    request = make_taken_request()
    asked = ask(request, at=AT + 2 * HOUR)

    amend(request)

    asked.refresh_from_db()
    assert asked.is_open
    assert fresh(request).status == State.INFORMATION_REQUESTED


@pytest.mark.django_db
def test_the_trail_holds_no_word_of_the_correction():
    request = make_submitted_request()

    amend(request, reason="Because of Delta Trading.")

    facts = AuditEvent.objects.get(object_id=request.pk, event="amend").facts
    assert set(facts) == {"version", "body"}


@pytest.mark.django_db
def test_advice_on_what_was_corrected_since_is_asked_again_or_a_reason_given():
    request = make_taken_request()
    common = {"request_id": request.pk, "actor": request.assigned_to}
    body = add_body(
        authority=request.authority,
        kind="technical",
        name="Laboratory",
        email="lab@state.example",
        language="en",
        actor=request.assigned_to,
        at=AT,
    )
    due_on = (AT + 20 * DAY).date()
    asked = consultations.ask_body(
        body_id=body.pk, question="Can it?", parts=["item"], due_on=due_on, at=AT + 2 * HOUR, **common
    )
    said = {"stance": "no_objection", "text": "", "given_by": "Lab"}
    advice.give_advice(consultation_id=asked.pk, expected_round=1, at=AT + DAY, **said)
    amend(request)
    request = fresh(request)

    with pytest.raises(Invalid, match="Some values") as refused:
        make_proposal(request, outcome="no_authorisation_required", grounds="None.", at=AT + 3 * DAY)
    assert refused.value.errors[0]["pointer"] == "/without_advice"

    consultations.ask_again(
        consultation_id=asked.pk, question="And now?", due_on=due_on, at=AT + 3 * DAY, **common
    )
    with pytest.raises(StaleState, match="corrected this case"):
        advice.give_advice(
            consultation_id=asked.pk, expected_round=2, expected_version=1, at=AT + 4 * DAY, **said
        )
    advice.give_advice(
        consultation_id=asked.pk, expected_round=2, expected_version=2, at=AT + 4 * DAY, **said
    )
    make_proposal(request, outcome="no_authorisation_required", grounds="None.", at=AT + 5 * DAY)
    assert [advice.version for advice in asked.advice.all()] == [1, 2]


@pytest.mark.django_db
def test_a_receipt_says_what_its_own_version_said_whenever_it_is_rendered():
    request = make_submitted_request()
    amend(request)
    receipts = Document.objects.filter(request=request, kind="receipt").order_by("created_at")

    first, second = (letter_of(document) for document in receipts)

    assert [str(letter.request.line.quantity) for letter in (first, second)] == ["2.000000", "3.000000"]
    assert [letter.version for letter in (first, second)] == [1, 2]
    assert (str(second.title), second.reason) == ("Receipt of your correction", "A typing error.")
    assert second.due_on == first.due_on


@pytest.mark.django_db
def test_a_receipt_names_no_last_day_while_the_clock_stands_still_and_blames_no_calendar_for_it():
    asked, beyond = make_taken_request(), make_submitted_request(at=datetime(2030, 12, 9, 9, tzinfo=UTC))
    ask(asked, at=AT + 2 * HOUR)
    amend(asked)
    amend(beyond, at=datetime(2030, 12, 10, 9, tzinfo=UTC))
    receipts = [Document.objects.filter(request=each).latest("created_at") for each in (asked, beyond)]

    letters = [letter_of(each) for each in receipts]

    assert [(letter.due_on, letter.is_uncounted) for letter in letters] == [(None, False), (None, True)]
