"""Which rules hold for procedures to come: read by anyone, chosen by two officers of the Commission."""

import pytest
from django.test import Client

from exportctl.core.errors import WrongStatus
from exportctl.core.models import Notice
from notifications.actions.rule_sets import approve_selection, discard_selection, propose_selection
from notifications.queries.rule_sets import chosen_rule_set
from notifications.rules.rule_sets import RULE_SETS
from tests.factories import (
    AT,
    DAY,
    NOTIFICATION,
    machine,
    make_commissioner,
    make_delegate,
    make_procedure,
)

pytestmark = pytest.mark.django_db


def post(user, path, body=None):
    return machine(user).post(f"/api/v1/rule-sets/{path}", body or {}, content_type="application/json")


def choose(name, at):
    act = propose_selection(rule_set=name, reason="Tried.", actor=make_commissioner(), at=at)
    approve_selection(selection_id=act.pk, actor=make_commissioner(), at=at)


def test_anyone_reads_the_five_with_their_parameters():
    answer = machine().get("/api/v1/rule-sets").json()

    assert [rules["name"] for rules in answer["results"]] == list(RULE_SETS)
    assert answer["chosen"] == "qualified_majority_objection"
    assert [rules["name"] for rules in answer["results"] if rules["in_force"]] == ["unanimous_agreement"]
    single = next(rules for rules in answer["results"] if rules["name"] == "single_objection")
    assert (single["working_days"], single["max_added"], single["regime"]) == (
        10,
        20,
        "COM(2016) 616, Article 4",
    )


def test_two_officers_choose_for_procedures_opened_from_then_on(product_clock):
    before = make_procedure()
    proposed = post(make_commissioner(), "single_objection/selections", {"reason": "Policy."})

    done = post(make_commissioner(), f"single_objection/selections/{proposed.json()['id']}/approve")
    after = make_procedure("FR", item={**NOTIFICATION["item"], "model": "NW-400"})

    assert (proposed.status_code, proposed.json()["status"]) == (200, "proposed")
    assert (done.status_code, done.json()["name"], done.json()["chosen"]) == (200, "single_objection", True)
    before.refresh_from_db()
    assert (before.rule_set, after.rule_set) == ("qualified_majority_objection", "single_objection")
    assert after.frozen["working_days"] == 10


def test_the_last_choice_holds_even_if_the_clock_went_back():
    make_commissioner()
    choose("single_objection", AT + 45 * DAY)
    choose("unanimous_agreement", AT)

    assert chosen_rule_set().name == "unanimous_agreement"


def test_whoever_proposed_does_not_approve(product_clock):
    officer = make_commissioner()
    act = post(officer, "single_objection/selections", {"reason": "Policy."}).json()

    answer = post(officer, f"single_objection/selections/{act['id']}/approve")

    assert (answer.status_code, answer.json()["code"]) == (403, "four_eyes")


def test_the_second_officer_is_told_where_the_choice_waits(product_clock):
    officer = make_commissioner()
    post(officer, "single_objection/selections", {"reason": "Policy."})

    page = Client(headers={"Accept-Language": "en"})
    page.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    told = page.get(Notice.objects.get(kind="rule_set_waiting").path)

    assert "A choice waits for a second officer" in told.content.decode()


def test_one_choice_waits_at_a_time(product_clock):
    post(make_commissioner(), "single_objection/selections", {"reason": "Policy."})

    answer = post(make_commissioner(), "unanimous_agreement/selections", {"reason": "Law."})

    assert (answer.status_code, answer.json()["code"]) == (409, "pending")


@pytest.mark.parametrize(
    ("make", "name", "status"),
    [
        (make_commissioner, "no_such_rules", 404),
        (lambda: make_delegate("FR"), "single_objection", 403),
        (lambda: None, "single_objection", 401),
    ],
)
def test_choosing_is_the_commissions(product_clock, make, name, status):
    assert post(make(), f"{name}/selections", {"reason": "Policy."}).status_code == status


def test_a_choice_that_is_discarded_changes_nothing_and_makes_room_for_another():
    act = propose_selection(rule_set="single_objection", reason="Tried.", actor=make_commissioner(), at=AT)

    discard_selection(selection_id=act.pk, actor=make_commissioner(), at=AT)

    assert chosen_rule_set().name == "qualified_majority_objection"
    with pytest.raises(WrongStatus):
        approve_selection(selection_id=act.pk, actor=make_commissioner(), at=AT)
    choose("unanimous_agreement", AT)
