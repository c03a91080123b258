"""Messages between exporter and authority: who is told, what is new to whom, and when writing ends."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from exportctl.core.errors import Forbidden
from exportctl.core.models import AuditEvent, Notice
from licensing.actions.messages import CaseOver, open_thread, read_thread, write_message
from licensing.models import AuthorisationRequest, Document, Message, MessageThread
from licensing.models.messages import unread_count
from licensing.rules.messages import Side, last_day_to_write, takes_messages
from notifications.actions.notifications import withdraw
from tests import factories
from tests.factories import AT, DAY, make_filer, make_officer
from tests.licensing.granted import make_authorisation
from tests.licensing.test_authorisation_life import carry_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return factories.make_taken_request()


def begin(case, *, at=AT + DAY, **said):
    given = {"side": Side.EXPORTER, "subject": "Delivery", "text": "It moved.", "actor": case.submitted_by}
    return open_thread(request_id=case.pk, at=at, **(given | said))


def reply(message, case, *, at=AT + 2 * DAY, text="Noted."):
    return write_message(
        thread_id=message.thread_id, side=Side.AUTHORITY, text=text, actor=case.assigned_to, at=at
    )


def unread(case, person, side):
    found = AuthorisationRequest.objects.annotate(unread=unread_count(person, side=side))
    return found.get(pk=case.pk).unread


def test_either_side_begins_and_the_other_answers_in_one_order(case):
    first = begin(case)
    second = reply(first, case)
    other = begin(case, side=Side.AUTHORITY, subject="Visit", actor=case.assigned_to)

    assert [message.sequence for message in first.thread.messages.all()] == [1, 2]
    assert (second.side, other.sequence) == ("authority", 1)


def test_the_officer_who_has_the_case_is_told_and_the_whole_company(case):
    first = begin(case)
    reply(first, case)

    to_office, to_company = Notice.objects.filter(kind="message_written").order_by("created_at")
    assert (to_office.organisation, to_office.person) == (case.authority, case.assigned_to)
    assert (to_company.organisation, to_company.person) == (case.exporter.organisation, None)
    assert to_office.path == f"/cases/{case.reference}/messages/{first.thread_id}"


def test_a_case_that_nobody_took_is_told_to_the_whole_authority():
    case = factories.make_submitted_request()

    begin(case)

    assert Notice.objects.get(kind="message_written").person is None


def test_no_word_of_a_message_leaves_the_message(case):
    begin(case, subject="CANARY", text="CANARY")

    assert "CANARY" not in str(list(Notice.objects.values_list("facts", "path", "reference")))
    assert "CANARY" not in str([event.facts for event in AuditEvent.objects.all()])
    event = AuditEvent.objects.get(event="message")
    assert (event.source, event.target, event.facts["sequence"]) == ("", "", 1)


def test_the_clock_does_not_notice(case):
    before = (case.status, case.due_on)

    begin(case)

    case.refresh_from_db()
    assert (case.status, case.due_on) == before
    assert not case.clock_stops.exists()


def test_what_is_new_is_new_to_each_person(case):
    colleague, officer = factories.make_filer(case.exporter), case.assigned_to
    first = begin(case)
    reply(first, case)
    reply(first, case)

    assert unread(case, case.submitted_by, Side.EXPORTER) == 2
    assert unread(case, colleague, Side.EXPORTER) == 2
    assert unread(case, officer, Side.AUTHORITY) == 0  # whoever answers has read

    read_thread(thread_id=first.thread_id, up_to=2, actor=colleague)
    read_thread(thread_id=first.thread_id, up_to=1, actor=colleague)

    assert unread(case, colleague, Side.EXPORTER) == 1
    assert unread(case, case.submitted_by, Side.EXPORTER) == 2


def test_files_are_documents_of_the_case(case):
    paper = SimpleUploadedFile("crane.txt", b"A crane.", "text/plain")

    message = begin(case, uploads=[paper])

    assert Document.objects.get(request=case, kind="attachment").about == message.pk


def test_nobody_writes_for_the_other_side_or_from_elsewhere(case):
    for side, actor in (
        (Side.AUTHORITY, case.submitted_by),
        (Side.EXPORTER, case.assigned_to),
        (Side.AUTHORITY, factories.make_officer("FR")),
        (Side.EXPORTER, factories.make_filer()),
    ):
        with pytest.raises(Forbidden):
            begin(case, side=side, actor=actor)
    assert not Message.objects.exists()


def test_a_thread_is_seen_by_the_two_sides_alone(case):
    thread = begin(case).thread

    for person in (case.submitted_by, case.assigned_to, factories.make_officer("DE")):
        assert list(MessageThread.objects.visible_to(person)) == [thread]
    for person in (factories.make_officer("FR"), factories.make_filer(), factories.make_delegate("DE")):
        assert not MessageThread.objects.visible_to(person).exists()


def test_thirty_days_after_the_end_writing_ends_and_reading_does_not(case):
    first = begin(case)
    notification = case.notification
    withdraw(notification_id=notification.pk, actor=case.submitted_by, at=AT + 2 * DAY)
    ended = AT + 2 * DAY

    reply(first, case, at=ended + timedelta(days=30))
    with pytest.raises(CaseOver, match="30 days"):
        reply(first, case, at=ended + timedelta(days=31))

    assert first.thread.messages.count() == 2


def test_its_holder_is_heard_on_the_case_as_long_as_an_authorisation_lives():
    authorisation = make_authorisation()
    request, holder = authorisation.request, make_filer(authorisation.holder)
    said = {
        "request_id": request.pk,
        "side": Side.AUTHORITY,
        "subject": "Hearing",
        "text": "We intend to revoke it.",
    }
    last = authorisation.valid_until - AT.date()

    first = open_thread(**said, actor=make_officer(), at=AT + 200 * DAY)
    write_message(
        thread_id=first.thread_id, side=Side.EXPORTER, text="Why?", actor=holder, at=AT + last + 29 * DAY
    )

    with pytest.raises(CaseOver):
        write_message(
            thread_id=first.thread_id, side=Side.EXPORTER, text="Why?", actor=holder, at=AT + last + 32 * DAY
        )


def test_its_holder_may_answer_to_the_act_that_ended_what_was_granted():
    authorisation = make_authorisation()
    request, holder = authorisation.request, make_filer(authorisation.holder)
    revoked_at = AT + 200 * DAY
    carry_out(authorisation, "revoke", at=revoked_at)
    said = {"request_id": request.pk, "side": Side.EXPORTER, "subject": "Revoked", "text": "Why?"}

    open_thread(**said, actor=holder, at=revoked_at + 29 * DAY)

    with pytest.raises(CaseOver):
        open_thread(**said, actor=holder, at=revoked_at + 32 * DAY)


def test_an_open_case_has_no_last_day_to_write():
    assert last_day_to_write(None) is None
    assert takes_messages(ended_on=None, today=AT.date())


@pytest.mark.parametrize(
    "statement", ["UPDATE licensing_message SET text = 'x'", "DELETE FROM licensing_message"]
)
def test_the_database_lets_nobody_change_a_message(case, statement):
    begin(case)

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)
