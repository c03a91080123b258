"""The demonstration's content: complete, within the interface's words, and silent about the exporter."""

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from controllist.rules.functions import FUNCTIONS
from controllist.rules.matching import item_key
from exportctl.demo import content
from licensing.rules import export_requests
from licensing.rules.end_use_statements import without_statement
from licensing.rules.names import names_exporter
from licensing.rules.requests import LegalBasis, Outcome
from licensing.rules.shapes import notification
from licensing.rules.versions import destinations_of
from notifications.rules.majority import objection_carries
from notifications.rules.notifications import gaps
from notifications.rules.red_flags import current_version, question_keys
from notifications.rules.stances import PositionGround, Stance
from tests.union import PEOPLE

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "exportctl/demo/content"
STATES = sorted(PEOPLE)
LARGE = {"aquila": "DE", "boreale": "FR", "cobalto": "IT"}
UNDECIDED = {
    "draft",
    "submitted",
    "under_review",
    "information_requested",
    "proposed",
    "returned",
    "withdrawn",
    "closed",
}
OPEN = UNDECIDED - {"draft", "withdrawn", "closed"}
PROCEDURE = {"refused_open", "refused_closed_listed", "refused_closed_lapsed", "procedure_withdrawn"}
DECIDED = {"granted", "granted_with_conditions", "no_authorisation_required"} | PROCEDURE
STAGES = UNDECIDED | DECIDED
REQUIRED = {"authorisation_required"}  # one requirement on items that are not listed, for customs to read


@cache
def read(name: str) -> Any:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


@cache
def cases() -> list[dict[str, Any]]:
    return list(content.cases().values())


@cache
def exporters() -> dict[str, dict[str, Any]]:
    return {exporter["key"]: exporter for exporter in read("exporters")["exporters"]}


def state_of(case: dict[str, Any]) -> str:
    return exporters()[case["exporter"]]["state"]


def complete() -> list[dict[str, Any]]:
    return [case for case in cases() if case["stage"] != "draft"]


def test_every_state_has_an_exporter_with_an_eori_of_its_own_prefix() -> None:
    assert sorted({exporter["state"] for exporter in exporters().values()}) == STATES
    for exporter in exporters().values():
        assert re.fullmatch(r"[A-Z]{2}[A-Z0-9]{1,15}", exporter["eori"]), exporter["legal_name"]
        assert exporter["eori"].startswith(exporter["state"])
    mails = [person["email"] for exporter in exporters().values() for person in exporter["people"]]
    assert len(mails) == len(set(mails)) == 36
    assert {"exporter@aquila.example", "colleague@aquila.example", "exporter.gr@demo.example"} <= set(mails)


# What an exporter notifies although it is listed: the figures of whom the list concerns count it.
LISTED_ALREADY = {"dk-new-pb-32", "cz-new-ft-3"}


def test_every_state_has_four_people_with_names_of_their_own() -> None:
    authorities = read("people")["authorities"]
    assert sorted(authorities) == STATES
    names = [name for people in authorities.values() for name in people.values()]
    alone = {"officer", "approver", "delegate", "customs"}
    for state, people in authorities.items():
        more = {"officer2", "officer3", "officer4", "sandbox"} if state in LARGE.values() else set()
        assert set(people) == alone | more
    assert len(set(names)) == len(names)
    assert set(read("people")["commission"]) == {"commission@demo.example", "commission2@demo.example"}


def test_germany_france_and_italy_have_a_case_in_every_stage() -> None:
    for exporter in LARGE:
        assert {case["stage"] for case in cases() if case["exporter"] == exporter} == STAGES


@pytest.mark.parametrize("state", sorted(LARGE.values()))
def test_a_large_authority_has_a_full_worklist_shared_by_five(state: str) -> None:
    own = [case for case in cases() if state_of(case) == state]
    opened = [case for case in own if case["stage"] in OPEN]
    assert 35 <= len([*opened, *(case for case in own if case["stage"] == "procedure_withdrawn")]) <= 40
    loads = Counter(case.get("desk", "officer") for case in opened if case["stage"] != "submitted")
    assert loads.keys() == {"officer", "officer2", "officer3", "officer4", "approver"}
    assert len(set(loads.values())) > 2, loads
    assert len({case["exporter"] for case in opened}) == 3


def test_the_worklists_are_sorted_each_in_its_own_way() -> None:
    known = content.cases()
    sorted_ = {state: desk for state, desk in read("tags").items() if state in LARGE.values()}
    labels = [label for desk in sorted_.values() for label in desk["tags"]]
    assert len(set(labels)) == len(labels)
    for state, desk in sorted_.items():
        for key in [key for part in ("tags", "handed") for keys in desk[part].values() for key in keys]:
            assert state_of(known[key]) == state, key
            assert known[key]["stage"] in OPEN, key


