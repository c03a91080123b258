"""A question with a key: what is known of the declarant beside the lists, and the receipt that brings it back."""

import re
from datetime import date, timedelta
from hashlib import sha256

import orjson
import pytest
from django.db import connection

from exportctl.core import signing
from exportctl.core.errors import Invalid
from licensing.actions.authorisations import surrender
from licensing.actions.screenings import ask, ask_again
from licensing.models import ClassificationConfirmation
from licensing.queries.screening_facts import FEW, facts_of, words_statement
from licensing.queries.screening_papers import papers_of, papers_statement
from tests.controllist.listing import make_entry
from tests.controllist.tables import confirm_table, propose_table
from tests.factories import (
    AT,
    DAY,
    approve,
    make_customs,
    make_exporter,
    make_filer,
    make_proposal,
    make_taken_request,
)
from tests.licensing.granted import make_authorisation, make_decided_request, write_off
from tests.licensing.test_authorisation_life import carry_out

pytestmark = pytest.mark.django_db
ITEM = {
    "id": "1",
    "manufacturer": "AQUILA systems",
    "model": "AQ 10",
    "control_entry": "5A002.a",
    "destination": "IN",
    "quantity": "40",
    "unit": "pieces",
}
LATER = AT + timedelta(hours=1)


def results(lines, *, user, at=LATER):
    return ask(lines=lines, user=user, at=at).results


def test_an_authorisation_with_enough_left_covers_and_says_what_was_compared():
    authorisation = make_authorisation()
    exporter = authorisation.holder
    customs, stranger = make_customs(), make_filer(make_exporter("FR"))
    lines = [
        ITEM,
        {**ITEM, "quantity": "101"},
        {**ITEM, "unit": "kg"},
        {**ITEM, "destination": "BR"},
        {**ITEM, "model": "AQ 20"},
        {**ITEM, "end_user": "State Hospitals Trust"},
        {**ITEM, "end_user": "Ministry of the Interior"},
        {**ITEM, "accepted_on": (AT - 40 * DAY).date().isoformat()},
        {**ITEM, "authorisation": "DE-A-2026-9999"},
    ]
    lines = [{**line, "exporter_eori": exporter.eori} for line in lines]

    verdicts = [each["verdict"] for each in results(lines, user=customs)]
    by_name = results(lines[5:6], user=make_filer(exporter))[0]
    short = results(lines[1:2], user=customs)[0]

    assert verdicts == [
        "covered",
        *["authorisation_required"] * 4,
        "covered",
        *["authorisation_required"] * 3,
    ]
    assert by_name["authorisation"] == authorisation.reference
    assert "compared by their names" in by_name["why"]
    assert f"{authorisation.reference} has 100 pieces left" in short["why"]
    assert results(lines[:1], user=stranger)[0]["verdict"] == "authorisation_required"
    assert results(lines[:1], user=None)[0]["authorisation"] is None


def test_an_authorisation_that_a_line_names_says_why_it_does_not_let_it_go():
    authorisation = make_authorisation()
    customs, reference = make_customs(), authorisation.reference
    line = {**ITEM, "exporter_eori": authorisation.holder.eori, "authorisation": reference}
    then = ask(lines=[line], user=customs, at=LATER)

    def why(at=LATER, user=customs, **said):
        result = ask(lines=[line | said], user=user, at=at).results[0]
        assert (result["verdict"], result["authorisation"]) == ("authorisation_required", None)
        return result["why"]

    first, last = authorisation.valid_from, authorisation.valid_until
    assert f"{reference} is valid from" in why(accepted_on=(first - DAY).isoformat())
    assert f"{reference} was valid until" in why(accepted_on=(last + DAY).isoformat())
    assert f"{reference} was granted for IN, not for BR." in why(destination="BR")
    assert f"{reference} was granted for IN: give the destination." in why(destination="")
    assert f"{reference} has no line for this item." in why(model="AQ 20")
    assert reference not in why(user=make_filer(make_exporter("FR")))  # another's: not even that there is one

    carry_out(authorisation, "suspend", at=AT + 2 * DAY)
    suspended = ask(lines=[line], user=customs, at=AT + 3 * DAY)
    assert f"{reference} was suspended on" in why(at=AT + 3 * DAY)
    carry_out(authorisation, "reinstate", at=AT + 4 * DAY)
    assert ask(lines=[line], user=customs, at=AT + 5 * DAY).results[0]["verdict"] == "covered"
    surrender(
        authorisation_id=authorisation.pk,
        reason="No more.",
        actor=make_filer(authorisation.holder),
        at=AT + 6 * DAY,
    )
    assert f"{reference} was given back by" in why(at=AT + 7 * DAY)

    assert ask_again(lines=[line], receipt=then.receipt, user=customs).reproduced
    again = ask_again(lines=[line], receipt=suspended.receipt, user=customs)
    assert (again.reproduced, again.results) == (True, suspended.results)


