"""Two facts on every letter, page, file and answer: what the decision rests on, and the regime of the procedure."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from exportctl.core.models import AuditEvent, Notice
from exportctl.core.notices import compose
from exportctl.desks.api.queries.requests import show_request, with_parts
from licensing import letters
from licensing.errors import NotLaw, NotThisRegime
from licensing.models import AuthorisationRequest, Document
from licensing.queries.letters import letter_of
from licensing.rules.regimes import BASES, NOT_LAW, VOTE_OF_2018, basis
from licensing.rules.requests import LegalBasis
from notifications.actions.rule_sets import approve_selection, propose_selection
from notifications.actions.withdrawals import approve_withdrawal, propose_withdrawal
from notifications.errors import PopulationsOutdated
from notifications.models import ObjectionProcedure
from notifications.queries.evidence import evidence_of
from notifications.queries.procedures import show_procedure
from notifications.rules.rule_sets import RULE_SETS
from tests import factories
from tests.factories import AT, DAY, HOUR

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LATER = AT + 3 * DAY
IMPOSSIBLE = ("unanimous_agreement", "human_rights")
PAIRS = [
    (rules, legal_basis)
    for rules in RULE_SETS
    for legal_basis in ("human_rights", "article_5")
    if (rules, legal_basis) != IMPOSSIBLE
]


def choose(name):
    act = propose_selection(rule_set=name, reason="Tried.", actor=factories.make_commissioner(), at=AT)
    approve_selection(selection_id=act.pk, actor=factories.make_commissioner(), at=AT)


def written(document):
    """The letter as its template writes it, without the renderer of PDF."""
    letter = letter_of(document)
    return " ".join(
        render_to_string(f"letters/{letter.kind}.html", letters._context(letter, "en")).split()
    ), letter


def browser(user):
    client = Client()
    client.force_login(type(user).objects.get(pk=user.pk), BACKEND)
    return client


def in_words(text, in_force):
    return str(text) if in_force else f"{text}, not in force"


@pytest.mark.django_db
@pytest.mark.parametrize(("rule_set", "legal_basis"), PAIRS)
def test_every_letter_page_file_and_answer_states_both(rule_set, legal_basis, product_clock):
    choose(rule_set)
    rules, rests_on = RULE_SETS[rule_set], BASES[LegalBasis(legal_basis)]
    request = factories.make_taken_request()
    factories.approve(factories.make_proposal(request, legal_basis=legal_basis))
    procedure = ObjectionProcedure.objects.get(request=request)
    product_clock.at = LATER
    regime, decided_on = in_words(rules.regime, rules.in_force), in_words(rests_on.text, rests_on.in_force)
    facts = {"rule_set": rule_set, "regime": rules.regime, "in_force": rules.in_force}

    receipt, about_receipt = written(Document.objects.get(request=request, kind="receipt"))
    letter, about_letter = written(Document.objects.get(request=request, kind="decision_letter"))
    assert regime in receipt
    assert regime in letter
    assert decided_on in letter
    assert about_receipt.data["procedure_rules"] == about_letter.data["procedure_rules"] == facts
    assert about_letter.data["in_force"] is rests_on.in_force

    exporter = browser(request.submitted_by).get(f"/cases/{request.reference}/decision").content.decode()
    delegate = browser(factories.make_delegate()).get(f"/procedures/{procedure.reference}").content.decode()
    for page in (exporter, delegate):
        assert regime in page
        assert decided_on in page

    row = with_parts(AuthorisationRequest.objects.all(), at=LATER).get(pk=request.pk)
    shown = show_request(row, viewer=request.submitted_by, at=LATER)
    assert {name: shown["procedures"][0][name] for name in facts} == facts
    assert shown["proposals"][0]["basis_in_force"] is rests_on.in_force
    for answer in (show_procedure(procedure, at=LATER), evidence_of(procedure, at=LATER)):
        assert {name: answer[name] for name in facts} == facts
        assert answer["decision"]["legal_basis"] == legal_basis
        assert answer["decision"]["in_force"] is rests_on.in_force
        assert (answer["decision"]["requirement"] is not None) == (legal_basis == "article_5")

    notice = Notice.objects.filter(kind="procedure_opened").first()
    assert rules.regime in compose(notice.kind, notice.reference, notice.facts)[1]


@pytest.mark.django_db
def test_under_the_law_in_force_a_decision_starts_from_article_5():
    choose("unanimous_agreement")
    request = factories.make_taken_request()
    assert request.legal_basis == "article_5"

    with pytest.raises(NotThisRegime) as refused:
        factories.make_proposal(request, legal_basis="human_rights")

    assert refused.value.status == 422
    assert refused.value.errors[0]["pointer"] == "/legal_basis"


@pytest.mark.django_db
def test_rules_that_change_before_the_approval_are_asked_again():
    proposal = factories.make_proposal(legal_basis="human_rights")
    choose("unanimous_agreement")

    with pytest.raises(NotThisRegime):
        factories.approve(proposal)


@pytest.mark.django_db
@pytest.mark.parametrize("legal_basis", sorted(LegalBasis))
def test_outside_a_demonstration_a_decision_rests_on_law(monkeypatch, legal_basis):
    monkeypatch.setattr("licensing.queries.regimes.proposed_law_applies", lambda: False)
    request = factories.make_taken_request()
    assert request.legal_basis == "article_5"

    if legal_basis not in NOT_LAW:
        assert factories.make_proposal(request, legal_basis=legal_basis).legal_basis == legal_basis
        return
    with pytest.raises(NotLaw) as refused:
        factories.make_proposal(request, legal_basis=legal_basis)
    assert refused.value.status == 422


@pytest.mark.django_db
def test_a_stored_national_provision_makes_it_law_and_stands_in_the_letter(monkeypatch):
    monkeypatch.setattr("licensing.queries.regimes.proposed_law_applies", lambda: False)
    request = factories.make_taken_request()
    factories.make_letterhead(request.authority, provision_human_rights="§ 9 Example Act")

    factories.approve(factories.make_proposal(request, legal_basis="human_rights"))

    letter, about = written(Document.objects.get(request=request, kind="decision_letter"))
    assert "§ 9 Example Act" in letter
    assert about.data["provision"] == "§ 9 Example Act"
    assert about.data["in_force"] is True
    assert about.data["procedure_rules"]["in_force"] is False  # what the procedure runs under is another fact


@pytest.mark.django_db
def test_the_remedy_stands_in_the_letter_once_the_authority_has_confirmed_it():
    request = factories.make_taken_request()
    factories.approve(factories.make_proposal(request))
    document = Document.objects.get(request=request, kind="decision_letter")
    assert "will inform you of the remedy separately" in written(document)[0]

    factories.make_letterhead(
        request.authority,
        office="Unit 21",
        remedy_body="Verwaltungsgericht",
        remedy_period="one month",
        confirmed_by="Legal unit",
        confirmed_on=AT.date(),
    )

    letter, _about = written(document)
    assert "Verwaltungsgericht" in letter
    assert "Unit 21" in letter
    assert "separately" not in letter
    assert "Bundesamt für Wirtschaft und Ausfuhrkontrolle" in letter


@pytest.mark.django_db
def test_a_withdrawn_refusal_gets_a_letter_of_its_own():
    approval = factories.make_refusal()
    procedure = ObjectionProcedure.objects.get(reference=approval.procedure)
    officer, other = factories.make_officer(), factories.make_officer()
    act = propose_withdrawal(procedure_id=procedure.pk, grounds="Wrong item.", actor=officer, at=LATER)
    approve_withdrawal(procedure_id=procedure.pk, withdrawal_id=act.pk, actor=other, at=LATER + HOUR)

    document = Document.objects.get(about=act.pk)
    letter, about = written(document)
    assert document.kind == "decision_letter"
    assert "The refusal is withdrawn" in letter
    assert "Wrong item." in letter
    assert about.data["procedure"] == procedure.reference


@pytest.mark.django_db
def test_a_notification_can_be_answered_with_the_requirement_which_goes_to_the_states():
    request = factories.make_taken_request()
    proposal = factories.make_proposal(request, outcome="authorisation_required", legal_basis="article_5")
    approval = factories.approve(proposal)

    request.refresh_from_db()
    assert request.status == "authorisation_required"
    assert approval.procedure
    assert approval.request_opened is None
    assert AuditEvent.objects.filter(object_id=request.pk, event="require").exists()
    letter, _about = written(Document.objects.get(request=request, kind="decision_letter"))
    assert "subject to authorisation" in letter


@pytest.mark.django_db
def test_live_procedures_need_the_population_figures_of_their_year(monkeypatch):
    monkeypatch.setattr("notifications.actions.procedures.earlier_figures_serve", lambda: False)
    proposal = factories.make_proposal()

    with pytest.raises(PopulationsOutdated, match="2026"):
        factories.approve(proposal)


def test_a_basis_becomes_law_by_a_national_provision_alone():
    assert not basis("human_rights").in_force
    assert basis("human_rights", provision="§ 9").in_force
    assert basis("article_5", provision="§ 9").text == BASES[LegalBasis.ARTICLE_5].text
    assert VOTE_OF_2018 in str(basis("eu_list").text)
