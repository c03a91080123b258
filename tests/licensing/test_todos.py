"""What waits about a case: for whom, by when, and gone once it is done."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.actions.seats import remove_seat
from exportctl.core.models import Seat, User
from exportctl.core.next_steps import lines
from exportctl.core.queries.notices import InboxFilter, inbox_rows
from exportctl.core.queries.todos import counts, todos, waiting
from exportctl.core.rules.files import FILE, Event
from exportctl.core.transitions import transition
from exportctl.desks.exporter.presenters.overview import needs
from licensing.actions.amendments import amend, discard_amendment, start_amendment
from licensing.actions.answer_extensions import ask_answer_extension, decline_answer_extension
from licensing.actions.assignments import assign_requests
from licensing.actions.decision_periods import approve_period
from licensing.actions.information_requests import answer_information, ask_information, withdraw_question
from licensing.actions.letterheads import approve_letterhead, discard_letterhead, propose_letterhead
from licensing.actions.messages import open_thread
from licensing.actions.proposals import return_proposal, take_back_proposal
from licensing.models import AuthorisationRequest
from licensing.rules.messages import Side
from tests import factories
from tests.factories import AT, DAY, HOUR
from tests.licensing.test_consultations import advise
from tests.licensing.test_consultations import ask as ask_body_of
from tests.licensing.test_decision_periods import propose as propose_period

pytestmark = pytest.mark.django_db
LATE = AT + 90 * DAY


def propose_letter(authority, *, by):
    return propose_letterhead(authority=authority, reason="New.", actor=by, at=AT, office="Unit 3")


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def waits_for(user: User, at=AT + DAY) -> list[str]:
    """The kinds of what waits, after the numbers of page and list were found to agree."""
    user = User.objects.get(pk=user.pk)
    rows = todos(user, at=at)
    own = sum(row.kind.is_own for row in rows)
    assert waiting(user, at=at).number == own
    assert sum(counts(user, at=at).values()) == len(rows)
    return [row.kind.code for row in rows]


def new_kinds_of(user: User) -> set[str]:
    return {row.kind for row in inbox_rows(user, InboxFilter(unread=True), muted=set())}


@pytest.fixture
def case() -> AuthorisationRequest:
    return factories.make_taken_request()


@pytest.fixture
def second() -> User:
    return factories.make_officer()


# --- the exporter


def test_a_question_waits_until_it_is_answered(case):
    exporter = case.submitted_by
    question = factories.ask(case, at=AT + HOUR)
    [row] = todos(exporter, at=AT + DAY)
    assert (row.kind.code, row.due_on, row.reference) == ("answer", question.due_on, case.reference)
    assert "information_requested" not in new_kinds_of(exporter)  # said once: as a thing to do

    answer_information(
        request_id=case.pk, information_id=question.pk, answer="So.", actor=exporter, at=AT + 2 * HOUR
    )

    assert waits_for(exporter) == []


def test_a_question_waits_until_it_is_taken_back(case):
    question = factories.ask(case, at=AT + HOUR)

    withdraw_question(
        request_id=case.pk, information_id=question.pk, because="", actor=case.assigned_to, at=AT + 2 * HOUR
    )

    assert waits_for(case.submitted_by) == []


def test_a_file_that_was_rejected_waits_until_another_one_comes(case):
    exporter = case.submitted_by
    said = {
        "request_id": case.pk,
        "side": Side.EXPORTER,
        "subject": "Offer",
        "text": "Here.",
        "actor": exporter,
    }
    open_thread(**said, uploads=[SimpleUploadedFile("a.txt", b"One.", "text/plain")], at=AT + HOUR)
    file = case.documents.get(name="a.txt").file
    transition(file, Event.REJECT, machine=FILE, actor=None, at=AT + HOUR, changes={"finding": "infected"})
    assert waits_for(exporter) == ["replace_file"]

    open_thread(**said, uploads=[SimpleUploadedFile("b.txt", b"Two.", "text/plain")], at=AT + 2 * HOUR)

    assert waits_for(exporter) == []


def test_a_decision_waits_until_its_page_was_opened(case):
    exporter = case.submitted_by
    factories.approve(factories.make_proposal(case))
    client, page = browser(exporter), f"/cases/{case.reference}/decision"
    assert waits_for(exporter, AT + 2 * DAY) == ["read_decision"]
    assert [need.reference for need in needs(exporter, at=AT + 2 * DAY)] == [case.reference]
    assert f'name="path" value="{page}"' in client.get(page).content.decode()

    client.post("/inbox/seen", {"path": page, "next": page})

    assert waits_for(exporter, AT + 2 * DAY) == []
    assert f'name="path" value="{page}"' not in client.get(page).content.decode()


def test_a_decision_that_nobody_read_waits_a_month(case):
    factories.approve(factories.make_proposal(case))

    assert waits_for(case.submitted_by, AT + 40 * DAY) == []


def test_news_of_a_case_is_read_by_opening_any_of_its_pages(case):
    exporter = case.submitted_by
    assert new_kinds_of(exporter) == {"request_taken"}

    page = browser(exporter).get(f"/cases/{case.reference}/documents").content.decode()

    assert f'name="path" value="/cases/{case.reference}"' in page


@pytest.mark.parametrize("path", ["", "\0", "/nowhere", "x" * 3000])
def test_nonsense_marks_nothing(case, path):
    client = browser(case.submitted_by)

    assert client.post("/inbox/seen", {"path": path}).status_code == 302
    assert new_kinds_of(case.submitted_by) == {"request_taken"}


# --- the officer


def test_a_new_case_waits_for_anyone_of_the_office_and_counts_for_nobody(second):
    case = factories.make_submitted_request()
    colleague = factories.make_officer()

    assert waits_for(second) == waits_for(colleague) == ["take"]
    assert waiting(second, at=AT + DAY).number == 0
    [row] = todos(second, at=AT + DAY)
    assert row.due_on == case.due_on


def test_a_case_that_was_given_waits_for_that_officer_alone(second):
    colleague = factories.make_officer()
    case = factories.make_submitted_request()

    assign_requests(request_ids=[case.pk], assignee=second, actor=colleague, at=AT + HOUR)

    assert (waits_for(second), waits_for(colleague)) == (["begin"], [])


def test_the_review_waits_for_whoever_has_the_case(case, second):
    assert (waits_for(case.assigned_to), waits_for(second)) == (["propose"], [])
    [line] = lines(todos(case.assigned_to, at=LATE), at=LATE)
    assert line.tone == "late"
    assert line.day.left < 0


def test_a_proposal_waits_for_every_other_officer_until_it_is_settled(case, second):
    proposal = factories.make_proposal(case)
    assert (waits_for(case.assigned_to, AT + DAY), waits_for(second, AT + DAY)) == ([], ["approve"])

    factories.approve(proposal, by=second)

    assert waits_for(second, AT + 2 * DAY) == []


def test_a_returned_proposal_waits_to_be_improved(case, second):
    proposal = factories.make_proposal(case)
    given = {"request_id": case.pk, "proposal_id": proposal.pk, "at": AT + 2 * DAY}

    return_proposal(**given, comment="Why?", actor=second)

    [row] = todos(case.assigned_to, at=AT + 2 * DAY)
    assert (row.kind.code, row.facts["comment"]) == ("improve", "Why?")
    factories.make_proposal(case, at=AT + 3 * DAY)
    assert waits_for(case.assigned_to, AT + 3 * DAY) == []


def test_a_proposal_taken_back_waits_to_be_proposed_again(case):
    proposal = factories.make_proposal(case)
    take_back_proposal(request_id=case.pk, proposal_id=proposal.pk, actor=case.assigned_to, at=AT + 2 * DAY)

    assert waits_for(case.assigned_to, AT + 2 * DAY) == ["propose"]


def test_a_wish_for_more_time_waits_for_a_word_and_a_late_answer_for_an_act(case):
    question = factories.ask(case, at=AT + HOUR)
    officer = case.assigned_to
    assert waits_for(officer) == []
    assert waits_for(officer, AT + 30 * DAY) == ["chase_answer"]

    ask_answer_extension(
        request_id=case.pk,
        information_id=question.pk,
        due_on=question.due_on + timedelta(days=7),
        reason="A fair.",
        actor=case.submitted_by,
        at=AT + DAY,
    )

    [row] = todos(officer, at=AT + 30 * DAY)
    assert (row.kind.code, row.facts["wish"]) == ("decide_on_time", "A fair.")
    [row] = todos(case.submitted_by, at=AT + 30 * DAY)
    wished = str(question.due_on + timedelta(days=7))
    assert (row.kind.code, row.due_on, row.facts["wished_on"]) == ("answer_meanwhile", None, wished)
    decline_answer_extension(
        request_id=case.pk, information_id=question.pk, word="No.", actor=officer, at=AT + 2 * DAY
    )
    [row] = todos(case.submitted_by, at=AT + 30 * DAY)
    assert (row.kind.code, row.due_on) == ("answer", question.due_on)


def test_a_case_whose_officer_left_waits_to_be_taken_over(case, second):
    remove_seat(seat_id=Seat.objects.get(user=case.assigned_to).pk, at=AT + HOUR)

    assert waits_for(second) == ["take_over"]


def test_other_peoples_cases_wait_for_nobody_here(case):
    factories.ask(case, at=AT + HOUR)

    assert waits_for(factories.make_officer("FR")) == []
    assert waits_for(factories.make_filer(factories.make_exporter("FR"))) == []


def test_an_advice_that_is_late_waits_for_whoever_has_the_case(case, second):
    asked = ask_body_of(case)
    due_on = asked.due_on
    assert waits_for(case.assigned_to, AT + 10 * DAY) == []  # its last day
    [row] = todos(case.assigned_to, at=AT + 11 * DAY)
    assert (row.kind.code, row.due_on, row.facts["who"]) == ("chase_advice", due_on, "Foreign ministry")
    assert waits_for(second, AT + 11 * DAY) == []

    advise(asked, at=AT + 11 * DAY)

    assert waits_for(case.assigned_to, AT + 11 * DAY) == ["propose"]


@pytest.mark.parametrize(
    ("propose", "approve", "kind"),
    [
        (propose_period, approve_period, "approve_period"),
        (propose_letter, approve_letterhead, "approve_letterhead"),
    ],
)
def test_what_two_officers_of_an_authority_change_waits_for_the_other(second, propose, approve, kind):
    first = factories.make_officer()
    change = propose(factories.organisation("authority"), by=first)
    elsewhere = factories.make_officer("FR")
    assert (waits_for(first), waits_for(second), waits_for(elsewhere)) == ([], [kind], [])

    approve(change_id=change.pk, actor=second, at=AT + DAY)

    assert waits_for(second) == []


# --- how much


def test_more_than_a_list_shows_is_still_counted(second):
    for number in range(4):
        item = {**factories.NOTIFICATION["item"], "model": f"M{number}"}
        factories.make_submitted_request(item=item)

    assert len(todos(second, at=AT + DAY, most=3)) == 3
    assert counts(second, at=AT + DAY)["take"] == 4


def test_a_dozen_kinds_cost_one_statement(case, second, django_assert_num_queries):
    factories.make_proposal(case)
    todos(second, at=AT + DAY)

    with django_assert_num_queries(1):
        todos(second, at=AT + DAY)
    with django_assert_num_queries(1):
        waiting(second, at=AT + DAY)


# --- corrections


def test_a_correction_that_is_asked_for_waits_until_it_is_sent(case):
    exporter = case.submitted_by
    ask_information(
        request_id=case.pk,
        question="The quantity is 3 in the contract.",
        wants_correction=True,
        due_on=(AT + 14 * DAY).date(),
        actor=case.assigned_to,
        at=AT + HOUR,
    )
    [row] = todos(exporter, at=AT + DAY)
    assert row.kind.code == "correct"
    assert browser(exporter).get(lines([row], at=AT + DAY)[0].act.url).status_code == 200

    draft = start_amendment(request_id=case.pk, actor=exporter, at=AT + 2 * HOUR)
    assert sorted(waits_for(exporter)) == ["correct", "finish_correction"]
    going_on = next(row for row in todos(exporter, at=AT + DAY) if row.kind.code == "finish_correction")
    assert lines([going_on], at=AT + DAY)[0].act.url == draft.get_absolute_url()

    amend(
        request_id=case.pk,
        body={"quantity": "3"},
        reason="A typing error.",
        actor=exporter,
        at=AT + 3 * HOUR,
    )
    discard_amendment(draft_id=draft.pk, actor=exporter, at=AT + 4 * HOUR)
    assert waits_for(exporter) == []


def test_a_proposal_that_a_correction_overtook_is_proposed_anew(case):
    factories.make_proposal(case)

    amend(
        request_id=case.pk,
        body={"quantity": "3"},
        reason="A typing error.",
        actor=case.submitted_by,
        at=AT + 2 * DAY,
    )

    assert waits_for(case.assigned_to, at=AT + 3 * DAY) == ["propose_anew"]
    assert "proposal_stale" not in new_kinds_of(case.assigned_to)


def test_a_letterhead_that_is_discarded_waits_for_nobody(second):
    change = propose_letter(factories.organisation("authority"), by=factories.make_officer())

    discard_letterhead(change_id=change.pk, actor=second, at=AT + DAY)

    assert waits_for(second) == []


def test_ones_own_late_decision_presses_before_the_late_answer_of_another(case):
    """The exporter is late since long before; nobody else is told to be."""
    factories.ask(case, at=AT + HOUR)
    late = factories.make_taken_request(case.assigned_to)
    AuthorisationRequest.objects.filter(pk=late.pk).update(due_on=(AT + 30 * DAY).date())

    waiting_for = todos(case.assigned_to, at=AT + 40 * DAY)

    assert [row.kind.code for row in waiting_for] == ["propose", "chase_answer"]
    assert [line.tone for line in lines(waiting_for, at=AT + 40 * DAY)] == ["late", "todo"]
