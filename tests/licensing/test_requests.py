"""A case before its decision: taken, asked about, answered, withdrawn; and its clock, through the actions."""

from datetime import date, timedelta

import pytest

from controllist.rules.matching import item_key
from exportctl.core.errors import Forbidden, Invalid, NotFound, WrongStatus
from exportctl.core.models import AuditEvent, Notice
from licensing.actions import information_requests, requests
from licensing.actions.information_requests import AlreadyAnswered
from licensing.errors import Taken
from licensing.models import AuthorisationRequest, DecisionPeriod, Document
from licensing.queries.decision_clock import clock_of
from tests import factories
from tests.factories import AT, DAY, HOUR
from tests.union import calendar

pytestmark = pytest.mark.django_db
SUBMITTED_ON = date(2026, 11, 3)


def due_after(days: int, *, state: str = "DE", without: tuple[date, ...] = ()) -> date:
    """Counted by hand: the working days after submission, but for those of a stop."""
    left, day = days, SUBMITTED_ON
    while left:
        day += timedelta(days=1)
        if calendar(state).is_working_day(day) and day not in without:
            left -= 1
    return day


def days(first: int, last: int) -> tuple[date, ...]:
    return tuple(date(2026, 11, day) for day in range(first, last + 1))


def test_submission_opens_a_case_with_its_clock_its_receipt_and_a_word_to_the_authority():
    request = factories.make_submitted_request(factories.make_exporter("FR"))

    assert request.status == "submitted"
    assert request.reference == "FR-2026-00001"
    assert request.authority == factories.organisation("authority", "FR")
    assert request.due_on == due_after(30, state="FR")
    assert request.line.item_key == item_key("NORDWIND instruments", "nw 300")
    assert request.red_flag_count >= 1
    assert Document.objects.get(request=request).kind == "receipt"
    told = Notice.objects.get(reference=request.reference)
    assert (told.kind, told.organisation) == ("notification_submitted", request.authority)
    assert [event.event for event in AuditEvent.objects.about(request)] == ["create", "submit"]


def test_an_authority_has_the_days_that_its_own_table_says():
    authority = factories.organisation("authority", "DE")
    DecisionPeriod.objects.create(authority=authority, kind="notification", working_days=20)

    request = factories.make_submitted_request()

    assert request.clock_days == 20
    assert request.due_on == due_after(20)


def test_a_case_is_taken_once_and_taking_ones_own_again_changes_nothing():
    officer, colleague = factories.make_officer(), factories.make_officer()
    request = factories.make_taken_request(officer)

    requests.take_request(request_id=request.pk, actor=officer, at=AT + DAY)
    with pytest.raises(Taken):
        requests.take_request(request_id=request.pk, actor=colleague, at=AT + DAY)

    request.refresh_from_db()
    assert (request.status, request.assigned_to) == ("under_review", officer)
    assert AuditEvent.objects.about(request).filter(event="take").count() == 1


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: factories.make_officer("FR"),
        lambda: factories.make_delegate("DE"),
        factories.make_customs,
        factories.make_commissioner,
        factories.make_filer,
        factories.make_user,
    ],
)
def test_nobody_else_takes_a_case(stranger):
    request = factories.make_submitted_request()

    with pytest.raises(Forbidden):
        requests.take_request(request_id=request.pk, actor=stranger(), at=AT + HOUR)


def test_a_question_stops_the_clock_and_its_answer_starts_it_again():
    request = factories.make_taken_request()

    asked = factories.ask(request, at=AT + 2 * DAY)
    request.refresh_from_db()
    assert (request.status, request.due_on) == ("information_requested", None)
    assert clock_of(request, at=AT + 4 * DAY).paused

    factories.answer(asked, at=AT + 6 * DAY)
    request.refresh_from_db()
    clock = clock_of(request, at=AT + 7 * DAY)
    assert request.status == "under_review"
    assert not clock.paused
    assert request.due_on == clock.due_on == due_after(30, without=days(5, 9))