def test_an_officers_classification_counts_for_its_exporter_alone():
    decision = make_decided_request()
    line = decision.request.version.lines.get()
    ClassificationConfirmation.objects.create(
        request=decision.request,
        line=line,
        exporter=decision.request.exporter,
        item_key=line.item_key,
        control_entry="5A002.a",
        edition=date(2025, 11, 15),
        confirmed_by=decision.approver,
        confirmed_at=AT,
    )
    asked = [{name: ITEM[name] for name in ("id", "manufacturer", "model", "destination")}]

    own = results(asked, user=make_filer(decision.request.exporter))[0]

    assert (own["verdict"], own["legal_basis"], own["entries"][0]["code"]) == (
        "authorisation_required",
        "annex_i",
        "5A002.a",
    )
    assert results(asked, user=make_filer(make_exporter("FR")))[0]["verdict"] == "not_listed"


def test_a_national_list_binds_who_is_established_there_and_a_customs_code_only_suggests():
    filer, abroad = make_filer(make_exporter("DE")), make_filer(make_exporter("FR"))
    table = b"code,text,publication\n5a 902,Surveillance systems,OJ C 2023/1\n"
    confirm_table("national_list", table)
    codes = b"cn_code;control_entry\n8517 62;5A001.f\n8517.62.00;5A001.f, 5A001.j\n"
    confirm_table("customs_codes", codes)
    asked = [
        {"id": "1", "control_entry": "5A902", "destination": "AE"},
        {"id": "2", "name": "Office chair", "cn_code": "85176200"},
    ]

    own, chair = results(asked, user=filer)
    other = results(asked, user=abroad)[0]

    assert (own["verdict"], own["legal_basis"]) == ("authorisation_required", "article_9")
    assert (other["verdict"], other["legal_basis"]) == ("possible_match", "article_10")
    assert (chair["verdict"], chair["suggestions"]) == ("not_listed", ["5A001.f", "5A001.j"])

    confirm_table("national_list", b"code,text\n6A999,Other\n", starts_on=AT.date())
    propose_table("national_list", table, starts_on=AT.date())  # nobody has confirmed it
    assert results(asked, user=filer)[0]["legal_basis"] == "annex_i"  # by its grammar alone


def test_a_receipt_brings_back_the_answer_of_then(settings, tmp_path):
    settings.SIGNING_KEY_FILE = str(tmp_path / "signing-key.pem")
    settings.KEY_HISTORY_FILE = str(tmp_path / "key-history")
    authorisation = make_authorisation()
    customs = make_customs()
    halo = {"id": "2", "manufacturer": "Optikon", "model": "Gaze 4"}
    asked = [{**ITEM, "quantity": "100", "exporter_eori": authorisation.holder.eori}, halo]
    then = ask(lines=asked, user=customs, at=LATER)

    make_entry(manufacturer="Optikon", models=["Gaze 4"])
    write_off(authorisation, "60", by=customs, at=LATER + timedelta(minutes=1))
    now = ask(lines=asked, user=customs, at=LATER + timedelta(minutes=2))
    again = ask_again(lines=asked, receipt=then.receipt, user=customs)
    changed = ask_again(lines=[{**asked[0], "quantity": "99"}, halo], receipt=then.receipt, user=customs)

    assert [each["verdict"] for each in then.results] == ["covered", "not_listed"]
    assert [each["verdict"] for each in now.results] == ["authorisation_required"] * 2
    assert [each["verdict"] for each in again.results] == ["covered", "not_listed"]
    assert (again.reproduced, again.edition, changed.reproduced) == (True, then.edition, False)
    signing.rotate()
    assert ask_again(lines=asked, receipt=then.receipt, user=customs).reproduced  # it outlives the key
    other = signing.sign({**then.receipt, "type": "edition"})
    stranger = {**then.receipt, "signature": {**then.receipt["signature"], "key": "00" * 32}}
    unsigned = {name: value for name, value in then.receipt.items() if name != "signature"}
    tampered = [
        {**then.receipt, **said} for said in ({"edition": 0, "lines": 7}, {"at": None}, {"signature": None})
    ]
    for forged in (*tampered, other, stranger, unsigned):
        with pytest.raises(Invalid):
            ask_again(lines=asked, receipt=forged, user=customs)
    with pytest.raises(Invalid):
        ask_again(lines=asked, receipt=signing.sign({**then.receipt, "edition": 99}), user=customs)


