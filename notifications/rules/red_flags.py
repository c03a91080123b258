"""The due-diligence questions as versioned data (Recommendation (EU) 2024/2659, which does not bind)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data"


@cache
def questionnaire(version: str) -> dict[str, Any]:
    """The questionnaire of a version, in three languages. KeyError for a version that was never asked."""
    found: dict[str, Any] = json.loads((DATA / "red_flags.json").read_text(encoding="utf-8"))
    if version != found["version"]:
        raise KeyError(version)
    return found


@cache
def current_version() -> str:
    """The version that new notifications answer."""
    return str(json.loads((DATA / "red_flags.json").read_text(encoding="utf-8"))["version"])


@cache
def question_keys(version: str) -> tuple[str, ...]:
    return tuple(question["key"] for question in questionnaire(version)["questions"])


def flagged(body: Mapping[str, Any], *, version: str) -> list[str]:
    """The keys of the answers that are red flags. Counted, never scored: no answer clears anybody."""
    answers = body.get("red_flags") or {}
    return [
        question["key"]
        for question in questionnaire(version)["questions"]
        if (answers.get(question["key"]) or {}).get("answer") == question["flag_when"]
    ]
