"""Article 12(2): whoever is established in no Member State asks where its items lie, for individual authorisations."""

import pytest
from django.test import Client
from django.urls import reverse

from exportctl.core.errors import Invalid
from licensing.actions.amendments import amend
from licensing.actions.registration_answers import approve_registration, verify_number
from licensing.actions.registrations import confirm_registration, enter_registration, request_change
from licensing.actions.request_drafts import change_request_draft, create_request_draft, submit_request_draft
from licensing.models import AuthorisationRequest, Exporter, Registration, StateConsultation
from licensing.queries import routing_rules
from licensing.rules.kinds import is_open_to_third_countries
from licensing.rules.registrations import gaps
from tests.factories import AT, HOUR, make_exporter, make_filer, make_officer, make_user
from tests.licensing.test_global_requests_rule import PROJECT, PROJECT_GLOBAL
from tests.licensing.test_registrations_rule import COMPANY
from tests.requesting import GLOBAL, make_individual_body

pytestmark = pytest.mark.django_db
SWISS = {**COMPANY, "legal_name": "Alpenlicht Optik AG", "established_in": "CH"}


@pytest.fixture
def company():
    """Registered in Germany, where its first items lie."""
    person = make_user()
    entered = enter_registration(body=SWISS, email=person.email, name="N. Neu", language="en", at=AT)
    confirm_registration(registration_id=entered.pk, actor=person, at=AT)
    officer = make_officer("DE")
    said = {"registration_id": entered.pk, "actor": officer, "at": AT + HOUR}
    verify_number(how="The register of the canton, today.", **said)
    approve_registration(**said)
    return Exporter.objects.get(), person


def test_its_seat_is_outside_the_union_and_nowhere_else():
    assert gaps(SWISS) == []
    assert [each["pointer"] for each in gaps({**SWISS, "established_in": "FR"})] == ["/established_in"]


def test_only_what_is_individual_is_open_to_it():
    kinds = (("individual", ""), ("large_project", ""), ("large_project", "individual"))
    assert all(is_open_to_third_countries(*each) for each in kinds)
    assert not any(
        is_open_to_third_countries(*each) for each in (("global", ""), ("large_project", "global"))
    )


def test_a_request_goes_to_the_state_where_the_items_lie_which_is_asked_nothing_besides(company):
    exporter, person = company
    draft = create_request_draft(
        exporter=exporter, body=make_individual_body(location="FR"), actor=person, at=AT + 2 * HOUR
    )

    request = submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 3 * HOUR)

    assert (exporter.established_in, request.authority.member_state_id) == ("CH", "FR")
    assert request.reference.startswith("FR-")
    assert not StateConsultation.objects.exists()
    here = create_request_draft(
        exporter=exporter, body=make_individual_body(), actor=person, at=AT + 2 * HOUR
    )
    assert here.request.authority.member_state_id == "DE"  # where it is registered