def test_of_several_questions_the_last_answer_starts_the_clock():
    request = factories.make_taken_request()
    first = factories.ask(request, at=AT + 2 * DAY)
    second = factories.ask(request, at=AT + 3 * DAY, question="Who trains them?")

    factories.answer(first, at=AT + 6 * DAY)
    request.refresh_from_db()
    assert (request.status, request.due_on) == ("information_requested", None)

    factories.answer(second, at=AT + 8 * DAY)
    request.refresh_from_db()
    assert request.status == "under_review"
    assert request.due_on == due_after(30, without=days(5, 11))
    assert request.clock_stops.count() == 1
    assert [event.event for event in AuditEvent.objects.about(request)][3:] == [
        "ask",
        "ask",
        "answer",
        "resume",
    ]


def test_a_second_stop_is_taken_out_as_well():
    request = factories.make_taken_request()
    factories.answer(factories.ask(request, at=AT + 2 * DAY), at=AT + 3 * DAY)
    factories.answer(factories.ask(request, at=AT + 9 * DAY), at=AT + 10 * DAY)

    request.refresh_from_db()
    assert request.due_on == due_after(30, without=days(5, 6) + days(12, 13))


def test_an_answer_is_given_once():
    asked = factories.ask(factories.make_taken_request(), at=AT + DAY)
    factories.answer(asked, at=AT + 2 * DAY)

    with pytest.raises(AlreadyAnswered):
        factories.answer(asked, at=AT + 3 * DAY)


def test_a_question_asks_for_an_answer_from_today_on():
    request = factories.make_taken_request()

    with pytest.raises(Invalid) as refused:
        information_requests.ask_information(
            request_id=request.pk,
            question="Who runs it?",
            due_on=date(2026, 11, 3),
            actor=request.assigned_to,
            at=AT + DAY,
        )

    assert refused.value.errors[0]["pointer"] == "/due_on"


def test_no_question_before_somebody_took_the_case():
    request = factories.make_submitted_request()
    request.assigned_to = factories.make_officer()

    with pytest.raises(WrongStatus):
        factories.ask(request, at=AT + HOUR)


def test_the_exporter_withdraws_before_the_decision_and_a_waiting_proposal_ends_with_it():
    proposal = factories.make_proposal()
    request = proposal.request

    requests.withdraw_request(request_id=request.pk, actor=request.submitted_by, at=AT + 2 * DAY)

    request.refresh_from_db()
    proposal.refresh_from_db()
    assert (request.status, request.due_on, proposal.status) == ("withdrawn", None, "withdrawn")
    frozen = clock_of(request, at=AT + 2 * DAY)
    assert clock_of(request, at=AT + 60 * DAY).days_used == frozen.days_used


def test_after_the_decision_there_is_nothing_to_withdraw():
    proposal = factories.make_proposal()
    factories.approve(proposal)

    with pytest.raises(WrongStatus):
        requests.withdraw_request(
            request_id=proposal.request_id, actor=proposal.request.submitted_by, at=AT + 3 * DAY
        )


def test_a_reopened_case_goes_on_where_its_clock_stood():
    officer = factories.make_officer()
    proposal = factories.make_proposal(factories.make_taken_request(officer))
    factories.approve(proposal, at=AT + 2 * DAY)
    request = AuthorisationRequest.objects.get(pk=proposal.request_id)
    assert (request.status, request.due_on) == ("refused", None)

    requests.reopen_request(request=request, actor=officer, at=AT + 13 * DAY)

    request.refresh_from_db()
    assert (request.status, request.decided_at) == ("under_review", None)
    # Decided on the 5th, reopened on the 16th: days that a stop touches are not counted.
    assert request.due_on == due_after(30, without=days(5, 16))


def test_what_does_not_exist_is_not_found():
    with pytest.raises(NotFound):
        requests.take_request(request_id=factories.make_user().pk, actor=factories.make_officer(), at=AT)
