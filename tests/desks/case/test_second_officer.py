"""What the second officer reads before the answer: everything they answer for, and who said what about what."""

import pytest
from django.test import Client

from exportctl.core.models import User
from licensing.actions import proposals
from licensing.actions.advice import record_advice
from licensing.actions.messages import open_thread
from licensing.rules.messages import Side
from notifications.actions.assessments import assess_flag
from tests import factories
from tests.factories import DAY, HOUR
from tests.licensing.test_consultations import ON, advise, again, ask, attach, draft

pytestmark = pytest.mark.django_db


def signed_in(user):
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk), "allauth.account.auth_backends.AuthenticationBackend")
    return browser


def record(request, asked, *, at, **words):
    said = {"stance": "no_objection", "text": "", "given_by": "X. Caller", **words}
    actor = request.assigned_to
    return record_advice(request_id=request.pk, consultation_id=asked.pk, actor=actor, at=at, **said)


@pytest.fixture
def waiting():
    """A body objected through its link; asked again on other conditions, an officer recorded its consent."""
    request = factories.make_taken_request()
    draft(request)
    asked = ask(request)
    advise(asked, stance="objection", text="No judge is involved.", given_by="D. Neri")
    draft(request, ["Only with two court orders."], at=ON + HOUR)
    asked = again(request, asked)
    record(request, asked, at=ON + 3 * HOUR)
    flag = next(iter(request.body["red_flags"]))
    assess_flag(
        request_id=request.pk,
        question=flag,
        verdict="sign",
        reason="CANARY-assessment",
        actor=request.assigned_to,
        at=ON + 3 * HOUR,
    )
    open_thread(
        request_id=request.pk,
        side=Side.EXPORTER,
        subject="Correction",
        text="Quantity should be 13",
        actor=request.submitted_by,
        at=ON + 4 * HOUR,
    )
    attach(request, "brochure.txt")
    return request


def everything(page, request):
    assert "given through the body&#x27;s own link" in page or "given through the body's own link" in page
    assert f"recorded by {request.assigned_to} for the body" in page
    assert "to question 1 of 2, on version 1 of the conditions" in page
    assert "to question 2 of 2, on version 2 of the conditions" in page
    assert page.count("Current</") == 1
    assert page.index("D. Neri") < page.index("X. Caller")
    assert "CANARY-assessment" in page
    assert "1 message of the exporter is unread by you." in page
    assert "brochure.txt" in page
    for words in (request.line.name, request.end_user.name, request.body["doubt"][:20]):
        assert words in page


def test_the_approval_page_shows_all_that_the_second_officer_answers_for(waiting):
    proposal = factories.make_proposal(
        waiting,
        outcome="grant_with_conditions",
        conditions=["Only with two court orders."],
        at=ON + DAY,
    )

    page = signed_in(factories.make_officer()).get(f"/cases/{waiting.reference}/proposals/{proposal.pk}")

    everything(page.content.decode(), waiting)


def test_the_proposer_has_it_beside_the_form_with_what_is_to_be_improved(waiting):
    proposal = factories.make_proposal(
        waiting, outcome="grant_with_conditions", conditions=["Only with two court orders."], at=ON + DAY
    )
    proposals.return_proposal(
        request_id=waiting.pk,
        proposal_id=proposal.pk,
        comment="CANARY-comment",
        actor=factories.make_officer(),
        at=ON + DAY + HOUR,
    )

    browser = signed_in(waiting.assigned_to)
    page = browser.get(f"/cases/{waiting.reference}/propose").content.decode()

    everything(page, waiting)
    assert "CANARY-comment" in page
    assert "CANARY-comment" in browser.get(f"/cases/{waiting.reference}").content.decode()
    exporter = signed_in(waiting.submitted_by).get(f"/cases/{waiting.reference}").content.decode()
    assert "CANARY-comment" not in exporter
