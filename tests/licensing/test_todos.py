"""A message that asks for something is news for as long as it is to be done, and until its page was read."""

import pytest
from django.test import Client

from exportctl.core.models import User
from exportctl.core.queries.notices import InboxFilter, inbox_count, inbox_rows
from exportctl.desks.exporter.presenters.overview import needs
from licensing.actions.information_requests import answer_information, withdraw_question
from licensing.models import AuthorisationRequest
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def new_kinds_of(user: User) -> set[str]:
    return {row.kind for row in inbox_rows(user, InboxFilter(unread=True), muted=set())}


@pytest.fixture
def case() -> AuthorisationRequest:
    return factories.make_taken_request()


def test_a_question_is_news_until_it_is_answered(case):
    exporter = case.submitted_by
    question = factories.ask(case, at=AT + HOUR)
    before = inbox_count(exporter)

    answer_information(
        request_id=case.pk, information_id=question.pk, answer="So.", actor=exporter, at=AT + 2 * HOUR
    )

    assert inbox_count(exporter) == before - 1


def test_a_question_is_news_until_it_is_taken_back(case):
    exporter = case.submitted_by
    question = factories.ask(case, at=AT + HOUR)

    withdraw_question(
        request_id=case.pk, information_id=question.pk, because="", actor=case.assigned_to, at=AT + 2 * HOUR
    )

    assert "information_requested" not in new_kinds_of(exporter)


def test_a_proposal_is_news_until_it_is_settled(case):
    second = factories.make_officer()
    proposal = factories.make_proposal(case)
    assert "proposal_waiting" in new_kinds_of(second)

    factories.approve(proposal, by=second)

    assert "proposal_waiting" not in new_kinds_of(second)


def test_to_read_the_page_is_to_have_read_the_message(case):
    exporter = case.submitted_by
    factories.approve(factories.make_proposal(case))
    client, page = browser(exporter), f"/cases/{case.reference}/decision"
    assert any(need.reference == case.reference for need in needs(exporter, at=AT + 2 * DAY))
    assert 'action="/inbox/seen"' in client.get(page).content.decode()

    client.post("/inbox/seen", {"path": page, "next": page})

    assert "decision_made" not in new_kinds_of(exporter)
    assert not any(need.reference == case.reference for need in needs(exporter, at=AT + 2 * DAY))
    assert 'action="/inbox/seen"' not in client.get(page).content.decode()


@pytest.mark.parametrize("path", ["", "\0", "/nowhere", "x" * 3000])
def test_nonsense_marks_nothing(case, path):
    client, before = browser(case.submitted_by), inbox_count(case.submitted_by)

    assert client.post("/inbox/seen", {"path": path}).status_code == 302
    assert inbox_count(case.submitted_by) == before
