"""Two acts on one question at once: both wait for the case, the second finds what the first left."""

import pytest

from licensing.actions import answer_extensions, information_requests
from licensing.actions.information_requests import AlreadyAnswered, QuestionWithdrawn
from licensing.actions.reminders import remind_of_questions
from licensing.models import InformationReminder, InformationStep
from tests import factories
from tests.database import in_thread, wait_for_waiter
from tests.factories import AT, DAY

pytestmark = pytest.mark.race
PATIENCE = 60
REQUEST = "SELECT 1 FROM licensing_authorisationrequest WHERE id = %s FOR UPDATE"


@pytest.fixture
def asked(cloned_database):
    return factories.ask(factories.make_taken_request(), at=AT + DAY)


@pytest.fixture
def held(asked, second_connection):
    """Somebody else holds the case until rolled back."""
    connection = second_connection()
    connection.cursor().execute(REQUEST, [str(asked.request_id)])
    return connection


def about(asked, by):
    return {"request_id": asked.request_id, "information_id": asked.pk, "actor": by, "at": AT + 2 * DAY}


def both(cloned_database, held, first, second):
    """Start both, the first first; let go; what each came to."""
    one = in_thread(*first[:1], **first[1])
    wait_for_waiter(cloned_database)
    two = in_thread(*second[:1], **second[1])
    wait_for_waiter(cloned_database, count=2)
    held.rollback()
    return one.exception(PATIENCE), two.exception(PATIENCE)


def test_an_answer_in_part_and_a_withdrawal_leave_one_story(cloned_database, asked, held):
    part = (
        information_requests.answer_in_part,
        {**about(asked, asked.request.submitted_by), "answer": "a", "missing": "b"},
    )
    back = (
        information_requests.withdraw_question,
        {**about(asked, asked.request.assigned_to), "because": "c"},
    )

    first, second = both(cloned_database, held, part, back)

    asked.refresh_from_db()
    asked.request.refresh_from_db()
    assert asked.withdrawn_at is not None
    assert asked.request.status == "under_review"
    steps = InformationStep.objects.count()
    # Whoever came first, the withdrawal stands; an answer in part before it is kept, one after it is refused.
    assert second is None or first is None
    assert steps == sum(error is None for error in (first, second)) - 1
    assert all(error is None or isinstance(error, QuestionWithdrawn) for error in (first, second))


def test_an_answer_and_a_withdrawal_close_a_question_once(cloned_database, asked, held):
    whole = (
        information_requests.answer_information,
        {**about(asked, asked.request.submitted_by), "answer": "a"},
    )
    back = (
        information_requests.withdraw_question,
        {**about(asked, asked.request.assigned_to), "because": "c"},
    )

    errors = both(cloned_database, held, whole, back)

    assert sum(error is None for error in errors) == 1
    assert all(error is None or isinstance(error, AlreadyAnswered | QuestionWithdrawn) for error in errors)
    asked.refresh_from_db()
    assert (asked.answered_at is None) != (asked.withdrawn_at is None)


def test_two_officers_answer_one_wish_once(cloned_database, asked, second_connection):
    filer, officer = asked.request.submitted_by, asked.request.assigned_to
    wished = (AT + 30 * DAY).date()
    answer_extensions.ask_answer_extension(due_on=wished, reason="x", **about(asked, filer))
    held = second_connection()
    held.cursor().execute(REQUEST, [str(asked.request_id)])
    grant = (answer_extensions.grant_answer_extension, {**about(asked, officer), "due_on": wished})
    decline = (
        answer_extensions.decline_answer_extension,
        {**about(asked, factories.make_officer()), "word": "No."},
    )

    errors = both(cloned_database, held, grant, decline)

    assert sum(error is None for error in errors) == 1
    assert asked.steps.count() == 2


def test_a_sweep_passes_by_a_case_in_somebodys_hands_and_comes_again(asked, held):
    late = AT + 20 * DAY

    assert remind_of_questions(at=late) == 0
    held.rollback()

    assert remind_of_questions(at=late) == 1
    assert InformationReminder.objects.count() == 1