@pytest.mark.parametrize("outcome", ["authorisation_required", "refuse"])
def test_a_decision_makes_an_item_subject_to_authorisation_for_its_exporter_and_destination(outcome):
    request = make_taken_request()
    approve(make_proposal(request, outcome=outcome, legal_basis="article_5"))
    item = {name: request.version.body["item"][name] for name in ("manufacturer", "model")}
    asked = [{"id": "1", **item, "destination": "AE"}, {"id": "2", **item, "destination": "BR"}]
    at = AT + 3 * DAY

    own = results(asked, user=make_filer(request.exporter), at=at)
    others = results(asked, user=make_filer(make_exporter("FR")), at=at)

    assert [each["verdict"] for each in own] == ["authorisation_required", "possible_match"]
    assert {each["legal_basis"] for each in own} == {"article_5"}
    assert request.reference in own[0]["why"]
    assert {each["verdict"] for each in others} == {"not_listed"}
    assert {each["verdict"] for each in results(asked, user=None, at=at)} == {"not_listed"}
    of_customs = [{**line, "exporter_eori": request.exporter.eori} for line in asked]
    answer = ask(lines=of_customs, user=make_customs("FR"), at=at)
    assert [each["verdict"] for each in answer.results] == ["authorisation_required", "possible_match"]
    assert ask_again(lines=of_customs, receipt=answer.receipt, user=make_customs("FR")).reproduced


def test_a_receipt_knows_what_stood_then_and_was_annulled_since():
    authorisation = make_authorisation()
    customs = make_customs()
    line = {**ITEM, "exporter_eori": authorisation.holder.eori}
    before = ask(lines=[line], user=customs, at=AT - timedelta(hours=1))
    then = ask(lines=[line], user=customs, at=LATER)

    carry_out(authorisation, "annul", at=AT + 2 * DAY)
    now = ask(lines=[line], user=customs, at=AT + 3 * DAY)

    assert now.results[0]["verdict"] == "authorisation_required"
    again = ask_again(lines=[line], receipt=then.receipt, user=customs)
    assert (again.results[0]["verdict"], again.reproduced) == ("covered", True)
    assert ask_again(lines=[line], receipt=before.receipt, user=customs).results[0]["verdict"] != "covered"


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("licensing_screening_words", words_statement()),
        ("licensing_screening_papers", papers_statement()),
    ],
)
def test_a_function_that_keeps_its_plan_asks_the_very_statement(name, statement):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [name])
        (body,) = cursor.fetchone()

    named = re.sub(r"%\((\w+)\)s", r"p_\1", statement).strip()
    assert body.strip() == f"#variable_conflict use_column\nBEGIN\nRETURN QUERY\n{named};\nEND"


def test_few_lines_and_many_are_told_the_same():
    request = make_taken_request()
    approve(make_proposal(request, outcome="authorisation_required", legal_basis="article_5"))
    item = {name: request.version.body["item"][name] for name in ("manufacturer", "model")}
    line = {"id": "1", **item, "destination": "AE", "exporter_eori": request.exporter.eori}
    customs, at = make_customs(), AT + 3 * DAY

    many = facts_of([line] * (FEW + 1), reader=customs, at=at)

    assert facts_of([line], reader=customs, at=at)[0] == many[0] == many[FEW]
    assert many[0].required_by == request.reference


def test_papers_of_few_lines_and_of_many_are_the_same():
    authorisation = make_authorisation()
    declarants = dict.fromkeys(range(FEW + 1), authorisation.holder_id)

    many = papers_of([ITEM] * (FEW + 1), declarants, at=LATER)

    assert papers_of([ITEM], {0: authorisation.holder_id}, at=LATER)[0] == many[0] == many[FEW]
    assert many[0].reference == authorisation.reference


def test_a_receipt_signs_the_lines_and_answers_as_canonical_json():
    at, customs = AT + DAY, make_customs()
    lines = [ITEM, {"id": 7, "name": "Chair “x”"}, {"id": 'a"id":0', "model": "é", "destination": "IN"}]
    answer = ask(lines=lines, user=customs, at=at)

    names = ("id", "verdict", "legal_basis", "authorisation", "regime", "in_force")
    said = [
        {
            **{name: result[name] for name in names},
            "entries": [[each["code"], each["score"]] for each in result["entries"]],
        }
        for result in answer.results
    ]
    digest = sha256(orjson.dumps([lines, said], option=orjson.OPT_SORT_KEYS)).hexdigest()
    assert answer.receipt["digest"] == digest
