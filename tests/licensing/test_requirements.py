"""Articles 4(4) and 5(4): customs of one's own state are told at once of a requirement that a decision imposes."""

import pytest

from exportctl.core.errors import Invalid, StaleState
from exportctl.core.models import Notice
from exportctl.core.queries.organisations import customs_of
from licensing.actions.passed_denials import pass_on
from licensing.actions.requirements import enter_end, enter_requirement, pass_requirement_on
from licensing.models import Decision, Denial, SharedRequirement
from licensing.rules.requests import imposes_requirement
from tests.factories import (
    AT,
    DAY,
    approve,
    machine,
    make_commissioner,
    make_customs,
    make_exporter,
    make_filer,
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


def required(**words):
    """A requirement under Article 4 on a notified item."""
    request = make_taken_request()
    proposal = make_proposal(request, outcome="authorisation_required", legal_basis="article_4", **words)
    approve(proposal, at=AT + DAY)
    return Decision.objects.get(request=request)


@pytest.mark.django_db
def test_the_other_states_and_the_commission_are_told_of_a_requirement_but_not_of_whom(client):
    decision = required()
    request, shared = decision.request, decision.shared_requirement

    told = Notice.objects.filter(kind="requirement_shared")

    states = {
        str(notice.organisation.member_state_id) for notice in told if notice.organisation.kind == "authority"
    }
    assert "DE" not in states
    assert {"FR", "IT"} <= states
    assert "commission" in {notice.organisation.kind for notice in told}
    for reader in (make_officer("FR"), make_commissioner()):
        client.force_login(reader)
        page = client.get(shared.get_absolute_url()).content.decode()
        assert request.line.name in page
        assert request.end_user.name in page
        assert request.exporter.legal_name not in page
        assert request.reference in client.get("/requirements").content.decode()
    for stranger in (make_customs("FR"), make_filer(make_exporter("FR"))):
        client.force_login(stranger)
        assert client.get(shared.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_another_states_requirement_is_passed_on_to_the_own_customs_once_and_they_hear_of_its_end(client):
    decision = required()
    shared, customs = decision.shared_requirement, make_customs("FR")
    page = shared.get_absolute_url()
    client.force_login(make_officer("FR"))
    assert "Pass on to your customs" in client.get(page).content.decode()

    client.post(f"{page}/pass-on")
    again = client.post(f"{page}/pass-on", follow=True).content.decode()

    assert "Your customs were told of this already." in again
    assert str(Notice.objects.get(kind="requirement_passed_on").organisation.member_state_id) == "FR"
    client.force_login(customs)
    text = client.get(page).content.decode()
    assert decision.request.end_user.name in text
    assert decision.proposal.dossier["grounds"] not in text
    assert decision.request.reference in client.get("/requirements").content.decode()
    client.force_login(make_customs("IT"))
    assert client.get(page).status_code == 404

    end(lodge(decision.request, decision), "annulled")

    shared.refresh_from_db()
    assert (shared.status, shared.lifted_at is None) == ("lifted", False)
    heard = Notice.objects.filter(kind="shared_requirement_lifted")
    assert customs_of("FR")[0] in {notice.organisation for notice in heard}
    client.force_login(customs)
    assert "Lifted" in client.get(page).content.decode()
    with pytest.raises(StaleState, match="stands"):
        pass_requirement_on(
            requirement=shared,
            authority=organisation("authority", "IT"),
            actor=make_officer("IT"),
            at=AT + 9 * DAY,
        )


@pytest.mark.django_db
def test_by_rest_an_authority_passes_on_and_its_customs_read_what_is_not_listed():
    decision = required()
    decided("refuse", "article_4")
    shared, denial = decision.shared_requirement, Denial.objects.get()
    officer, customs = machine(make_officer("FR")), machine(make_customs("FR"))
    own = machine(make_officer("DE"))
    (read,) = officer.get("/api/v1/requirements/shared").json()["results"]
    assert (read["state"], read["stands"], read["passed_on_at"]) == ("DE", True, None)
    assert decision.request.exporter.legal_name not in str(read)
    assert customs.get("/api/v1/requirements/shared").json()["results"] == []
    assert customs.get("/api/v1/requirements/denials").json()["results"] == []

    passed = officer.post(f"/api/v1/requirements/shared/{shared.pk}/pass-on")
    told = officer.post(f"/api/v1/denials/{denial.reference}/pass-on")

    assert (passed.status_code, told.status_code) == (200, 200)
    assert passed.json()["passed_on_at"]
    assert told.json()["passed_on_at"]
    assert officer.post(f"/api/v1/denials/{denial.reference}/pass-on").json()["code"] == "stale"
    assert own.post(f"/api/v1/requirements/shared/{shared.pk}/pass-on").status_code == 409
    (listed,) = customs.get("/api/v1/requirements/shared").json()["results"]
    assert "grounds" not in listed
    (other,) = customs.get("/api/v1/requirements/denials").json()["results"]
    assert (other["reference"], other["valid"]) == (denial.reference, True)
    assert not {"ground", "act"} & other.keys()
    assert customs.get(f"/api/v1/requirements/denials/{denial.reference}").json() == other


@pytest.mark.django_db
def test_customs_hear_that_what_was_passed_on_is_not_valid_any_more():
    decision = decided("refuse", "article_4")
    denial = Denial.objects.get()
    pass_on(
        denial=denial, authority=organisation("authority", "FR"), actor=make_officer("FR"), at=AT + 2 * DAY
    )
    customs = machine(make_customs("FR"))
    since = f"/api/v1/requirements/denials?changed_since={AT + 3 * DAY:%Y-%m-%dT%H:%MZ}"
    assert customs.get(since).json()["results"] == []

    end(lodge(decision.request, decision), "annulled")

    assert str(Notice.objects.get(kind="passed_denial_ended").organisation.member_state_id) == "FR"
    assert [each["valid"] for each in customs.get(since).json()["results"]] == [False]


@pytest.mark.django_db
def test_two_officers_may_find_that_the_other_states_must_not_be_told_of_a_requirement_under_article_4():
    because = {"terms": {"confidential_because": "The buyer is watched by a court."}}

    decision = required(**because)

    assert not SharedRequirement.objects.exists()
    assert not Notice.objects.filter(kind="requirement_shared").exists()
    assert Notice.objects.filter(kind="requirement_imposed").exists()  # own customs, all the same
    assert decision.proposal.confidential_because == because["terms"]["confidential_because"]
    with pytest.raises(Invalid) as refused:
        make_proposal(
            make_taken_request(), outcome="authorisation_required", legal_basis="article_5", **because
        )
    assert [each["pointer"] for each in refused.value.errors] == ["/confidential_because"]


PAPER = {
    "state": "MT",
    "paper_number": "MT/2026/7",
    "received_on": AT.date().isoformat(),
    "imposed_on": "2026-01-12",
    "letter": "b",
    "name": "Signal recorder",
    "control_entry": "5a001.F",
    "destination": "KE",
    "end_user": "Night Harbour Office",
    "grounds": "Military use.",
}


@pytest.mark.django_db
def test_a_requirement_on_paper_is_entered_passed_on_and_lifted_by_a_later_paper(client):
    make_officer("FR")
    client.force_login(make_officer("DE"))
    entered = client.post("/requirements/enter", PAPER, follow=True).content.decode()
    shared = SharedRequirement.objects.get()
    page = shared.get_absolute_url()
    for word in ("MT-R-", "Signal recorder", "5A001.f", "MT/2026/7", "Military use.", "arms embargo"):
        assert word in entered
    told = [each.organisation for each in Notice.objects.filter(kind="requirement_shared")]
    states = {str(each.member_state_id) for each in told if each.kind == "authority"}
    assert "FR" in states
    assert not {"DE", "MT"} & states
    again = client.post("/requirements/enter", PAPER)
    assert (again.status_code, "entered already" in again.content.decode()) == (422, True)

    client.post(f"{page}/pass-on")
    client.force_login(make_customs("DE"))
    text = client.get(page).content.decode()
    assert "Night Harbour Office" in text
    assert "Military use." not in text
    assert shared.reference in client.get("/requirements").content.decode()
    assert client.get(f"{page}/lift").status_code == 404
    client.force_login(make_officer("FR"))
    assert "Pass on to your customs" in client.get(page).content.decode()
    assert client.get(f"{page}/lift").status_code == 404  # who entered it enters its end

    client.force_login(make_officer("DE"))
    early = client.post(f"{page}/lift", {"paper_number": "MT/9", "lifted_on": "2026-01-11"})
    assert "It was imposed later" in early.content.decode()
    end = {"paper_number": "MT/9", "lifted_on": AT.date().isoformat()}
    assert "MT/9" in client.post(f"{page}/lift", end, follow=True).content.decode()
    heard = {each.organisation for each in Notice.objects.filter(kind="shared_requirement_lifted")}
    assert customs_of("DE")[0] in heard
    assert client.get(f"{page}/lift").status_code == 404


@pytest.mark.django_db
def test_by_rest_a_requirement_on_paper_and_its_end():
    officer, other = machine(make_officer("DE")), machine(make_officer("FR"))

    made = officer.post("/api/v1/requirements/papers", PAPER, format="json")

    assert made.status_code == 201
    shared = made.json()
    assert (shared["state"], shared["legal_basis"], shared["paper"]["letter"]) == ("MT", "article_4", "b")
    assert shared["parties"][0]["name"] == "Night Harbour Office"
    assert officer.get("/api/v1/requirements/shared").json()["results"] == [shared]
    end = f"/api/v1/requirements/shared/{shared['id']}/lift"
    paper = {"paper_number": "MT/9", "lifted_on": AT.date().isoformat()}
    assert other.post(end, paper, format="json").json()["code"] == "forbidden"
    ended = officer.post(end, paper, format="json").json()
    assert (ended["stands"], ended["paper"]["lifted_number"]) == (False, "MT/9")
    assert officer.post(end, paper, format="json").json()["code"] == "stale"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"state": "FR"}, "/state"),  # it tells of it here
        ({"state": "DE"}, "/state"),
        ({"received_on": "2099-01-01"}, "/received_on"),
        ({"imposed_on": "2099-01-01"}, "/imposed_on"),
        ({"letter": "d"}, "/letter"),
        ({"state": None}, "/state"),
    ],
)
def test_what_a_paper_cannot_say_is_refused_with_its_place(wrong, pointer):
    make_officer("FR")

    refused = machine(make_officer("DE")).post("/api/v1/requirements/papers", PAPER | wrong, format="json")

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert pointer in [each["pointer"] for each in refused.json()["errors"]]


@pytest.mark.django_db
def test_a_requirement_on_paper_is_of_another_state_and_called_by_its_own_number():
    own = organisation("authority", "DE")

    shared = enter_requirement(authority=own, actor=make_officer("DE"), at=AT, **PAPER)

    assert SharedRequirement.objects.of_others(own).get() == shared
    assert str(shared).startswith("MT-R-")


@pytest.mark.django_db
def test_what_was_decided_here_is_lifted_by_no_paper():
    shared = required().shared_requirement
    paper = {"paper_number": "DE/1", "lifted_on": (AT + DAY).date().isoformat()}

    with pytest.raises(StaleState, match="came on paper"):
        enter_end(requirement=shared, actor=make_officer("DE"), at=AT + DAY, **paper)
