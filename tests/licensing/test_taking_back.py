"""A proposer takes the own proposal back; a case is handed over, and everybody concerned is told, nobody else."""

import pytest
from django.test import Client

from exportctl.core.actions.mailing import choose_mail
from exportctl.core.errors import Forbidden, WrongStatus
from exportctl.core.models import Notice, User
from exportctl.desks.case.presenters.history import history
from exportctl.desks.case.queries.cases import find_case
from licensing.actions import proposals
from licensing.actions.assignments import assign_requests
from licensing.queries.recipients import officers_told
from tests import factories
from tests.factories import AT, DAY, HOUR

pytestmark = pytest.mark.django_db


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def told(kind):
    return {notice.person for notice in Notice.objects.filter(kind=kind)}


def test_a_proposer_takes_the_own_proposal_back_and_starts_from_it():
    colleague = factories.make_officer()
    proposal = factories.make_proposal(grounds="My own words.")
    request, mine = proposal.request, signed_in(proposal.proposed_by)
    address = f"/cases/{request.reference}/proposals/{proposal.pk}/take-back"
    assert "Take my proposal back" in mine.get(f"/cases/{request.reference}/decision").content.decode()

    assert mine.post(address).status_code == 302

    request.refresh_from_db()
    proposal.refresh_from_db()
    assert (request.status, proposal.status) == ("under_review", "withdrawn")
    assert "My own words." in mine.get(f"/cases/{request.reference}/propose").content.decode()
    assert told("proposal_taken_back") == {colleague}
    line = history(find_case(colleague, request.reference, at=AT + DAY))[-1]
    assert line.what == "Proposal taken back by whoever proposed it"


def test_nobody_else_takes_it_back_and_a_second_officer_may_be_quicker():
    proposal = factories.make_proposal()
    given = {"request_id": proposal.request_id, "proposal_id": proposal.pk, "at": AT + DAY + HOUR}
    colleague = factories.make_officer()
    with pytest.raises(Forbidden, match="Return it"):
        proposals.take_back_proposal(actor=colleague, **given)

    factories.approve(proposal, by=colleague)

    with pytest.raises(WrongStatus):
        proposals.take_back_proposal(actor=proposal.proposed_by, **given)


def test_a_proposal_is_told_to_those_who_may_approve_it_and_its_return_to_its_proposer():
    second = factories.make_officer()
    proposal = factories.make_proposal()
    assert told("proposal_waiting") == {second}

    proposals.return_proposal(
        request_id=proposal.request_id, proposal_id=proposal.pk, comment="Why?", actor=second, at=AT + DAY
    )

    assert told("proposal_returned") == {proposal.proposed_by}


def test_handed_over_from_its_page_a_case_tells_whoever_gets_it():
    officer, colleague = factories.make_officer(), factories.make_officer()
    request = factories.make_taken_request(officer)
    browser = signed_in(officer)
    assert "Hand the case over" in browser.get(f"/cases/{request.reference}").content.decode()

    browser.post(
        "/worklist/bulk",
        {"case": request.reference, "then": "case", "act": "assign", "assignee": str(colleague.pk)},
    )

    request.refresh_from_db()
    assert request.assigned_to == colleague
    assert told("case_given") == {colleague}
    assert told("case_passed_on") == set(), "the officer knows what they did themselves"
    assign_requests(request_ids=[request.pk], assignee=None, actor=officer, at=AT + HOUR)
    assert told("case_passed_on") == {colleague}


def test_a_new_case_given_to_a_colleague_is_not_nobodys():
    officer, colleague = factories.make_officer(), factories.make_officer()
    request = factories.make_submitted_request()
    assign_requests(request_ids=[request.pk], assignee=colleague, actor=officer, at=AT + HOUR)

    page = signed_in(officer).get(f"/cases/{request.reference}").content.decode()

    assert "nobody has it yet" not in page
    assert f"{colleague} has this case and has not begun the review." in page


def test_news_of_a_case_go_to_whoever_has_it_and_to_whoever_asked_for_all():
    officer, curious, _other = (factories.make_officer() for _each in range(3))
    request = factories.make_taken_request(officer)
    choose_mail(user=curious, choice="each", hears_of_every_case=True)

    assert set(officers_told(request, at=AT) or []) == {officer, curious}
    assert set(officers_told(request, actor=officer, at=AT) or []) == {curious}
    assign_requests(request_ids=[request.pk], assignee=None, actor=officer, at=AT + HOUR)
    request.refresh_from_db()
    assert officers_told(request, at=AT) is None, "what nobody has concerns everybody"


def test_an_answer_does_not_start_a_clock_that_another_question_stops():
    request = factories.make_taken_request()
    first, second = (factories.ask(request, at=AT + HOUR) for _each in range(2))

    factories.answer(first, at=AT + 2 * HOUR)
    factories.answer(second, at=AT + 3 * HOUR)

    kinds = Notice.objects.filter(kind__startswith="information_answered").order_by("created_at")
    assert [each.kind for each in kinds] == ["information_answered_not_last", "information_answered"]


def test_an_officer_chooses_of_which_cases_to_hear_and_an_exporter_is_not_asked():
    officer = factories.make_officer()
    browser = signed_in(officer)

    assert browser.post("/account/mail", {"choice": "each", "cases": "every"}).status_code == 302

    officer.refresh_from_db()
    assert officer.hears_of_every_case
    filer = signed_in(factories.make_filer())
    assert "Which cases" not in filer.get("/account/mail").content.decode()
    assert filer.post("/account/mail", {"choice": "each"}).status_code == 302
