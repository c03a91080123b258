"""Which authority of a state a request goes to, which team handles it, and whose decision takes a third officer."""

from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from exportctl.core.errors import FourEyes, Invalid, Pending, WrongStatus
from exportctl.core.models import Organisation
from exportctl.core.queries.todos import todos
from exportctl.core.rules.permissions import Permission
from licensing.actions.decisions import approve_proposal
from licensing.actions.routing_rules import (
    approve_routing_rule,
    discard_routing_rule,
    propose_removal,
    propose_routing_rule,
)
from licensing.models import AuthorisationRequest, RoutingRule
from licensing.queries.routing_rules import competence_for, teams_of
from licensing.rules.routing_rules import Because, Facts, Purpose, first_match, gaps, met_by
from tests.factories import AT, DAY, machine, make_exporter, make_officer, make_proposal, organisation, seated
from tests.requesting import make_individual_request, make_taken_individual

FACTS = Facts(
    kind="individual",
    entries=("5A002.a", "2B001"),
    functions=("phone_interception",),
    destinations=("IN",),
    value=Decimal("12000"),
    exporters=("DE4711",),
    address="12 Rue Haute, 1000 Brussels",
)


@dataclass(frozen=True)
class Stored:
    number: int
    criteria: dict = field(default_factory=dict)


@pytest.mark.parametrize(
    ("criteria", "by"),
    [
        ({}, []),
        ({"kinds": ["global", "individual"]}, ["individual"]),
        ({"kinds": ["global"]}, None),
        ({"entries": ["5a"]}, ["5A002.a"]),
        ({"entries": ["2B", "5A"]}, ["5A002.a"]),
        ({"entries": ["5A001"]}, None),
        ({"functions": ["phone_interception"]}, ["phone_interception"]),
        ({"destinations": ["IN"], "entries": ["2B"]}, ["IN", "2B001"]),
        ({"destinations": ["IN"], "entries": ["3A"]}, None),
        ({"value_from": "12000"}, ["12000"]),
        ({"value_from": "12000.01"}, None),
        ({"exporters": ["DE4711"]}, ["DE4711"]),
        ({"exporters": ["de 4711"]}, ["DE4711"]),
        ({"postal_codes": ["10"]}, ["1000"]),
        ({"postal_codes": ["12"]}, None),  # the number of the house
    ],
)
def test_a_rule_holds_where_everything_that_it_names_is_met(criteria, by):
    because = met_by(criteria, FACTS)

    assert (because if because is None else [each.by for each in because]) == by


def test_a_value_in_another_currency_meets_nothing():
    assert met_by({"value_from": "1"}, Facts(value=None)) is None


def test_the_rule_that_names_more_goes_first_then_the_lower_number():
    rules = [Stored(1), Stored(2, {"kinds": ["individual"]}), Stored(3, {"destinations": ["IN"]})]
    match = first_match(rules, FACTS)

    assert match
    assert (match.rule.number, match.because) == (2, (Because("kinds", "individual"),))
    assert first_match([Stored(4, {"kinds": ["global"]})], FACTS) is None


@pytest.mark.parametrize(
    ("purpose", "team", "criteria", "pointer"),
    [
        (Purpose.TEAM, "", {}, "/team"),
        (Purpose.TEAM, "Cyber", {}, None),
        (Purpose.THIRD_OFFICER, "Cyber", {"kinds": ["global"]}, "/team"),
        (Purpose.COMPETENCE, "", {}, "/criteria/kinds"),
    ],
)
def test_a_rule_names_its_team_and_holds_for_something(purpose, team, criteria, pointer):
    errors = gaps(purpose, team=team, criteria=criteria)

    assert [each["pointer"] for each in errors] == [pointer] * bool(pointer)


def officer_of(authority):
    return seated(Permission.HANDLE, authority)


def add_rule(authority, purpose, criteria, *, team="", at=AT - DAY):
    said = {"criteria": criteria, "reason": "The law of our state.", "team": team, "at": at}
    rule = propose_routing_rule(authority=authority, purpose=purpose, actor=officer_of(authority), **said)
    return approve_routing_rule(rule_id=rule.pk, actor=officer_of(authority), at=at)


@pytest.mark.django_db
def test_of_several_authorities_of_a_state_the_stored_rule_decides_and_a_removed_one_no_more():
    first, exporter = organisation("authority", "BE"), make_exporter("BE")
    second = Organisation.objects.create(
        kind="authority", name="Zone", short_name="Zone", native_name="Zone", member_state=first.member_state
    )
    exporter.address = "1 Dorpstraat, 9000 Gent"
    exporter.save(update_fields=["address"])
    assert competence_for(exporter).authority == min(first, second, key=lambda each: each.name)

    rule = add_rule(second, "competence", {"postal_codes": ["9"]})

    found = competence_for(exporter)
    assert (found.authority, found.of) == (second, 2)
    assert found.match
    assert [each.by for each in found.match.because] == ["9000"]
    request = make_individual_request(exporter=exporter)
    assert request.authority == second

    removal = propose_removal(rule_id=rule.pk, reason="New law.", actor=officer_of(second), at=AT)
    approve_routing_rule(rule_id=removal.pk, actor=officer_of(second), at=AT)
    assert competence_for(exporter).authority == first
    with pytest.raises(WrongStatus):
        propose_removal(rule_id=rule.pk, reason="Again.", actor=officer_of(second), at=AT)


