"""The demonstration's invented cases, as data."""

import json
from pathlib import Path
from typing import Any

from notifications.rules.red_flags import current_version, question_keys

HERE = Path(__file__).parent
FIRST = "2026-1"  # the questions that the invented cases answer in their own words
CASES = ("cases_aquila", "cases_boreale", "cases_cobalto", "cases_states")


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
    return cases


def _answer_the_rest(case: dict[str, Any]) -> None:
    """The cases were invented before the newest questions: whoever answered all of the first does not know these."""
    answers = case.get("notification", case).get("red_flags") or {}
    if set(question_keys(FIRST)) <= answers.keys():
        for key in question_keys(current_version()):
            answers.setdefault(key, {"answer": "unknown"})


def states() -> dict[str, str]:
    """Each exporter's Member State, by the exporter's key."""
    return {row["key"]: row["state"] for row in read("exporters")["exporters"]}
