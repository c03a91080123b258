"""The demonstration's invented cases, as data."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from notifications.rules.red_flags import current_version, question_keys

HERE = Path(__file__).parent
FIRST = "2026-1"  # the questions that the invented cases answer in their own words
CASES = ("cases_aquila", "cases_boreale", "cases_cobalto", "cases_states")
DESKS = ("desk_de", "desk_fr", "desk_it")  # what fills the worklists of the large authorities
EVIDENCED = ("technical_limits", "contract_terms", "monitoring_and_complaints")  # asked the other way round
NOT_KNOWN = ("past_re_export", "legal_safeguards")
CONDITIONAL = ("granted_with_conditions", "proposed", "returned")
DESK_DECISIONS = ("granted", "granted_with_conditions", "no_authorisation_required", "authorisation_required")
TO_DECISION = (16, 19, 22, 25, 28)  # days from the submission, of one case after the other

TO_CLOSING = 9  # days from the submission until the authority ends a case without a decision


def read(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def cases() -> dict[str, dict[str, Any]]:
    """Every case by its key, its planned days and what the states said to each other merged in."""
    plan, exchanges = read("plan"), {row["case"]: row for row in read("exchange")["procedures"]}
    cases = {case["key"]: case for name in CASES for case in read(name)["cases"]}
    for step in plan["steps"]:
        key = step["key"]
        cases[key] |= step
        cases[key]["extended"] = key in plan["extended"]
        cases[key]["returned"] = key in plan["returned_before_approval"]
        cases[key]["exchange"] = exchanges.get(key, {})
        _answer_the_rest(cases[key])
    return cases | {case["key"]: case for name in DESKS for case in _of_desk(read(name))}


def export_requests() -> dict[str, dict[str, Any]]:
    """The requests for export authorisations, by their keys: cases without a doubt or red flags."""
    return {case["key"]: case for case in read("export_requests")["cases"]}


def _answer_the_rest(case: dict[str, Any]) -> None:
    """The cases were invented before the newest questions: whoever answered all of the first does not know these."""
    answers = case.get("notification", case).get("red_flags") or {}
    if set(question_keys(FIRST)) <= answers.keys():
        for key in question_keys(current_version()):
            answers.setdefault(key, {"answer": "unknown"})


def _of_desk(desk: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The cases of one authority: an item that several end users order, and what is particular to each of these."""
    writers = {
        row["key"]: [person["email"] for person in row["people"]] for row in read("exporters")["exporters"]
    }
    for number, row in enumerate(desk["cases"]):
        item = desk["items"][row["item"]]
        people = writers[row["exporter"]]
        decided = row["stage"] in DESK_DECISIONS
        case = {
            "key": row["key"],
            "exporter": row["exporter"],
            "by": people[number % len(people)],
            "stage": row["stage"],
            "desk": row["desk"],
            "listed_order": None,
            "submitted_days_ago": row["sent"],
            "decided_days_ago": row["sent"] - TO_DECISION[number % len(TO_DECISION)] if decided else None,
            "closed_days_ago": row["sent"] - TO_CLOSING if "closing" in row else None,
            "closing": row.get("closing"),
            "planned_in_days": 45 + 7 * (number % 9),
            "notification": _notification(row, item, desk),
            "information_requests": _questions(row),
            "proposal": _proposal(row, item),
            "positions": [],
            "extended": False,
            "returned": False,
            "exchange": {},
        }
        _answer_the_rest(case)
        yield case


def _notification(row: Mapping[str, Any], item: Mapping[str, Any], desk: Mapping[str, Any]) -> dict[str, Any]:
    named = ("name", "manufacturer", "model", "description", "functions", "cn_code")
    return {
        "item": {name: item[name] for name in named},
        "destination": row["end_user"]["country"],
        "end_user": row["end_user"],
        "consignee": None,
        "end_use": item["end_use"],
        "doubt": f"{item['doubt']} {row['doubt']}",
        "red_flags": {key: _flag(key, row["flags"], item, desk) for key in question_keys(FIRST)},
        "quantity": row["quantity"],
        "unit": item["unit"],
        "value": row["value"],
        "currency": "EUR",
    }


def _flag(
    question: str, flags: Mapping[str, str | None], item: Mapping[str, Any], desk: Mapping[str, Any]
) -> dict[str, str]:
    """Yes with its evidence; no where the case says so without any; else what is usual."""
    if question in flags:
        evidence = flags[question]
        return {"answer": "yes", "evidence": evidence} if evidence else {"answer": "no"}
    if question in EVIDENCED:
        evidence = item["limits"] if question == "technical_limits" else desk[question]
        return {"answer": "yes", "evidence": evidence}
    return {"answer": "unknown" if question in NOT_KNOWN else "no"}


def _questions(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"question": row["question"], "answer": row["answer"]}] if "question" in row else []


def _proposal(row: Mapping[str, Any], item: Mapping[str, Any]) -> dict[str, Any] | None:
    stage = row["stage"]
    outcomes = {"granted": "grant", **{each: each for each in DESK_DECISIONS if each.endswith("required")}}
    outcome = outcomes.get(stage) or ("grant_with_conditions" if stage in CONDITIONAL else None)
    if outcome is None:
        return None
    return {
        "outcome": outcome,
        "legal_basis": "article_4" if outcome == "authorisation_required" else "human_rights",
        "grounds": row.get("grounds") or item["grounds"],
        "conditions": item["conditions"] if outcome == "grant_with_conditions" else [],
        "entry": None,
        "dossier": None,
    }


@cache
def states() -> dict[str, str]:
    """Each exporter's Member State, by the exporter's key."""
    return {row["key"]: row["state"] for row in read("exporters")["exporters"]}
