"""The pages on which exporter and authority talk: what each side reads, and what the exporter never does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.actions.files import scan_file
from licensing.actions import answer_extensions, information_requests
from licensing.actions.messages import open_thread, write_message
from licensing.actions.notes import strike_note, write_note
from licensing.models import CaseNote, Document, InformationRequest, Message, MessageReading
from licensing.rules.messages import Side
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CANARY = "canary-7731"


@pytest.fixture(autouse=True)
def _clock(product_clock):
    return product_clock


@pytest.fixture
def officer():
    user = factories.make_officer()
    type(user).objects.filter(pk=user.pk).update(name="Lena Brandt")
    user.refresh_from_db()
    return user


@pytest.fixture
def case(officer):
    return factories.make_taken_request(officer)


@pytest.fixture
def asked(case):
    return factories.ask(case, at=AT + DAY)


def browser(user):
    client = Client()
    client.force_login(type(user).objects.get(pk=user.pk), BACKEND)
    return client


def text(response, status=200):
    assert response.status_code == status, response
    return response.content.decode()


def url(case, *parts):
    return "/".join([f"/cases/{case.reference}", *map(str, parts)])


def everything_the_exporter_reads(case):
    """Every tab of the case, the lists and the inbox, as one text."""
    client = browser(case.submitted_by)
    tabs = ["", "/due-diligence", "/documents", "/conversation", "/messages", "/decision", "/history"]
    paths = [f"/cases/{case.reference}{tab}" for tab in tabs] + ["/overview", "/cases", "/inbox"]
    api = factories.machine(case.submitted_by)
    shown = api.get(f"/api/v1/requests/{case.reference}").content.decode()
    return shown + "".join(text(client.get(path)) for path in paths)


def test_the_exporter_never_reads_a_note_nor_that_there_is_one(case, officer):
    called = factories.make_officer()
    written = write_note(
        request_id=case.pk, text=f"{CANARY} @colleague", mentions=[called.pk], actor=officer, at=AT + DAY
    )
    write_note(request_id=case.pk, text=CANARY, actor=officer, at=AT + DAY)
    strike_note(note_id=written.pk, actor=officer, at=AT + DAY)

    read = everything_the_exporter_reads(case)

    assert CANARY not in read
    assert "note written" not in read
    assert "struck out" not in read
    assert browser(case.submitted_by).get(url(case, "notes")).status_code == 404
    assert CANARY in text(browser(called).get(url(case, "notes")))


def test_the_exporter_reads_the_authority_never_the_officers_name(case, asked, officer):
    first = open_thread(
        request_id=case.pk, side=Side.AUTHORITY, subject="Visit", text="Welcome.", actor=officer, at=AT + DAY
    )
    information_requests.withdraw_question(
        request_id=case.pk, information_id=asked.pk, because="Found.", actor=officer, at=AT + 2 * DAY
    )

    thread = text(browser(case.submitted_by).get(url(case, "messages", first.thread_id)))

    assert "Lena Brandt" not in everything_the_exporter_reads(case) + thread
    assert "BAFA" in thread
    assert "Lena Brandt" in text(browser(officer).get(url(case, "messages", first.thread_id)))


def test_a_thread_begun_in_the_browser_is_new_to_the_other_side_until_it_is_read(case, officer):
    exporter, desk = browser(case.submitted_by), browser(officer)
    paper = SimpleUploadedFile("crane.txt", b"A crane.", "text/plain")
    sent = exporter.post(url(case, "messages"), {"subject": "Crane", "text": "It is late.", "files": [paper]})
    scan_file(
        file_id=Document.objects.get(name="crane.txt").file_id, at=AT + 5 * DAY, machine_at=AT + 5 * DAY
    )

    assert 'Conversation <span class="count">1</span>' in text(desk.get(url(case)))
    assert "1 new<span" in text(desk.get("/worklist"))
    thread = text(desk.get(sent["Location"]))
    assert "It is late." in thread
    assert "crane.txt" in thread

    desk.post(f"{sent['Location']}/read", {"up_to": "1"})

    assert 'Conversation <span class="count">' not in text(desk.get(url(case)))
    assert 'Conversation <span class="count">' not in text(exporter.get(url(case)))


def test_getting_a_thread_marks_nothing_as_read(case, officer):
    first = open_thread(
        request_id=case.pk, side=Side.EXPORTER, subject="x", text="x", actor=case.submitted_by, at=AT + DAY
    )
    browser(officer).get(url(case, "messages", first.thread_id))

    assert not MessageReading.objects.filter(person=officer).exists()


def test_an_empty_message_keeps_its_subject(case):
    page = text(browser(case.submitted_by).post(url(case, "messages"), {"subject": "Crane", "text": ""}), 422)

    assert 'value="Crane"' in page
    assert not Message.objects.exists()


def test_a_file_of_a_kind_that_is_not_taken_loses_no_word(case):
    tool = SimpleUploadedFile("tool.exe", b"MZ\x90\x00", "application/octet-stream")
    form = {"subject": "Crane", "text": "The long story.", "files": [tool]}

    page = text(browser(case.submitted_by).post(url(case, "messages"), form), 422)

    assert "The long story." in page
    assert not Message.objects.exists()


def test_after_thirty_days_the_thread_is_read_only_and_says_whom_to_write(case, officer, product_clock):
    first = open_thread(
        request_id=case.pk,
        side=Side.EXPORTER,
        subject="x",
        text="Hello",
        actor=case.submitted_by,
        at=AT + DAY,
    )
    factories.approve(factories.make_proposal(case, at=AT + DAY), at=AT + DAY + HOUR)
    product_clock.at = AT + 40 * DAY

    page = text(browser(case.submitted_by).get(url(case, "messages", first.thread_id)))

    assert "Hello" in page
    assert "by post" in page
    refused = browser(case.submitted_by).post(url(case, "messages", first.thread_id), {"text": "Late"})
    assert "more than 30 days" in text(refused, 422)


# --- questions ---------------------------------------------------------------------------------------


def test_the_exporter_answers_in_part_then_asks_for_time_and_the_officer_gives_it(case, asked, officer):
    exporter, desk = browser(case.submitted_by), browser(officer)
    page = url(case, "questions", asked.pk)

    exporter.post(page, {"kind": "part", "part": "The south.", "missing": "The north."})
    exporter.post(page, {"kind": "time", "due_on": "2026-12-04", "reason": "The owner is abroad."})

    shown = text(desk.get(url(case, "conversation")))
    for words in (
        "The south.",
        "The north.",
        "The owner is abroad.",
        "4 December 2026",
        "Decide on more time",
    ):
        assert words in shown
    desk.post(f"{page}/extension", {"decision": "grant", "due_on": "2026-12-04"})
    assert "Friday 4 December 2026" in text(exporter.get(url(case, "conversation")))
    asked.refresh_from_db()
    assert asked.is_open


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"kind": "part", "part": "Only this."}, "Only this."),
        ({"kind": "time", "reason": "On leave."}, "On leave."),
        ({"kind": "time", "due_on": "2026-11-04", "reason": "On leave."}, "On leave."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(case, asked, sent, kept):
    page = text(browser(case.submitted_by).post(url(case, "questions", asked.pk), sent), 422)

    assert "govuk-error-summary" in page
    assert kept in page


def test_who_answers_what_a_colleague_answered_meanwhile_keeps_the_words(case, asked):
    factories.answer(asked, at=AT + 2 * DAY)
    exporter = browser(case.submitted_by)

    page = text(exporter.post(url(case, "questions", asked.pk), {"answer": "A long answer."}), 422)

    assert "answered already" in page
    assert "A long answer." in page
    assert exporter.get(url(case, "questions", asked.pk)).status_code == 302


def test_a_wish_that_a_colleague_declined_meanwhile_is_said(case, asked, officer):
    about = {"request_id": case.pk, "information_id": asked.pk, "at": AT + 2 * DAY}
    answer_extensions.ask_answer_extension(
        due_on=(AT + 30 * DAY).date(), reason="x", actor=case.submitted_by, **about
    )
    answer_extensions.decline_answer_extension(word="No.", actor=officer, **about)

    form = {"decision": "grant", "due_on": "2026-12-04"}
    page = browser(officer).post(url(case, "questions", asked.pk, "extension"), form)

    assert "a colleague has answered" in text(page, 422)


def test_the_day_that_the_exporter_asks_for_is_given_by_one_choice_while_it_is_ahead(
    case, asked, officer, product_clock
):
    about = {"request_id": case.pk, "information_id": asked.pk, "at": AT + 2 * DAY}
    wished = (AT + 30 * DAY).date()
    answer_extensions.ask_answer_extension(due_on=wished, reason="x", actor=case.submitted_by, **about)
    desk, page = browser(officer), url(case, "questions", asked.pk, "extension")

    shown = text(desk.get(page))
    product_clock.at = AT + 31 * DAY
    late = text(desk.get(page))
    refused = text(desk.post(page, {"decision": "wished"}), 422)
    product_clock.at = AT + 5 * DAY
    desk.post(page, {"decision": "wished"})

    asked.refresh_from_db()
    assert asked.due_on == wished
    assert "as the exporter asks" in shown
    assert "as the exporter asks" not in late
    assert "The day that was asked for has passed." in refused


def test_a_question_taken_back_is_gone_from_what_is_owed_and_from_rest(case, asked, officer):
    information_requests.withdraw_question(
        request_id=case.pk, information_id=asked.pk, because="Found it.", actor=officer, at=AT + 2 * DAY
    )

    assert asked.question not in text(browser(case.submitted_by).get("/overview"))
    assert "Found it." in text(browser(case.submitted_by).get(url(case, "conversation")))
    shown = factories.machine(case.submitted_by).get(f"/api/v1/requests/{case.reference}").json()
    assert (shown["status"], shown["information_requests"]) == ("under_review", [])
    assert InformationRequest.objects.count() == 1


# --- the clock and the decision ----------------------------------------------------------------------


def test_both_sides_read_the_same_reckoning(case, asked, officer):
    factories.answer(asked, at=AT + 3 * DAY)
    case.refresh_from_db()

    pages = [text(browser(user).get(url(case, "history"))) for user in (case.submitted_by, officer)]

    for page in pages:
        assert "Waiting for the exporter" in page  # why it stood still
        assert "Christmas Day" not in page  # after the last day
        assert "4–6" in page  # the days that do not count
        assert f"{case.due_on.day} December 2026" in page
        assert "30 working days" in page


def test_while_paused_nobody_names_a_last_day_but_says_what_an_answer_today_would_bring(case, asked):
    page = text(browser(case.submitted_by).get(url(case, "history")))

    assert "Nobody can name the last day" in page
    assert "Were it answered today" in page


def test_the_exporter_reads_outcome_reasons_what_follows_and_the_way_to_appeal(case):
    factories.approve(factories.make_proposal(case, at=AT + DAY), at=AT + DAY + HOUR)

    page = text(browser(case.submitted_by).get(url(case, "decision")))

    for words in (
        "The export is refused",
        "known for bulk surveillance",
        "European Parliament, January 2018, as its press release describes it, not in force",
        "Bundesamt für Wirtschaft und Ausfuhrkontrolle",
        "§§ 68, 70 VwGO",
        "from the service of the letter",
        "The letter says that the authority will inform you of the remedy separately.",
        "without your name",
        "Being written",
    ):
        assert words in page, words
    assert "% sure" not in page  # how sure we are of a figure is no part of a remedy
    assert "4 December 2026" not in page  # a last day counts from service, which nobody has recorded
    assert "not in force, not in force" not in page
    assert "Person" not in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_a_state_whose_law_is_not_held_says_so():
    request = factories.make_taken_request(exporter=factories.make_exporter("MT", name="Melita Optics Ltd"))
    factories.approve(factories.make_proposal(request, at=AT + DAY), at=AT + DAY + HOUR)

    page = text(browser(request.submitted_by).get(url(request, "decision")))

    assert "We hold no details for this state" in page


def test_conditions_are_numbered_and_may_be_contested(case):
    conditions = {"outcome": "grant_with_conditions", "conditions": ["No resale.", "Report each June."]}
    factories.approve(factories.make_proposal(case, at=AT + DAY, **conditions), at=AT + DAY + HOUR)

    page = text(browser(case.submitted_by).get(url(case, "decision")))

    assert "<li>No resale.</li><li>Report each June.</li>" in page
    assert "Legal remedies" in page


def test_the_history_speaks_in_sentences_and_hides_inside_steps_from_the_exporter(case, officer):
    factories.make_proposal(case, at=AT + DAY)

    inside = text(browser(officer).get(url(case, "history")))
    outside = text(browser(case.submitted_by).get(url(case, "history")))

    assert "Decision proposed to a second officer" in inside
    assert "Lena Brandt, BAFA" in inside
    assert "Decision proposed" not in outside
    assert "Case taken; the review begins" in outside


def test_notes_are_written_and_struck_out_in_the_browser(case, officer):
    desk = browser(officer)
    colleague = factories.make_officer()

    desk.post(url(case, "notes"), {"text": f"Please look, @{colleague.name}."})
    note = CaseNote.objects.get()
    assert [mention.person for mention in note.mentions.all()] == [colleague]
    assert "a colleague mentions you" in text(browser(colleague).get("/inbox"))
    assert "a colleague mentions you" not in text(desk.get("/inbox"))

    desk.post(url(case, "notes", note.pk, "strike"))
    page = text(browser(colleague).get(url(case, "notes")))
    assert "<del>" in page
    assert "Struck out" in page


def test_a_message_to_a_thread_of_another_case_is_not_found(case):
    other = factories.make_taken_request()
    first = open_thread(
        request_id=other.pk, side=Side.EXPORTER, subject="x", text="x", actor=other.submitted_by, at=AT + DAY
    )
    write_message(
        thread_id=first.thread_id, side=Side.AUTHORITY, text="y", actor=other.assigned_to, at=AT + DAY
    )

    assert browser(case.submitted_by).get(url(case, "messages", first.thread_id)).status_code == 404


# --- one stream -------------------------------------------------------------------------------------


def test_what_is_open_leads_the_stream_and_the_exporter_reads_no_note_in_it(case, asked, officer):
    open_thread(
        request_id=case.pk,
        side=Side.EXPORTER,
        subject="Crane",
        text="Late.",
        actor=case.submitted_by,
        at=AT + 2 * DAY,
    )
    write_note(request_id=case.pk, text=CANARY, actor=officer, at=AT + 3 * DAY)

    to_officer = text(browser(officer).get(url(case, "conversation")))
    to_exporter = text(browser(case.submitted_by).get(url(case, "conversation")))

    places = [to_officer.index(words) for words in ("Late.", asked.question, CANARY)]
    assert places == sorted(places)
    assert CANARY not in to_exporter
    assert "?show=notes" not in to_exporter
    assert CANARY not in text(browser(case.submitted_by).get(url(case, "conversation?show=notes")))


def test_a_stream_of_one_kind_shows_no_other(case, asked, officer):
    write_note(request_id=case.pk, text=CANARY, actor=officer, at=AT + 3 * DAY)
    desk = browser(officer)

    questions = text(desk.get(url(case, "conversation?show=questions")))
    notes = text(desk.get(url(case, "conversation?show=notes")))

    assert asked.question in questions
    assert CANARY not in questions
    assert CANARY in notes
    assert asked.question not in notes


def test_the_decision_says_what_it_lacks_until_somebody_proposes_it(case, asked, officer):
    desk = browser(officer)

    undecided = text(desk.get(url(case, "decision")))
    factories.answer(asked, at=AT + 2 * DAY)
    answered = text(desk.get(url(case, "decision")))
    factories.make_proposal(case, at=AT + 3 * DAY)
    proposed = text(desk.get(url(case, "decision")))

    assert "The exporter owes an answer" in undecided
    assert "Every question to the exporter is answered." in answered
    assert f'href="{url(case, "propose")}"' in answered
    assert "What stands between this case and a decision" not in proposed
