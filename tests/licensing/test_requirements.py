"""Articles 4(4) and 5(4): customs of one's own state are told at once of a requirement that a decision imposes."""

import pytest

from exportctl.core.errors import StaleState
from exportctl.core.models import Notice
from licensing.actions.passed_denials import pass_on
from licensing.models import Decision, Denial
from licensing.rules.requests import imposes_requirement
from tests.factories import (
    AT,
    DAY,
    approve,
    machine,
    make_customs,
    make_exporter,
    make_officer,
    make_proposal,
    make_taken_request,
    organisation,
)
from tests.licensing.test_remedies import end, lodge
from tests.requesting import make_taken_individual


@pytest.mark.parametrize(
    ("kind", "outcome", "basis", "imposes"),
    [
        ("notification", "authorisation_required", "article_5", True),
        ("notification", "authorisation_required", "article_4", True),
        ("notification", "refuse", "article_5", True),
        ("notification", "no_authorisation_required", "article_5", False),
        ("notification", "refuse", "annex_i", False),  # listed: required by law
        ("notification", "refuse", "human_rights", False),  # not law
        ("individual", "refuse", "article_4", False),  # asked for, because it is required already
    ],
)
def test_what_makes_items_that_are_not_listed_subject_to_authorisation(kind, outcome, basis, imposes):
    assert imposes_requirement(kind=kind, outcome=outcome, legal_basis=basis) is imposes


def decided(outcome="authorisation_required", basis="article_5"):
    request = make_taken_request()
    approve(make_proposal(request, outcome=outcome, legal_basis=basis), at=AT + DAY)
    return Decision.objects.get(request=request)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "basis"), [("authorisation_required", "article_5"), ("refuse", "article_4")]
)
def test_its_own_customs_are_told_and_read_what_does_not_leave(client, outcome, basis):
    decision = decided(outcome, basis)
    request = decision.request

    told = Notice.objects.get(kind="requirement_imposed")

    assert (told.organisation.kind, str(told.organisation.member_state_id)) == ("customs", "DE")
    client.force_login(make_customs("DE"))
    page = client.get(decision.get_absolute_url()).content.decode()
    for word in (request.line.name, request.exporter.legal_name, request.end_user.name):
        assert word in page
    assert request.reference in client.get("/requirements").content.decode()
    for stranger in (make_customs("FR"), make_officer("FR")):
        client.force_login(stranger)
        assert client.get(decision.get_absolute_url()).status_code == 404
        assert request.reference not in client.get("/requirements").content.decode()


@pytest.mark.django_db
def test_systems_of_its_own_customs_ask_what_was_imposed_and_what_was_taken_back():
    decision = decided("authorisation_required", "article_4")
    request = decision.request
    customs, abroad = machine(make_customs("DE")), machine(make_customs("FR"))

    def listed(office, since=AT):
        return office.get(f"/api/v1/requirements?changed_since={since:%Y-%m-%dT%H:%MZ}").json()["results"]

    (told,) = listed(customs)
    assert (told["reference"], told["state"], told["stands"]) == (request.reference, "DE", True)
    assert told["items"][0]["name"] == request.line.name
    assert told["exporter"] == {"name": request.exporter.legal_name, "eori": request.exporter.eori}
    assert "grounds" not in told
    assert customs.get(f"/api/v1/requirements/{told['id']}").json() == told
    assert listed(abroad) == []
    assert abroad.get(f"/api/v1/requirements/{told['id']}").status_code == 404

    assert listed(customs, AT + 2 * DAY) == []
    end(lodge(request, decision), "annulled")
    assert [each["stands"] for each in listed(customs, AT + 2 * DAY)] == [False]


@pytest.mark.django_db
def test_what_another_state_denied_of_unlisted_items_is_passed_on_to_the_own_customs_once(client):
    decided("refuse", "article_4")
    denial = Denial.objects.get()
    officer, customs = make_officer("FR"), make_customs("FR")
    page, passed = denial.get_absolute_url(), f"/requirements/denials/{denial.reference}"
    client.force_login(customs)
    assert client.get(passed).status_code == 404
    client.force_login(make_officer("DE"))
    assert (
        "Pass on to your customs" not in client.get(page).content.decode()
    )  # its own were told by the decision

    client.force_login(officer)
    assert "Pass on to your customs" in client.get(page).content.decode()
    client.post(f"{page}/pass-on")
    again = client.post(f"{page}/pass-on", follow=True).content.decode()

    assert "Your customs were told of this already." in again
    assert "Passed on to them" in again
    assert str(Notice.objects.get(kind="denial_passed_on").organisation.member_state_id) == "FR"
    client.force_login(customs)
    text = client.get(passed).content.decode()
    assert denial.name in text
    assert denial.parties.first().name in text
    assert denial.ground not in text
    assert denial.request.exporter.legal_name not in text
    assert denial.reference in client.get("/requirements").content.decode()
    client.force_login(make_customs("IT"))
    assert client.get(passed).status_code == 404


@pytest.mark.django_db
def test_what_is_listed_or_not_valid_is_not_passed_on():
    refused = make_taken_individual(exporter=make_exporter())
    approve(make_proposal(refused, legal_basis="annex_i", grounds="Diversion."))
    officer, denial = make_officer("FR"), Denial.objects.first()

    with pytest.raises(StaleState, match="items that are not listed"):
        pass_on(denial=denial, authority=organisation("authority", "FR"), actor=officer, at=AT + 2 * DAY)


@pytest.mark.django_db
def test_what_requires_nothing_new_is_told_to_no_customs():
    decided("no_authorisation_required", "article_5")
    refused = make_taken_individual(exporter=make_exporter())
    approve(make_proposal(refused, legal_basis="annex_i", grounds="Diversion."))

    assert not Notice.objects.filter(kind="requirement_imposed").exists()
    assert not Decision.objects.requirements().exists()


@pytest.mark.django_db
def test_a_requirement_that_a_court_annuls_is_lifted_and_customs_are_told(client):
    decision = decided("authorisation_required", "article_4")
    remedy = lodge(decision.request, decision)

    end(remedy, "annulled")

    assert str(Notice.objects.get(kind="requirement_lifted").organisation.member_state_id) == "DE"
    client.force_login(make_customs("DE"))
    assert "nothing is required by it any more" in client.get(decision.get_absolute_url()).content.decode()
    assert "taken back" in client.get("/requirements").content.decode()
