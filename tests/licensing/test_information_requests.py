"""A question after it was asked: answered in part, given more time or not, taken back; and who is told."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exportctl.core.errors import Forbidden, Invalid
from exportctl.core.models import AuditEvent, File, Notice
from licensing.actions import answer_extensions, information_requests
from licensing.actions.answer_extensions import NoRespitePending, RespitePending
from licensing.actions.information_requests import AlreadyAnswered, QuestionWithdrawn
from licensing.actions.internal_documents import file_document
from licensing.actions.messages import CaseOver, open_thread
from licensing.models import Document
from licensing.rules.messages import Side
from notifications.actions.notifications import withdraw
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return factories.ask(factories.make_taken_request(), at=AT + DAY)


def about(asked, by, at=AT + 2 * DAY):
    return {"request_id": asked.request_id, "information_id": asked.pk, "actor": by, "at": at}


def exporter_of(asked):
    return asked.request.submitted_by


def answer_in_part(asked, **said):
    given = {"answer": "The rescue unit of the south.", "missing": "The north answers on Monday.", **said}
    return information_requests.answer_in_part(**about(asked, exporter_of(asked)), **given)


def ask_answer_extension(asked, days=30, **said):
    given = {"due_on": (AT + days * DAY).date(), "reason": "The end user is on leave.", **said}
    return answer_extensions.ask_answer_extension(**about(asked, exporter_of(asked)), **given)


def told(kind):
    return [notice.organisation.kind for notice in Notice.objects.filter(kind=kind)]


# --- in part -----------------------------------------------------------------------------------------


def test_an_answer_in_part_leaves_the_question_open_and_the_clock_still(asked):
    answer_in_part(asked)
    answer_in_part(asked)

    asked.refresh_from_db()
    asked.request.refresh_from_db()
    assert asked.is_open
    assert asked.request.status == "information_requested"
    assert asked.request.due_on is None
    assert asked.request.clock_stops.get().until_at is None
    assert [step.sequence for step in asked.steps.all()] == [1, 2]
    assert told("information_answered_in_part") == ["authority"]  # of one instant: owed once


def test_the_rest_closes_it(asked):
    answer_in_part(asked)

    factories.answer(asked, at=AT + 3 * DAY)

    asked.request.refresh_from_db()
    assert asked.request.status == "under_review"
    assert asked.request.clock_stops.get().until_at == AT + 3 * DAY


def test_files_of_an_answer_are_documents_of_the_case_and_know_where_they_belong(asked):
    offer = SimpleUploadedFile("offer.txt", b"Two pieces.", "text/plain")
    contract = SimpleUploadedFile("contract.txt", b"As agreed.", "text/plain")

    step = answer_in_part(asked, uploads=[offer])
    information_requests.answer_information(
        answer="Here.", uploads=[contract], **about(asked, exporter_of(asked))
    )

    attached = Document.objects.filter(request=asked.request, kind="attachment")
    assert {row.name: row.about for row in attached} == {"offer.txt": step.pk, "contract.txt": asked.pk}
    assert {row.file.status for row in attached} == {"quarantined"}


def test_the_trail_holds_ids_and_days_and_no_word_of_it(asked):
    answer_in_part(asked, answer="CANARY", missing="CANARY")
    ask_answer_extension(asked, reason="CANARY")
    officer = asked.request.assigned_to
    answer_extensions.decline_answer_extension(word="CANARY", **about(asked, officer))
    information_requests.withdraw_question(because="CANARY", **about(asked, officer))

    events = list(AuditEvent.objects.about(asked.request))
    assert [event.event for event in events[-4:]] == [
        "information_part",
        "information_time_asked",
        "information_time_declined",
        "proceed",
    ]
    assert "CANARY" not in str([event.facts for event in events])
    assert "CANARY" not in str(list(Notice.objects.values_list("facts", "path", "reference")))


# --- more time ---------------------------------------------------------------------------------------


def test_the_day_that_stands_goes_on_standing_until_more_time_is_given(asked):
    before = asked.due_on
    wished = ask_answer_extension(asked).due_on

    asked.refresh_from_db()
    assert asked.due_on == before
    assert asked.pending_extension.due_on == wished

    step = answer_extensions.grant_answer_extension(due_on=wished, **about(asked, asked.request.assigned_to))
    asked.refresh_from_db()
    assert (asked.due_on, step.previous_on) == (wished, before)
    assert asked.pending_extension is None
    assert told("respite_asked") == ["authority"]
    assert told("respite_granted") == ["exporter"]


def test_declined_with_a_word_the_day_stays(asked):
    before = asked.due_on
    ask_answer_extension(asked)

    answer_extensions.decline_answer_extension(
        word="The case is urgent.", **about(asked, asked.request.assigned_to)
    )

    asked.refresh_from_db()
    assert asked.due_on == before
    assert asked.steps.last().text == "The case is urgent."
    assert told("respite_declined") == ["exporter"]


def test_after_a_no_one_may_ask_again_but_not_while_the_first_wish_waits(asked):
    ask_answer_extension(asked)
    with pytest.raises(RespitePending):
        ask_answer_extension(asked, days=40)

    answer_extensions.decline_answer_extension(word="No.", **about(asked, asked.request.assigned_to))

    assert ask_answer_extension(asked, days=20).sequence == 3


def test_more_time_is_later_than_the_day_that_stands(asked):
    with pytest.raises(Invalid) as refused:
        ask_answer_extension(asked, due_on=asked.due_on)
    assert refused.value.errors[0]["pointer"] == "/due_on"

    ask_answer_extension(asked)
    with pytest.raises(Invalid):
        answer_extensions.grant_answer_extension(
            due_on=asked.due_on, **about(asked, asked.request.assigned_to)
        )


def test_an_officer_answers_a_wish_once(asked):
    officer = asked.request.assigned_to
    with pytest.raises(NoRespitePending):
        answer_extensions.decline_answer_extension(word="No.", **about(asked, officer))

    ask_answer_extension(asked)
    answer_extensions.grant_answer_extension(due_on=date(2026, 12, 18), **about(asked, officer))

    with pytest.raises(NoRespitePending):
        answer_extensions.decline_answer_extension(word="No.", **about(asked, officer))


# --- taken back --------------------------------------------------------------------------------------


def test_the_last_question_taken_back_starts_the_clock_again(asked):
    information_requests.withdraw_question(because="Found it.", **about(asked, asked.request.assigned_to))

    asked.refresh_from_db()
    asked.request.refresh_from_db()
    assert not asked.is_open
    assert asked.request.status == "under_review"
    assert asked.request.clock_stops.get().until_at == AT + 2 * DAY
    assert asked.request.due_on is not None
    assert told("information_withdrawn") == ["exporter"]


def test_while_another_question_is_open_the_clock_stands(asked):
    other = factories.ask(asked.request, at=AT + DAY + HOUR)

    information_requests.withdraw_question(because="Found it.", **about(asked, asked.request.assigned_to))

    asked.request.refresh_from_db()
    assert asked.request.status == "information_requested"
    factories.answer(other, at=AT + 3 * DAY)
    asked.request.refresh_from_db()
    assert asked.request.status == "under_review"


def test_what_is_closed_takes_nothing_more(asked):
    officer, filer = asked.request.assigned_to, exporter_of(asked)
    information_requests.withdraw_question(because="Found it.", **about(asked, officer))

    with pytest.raises(QuestionWithdrawn):
        answer_in_part(asked)
    with pytest.raises(QuestionWithdrawn):
        information_requests.answer_information(answer="Late.", **about(asked, filer))

    second = factories.ask(asked.request, at=AT + 3 * DAY)
    factories.answer(second, at=AT + 4 * DAY)
    with pytest.raises(AlreadyAnswered):
        information_requests.withdraw_question(because="Too late.", **about(second, officer))


def test_a_question_of_a_case_that_was_withdrawn_takes_no_answer(asked):
    notification = asked.request.notification
    withdraw(notification_id=notification.pk, actor=exporter_of(asked), at=AT + 2 * DAY)

    with pytest.raises(Exception, match="withdrawn"):
        answer_in_part(asked)


# --- who may -----------------------------------------------------------------------------------------


def test_each_act_is_its_own_sides(asked):
    officer, filer = asked.request.assigned_to, exporter_of(asked)
    ask_answer_extension(asked)

    with pytest.raises(Forbidden):
        information_requests.withdraw_question(because="x", **about(asked, filer))
    with pytest.raises(Forbidden):
        answer_extensions.grant_answer_extension(due_on=date(2026, 12, 18), **about(asked, filer))
    with pytest.raises(Forbidden):
        information_requests.answer_in_part(answer="x", missing="x", **about(asked, officer))
    with pytest.raises(Forbidden):
        answer_extensions.ask_answer_extension(due_on=date(2026, 12, 30), reason="x", **about(asked, officer))


def test_a_colleague_who_did_not_take_the_case_may_ask_as_over_rest():
    request = factories.make_taken_request()

    asked = information_requests.ask_information(
        request_id=request.pk,
        question="Who runs it?",
        due_on=(AT + timedelta(days=9)).date(),
        actor=factories.make_officer(),
        at=AT + DAY,
    )

    assert asked.is_open


def test_what_is_refused_keeps_no_file(asked):
    """An answer that comes too late, a message after the end, a document for a case of another authority."""
    factories.answer(asked, at=AT + 2 * DAY)
    before = File.objects.count()
    paper = SimpleUploadedFile("contract.txt", b"As agreed.", "text/plain")

    with pytest.raises(AlreadyAnswered):
        information_requests.answer_information(
            **about(asked, exporter_of(asked)), answer="Again.", uploads=[paper]
        )
    with pytest.raises(AlreadyAnswered):
        answer_in_part(asked, uploads=[paper])
    withdraw(notification_id=asked.request.notification.pk, actor=exporter_of(asked), at=AT + 3 * DAY)
    late = {"request_id": asked.request_id, "at": AT + 90 * DAY}
    with pytest.raises(CaseOver):
        open_thread(
            **late,
            side=Side.EXPORTER,
            subject="Late",
            text="Here.",
            actor=exporter_of(asked),
            uploads=[paper],
        )
    with pytest.raises(Forbidden):
        file_document(**late, upload=paper, nature="memo", words="", actor=factories.make_officer("FR"))

    assert File.objects.count() == before
