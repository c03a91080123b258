"""The due-diligence questions as versioned data (Recommendation (EU) 2024/2659, which does not bind).

One file a version in `data/red_flags`, named by it: `2026-1.json`. What is published never changes, because
exporters answered it. To reword, add or remove a question, copy the newest file under the next name and change
the copy: from then on new notifications answer that one, and every earlier case keeps its own questions.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from exportctl.core.i18n import gettext_lazy as _
from licensing.rules.shapes import JsonObject

VERSIONS = Path(__file__).parent.parent / "data" / "red_flags"
# What the questions are about, in the order in which somebody looks: a question of no topic comes last.
TOPICS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _("The item"),
        (
            "covert_features",
            "known_misuse",
            "misused_system_parts",
            "published_item",
            "technical_limits",
            "four_elements",
        ),
    ),
    (
        _("The end user"),
        (
            "security_service",
            "repressive_government",
            "conflict_or_violations",
            "forces_in_repression",
            "past_re_export",
        ),
    ),
    (_("The destination"), ("legal_safeguards", "situation_at_destination")),
    (
        _("The order"),
        ("opaque_roles", "unusual_order", "diversion", "contract_terms", "monitoring_and_complaints"),
    ),
)


@cache
def versions() -> tuple[str, ...]:
    """Every version that was ever asked, the current one last."""
    return tuple(sorted((path.stem for path in VERSIONS.glob("*.json")), key=_year_and_number))


def current_version() -> str:
    """The version that new notifications answer."""
    return versions()[-1]


@cache
def questionnaire(version: str) -> dict[str, Any]:
    """The questionnaire of a version, in three languages. KeyError for a version that was never asked."""
    if version not in versions():
        raise KeyError(version)
    content: dict[str, Any] = json.loads((VERSIONS / f"{version}.json").read_text(encoding="utf-8"))
    return content


@cache
def question_keys(version: str) -> tuple[str, ...]:
    return tuple(question["key"] for question in questionnaire(version)["questions"])


def flagged(body: JsonObject, *, version: str) -> list[str]:
    """The keys of the answers that are red flags. Counted, never scored: no answer clears anybody."""
    answers = body.get("red_flags") or {}
    return [
        question["key"]
        for question in questionnaire(version)["questions"]
        if (answers.get(question["key"]) or {}).get("answer") == question["flag_when"]
    ]


def _year_and_number(version: str) -> tuple[int, int]:
    """`2026-10` comes after `2026-9`."""
    year, number = version.split("-")
    return int(year), int(number)
