"""The demonstration's invented cases, as data."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
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
    return cases


def states() -> dict[str, str]:
    """Each exporter's Member State, by the exporter's key."""
    return {row["key"]: row["state"] for row in read("exporters")["exporters"]}