def test_every_other_state_has_one_submitted_one_under_review_and_one_decided() -> None:
    small = {key for key, exporter in exporters().items() if exporter["state"] not in LARGE.values()}
    assert len(exporters()) - len(small) == 9
    for exporter in small:
        stages = Counter(
            "decided" if case["stage"] in DECIDED else case["stage"]
            for case in cases()
            if case["exporter"] == exporter
        )
        assert stages == {"submitted": 1, "under_review": 1, "decided": 1}, exporter


def test_twelve_items_get_listed_in_an_order_of_their_own() -> None:
    listed = [case for case in cases() if case["stage"] == "refused_closed_listed"]
    assert sorted(case["listed_order"] for case in listed) == list(range(1, 13))
    keys = {
        item_key(case["proposal"]["entry"]["manufacturer"], model)
        for case in listed
        for model in case["proposal"]["entry"]["models"]
    }
    others = {
        item_key(case["notification"]["item"]["manufacturer"], case["notification"]["item"]["model"])
        for case in cases()
        if case["stage"] != "refused_closed_listed" and case["key"] not in LISTED_ALREADY
    }
    assert not keys & others
    for case in listed:
        text = case["proposal"]["entry"]["description"]
        assert all(f"\n{letter}. " in text for letter in "abc"), case["key"]
        assert "\nNot covered: " in text, case["key"]


def test_a_notification_is_what_an_exporter_may_send() -> None:
    """By the product's own shape and completeness; the day of the export comes with the seeding."""
    shape, told = notification(question_keys(current_version())), content.cases()
    for case in complete():
        body, errors = {**told[case["key"]]["notification"], "planned_on": "2027-01-15"}, []
        shape.check(body, "", errors)
        assert not errors + gaps(body, version=current_version()), case["key"]


def test_descriptions_are_short_and_nothing_goes_to_a_member_state() -> None:
    for case in complete():
        body = case["notification"]
        assert 3 <= len(re.findall(r"[.!?](?:\s|$)", body["item"]["description"])) <= 6, case["key"]
        assert body["destination"] == body["end_user"]["country"], case["key"]
        assert body["end_user"]["country"] not in STATES, case["key"]


def test_the_words_for_states_and_public_do_not_name_the_exporter() -> None:
    for case in cases():
        exporter = exporters()[case["exporter"]]
        item, user = case["notification"]["item"], case["notification"].get("end_user") or {}
        texts = {"/item": item["name"], "/end_user": user.get("name", "")}
        proposal = case["proposal"] or {}
        for part in ("entry", "dossier"):
            words = dict(proposal.get(part) or {})
            words.pop("manufacturer", None)
            texts |= {f"/{part}/{key}": json.dumps(value, ensure_ascii=False) for key, value in words.items()}
        named = names_exporter(
            texts, legal_name=exporter["legal_name"], trade_name=exporter["trade_name"], eori=exporter["eori"]
        )
        assert not named, f"{case['key']}: {named}"


def test_proposals_fit_their_stage() -> None:
    for case in cases():
        proposal = case["proposal"]
        assert bool(proposal) == (case["stage"] in DECIDED | REQUIRED | {"proposed", "returned"}), case["key"]
        if not proposal:
            continue
        assert proposal["outcome"] in set(Outcome)
        assert proposal["legal_basis"] in set(LegalBasis)
        assert bool(proposal["conditions"]) == (proposal["outcome"] == "grant_with_conditions"), case["key"]
        refused = proposal["outcome"] == "refuse"
        assert bool(proposal["entry"]) == bool(proposal["dossier"]) == refused, case["key"]
        assert refused >= (case["stage"] in PROCEDURE), case["key"]


def test_an_information_request_is_open_exactly_where_the_stage_says_so() -> None:
    for case in cases():
        unanswered = [ask for ask in case["information_requests"] if ask["answer"] is None]
        assert bool(unanswered) == (case["stage"] == "information_requested"), case["key"]


def test_positions_are_cast_by_other_states_with_grounds_and_give_the_planned_outcome() -> None:
    sets = json.loads((ROOT / "exportctl/core/data/populations.json").read_text(encoding="utf-8"))["sets"]
    people = {code: row["population"] for code, row in sets[-1]["states"].items()}
    for case in cases():
        assert bool(case["positions"]) <= (case["stage"] in PROCEDURE), case["key"]
        latest: dict[str, str] = {}
        for position in case["positions"]:
            assert position["state"] in STATES
            assert position["state"] != state_of(case)
            assert position["stance"] in set(Stance)
            assert set(position["grounds"]) <= set(PositionGround)
            assert 1 <= position["working_day"] <= 28
            if position["stance"] == "object":
                assert position["grounds"]
                assert position["reason"]
            if position["stance"] != "comment":
                latest[position["state"]] = position["stance"]
        days = [position["working_day"] for position in case["positions"]]
        assert days == sorted(days), case["key"]
        if case["stage"] in PROCEDURE:
            others = {code: number for code, number in people.items() if code != state_of(case)}
            objecting = {state for state, stance in latest.items() if stance == "object"}
            lapses = case["stage"] == "refused_closed_lapsed"
            assert objection_carries(objecting, others) == lapses, case["key"]


