"""What somebody is writing while a colleague acts on the case comes back, with what the colleague did."""

import pytest
from django.test import Client

from exportctl.core.models import User
from licensing.actions import proposals
from licensing.actions.assignments import assign_requests
from licensing.actions.requests import withdraw_request
from licensing.models import AuthorisationRequest, ProposalDraft
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db
WORDS = "Three paragraphs that took an hour to write."


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked(case: AuthorisationRequest, colleague: User) -> str:
    factories.ask(case, at=AT + HOUR)
    return "A question to the exporter is open"


def taken_over(case: AuthorisationRequest, colleague: User) -> str:
    assign_requests(request_ids=[case.pk], assignee=colleague, actor=colleague, at=AT + HOUR)
    return f"{colleague} has this case now."


def withdrawn(case: AuthorisationRequest, colleague: User) -> str:
    withdraw_request(request_id=case.pk, actor=case.submitted_by, at=AT + HOUR)
    return "The case is decided, withdrawn or closed"


MEANWHILE = [asked, taken_over, withdrawn]


@pytest.fixture
def case() -> AuthorisationRequest:
    return factories.make_taken_request()


@pytest.mark.parametrize("meanwhile", MEANWHILE)
@pytest.mark.parametrize("button", [{}, {"keep": "1"}, {"preview": "1"}])
def test_a_proposal_comes_back_with_what_was_done(case, meanwhile, button):
    client, colleague = browser(case.assigned_to), factories.make_officer()
    expected = meanwhile(case, colleague)

    page = client.post(f"/cases/{case.reference}/propose", {"grounds": WORDS, **button})

    assert page.status_code == 422
    assert WORDS in page.content.decode()
    assert expected in page.content.decode()
    assert "Last on this case:" in page.content.decode()


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_the_script_is_told_what_happened_and_not_that_the_connection_failed(case, meanwhile):
    client, colleague = browser(case.assigned_to), factories.make_officer()
    expected = meanwhile(case, colleague)

    answer = client.post(f"/cases/{case.reference}/propose", {"grounds": WORDS, "keep": "1", "quiet": "1"})

    assert expected in answer.json()["text"]
    is_kept = ProposalDraft.objects.filter(request=case).exists()
    assert answer.status_code == (200 if is_kept else 409)


def test_to_open_the_form_when_it_is_impossible_says_why(case):
    factories.ask(case, at=AT + HOUR)

    page = browser(case.assigned_to).get(f"/cases/{case.reference}/propose", follow=True)

    assert page.redirect_chain[-1][0] == f"/cases/{case.reference}/decision"
    assert "A question to the exporter is open" in page.content.decode()


def test_a_question_comes_back_when_a_decision_was_proposed_meanwhile(case):
    factories.make_proposal(case)

    page = browser(case.assigned_to).post(
        f"/cases/{case.reference}/ask", {"question": WORDS, "due_on": "2026-12-01"}
    )

    assert page.status_code == 422
    assert WORDS in page.content.decode()
    assert "A decision is proposed already" in page.content.decode()


@pytest.mark.parametrize("settle", ["approved", "returned"])
def test_the_comment_of_a_return_comes_back_when_somebody_was_quicker(case, settle):
    proposal, second, third = (
        factories.make_proposal(case),
        factories.make_officer(),
        factories.make_officer(),
    )
    if settle == "approved":
        factories.approve(proposal, by=third)
    else:
        proposals.return_proposal(
            request_id=case.pk, proposal_id=proposal.pk, comment="No.", actor=third, at=AT + 2 * DAY
        )

    page = browser(second).post(f"/cases/{case.reference}/proposals/{proposal.pk}/return", {"comment": WORDS})

    assert page.status_code == 422
    assert WORDS in page.content.decode()
    assert str(third) in page.content.decode()


@pytest.mark.parametrize("meanwhile", MEANWHILE[1:])
def test_drafted_conditions_come_back(case, meanwhile):
    meanwhile(case, factories.make_officer())
    officer = User.objects.get(pk=case.assigned_to_id)

    page = browser(officer).post(f"/cases/{case.reference}/conditions", {"conditions": WORDS})

    assert page.status_code == 422
    assert WORDS in page.content.decode()


def test_what_was_written_in_a_form_that_nobody_finds_any_more_is_shown():
    """Whatever form it is: the page that says no shows the words."""
    officer = factories.make_officer()
    address = "/cases/DE-2026-99999/ask"

    page = browser(officer).post(address, {"question": WORDS})

    assert page.status_code == 404
    assert WORDS in page.content.decode()
    assert "What you wrote" in page.content.decode()
    assert "What you wrote" not in browser(officer).get(address).content.decode()
