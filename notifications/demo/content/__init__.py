"""The demonstration's invented cases, as data. Read by `notifications.demo`."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CASES = ("cases_aquila", "cases_boreale", "cases_cobalto", "cases_states")


def read(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def cases() -> dict[str, dict[str, Any]]:
    """Every case by its key, its planned days merged in."""
    found = {case["key"]: case for name in CASES for case in read(name)["cases"]}
    for step in read("plan")["steps"]:
        found[step["key"]] |= step
    return found