def test_the_number_stays_where_another_state_becomes_competent_and_both_sides_read_why(company, client):
    exporter, person = company
    make_officer("FR")
    draft = create_request_draft(
        exporter=exporter, body=make_individual_body(), actor=person, at=AT + 2 * HOUR
    )
    change_request_draft(draft_id=draft.pk, body={"location": "FR"}, actor=person, at=AT + 2 * HOUR)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    review = client.get(f"/requests/{draft.reference}/check").content.decode()
    assert "The number was given where the draft was begun (Germany)" in review

    request = submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 3 * HOUR)

    assert (request.reference, request.authority.member_state_id) == (draft.reference, "FR")
    client.force_login(make_officer("FR"), "allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(request.get_absolute_url()).content.decode()
    assert "The number was given where the draft was begun (Germany)" in page


def test_it_gets_no_global_authorisation(company):
    exporter, person = company
    large = {**GLOBAL, "kind": "large_project", "form": "global", "project": {"name": "Port of Recife"}}

    for body, pointer in ((GLOBAL, "/kind"), (large, "/form")):
        with pytest.raises(Invalid) as refused:
            create_request_draft(exporter=exporter, body=body, actor=person, at=AT + 2 * HOUR)
        assert refused.value.errors[0]["pointer"] == pointer
    browser = Client()
    browser.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    refused = browser.post(reverse("desks:request_of_kind", args=["global"]), follow=True)
    assert "individual authorisations alone" in refused.content.decode()


def test_what_it_cannot_ask_for_is_not_offered_and_it_is_said_why(company, client):
    exporter, person = company
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/requests/new", f"/requests/new?company={exporter.pk}"):
        page = client.get(address).content.decode()
        for key, offered in (
            ("individual", 1),
            ("large-project-individual", 1),
            ("global", 0),
            ("large-project-global", 0),
        ):
            assert page.count(f'action="/requests/new/{key}"') == offered
        assert page.count("individual authorisations alone") == 2
    general = client.get(reverse("desks:own_general_authorisations")).content.decode()
    assert reverse("desks:register_for_general", args=["EU001"]) not in general
    assert "individual authorisations alone" in general
    register = client.get(reverse("desks:register_for_general", args=["EU001"])).content.decode()
    assert "individual authorisations alone" in register
    assert "acknowledges it by itself" not in register


def test_a_company_of_the_union_is_offered_every_kind(client):
    client.force_login(make_filer(make_exporter()))

    page = client.get("/requests/new").content.decode()

    assert page.count('action="/requests/new/') == 4
    assert "individual authorisations alone" not in page


def test_a_correction_takes_it_to_no_other_authority_and_to_no_other_form(company):
    exporter, person = company
    draft = create_request_draft(
        exporter=exporter, body={**PROJECT, "location": "FR"}, actor=person, at=AT + 2 * HOUR
    )
    request = submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 3 * HOUR)
    said = {"request_id": request.pk, "reason": "Moved.", "actor": person, "at": AT + 4 * HOUR}
    to_global = {**dict.fromkeys(PROJECT), **PROJECT_GLOBAL}

    for body, pointer in (
        ({"location": "DE"}, "/location"),
        ({"location": None}, "/location"),
        (to_global, "/form"),
    ):
        with pytest.raises(Invalid) as refused:
            amend(body=body, **said)
        assert refused.value.errors[0]["pointer"] == pointer

    amend(body={"more_locations": ["DE"]}, **said)
    assert AuthorisationRequest.objects.get().version.number == 2


def test_where_no_authority_works_its_draft_stays_open_and_says_so(company, monkeypatch):
    exporter, person = company
    draft = create_request_draft(
        exporter=exporter, body=make_individual_body(), actor=person, at=AT + 2 * HOUR
    )
    known = routing_rules.competence
    monkeypatch.setattr(
        routing_rules,
        "competence",
        lambda *, state, **said: None if state == "MT" else known(state=state, **said),
    )
    change_request_draft(draft_id=draft.pk, body={"location": "MT"}, actor=person, at=AT + 3 * HOUR)
    browser = Client()
    browser.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")

    pages = [browser.get(f"{draft.get_absolute_url()}{tail}") for tail in ("", "/check")]

    assert [page.status_code for page in pages] == [200, 200]
    assert "No authority of this Member State works here yet" in pages[1].content.decode()
    with pytest.raises(Invalid):
        submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 4 * HOUR)


def test_officers_find_it_by_its_name_where_its_items_lie(company):
    exporter, person = company
    draft = create_request_draft(
        exporter=exporter, body=make_individual_body(location="FR"), actor=person, at=AT + 2 * HOUR
    )
    submit_request_draft(draft_id=draft.pk, actor=person, at=AT + 3 * HOUR)
    found = []

    for state in ("FR", "DE"):
        officer = Client()
        officer.force_login(make_officer(state), "allauth.account.auth_backends.AuthenticationBackend")
        page = officer.get("/worklist?view=all&exporter=alpenlicht").content.decode()
        found.append(draft.reference in page.partition("<tbody")[2])

    assert found == [True, False]


def test_a_change_of_its_record_moves_its_seat_nowhere(company):
    exporter, person = company
    body = {**SWISS, "established_in": "", "sites": [{"name": "Works", "address": "Here"}]}

    request_change(exporter_id=exporter.pk, body=body, reason="", actor=person, at=AT + 5 * HOUR)

    exporter.refresh_from_db()
    assert exporter.established_in == "CH"


def test_the_page_takes_the_country_of_its_seat_and_officers_read_it():
    given = {**SWISS, "declares_goods": "True", "name": "N. Neu", "email": "n@alpenlicht.example"}
    wrong, right = ({**given, "established_in": code} for code in ("XX", "CH"))
    visitor, officer = Client(), Client()

    assert visitor.post("/register", wrong).status_code == 422
    visitor.post("/register", right)

    registration = Registration.objects.get()
    assert registration.body["established_in"] == "CH"
    confirm_registration(registration_id=registration.pk, actor=registration.person, at=AT)
    officer.force_login(make_officer("DE"), "allauth.account.auth_backends.AuthenticationBackend")
    page = officer.get(registration.get_absolute_url()).content.decode()
    assert "Seat outside the Union" in page
    assert "Switzerland" in page