def test_no_two_cases_share_a_key_and_no_text_counts_its_items() -> None:
    told = [case["key"] for part in (*content.CASES, *content.DESKS) for case in read(part)["cases"]]
    assert len(set(told)) == len(told)
    assert not re.search(r"(?i)lorem|\bitem \d|\btodo\b", json.dumps(cases()))
    users = [case["notification"]["end_user"]["name"] for case in complete()]
    assert len(set(users)) == len(users)


def test_the_plan_has_every_case_once() -> None:
    keys = [step["key"] for step in read("plan")["steps"]]
    assert sorted(keys) == sorted(case["key"] for part in content.CASES for case in read(part)["cases"])


def test_every_listed_entry_is_explained_in_three_languages_under_its_own_title() -> None:
    names = {
        case["proposal"]["entry"]["name"] for case in cases() if case["stage"] == "refused_closed_listed"
    }
    texts = read("texts")
    assert {entry["entry"] for entry in texts["published"]} == names
    for entry in texts["published"]:
        assert entry["texts"].keys() == {"en", "de", "fr"}, entry["entry"]
        assert entry["texts"]["en"]["title"] == entry["entry"]
        for words in entry["texts"].values():
            assert words["covered"]
            assert words["not_covered"]
    assert texts["waiting"]["text"]["title"] == texts["waiting"]["entry"]


def test_a_reply_comes_on_a_later_day_than_what_it_answers() -> None:
    threads: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in read("conversation")["messages"]:
        threads.setdefault((row["case"], row["subject"]), []).append(row)
    for key, rows in threads.items():
        days = [row["days_ago"] for row in rows]
        assert days == sorted(set(days), reverse=True), key
        sides = [row["side"] for row in rows]
        assert all(one != other for one, other in pairwise(sides)), key
    answered = [rows for rows in threads.values() if len(rows) > 1]
    assert len(answered) > 5


def test_a_note_names_an_entry_that_is_there_and_of_that_maker() -> None:
    listed = {
        f"CS-{case['listed_order']:04}": case["proposal"]["entry"]
        for case in cases()
        if case["stage"] == "refused_closed_listed"
    }
    known, named = content.cases(), 0
    for row in read("conversation")["notes"]:
        for code in re.findall(r"CS-\d{4}", row["text"]):
            item = known[row["case"]]["notification"]["item"]
            assert listed[code]["manufacturer"] == item["manufacturer"]
            assert set(listed[code]["functions"]) & set(item["functions"])
            named += 1
    assert named


@pytest.mark.parametrize(
    ("state", "words"), [("DE", "der die das und ist nicht"), ("FR", "le la les et est de")]
)
def test_cases_are_told_in_the_authoritys_language(state: str, words: str) -> None:
    told = [case for part in content.DESKS for case in read(part)["cases"]]
    for case in told:
        if exporters()[case["exporter"]]["state"] == state:
            body = content.cases()[case["key"]]["notification"]
            text = f"{body['doubt']} {body['end_use']} {body['item']['description']}".lower()
            assert set(words.split()) & set(re.findall(r"\w+", text)), case["key"]


def test_what_was_reported_of_earlier_years_is_in_the_words_of_the_statistics() -> None:
    figures = read("figures")
    by_month = Counter[int]()
    for months_ago, outcome, function, destination, number in figures["decided"]:
        assert outcome in set(Outcome)
        assert function in FUNCTIONS
        assert destination not in STATES
        by_month[months_ago] += number
    assert set(by_month) == set(range(1, 49))
    received = dict(enumerate(reversed(figures["received"]), start=1))
    assert all(received[month] >= number for month, number in by_month.items())


def test_export_requests_are_what_an_exporter_may_send_in_stages_and_in_all_three_large_states() -> None:
    told = list(content.export_requests().values())
    for case in told:
        body = case["request"]
        kind = export_requests.kind_in(body)
        errors = export_requests.gaps(kind, body) if case["stage"] != "draft" else []
        if case.get("statement_link", {}).get("signed"):
            errors = without_statement(errors)
        export_requests.BODIES[kind].check(body, "", errors)
        assert not errors, case["key"]
        assert not set(destinations_of(body)) & set(STATES)
        assert case["by"] in [person["email"] for person in exporters()[case["exporter"]]["people"]]
    assert {state_of(case) for case in told} == set(LARGE.values())
    assert {case["request"]["kind"] for case in told} == set(export_requests.BODIES)
    assert {case["stage"] for case in told} >= {
        *("draft", "submitted", "under_review", "information_requested", "proposed", "granted", "refused"),
        "closed",
    }
    assert not {case["key"] for case in told} & content.cases().keys()
