"""The public calculators: for anyone, over REST and as pages, with every wrong question named."""

import pytest
from django.test import Client

from notifications.rules.rule_sets import DEFAULT
from tests.factories import machine

pytestmark = pytest.mark.django_db

ALL_27 = "AT,BE,BG,CY,CZ,DE,DK,EE,ES,FI,FR,GR,HR,HU,IE,IT,LT,LU,LV,MT,NL,PL,PT,RO,SE,SI,SK"  # Greece is GR


def majority(**asked):
    return machine().get("/api/v1/majority", asked)


def deadlines(**asked):
    return machine().get("/api/v1/deadlines", asked)


def test_all_but_germany_and_france_carry_when_italy_notifies():
    """61.2 % of the people only, but two states cannot block; without that rule they can."""
    objecting = ALL_27.replace("DE,", "").replace("FR,", "")

    article_a = majority(notifying="IT", objecting=objecting).json()
    article_b = majority(
        notifying="IT", objecting=objecting, rule_set="qualified_majority_objection_72"
    ).json()

    assert article_a["majority_reached"] is True
    assert article_a["population"] < article_a["population_needed"]
    assert (article_a["states"], article_a["states_needed"], article_a["outcome"]) == (24, 15, "lapsed")
    assert (article_b["majority_reached"], article_b["outcome"]) == (False, "listed")


def test_under_agreement_the_agreeing_are_counted_and_people_are_null():
    answer = majority(notifying="IT", agreeing=ALL_27, rule_set="unanimous_agreement").json()

    assert answer == {
        "rule_set": "unanimous_agreement",
        "regime": "Regulation (EU) 2021/821, Article 5(5)–(6)",
        "in_force": True,
        "population_year": 2025,
        "outcome": "listed",
        "states": 26,
        "states_needed": 26,
        "population": None,
        "population_needed": None,
        "population_total": None,
        "majority_reached": None,
    }


def test_the_official_figures_of_2017_can_be_asked_for():
    now = majority(notifying="IT", objecting="AT").json()
    then = majority(notifying="IT", objecting="AT", population_year="2017").json()

    assert (now["population"], then["population"]) == (9132500, 8711500)


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({}, "/notifying"),
        ({"notifying": "it"}, "/notifying"),
        ({"notifying": "EL"}, "/notifying"),
        ({"notifying": "IT", "objecting": "AT,UK"}, "/objecting"),
        ({"notifying": "IT", "agreeing": "XX"}, "/agreeing"),
        ({"notifying": "IT", "objecting": "AT", "agreeing": "AT"}, "/agreeing"),
        ({"notifying": "IT", "rule_set": "dice"}, "/rule_set"),
        ({"notifying": "IT", "population_year": "1999"}, "/population_year"),
        ({"notifying": "IT", "population_year": "soon"}, "/population_year"),
    ],
)
def test_a_wrong_question_about_a_majority_is_named(asked, pointer):
    answer = majority(**asked)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_ten_working_days_over_easter_end_as_each_states_holidays_have_it():
    answer = deadlines(event="2026-03-30", working_days="10").json()

    assert len(answer) == 27
    assert answer["FR"] == answer["PL"] == "2026-04-14"
    assert answer["DE"] == answer["SE"] == answer["HU"] == answer["GR"] == answer["BG"] == "2026-04-15"


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"working_days": "10"}, "/event"),
        ({"event": "30.03.2026", "working_days": "10"}, "/event"),
        ({"event": "2026-02-30", "working_days": "10"}, "/event"),
        ({"event": "2026-03-30"}, "/working_days"),
        ({"event": "2026-03-30", "working_days": "0"}, "/working_days"),
        ({"event": "2026-03-30", "working_days": "251"}, "/working_days"),
        ({"event": "2026-03-30", "working_days": "1.5"}, "/working_days"),
    ],
)
def test_a_wrong_question_about_a_deadline_is_named(asked, pointer):
    answer = deadlines(**asked)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"event": "2024-12-30", "working_days": "1"}, "/event"),
        ({"event": "9999-12-31", "working_days": "1"}, "/event"),
        ({"event": "2030-12-30", "working_days": "10"}, "/working_days"),
    ],
)
def test_a_year_without_holidays_is_answered_with_those_held(asked, pointer):
    answer = deadlines(**asked)

    assert answer.status_code == 422
    assert answer.json()["years"] == [2025, 2026, 2027, 2028, 2029, 2030]
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_the_majority_page_answers_without_javascript():
    page = Client(headers={"Accept-Language": "en"})

    blank = page.get("/majority")
    answer = page.get(
        "/majority",
        {"rule_set": "single_objection", "notifying": "IT", "objecting": ["MT"], "population_year": ""},
    )

    assert blank.status_code == answer.status_code == 200
    assert blank.content.count(b'name="objecting"') == 27
    assert "The item would not be listed." in answer.content.decode()
    assert "not in force" in answer.content.decode()


def test_an_address_may_leave_out_what_has_a_first_choice():
    """Who passes an address on need not know the rule sets: the default one is counted."""
    named = Client().get("/majority", {"notifying": "IT", "objecting": "DE", "rule_set": DEFAULT})
    left_out = Client().get("/majority", {"notifying": "IT", "objecting": "DE", "rule_set": ""})
    none = Client().get("/majority?objecting=DE")

    assert [page.status_code for page in (named, left_out, none)] == [200, 200, 200]
    assert named.context["answer"] == left_out.context["answer"]
    asked = {"notifying": "IT", "objecting": "DE"}
    assert majority(**asked).json() == majority(**asked, rule_set=DEFAULT).json()


def test_the_deadlines_page_begins_with_the_period_that_begins_today():
    answer = Client(headers={"Accept-Language": "en"}).get("/deadlines")

    assert answer.status_code == 200
    assert "30 working days after" in answer.content.decode()


def test_the_deadlines_page_says_why():
    page = Client(headers={"Accept-Language": "en"})

    answer = page.get("/deadlines", {"event": "2026-11-04", "working_days": "30"}).content.decode()

    assert "11 November: Armistice Day" in answer
    assert answer.count('scope="row"') == 27


@pytest.mark.parametrize("path", ["/majority?notifying=XX", "/deadlines?event=2024-12-30&working_days=3"])
def test_a_page_asked_wrongly_says_so(path):
    answer = Client(headers={"Accept-Language": "en"}).get(path)

    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()


def test_last_days_go_along_as_a_table():
    asked = {"event": "2026-11-25", "working_days": "30", "export": "csv"}

    lines = Client().get("/deadlines", asked).content.decode().splitlines()

    assert lines[0].endswith("Code,Member State,Last day,Until,Why")
    assert any("FR,France," in line and "24:00 Paris" in line and "Christmas Day" in line for line in lines)
    assert len(lines) == 1 + 27


def test_the_answer_of_the_page_repeats_the_question():
    asked = {"rule_set": "single_objection", "notifying": "DE", "objecting": ["FR", "IT"]}

    page = Client().get("/majority", asked).content.decode()

    assert "<dd>Germany</dd>" in page
    assert "<dd>France, Italy</dd>" in page