@pytest.mark.django_db
def test_two_officers_add_a_rule_one_waits_at_a_time_and_what_is_sent_is_its_teams():
    authority, officer = organisation("authority", "DE"), make_officer()
    said = {
        "purpose": "team",
        "team": "Cyber",
        "criteria": {"entries": ["5A"]},
        "reason": "One team.",
        "at": AT,
    }
    rule = propose_routing_rule(authority=authority, actor=officer, **said)
    for user, is_told in ((make_officer(), True), (officer, False)):
        waiting = {each.kind.code for each in todos(user, at=AT)}
        assert ("approve_routing_rule" in waiting) is is_told
    with pytest.raises(Pending):
        propose_routing_rule(authority=authority, actor=make_officer(), **said)
    with pytest.raises(FourEyes):
        approve_routing_rule(rule_id=rule.pk, actor=officer, at=AT)
    discard_routing_rule(rule_id=rule.pk, actor=officer, at=AT)
    with pytest.raises(Invalid):
        propose_routing_rule(authority=authority, actor=officer, **{**said, "team": ""})
    add_rule(authority, "team", {"entries": ["5A"]}, team="Cyber", at=AT)

    request = make_taken_individual()

    assert (request.team, request.routed["because"]) == ("Cyber", [["entries", "5A002.a"]])
    assert teams_of([authority.pk]) == ["Cyber"]
    assert RoutingRule.objects.standing().count() == 1


@pytest.mark.django_db
def test_where_a_rule_asks_for_a_third_officer_the_second_does_not_decide():
    add_rule(organisation("authority", "DE"), "third_officer", {"destinations": ["IN"]})
    proposal = make_proposal(make_taken_individual(), legal_basis="annex_i", outcome="grant")
    second, third = make_officer(), make_officer()
    given = {
        "request_id": proposal.request_id,
        "proposal_id": proposal.pk,
        "content_hash": proposal.content_hash,
    }
    at = AT + DAY

    def page_of(user):
        browser = Client()
        browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        page = reverse("desks:approval", args=[proposal.request.reference, proposal.pk])
        return browser.get(page).content.decode()

    assert "nothing follows yet" in page_of(second)
    first_answer = approve_proposal(actor=second, at=at, **given)
    assert "You approved this already" in page_of(second)
    assert "Approve the grant" in (read := page_of(third))
    assert str(second) in read
    assert "nothing follows yet" not in read

    assert (first_answer.countersignature, first_answer.authorisation) == ("needed", None)
    assert AuthorisationRequest.objects.get(pk=proposal.request_id).status == "proposed"
    with pytest.raises(FourEyes):
        approve_proposal(actor=second, at=at, **given)
    for user, is_told in ((second, False), (third, True)):
        assert ("approve" in {each.kind.code for each in todos(user, at=at)}) is is_told

    last = approve_proposal(actor=third, at=at, **given)

    assert last.countersignature is None
    assert last.authorisation


@pytest.mark.django_db
def test_over_rest_two_officers_add_a_rule_and_two_remove_it():
    one, two = machine(make_officer()), machine(make_officer())
    body = {"purpose": "third_officer", "criteria": {"destinations": ["IN"]}, "reason": "Section 4."}
    lacking = one.post("/api/v1/routing-rules", {**body, "criteria": {}}).json()

    rule = one.post("/api/v1/routing-rules", body).json()
    refused = one.post(f"/api/v1/routing-rules/{rule['id']}/approve")
    stands = two.post(f"/api/v1/routing-rules/{rule['id']}/approve").json()
    removal = one.post(f"/api/v1/routing-rules/{rule['id']}/removal", {"reason": "Repealed."}).json()
    two.post(f"/api/v1/routing-rules/{removal['id']}/approve")

    assert [each["pointer"] for each in lacking["errors"]] == ["/criteria/kinds"]
    assert (rule["status"], rule["standing"], refused.status_code) == ("proposed", False, 403)
    assert (stands["status"], stands["standing"], stands["number"]) == ("approved", True, 1)
    assert (removal["event"], removal["removes"]) == ("remove", 1)
    listed = one.get("/api/v1/routing-rules").json()["results"]
    assert [each["standing"] for each in listed] == [False, False]
    assert machine(make_officer("FR")).get("/api/v1/routing-rules").json()["results"] == []


@pytest.mark.django_db
def test_the_page_asks_of_each_kind_of_rule_what_belongs_to_it():
    officer = make_officer()
    browser = Client()
    browser.force_login(officer, "allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("desks:routing")

    nothing = browser.post(address, {"purpose": "second_officer"})
    sent = browser.post(
        address,
        {"purpose": "second_officer", "acts": ["reply_to_hold"], "entries": "5A", "reason": "Ours."},
    )

    assert nothing.status_code == 422
    assert "Choose the acts that take a second officer." in nothing.content.decode()
    assert sent.status_code == 302
    rule = RoutingRule.objects.get()
    assert (rule.purpose, rule.criteria) == ("second_officer", {"acts": ["reply_to_hold"]})
    assert browser.post(address, {"purpose": "team", "team": "Cyber", "reason": "Ours."}).status_code == 422
