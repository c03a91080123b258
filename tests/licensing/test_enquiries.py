"""An enquiry is a marked request: answered as one, by a paper that authorises nothing. And cases that go first."""

import pytest
from django.test import Client

from controllist.rules import annex_editions
from controllist.rules.annex_editions import Edition, editions
from exportctl.core.errors import Invalid, WrongStatus
from exportctl.core.models import Notice
from exportctl.desks.case.presenters.export_requests import statement
from licensing.actions.amendments import amend
from licensing.actions.body_mails import compose
from licensing.actions.request_drafts import copy_request_draft
from licensing.actions.urgency import end_urgent, set_urgent
from licensing.models import (
    Authorisation,
    AuthorisationRequest,
    Denial,
    Document,
    RequestVersion,
    StateConsultation,
)
from licensing.queries.letters import letter_of
from licensing.rules.denials import Act
from licensing.rules.export_requests import COPYABLE, gaps
from licensing.rules.requests import Kind
from tests import factories
from tests.factories import AT, DAY, HOUR, machine
from tests.licensing.test_consultations import ask
from tests.requesting import make_individual_body, make_taken_individual

pytestmark = pytest.mark.django_db


def decide(request, outcome):
    proposal = factories.make_proposal(request, outcome=outcome, legal_basis="annex_i", at=AT + DAY)
    return factories.approve(proposal, at=AT + DAY + HOUR)


def test_an_enquiry_needs_no_end_use_statement():
    body = make_individual_body(enquiry=True)
    del body["end_use_statement"]
    assert gaps(Kind.INDIVIDUAL, body) == []
    assert gaps(Kind.INDIVIDUAL, {**body, "enquiry": False})

    asked = AuthorisationRequest(kind=Kind.INDIVIDUAL, is_enquiry=True)
    asked.version = RequestVersion(body=body)
    ((_label, words),) = statement(asked)
    assert words == ["None yet: an enquiry does not need one"]


def test_a_favourable_answer_authorises_nothing_and_becomes_a_request(product_clock):
    asked = make_taken_individual(enquiry=True)
    approval = decide(asked, "grant")

    asked = AuthorisationRequest.objects.get(pk=asked.pk)
    assert (asked.status, asked.get_status_display()) == ("granted", "Would be authorised")
    assert approval.authorisation is None
    assert not Authorisation.objects.exists()
    letter = Document.objects.get(request=asked, kind="decision_letter")
    assert str(letter_of(letter).title) == "The export would be authorised"

    company = Client()
    company.force_login(asked.submitted_by)
    page = company.get(f"/cases/{asked.reference}/decision").content.decode()
    assert "Nothing may be exported on this answer" in page
    assert "You may export" not in page
    assert 'title">Export authorisation' not in page

    draft = copy_request_draft(
        draft_id=asked.draft.pk, parts=[*COPYABLE], actor=asked.submitted_by, at=AT + 2 * DAY
    )
    assert "enquiry" not in draft.body


def test_an_answer_that_none_is_required_ends_with_the_entry_it_goes_by(product_clock, monkeypatch):
    asked = make_taken_individual()
    decide(asked, "no_authorisation_required")
    browser, held = Client(), editions()
    browser.force_login(asked.submitted_by)
    ends, later = "It does not hold any more", AT.date() + 20 * DAY
    product_clock.at = AT + 30 * DAY
    (entry,) = {line.control_entry for line in AuthorisationRequest.objects.get(pk=asked.pk).lines}

    def read():
        return browser.get(f"/cases/{asked.reference}/decision").content.decode()

    for changed, over in ((), False), (("1C350",), False), ((entry,), True):
        alone = Edition(on=later, in_force_on=later, changed=changed)
        monkeypatch.setattr(annex_editions, "editions", lambda alone=alone: (*held, alone))
        assert (ends in read()) is over
    monkeypatch.undo()
    product_clock.at = AT + 400 * DAY
    assert "its last day was 3 November 2027" in read()


def test_an_unfavourable_answer_is_notified_as_not_to_be_authorised(product_clock):
    asked = make_taken_individual(enquiry=True)
    decide(asked, "refuse")
    assert {denial.act for denial in Denial.objects.filter(request=asked)} == {Act.NOT_TO_BE_AUTHORISED.value}


def test_an_enquiry_becomes_a_request_by_a_correction(product_clock):
    asked = make_taken_individual(enquiry=True)
    said = {"request_id": asked.pk, "reason": "The contract is signed.", "actor": asked.submitted_by}
    amend(body={"enquiry": None}, at=AT + DAY, **said)
    assert not AuthorisationRequest.objects.get(pk=asked.pk).is_enquiry


def test_an_urgent_case_is_asked_for_granted_and_first(product_clock):
    officer = factories.make_officer()
    plain = make_taken_individual(officer)
    asked = make_taken_individual(officer, urgent_because="Spare parts for a hospital.")
    assert (asked.asks_to_be_urgent, asked.urgent_on) == (True, None)

    calls = machine(officer)
    place = f"/api/v1/requests/{asked.reference}"
    said = {"due_on": (AT + 9 * DAY).date().isoformat(), "reason": "A hospital."}
    answer = calls.post(f"{place}/urgent", said)
    assert (answer.status_code, answer.json()["urgent_on"]) == (200, said["due_on"])
    assert calls.post(f"{place}/urgent", {"due_on": said["due_on"]}).status_code == 422
    assert Notice.objects.filter(kind="request_urgent", organisation=asked.exporter_id).count() == 1
    browser = Client()
    browser.force_login(officer, "allauth.account.auth_backends.AuthenticationBackend")
    listed = browser.get("/worklist?view=all").content.decode()
    assert listed.index(f"Tick {asked.reference}") < listed.index(f"Tick {plain.reference}")
    assert "Urgent, by" in listed

    common = {"request_id": asked.pk, "actor": officer, "at": AT + 6 * DAY}
    with pytest.raises(Invalid):
        set_urgent(due_on=(AT - DAY).date(), reason="Late.", **common)
    end_urgent(**common)
    with pytest.raises(WrongStatus):
        end_urgent(**common)


def test_bodies_and_states_that_are_asked_are_asked_for_an_early_answer(client, product_clock):
    officer = factories.make_officer()
    asked = make_taken_individual(officer, location="FR")
    consultation = ask(asked, at=AT + HOUR, parts=["item"])
    question = StateConsultation.objects.get(request=asked)
    day = (AT + 5 * DAY).date()

    for _twice in range(2):
        set_urgent(request_id=asked.pk, due_on=day, reason="A hospital.", actor=officer, at=AT + DAY)

    mail = consultation.mails.get(kind="urgent")
    assert "an answer before it counts at once" in compose(mail=mail).body
    told = Notice.objects.filter(kind="state_question_urgent").last()
    assert (str(told.organisation.member_state_id), told.facts["due_on"]) == ("FR", day.isoformat())
    french = factories.make_officer("FR")
    product_clock.at = AT + DAY
    assert machine(french).get("/api/v1/consultations").json()["results"][0]["urgent_on"] == day.isoformat()
    client.force_login(french)
    assert "an early answer counts at once" in client.get(question.get_absolute_url()).content.decode()
