"""The due-diligence answers of a case beside the officers' own assessment."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from licensing.models import AuthorisationRequest
from notifications.models import Assessment
from notifications.queries.red_flags import AnsweredQuestion, answered_questions
from notifications.rules.assessments import Verdict, differ, verdict_of_exporter

SHOWN = ("flagged", "differing", "all")


@dataclass(frozen=True)
class Side:
    """One question: what the exporter said, what the officers said, the latest last."""

    question: AnsweredQuestion
    assessments: tuple[Assessment, ...]

    @property
    def latest(self) -> Assessment | None:
        return self.assessments[-1] if self.assessments else None

    @property
    def newest_first(self) -> tuple[Assessment, ...]:
        return self.assessments[::-1]

    @property
    def exporter_verdict(self) -> str:
        return verdict_of_exporter(self.question.answer, self.question.flag_when)

    @property
    def differs(self) -> bool:
        return differ(self.exporter_verdict, self.latest.verdict if self.latest else "")

    @property
    def is_flag(self) -> bool:
        """Worth a look: a sign to either of the two, or not known."""
        theirs = self.latest.verdict if self.latest else ""
        return Verdict.SIGN in (self.exporter_verdict, theirs) or Verdict.OPEN in (
            self.exporter_verdict,
            theirs,
        )

    @property
    def is_telling(self) -> bool:
        """Is there something to answer for: a sign by what the exporter says, or an officer's own view?"""
        return self.exporter_verdict == Verdict.SIGN or self.latest is not None


def side_by_side(request: AuthorisationRequest, *, version: str) -> list[Side]:
    """Every question of the case, in the questionnaire's order; one query."""
    assessments: Mapping[str, list[Assessment]] = defaultdict(list)
    for row in request.assessments.select_related("assessed_by").order_by("pk"):
        assessments[row.question].append(row)
    questions = answered_questions(request.body, version=version)
    return [Side(question, tuple(assessments[question.key])) for question in questions]


def sides_shown(sides: list[Side], which: str) -> list[Side]:
    if which == "all":
        return sides
    return [side for side in sides if (side.differs if which == "differing" else side.is_flag)]


def filters(sides: list[Side], which: str, labels: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The three views with their numbers."""
    return [
        {"key": key, "label": labels[key], "count": len(sides_shown(sides, key)), "current": key == which}
        for key in SHOWN
    ]
